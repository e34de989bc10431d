//! [`Filter`]: the filter words of the command line, as a struct.

use super::names::{Names, normal};
use crate::extract::actor::Kind;
use crate::extract::relation::{Confidence, Modality, Polarity};
use crate::graph::analysis::Sources;
use crate::graph::index::{Index, UNREACHED, Way};
use crate::graph::merge::Batch;
use crate::graph::{Edge, Evidence, Network, Text};
use crate::{Document, Result};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What to keep of a network. Empty means all; every field that is set must hold; of a list, any one.
///
/// Names are taken in any form that [`Names`] knows. Some fields look at each evidence by itself, and an edge is kept
/// with the evidence that passes; the others look at the edge that is left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Who does it. Either end of a symmetric relation.
    pub actor: Vec<String>,
    /// To whom it is done. Either end of a symmetric relation.
    pub target: Vec<String>,
    /// Either end.
    pub any: Vec<String>,
    /// The relation.
    pub relation: Vec<String>,
    /// The sign after polarity: 1, -1 or 0.
    pub sign: Vec<i8>,
    /// Stated or denied.
    pub polarity: Option<Polarity>,
    /// Both ends are of one of these kinds.
    pub kind: Vec<Kind>,
    /// At least so many sources say it that share neither publisher nor text.
    pub min_sources: usize,

    /// Evidence about this: words of the topic, of the title or of the quote.
    pub about: Option<String>,
    /// Evidence of this day or later; `2024`, `2024-03` and `2024-03-01` will do. Undated evidence is left out.
    pub since: Option<String>,
    /// Evidence of this day, month or year, or earlier.
    pub until: Option<String>,
    /// Evidence that one of these published: part of the publisher's name or of the address.
    pub source: Vec<String>,
    /// Evidence of these documents.
    pub doc: Vec<String>,
    /// Evidence that is the claim of one of these.
    pub holder: Vec<String>,
    /// Evidence that is nobody's claim.
    pub no_claims: bool,
    /// Evidence as real as one of these.
    pub modality: Vec<Modality>,
    /// Evidence at least so sure.
    pub min_confidence: Option<Confidence>,

    /// Edges between actors at most [`depth`](Filter::depth) steps from one of these, along edges that are left.
    pub near: Vec<String>,
    /// How far; 0 is read as 1.
    pub depth: usize,
    /// The strongest so many edges: those most documents state, then those with most evidence.
    pub top: Option<usize>,
}

impl Filter {
    /// Looks the names up once, so that many edges can be asked for quickly.
    ///
    /// # Errors
    ///
    /// An actor or a relation is not known.
    pub fn compile<'a>(&'a self, network: &'a Network, names: &Names<'a>) -> Result<Matcher<'a>> {
        let relations = self.relation.iter().map(|name| names.relation(name).map(str::to_owned));
        Ok(Matcher {
            filter: self,
            network,
            actor: names.all_actors(&self.actor)?,
            target: names.all_actors(&self.target)?,
            any: names.all_actors(&self.any)?,
            holder: names.all_actors(&self.holder)?,
            near: names.all_actors(&self.near)?,
            relations: relations.collect::<Result<_>>()?,
            about: self.about.as_deref().map(normal),
            source: self.source.iter().map(|source| normal(source)).collect(),
            sources: (self.min_sources > 1).then(|| Sources::of(network)),
        })
    }
}

/// A [`Filter`] whose names have been looked up in a network.
#[derive(Clone, Debug)]
pub struct Matcher<'a> {
    filter: &'a Filter,
    network: &'a Network,
    actor: BTreeSet<&'a str>,
    target: BTreeSet<&'a str>,
    any: BTreeSet<&'a str>,
    holder: BTreeSet<&'a str>,
    near: BTreeSet<&'a str>,
    relations: BTreeSet<String>,
    about: Option<String>,
    source: Vec<String>,
    /// Looked up only when the filter asks for several sources.
    sources: Option<Sources<'a>>,
}

