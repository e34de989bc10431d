//! [`Sources`]: how many say it who did not copy it from each other.

use crate::graph::{Edge, Evidence, Network};
use std::collections::{BTreeMap, BTreeSet};

/// The documents of a network in groups: copies of one text stand in one group.
///
/// Copies are told by their [sketches](crate::Sketch), which documents carry; a document without one stands alone. A copy of a copy is in the
/// same group. Linear in the documents, but for groups of many thousand copies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources<'a> {
    /// The group of each document: the first id in it.
    group: BTreeMap<&'a str, &'a str>,
    publisher: BTreeMap<&'a str, &'a str>,
}

/// How many stand behind an edge, counted in four ways, and what is left when all are taken together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Count {
    /// Articles.
    pub documents: usize,
    /// Publishers that are known, and articles of unknown ones.
    pub publishers: usize,
    /// Texts: copies of one text count once.
    pub groups: usize,
    /// Holders of claims, and the articles that state it themselves, together one.
    pub speakers: usize,
    /// Sources that share neither publisher nor text.
    pub independent: usize,
}

impl<'a> Sources<'a> {
    /// Groups the documents of a network.
    pub fn of(network: &'a Network) -> Sources<'a> {
        let documents: Vec<_> = network.documents().collect();
        let mut above: Vec<usize> = (0..documents.len()).collect();
        let mut bands: BTreeMap<(usize, [u32; 3]), Vec<usize>> = BTreeMap::new();
        for (i, document) in documents.iter().enumerate() {
            for band in document.sketch.iter().flat_map(|sketch| sketch.bands()) {
                bands.entry(band).or_default().push(i);
            }
        }
        for others in bands.values() {
            // All that copy the first are found by the first; the next one stands for those that do not.
            let mut rest: Vec<usize> = others.clone();
            while let Some((&first, others)) = rest.split_first() {
                let copies = |i: &usize| match (&documents[first].sketch, &documents[*i].sketch) {
                    (Some(a), Some(b)) => a.is_copy(b),
                    _ => false,
                };
                let (same, other): (Vec<usize>, Vec<usize>) = others.iter().copied().partition(copies);
                for i in same {
                    join(&mut above, first, i);
                }
                rest = other;
            }
        }
        let id = |i: usize| documents[i].id.as_str();
        let group = (0..documents.len()).map(|i| (id(i), id(root(&above, i)))).collect();
        let publisher = documents
            .iter()
            .map(|d| (d.id.as_str(), d.publisher.as_deref().unwrap_or(&d.id)));
        Sources {
            group,
            publisher: publisher.collect(),
        }
    }

    /// The group of a document: the first id of its copies, or its own.
    pub fn group<'b>(&'b self, document: &'b str) -> &'b str {
        self.group.get(document).copied().unwrap_or(document)
    }

    /// Groups with more than one document, each in order of id.
    pub fn copies(&self) -> Vec<Vec<&'a str>> {
        let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (&document, &group) in &self.group {
            groups.entry(group).or_default().push(document);
        }
        groups.into_values().filter(|g| g.len() > 1).collect()
    }

    /// Who stands behind an edge.
    pub fn count(&self, edge: &Edge) -> Count {
        self.count_of(&edge.evidence)
    }

    /// Who stands behind some evidence.
    pub fn count_of<'e>(&self, evidence: impl IntoIterator<Item = &'e Evidence>) -> Count {
        let (mut documents, mut speakers) = (BTreeSet::new(), BTreeSet::new());
        for e in evidence {
            documents.insert(e.doc.as_str());
            speakers.insert(&e.holder);
        }
        let publisher = |d: &&str| self.publisher.get(*d).copied().unwrap_or(*d).to_string();
        // Documents that share a publisher or a group are one source.
        let list: Vec<&str> = documents.iter().copied().collect();
        let mut above: Vec<usize> = (0..list.len()).collect();
        let mut first: BTreeMap<(bool, String), usize> = BTreeMap::new();
        for (i, document) in list.iter().enumerate() {
            for key in [(true, publisher(document)), (false, self.group(document).to_string())] {
                let other = *first.entry(key).or_insert(i);
                join(&mut above, other, i);
            }
        }
        Count {
            documents: list.len(),
            publishers: list.iter().map(publisher).collect::<BTreeSet<_>>().len(),
            groups: list.iter().map(|d| self.group(d)).collect::<BTreeSet<_>>().len(),
            speakers: speakers.len(),
            independent: (0..list.len()).filter(|&i| root(&above, i) == i).count(),
        }
    }
}

fn root(above: &[usize], mut i: usize) -> usize {
    while above[i] != i {
        i = above[i];
    }
    i
}

/// The smaller root stays, so that groups do not depend on the order.
fn join(above: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(above, a), root(above, b));
    let (low, high) = (a.min(b), a.max(b));
    above[high] = low;
}
