//! [`Matcher`]: a filter that is ready to be asked about edges.

use super::as_of::AsOf;
use super::days::{check_day, is_until};
use super::filter::Filter;
use super::names::{Names, is_document, is_of, normal};
use crate::extract::relation::Polarity;
use crate::graph::analysis::Sources;
use crate::graph::{Edge, Evidence, Network};
use crate::{Document, Result};
use std::collections::BTreeSet;

impl Filter {
    /// Looks the names up once, so that many edges can be asked for quickly.
    ///
    /// # Errors
    ///
    /// An actor, a relation, a family, a publisher or a document is not known, or a day is none.
    pub fn compile<'a>(&'a self, network: &'a Network, names: &Names<'a>) -> Result<Matcher<'a>> {
        let mut relations = BTreeSet::new();
        for name in &self.relation {
            relations.insert(names.relation(name)?.to_owned());
        }
        for name in &self.family {
            relations.extend(names.family(name)?.into_iter().map(str::to_owned));
        }
        for day in [&self.since, &self.until, &self.as_of].into_iter().flatten() {
            check_day(day)?;
        }
        self.doc.iter().try_for_each(|id| names.document(id))?;
        Ok(Matcher {
            filter: self,
            network,
            actor: names.all_actors(&self.actor)?,
            target: names.all_actors(&self.target)?,
            any: names.all_actors(&self.any)?,
            holder: names.all_actors(&self.holder)?,
            near: names.all_actors(&self.near)?,
            relations,
            about: self.about.as_deref().map(normal),
            source: self
                .source
                .iter()
                .map(|name| names.publisher(name))
                .collect::<Result<_>>()?,
            sources: (self.min_sources > 1).then(|| Sources::of(network)),
            as_of: self.as_of.as_deref().map(|day| AsOf::new(network, day)),
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
    pub(super) near: BTreeSet<&'a str>,
    relations: BTreeSet<String>,
    about: Option<String>,
    source: Vec<String>,
    /// Looked up only when the filter asks for several sources.
    sources: Option<Sources<'a>>,
    as_of: Option<AsOf<'a>>,
}

impl Matcher<'_> {
    /// Would something of the edge be kept? `near` and `top` look at the whole network and are not asked.
    pub fn matches(&self, edge: &Edge) -> bool {
        if !self.fits(edge) {
            return false;
        }
        let kept: Vec<&Evidence> = edge.evidence.iter().filter(|e| self.fits_evidence(edge, e)).collect();
        let Some(first) = kept.first() else {
            return false;
        };
        // Sign and symmetry are those of the evidence that is left, as the edge made of it will have them.
        let symmetric = kept.iter().any(|e| e.symmetric);
        let stance = match edge.polarity {
            Polarity::Affirmed => first.sign,
            Polarity::Negated => -first.sign,
        };
        self.fits_ends(edge, symmetric)
            && (self.filter.sign.is_empty() || self.filter.sign.contains(&stance))
            && (self.sources.as_ref())
                .is_none_or(|sources| sources.count_of(kept).independent >= self.filter.min_sources)
    }

    /// Does this evidence of a matching edge pass?
    pub fn fits_evidence(&self, edge: &Edge, e: &Evidence) -> bool {
        let filter = self.filter;
        let document = self.network.document(&e.doc);
        let day = e.day(document);
        filter
            .since
            .as_ref()
            .is_none_or(|since| day.is_some_and(|day| day >= since.as_str()))
            && filter
                .until
                .as_ref()
                .is_none_or(|until| day.is_some_and(|day| is_until(day, until)))
            && (self.as_of.as_ref()).is_none_or(|as_of| day.is_some_and(|day| as_of.holds(edge, e, day)))
            && (filter.doc.is_empty() || filter.doc.iter().any(|id| is_document(&e.doc, id)))
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

    /// What does not depend on which evidence is left; the cheap questions first.
    fn fits(&self, edge: &Edge) -> bool {
        let filter = self.filter;
        let (from, to) = (edge.source.as_str(), edge.target());
        let kind = |id: &str| {
            let node = self.network.node(id);
            node.is_some_and(|node| filter.kind.contains(&node.actor.kind))
        };
        (filter.relation.is_empty() && filter.family.is_empty() || is_of(&self.relations, edge))
            && filter.polarity.is_none_or(|polarity| edge.polarity == polarity)
            && self.fits_ends(edge, edge.symmetric)
            && (self.any.is_empty() || self.any.contains(from) || self.any.contains(to))
            && (filter.kind.is_empty() || (kind(from) && edge.target.as_deref().is_none_or(kind)))
    }

    fn fits_ends(&self, edge: &Edge, symmetric: bool) -> bool {
        let is_in = |set: &BTreeSet<&str>, id: &str| set.is_empty() || set.contains(id);
        let (from, to) = (edge.source.as_str(), edge.target());
        let directed = is_in(&self.actor, from) && is_in(&self.target, to);
        directed || symmetric && is_in(&self.actor, to) && is_in(&self.target, from)
    }

    fn is_published(&self, document: &Document) -> bool {
        let told = [&document.publisher, &document.url].map(|field| field.as_deref().map(normal));
        let told: Vec<String> = told.into_iter().flatten().collect();
        (self.source.iter()).any(|source| told.iter().any(|text| text.contains(source)))
    }
}