impl Matcher<'_> {
    /// Would something of the edge be kept? `near` and `top` look at the whole network and are not asked.
    pub fn matches(&self, edge: &Edge) -> bool {
        if !self.fits(edge) {
            return false;
        }
        let mut kept = edge.evidence.iter().filter(|e| self.fits_evidence(e)).peekable();
        kept.peek().is_some()
            && (self.sources.as_ref())
                .is_none_or(|sources| sources.count_of(kept).independent >= self.filter.min_sources)
    }

    /// Does this evidence of a matching edge pass?
    pub fn fits_evidence(&self, e: &Evidence) -> bool {
        let filter = self.filter;
        let document = self.network.document(&e.doc);
        let day = e.day(document);
        let since = |since: &String| day.is_some_and(|day| day >= since.as_str());
        let until = |until: &String| day.is_some_and(|day| day <= until.as_str() || day.starts_with(until.as_str()));
        filter.since.as_ref().is_none_or(since)
            && filter.until.as_ref().is_none_or(until)
            && (filter.doc.is_empty() || filter.doc.iter().any(|doc| e.doc == *doc))
            && (self.source.is_empty() || document.is_some_and(|d| self.is_published(d)))
            && (filter.holder.is_empty() || e.holder.as_deref().is_some_and(|holder| self.holder.contains(holder)))
            && !(filter.no_claims && e.holder.is_some())
            && (filter.modality.is_empty() || filter.modality.contains(&e.modality))
            && filter.min_confidence.is_none_or(|least| e.confidence >= least)
            && self.about.as_ref().is_none_or(|about| {
                let told = [e.about.as_deref(), e.title.as_deref(), Some(&e.quote)];
                told.into_iter().flatten().any(|text| normal(text).contains(about))
            })
    }

    fn fits(&self, edge: &Edge) -> bool {
        let filter = self.filter;
        let is_in = |set: &BTreeSet<&str>, id: &str| set.is_empty() || set.contains(id);
        let (from, to) = (edge.source.as_str(), edge.target());
        let directed = is_in(&self.actor, from) && is_in(&self.target, to);
        let turned = edge.symmetric && is_in(&self.actor, to) && is_in(&self.target, from);
        let kind = |id: &str| {
            self.network
                .node(id)
                .is_some_and(|node| filter.kind.contains(&node.actor.kind))
        };
        (directed || turned)
            && (self.any.is_empty() || self.any.contains(from) || self.any.contains(to))
            && (self.relations.is_empty() || self.relations.contains(edge.relation.as_str()))
            && (filter.sign.is_empty() || filter.sign.contains(&edge.stance()))
            && filter.polarity.is_none_or(|polarity| edge.polarity == polarity)
            && (filter.kind.is_empty() || (kind(from) && edge.target.as_deref().is_none_or(kind)))
    }

    fn is_published(&self, document: &Document) -> bool {
        let told = [&document.publisher, &document.url].map(|field| field.as_deref().map(normal));
        let told: Vec<String> = told.into_iter().flatten().collect();
        self.source
            .iter()
            .any(|source| told.iter().any(|text| text.contains(source)))
    }
}

impl Network {
    /// The part of the network that passes: its edges with the evidence that passes, their actors and documents.
    ///
    /// An empty filter keeps all, actors without edges too.
    ///
    /// # Errors
    ///
    /// The filter names an actor or a relation that is not known here; see [`Network::subgraph_with`].
    ///
    /// # Complexity
    ///
    /// `O(n log n)` in the evidence.
    pub fn subgraph(&self, filter: &Filter) -> Result<Network> {
        self.subgraph_with(filter, &Names::of(self))
    }

    /// The same with names of one's own, which may know relations that this network has not.
    ///
    /// # Errors
    ///
    /// The filter names an actor or a relation that `names` does not know.
    pub fn subgraph_with<'a>(&'a self, filter: &'a Filter, names: &Names<'a>) -> Result<Network> {
        if *filter == Filter::default() {
            return Ok(self.clone());
        }
        let matcher = filter.compile(self, names)?;
        let edges = self.edges().chain(self.untargeted());
        let mut edges: Vec<&Edge> = match filter.near.is_empty() {
            true => edges.filter(|edge| matcher.matches(edge)).collect(),
            false => surroundings(self, &matcher, filter.depth.max(1)),
        };
        if let Some(top) = filter.top {
            edges.sort_by_key(|edge| Reverse(edge.strength()));
            edges.truncate(top);
        }
        let kept = || {
            edges
                .iter()
                .flat_map(|edge| edge.evidence.iter().map(move |e| (*edge, e)))
        };
        let kept = || kept().filter(|(_, e)| matcher.fits_evidence(e));
        let documents: BTreeSet<&str> = kept().map(|(_, e)| e.doc.as_str()).collect();
        let ends = kept().flat_map(|(edge, e)| [Some(&edge.source), edge.target.as_ref(), e.holder.as_ref()]);
        let actors: BTreeSet<&str> = ends.flatten().map(Text::as_str).collect();
        let batch = Batch::of(self, |id| documents.contains(id), |id| actors.contains(id), kept());
        let mut network = Network::new();
        network.absorb(batch);
        Ok(network)
    }
}

/// The edges that match between actors at most `depth` steps from one of those asked for, in either direction.
fn surroundings<'a>(network: &'a Network, matcher: &Matcher, depth: usize) -> Vec<&'a Edge> {
    let index = Index::with(network, |edge| matcher.matches(edge));
    let centers = matcher.near.iter().filter_map(|id| index.number(id));
    let far = index.distances(centers, Way::Either, depth);
    let is_near = |node: usize| far[node] != UNREACHED;
    let ends_near = |&edge: &usize| is_near(index.ends(edge).0) && is_near(index.ends(edge).1);
    let targeted = (0..index.n_edges()).filter(ends_near).map(|edge| index.edge(edge));
    let untargeted = network.untargeted().filter(|edge| matcher.matches(edge));
    let untargeted = untargeted.filter(|edge| index.number(&edge.source).is_some_and(is_near));
    targeted.chain(untargeted).collect()
}
