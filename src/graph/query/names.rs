//! [`Names`]: from what people type to who is meant, and "did you mean".

use crate::graph::Network;
use crate::{Error, Result};
use std::collections::{BTreeMap, BTreeSet};

/// Finds actors by id, label or alias, and relations by name; case, accents and a leading "the" do not matter.
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// use newsgraph::graph::{read, query::Names};
/// let network = read(json)?;
/// let names = Names::of(&network);
/// assert!(names.actors("KYIV")?.contains("country:ua"));
/// let error = names.actors("Hungry").unwrap_err();
/// assert_eq!(error.to_string(), "no actor \"Hungry\" here: did you mean \"Hungary\"?");
/// # Ok::<(), newsgraph::Error>(())
/// ```
///
/// # Complexity
///
/// `O(n log n)` in the names to build, `O(log n)` to find, `O(n)` where nothing is found and names are compared.
#[derive(Clone, Debug)]
pub struct Names<'a> {
    /// For each name in normal form: how it is written, and of whom it is the label or an alias.
    actors: BTreeMap<String, (&'a str, Bearers<'a>)>,
    relations: BTreeSet<String>,
    /// Who else knows names: from a name to an actor's id.
    lookup: Option<fn(&str) -> Option<String>>,
}

#[derive(Clone, Debug, Default)]
struct Bearers<'a> {
    labels: BTreeSet<&'a str>,
    aliases: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    /// The names of a network's actors and relations.
    pub fn of(network: &'a Network) -> Names<'a> {
        let mut actors: BTreeMap<String, (&str, Bearers)> = BTreeMap::new();
        for node in network.nodes() {
            let id = node.actor.id.as_str();
            for (i, name) in [id].into_iter().chain(node.names()).enumerate() {
                let (_, bearers) = actors.entry(normal(name)).or_insert_with(|| (name, Bearers::default()));
                let list = if i < 2 {
                    &mut bearers.labels
                } else {
                    &mut bearers.aliases
                };
                list.insert(id);
            }
        }
        let edges = network.edges().chain(network.untargeted());
        let relations: BTreeSet<&str> = edges.map(|edge| edge.relation.as_str()).collect();
        Names {
            actors,
            relations: relations.into_iter().map(str::to_owned).collect(),
            lookup: None,
        }
    }

    /// Asks this too about a name that the network's articles never used: "Kyiv" where they say "Ukraine".
    pub fn with_lookup(mut self, lookup: fn(&str) -> Option<String>) -> Names<'a> {
        self.lookup = Some(lookup);
        self
    }

    /// Knows these relations too: those of the vocabulary that the network happens not to have.
    pub fn with_relations<S: Into<String>>(mut self, relations: impl IntoIterator<Item = S>) -> Names<'a> {
        self.relations.extend(relations.into_iter().map(Into::into));
        self
    }

    /// The ids of those who bear the name: as label if there are such, else as alias. Never empty.
    ///
    /// # Errors
    ///
    /// Nobody does; the message names those that are close.
    pub fn actors(&self, name: &str) -> Result<BTreeSet<&'a str>> {
        match self.actors.get(&normal(name)) {
            Some((_, Bearers { labels, aliases })) if labels.is_empty() => Ok(aliases.clone()),
            Some((_, Bearers { labels, .. })) => Ok(labels.clone()),
            None => {
                let id = self.lookup.and_then(|lookup| lookup(name));
                if let Some((_, found)) = id.and_then(|id| self.actors.get(&normal(&id))) {
                    return Ok(found.labels.clone());
                }
                let known = self
                    .actors
                    .iter()
                    .map(|(normal, (written, _))| (normal.as_str(), *written));
                Err(unknown("actor", name, known))
            }
        }
    }

    /// Those who bear any of the names.
    ///
    /// # Errors
    ///
    /// Nobody bears one of them.
    pub fn all_actors(&self, names: &[String]) -> Result<BTreeSet<&'a str>> {
        let mut all = BTreeSet::new();
        for name in names {
            all.extend(self.actors(name)?);
        }
        Ok(all)
    }

    /// The relation of that name, as the vocabulary writes it: blanks may stand for hyphens.
    ///
    /// # Errors
    ///
    /// There is none; the message names those that are close.
    pub fn relation(&self, name: &str) -> Result<&str> {
        let asked = normal(name).replace(' ', "-");
        match self.relations.get(&asked) {
            Some(relation) => Ok(relation),
            None => Err(unknown(
                "relation",
                name,
                self.relations.iter().map(|r| (r.as_str(), r.as_str())),
            )),
        }
    }
}

fn unknown<'b>(what: &str, name: &str, known: impl Iterator<Item = (&'b str, &'b str)>) -> Error {
    let asked = normal(name);
    let limit = (asked.chars().count() / 3).clamp(1, 3);
    let mut close: Vec<(usize, &str)> = known
        .filter_map(|(normal, written)| {
            let distance = distance(&asked, normal);
            // "Stoltenberg" is in "Jens Stoltenberg" though many letters apart.
            let within = asked.len() > 2 && normal.split(' ').any(|word| word == asked);
            (distance <= limit || within).then_some((distance, written))
        })
        .collect();
    close.sort_unstable();
    close.dedup();
    let close: Vec<String> = close
        .iter()
        .take(3)
        .map(|(_, written)| format!("{written:?}"))
        .collect();
    match close.join(", ").as_str() {
        "" => Error::new(format!("no {what} {name:?} here")),
        close => Error::new(format!("no {what} {name:?} here: did you mean {close}?")),
    }
}

/// Lower case, no accents, single blanks, no leading "the".
pub(in crate::graph) fn normal(name: &str) -> String {
    let mut normal = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        word.chars()
            .flat_map(char::to_lowercase)
            .for_each(|c| plain(c, &mut normal));
    }
    match normal.strip_prefix("the ") {
        Some(rest) => rest.to_owned(),
        None => normal,
    }
}

/// A lower-case letter without its accents; Latin letters as far as names of European languages use them.
fn plain(c: char, out: &mut String) {
    let plain = match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ə' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        '’' | '‘' => "'",
        '‐' | '‑' | '–' => "-",
        // Accents that stand apart from their letter.
        '\u{300}'..='\u{36f}' => "",
        other => return out.push(other),
    };
    out.push_str(plain);
}

/// Letters put in, left out, changed, or swapped with the next. `O(len * len)`.
pub(in crate::graph) fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = changed.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_form() {
        for (name, expected) in [
            ("  The  White House ", "white house"),
            ("Orbán", "orban"),
            ("Orba\u{301}n", "orban"),
            ("ERDOĞAN", "erdogan"),
            ("Łódź", "lodz"),
            ("Straße", "strasse"),
            ("Київ", "київ"),
            ("the", "the"),
        ] {
            assert_eq!(normal(name), expected, "{name}");
        }
    }

    #[test]
    fn distances() {
        for (a, b, expected) in [
            ("", "", 0),
            ("", "ab", 2),
            ("hungry", "hungary", 1),
            ("nato", "naot", 1),
        ] {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }
}
