//! [`Sightings`]: what each document shows of an actor, in runs that networks share.

use super::node::Sighting;
use super::text::Text;
use std::sync::Arc;

/// What each document shows of an actor, by the document's id.
///
/// Kept in a few runs, each in order and no document in two: to take in what another network knows is to take in its runs,
/// which both then share. Whoever lists them goes through all runs side by side.
#[derive(Clone, Debug, Default)]
pub(super) struct Sightings {
    runs: Vec<Run>,
}

/// In order of the document's id; never empty.
type Run = Arc<Vec<(Text, Sighting)>>;

/// With more runs than this, they become one.
const MOST: usize = 4;

impl Sightings {
    /// All, in order of the document's id.
    pub fn iter(&self) -> Iter<'_> {
        let mut rest: [&[(Text, Sighting)]; MOST] = [&[]; MOST];
        for (rest, run) in rest.iter_mut().zip(&self.runs) {
            *rest = run;
        }
        Iter {
            rest,
            n: self.runs.len(),
        }
    }

    /// What one document shows.
    pub fn get(&self, doc: &str) -> Option<&Sighting> {
        let found = |run: &Run| place(run, doc).ok();
        let mut runs = self.runs.iter().map(|run| (run, found(run)));
        let (run, at) = runs.find_map(|(run, at)| Some((run, at?)))?;
        Some(&run[at].1)
    }

    /// One of them.
    pub fn any(&self) -> Option<&Sighting> {
        Some(&self.runs.first()?.first()?.1)
    }

    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Adds what a document shows of which nothing is there yet.
    pub fn insert(&mut self, doc: Text, sighting: Sighting) {
        match self.runs.first_mut() {
            None => self.runs = vec![Arc::new(vec![(doc, sighting)])],
            Some(run) => {
                let (Ok(at) | Err(at)) = place(run, &doc);
                Arc::make_mut(run).insert(at, (doc, sighting));
            }
        }
    }

    pub fn remove(&mut self, doc: &str) -> Option<Sighting> {
        for i in 0..self.runs.len() {
            if let Ok(at) = place(&self.runs[i], doc) {
                let run = Arc::make_mut(&mut self.runs[i]);
                let (_, sighting) = run.remove(at);
                if run.is_empty() {
                    self.runs.remove(i);
                }
                return Some(sighting);
            }
        }
        None
    }

    /// Adds those of other documents.
    pub fn append(&mut self, other: &Sightings) {
        if self.runs.len() + other.runs.len() <= MOST {
            self.runs.extend_from_slice(&other.runs);
            return;
        }
        let (mine, theirs) = (self.as_one(), other.as_one());
        self.runs = [mine.runs, theirs.runs].concat();
    }

    /// The same in one run.
    fn as_one(&self) -> Sightings {
        match self.runs.len() {
            0 | 1 => self.clone(),
            _ => (self.iter().map(|(doc, sighting)| (doc.clone(), sighting.clone())))
                .collect::<Vec<_>>()
                .into(),
        }
    }
}

/// Those of a list in order.
impl From<Vec<(Text, Sighting)>> for Sightings {
    fn from(run: Vec<(Text, Sighting)>) -> Sightings {
        let runs = match run.is_empty() {
            true => Vec::new(),
            false => vec![Arc::new(run)],
        };
        Sightings { runs }
    }
}

impl PartialEq for Sightings {
    fn eq(&self, other: &Sightings) -> bool {
        self.iter().eq(other.iter())
    }
}

fn place(run: &[(Text, Sighting)], doc: &str) -> Result<usize, usize> {
    // Documents mostly come in order.
    match run.last() {
        Some((last, _)) if last.as_str() < doc => Err(run.len()),
        _ => run.binary_search_by(|(known, _)| known.as_str().cmp(doc)),
    }
}

/// Goes through all runs side by side.
pub(super) struct Iter<'a> {
    rest: [&'a [(Text, Sighting)]; MOST],
    n: usize,
}

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a Text, &'a Sighting);

    fn next(&mut self) -> Option<Self::Item> {
        let mut first = 0;
        for i in 1..self.n {
            if let Some((doc, _)) = self.rest[i].first()
                && self.rest[first].first().is_none_or(|(known, _)| doc < known)
            {
                first = i;
            }
        }
        let ((doc, sighting), rest) = self.rest[first].split_first()?;
        self.rest[first] = rest;
        Some((doc, sighting))
    }
}

#[cfg(test)]
mod tests {
    use super::Sightings;
    use crate::graph::node::Sighting;
    use crate::graph::text::Text;
    use std::collections::BTreeMap;

    /// Beside a plain map: the same whatever is added, taken over and removed.
    #[test]
    fn as_a_map_would_keep_them() {
        let shown = |n: u32| {
            (
                Text::from(n.to_string()),
                Sighting {
                    mentions: n,
                    ..Sighting::default()
                },
            )
        };
        let (mut many, mut map) = (Sightings::default(), BTreeMap::new());
        for step in 0..40 {
            let mut new = Sightings::default();
            // Numbers that are new in each step, and out of order.
            for n in (0..step % 7).map(|i| step + 40 * ((i * 5 + 3) % 7)) {
                let (doc, sighting) = shown(n);
                map.insert(doc.clone(), sighting.clone());
                new.insert(doc, sighting);
            }
            match step % 3 {
                0 => new.iter().for_each(|(doc, s)| many.insert(doc.clone(), s.clone())),
                1 => many.append(&new),
                _ => {
                    new.append(&many);
                    many = new;
                }
            }
            let gone = (step / 2).to_string();
            assert_eq!(many.get(&gone), map.get(gone.as_str()));
            assert_eq!(many.remove(&gone), map.remove(gone.as_str()));
            assert!(many.iter().eq(map.iter()), "step {step}");
            assert_eq!(many.is_empty(), map.is_empty());
        }
    }
}
