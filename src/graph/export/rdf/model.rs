//! What a network states, as resources with properties.

use super::term::{Iri, Term};
use crate::Document;
use crate::extract::actor::Kind;
use crate::extract::relation::{Modality, Polarity};
use crate::graph::{Edge, Evidence, Network, Node};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::io;

/// A resource with its properties, in the graph of a document or in the default graph.
pub struct Resource {
    pub graph: Option<Iri>,
    pub subject: Iri,
    pub properties: Vec<(Iri, Term)>,
}

impl Resource {
    fn new(graph: Option<&Iri>, subject: Iri) -> Resource {
        Resource {
            graph: graph.cloned(),
            subject,
            properties: Vec::new(),
        }
    }

    /// `property` is written `prefix:name`.
    fn with(mut self, property: &'static str, value: impl Into<Option<Term>>) -> Resource {
        if let Some(value) = value.into() {
            self.properties.push((word(property), value));
        }
        self
    }

    fn text(self, property: &'static str, text: Option<&str>) -> Resource {
        let value = text.map(|text| Term::Text(text.to_owned()));
        self.with(property, value)
    }

    fn all(self, property: &'static str, values: impl IntoIterator<Item = Term>) -> Resource {
        values
            .into_iter()
            .fold(self, |resource, value| resource.with(property, value))
    }
}

fn word(word: &'static str) -> Iri {
    let (prefix, local) = word.split_once(':').unwrap_or(("ng", word));
    Iri::word(prefix, local)
}

fn a(class: &'static str) -> Term {
    Term::Iri(word(class))
}

fn actor(id: &str) -> Iri {
    Iri::word("actor", id)
}

/// Gives every resource to `out`, in one order: the same network gives the same resources.
///
/// Nothing is held but what is written, so that a large network needs no more memory than it has.
pub fn resources(network: &Network, out: &mut dyn FnMut(Resource) -> io::Result<()>) -> io::Result<()> {
    let version = concat!("newsgraph-", env!("CARGO_PKG_VERSION"));
    let run = Iri::word("run", version);
    let software = Iri::word("ng", version);
    out(Resource::new(None, run.clone())
        .with("rdf:type", a("prov:Activity"))
        .with("prov:wasAssociatedWith", Term::Iri(software.clone())))?;
    out(Resource::new(None, software)
        .with("rdf:type", a("prov:SoftwareAgent"))
        .text("rdfs:label", Some(concat!("newsgraph ", env!("CARGO_PKG_VERSION")))))?;
    network.documents().try_for_each(|d| out(document(d)))?;
    network.nodes().try_for_each(|n| out(node(n)))?;
    for edge in network.edges().chain(network.untargeted()) {
        let places: Vec<String> = edge.evidence.iter().map(|e| place_id(edge, e)).collect();
        out(statement(edge, &places))?;
        let mut asserted = BTreeSet::new();
        for (e, id) in edge.evidence.iter().zip(&places) {
            let graph = Iri::word("doc", &e.doc);
            let is_fact = e.holder.is_none() && e.modality == Modality::Actual && edge.polarity == Polarity::Affirmed;
            if is_fact && asserted.insert(&e.doc) {
                assertions(edge, &graph).into_iter().try_for_each(&mut *out)?;
            }
            observation(network, edge, e, id, &graph, &run)
                .into_iter()
                .try_for_each(&mut *out)?;
        }
    }
    Ok(())
}

fn document(d: &Document) -> Resource {
    let address = d.url.clone().map(|url| Term::Typed(url, "anyURI"));
    Resource::new(None, Iri::word("doc", &d.id))
        .all("rdf:type", [a("schema:NewsArticle"), a("prov:Entity")])
        .text("schema:identifier", Some(&d.id))
        .text("schema:headline", d.title.as_deref())
        .with("schema:datePublished", d.date.as_deref().map(Term::day))
        .text("schema:publisher", d.publisher.as_deref())
        .text("schema:author", d.byline.as_deref())
        .with("schema:url", address)
        .text("ng:sha256", Some(d.sha256.as_str()).filter(|hash| !hash.is_empty()))
}

fn node(node: &Node) -> Resource {
    let class = match node.actor.kind {
        Kind::Person => "schema:Person",
        Kind::Country => "schema:Country",
        Kind::Organization => "schema:Organization",
        Kind::GovernmentBody => "schema:GovernmentOrganization",
        Kind::Party => "schema:PoliticalParty",
        Kind::ArmedGroup => "ng:ArmedGroup",
        Kind::Group => "ng:Group",
        Kind::Place => "schema:Place",
        Kind::Unknown => "ng:Actor",
    };
    let item = node.actor.wikidata.as_deref();
    let item = item.filter(|q| q.len() > 1 && q.starts_with('Q') && q[1..].bytes().all(|b| b.is_ascii_digit()));
    let types: BTreeSet<&str> = [class, "ng:Actor"].into();
    Resource::new(None, actor(&node.actor.id))
        .all("rdf:type", types.into_iter().rev().map(a))
        .text("schema:identifier", Some(&node.actor.id))
        .text("skos:prefLabel", Some(&node.actor.label))
        .all("skos:altLabel", node.actor.aliases.iter().cloned().map(Term::Text))
        .with("owl:sameAs", item.map(|q| Term::Iri(Iri::word("wd", q))))
        .with("ng:mentions", Term::number(node.mentions))
}

/// What an edge and an observation both say: who, what, to whom.
fn said(resource: Resource, edge: &Edge) -> Resource {
    resource
        .with("rdf:subject", Term::Iri(actor(&edge.source)))
        .with("rdf:predicate", Term::Iri(Iri::word("rel", &edge.relation)))
        .with("rdf:object", edge.target.as_deref().map(|id| Term::Iri(actor(id))))
        .text("ng:polarity", Some(polarity(edge.polarity)))
}

fn statement(edge: &Edge, places: &[String]) -> Resource {
    let resource = Resource::new(None, statement_iri(edge)).all("rdf:type", [a("rdf:Statement"), a("ng:Edge")]);
    said(resource, edge)
        .with("ng:stance", Term::number(edge.stance()))
        .with("ng:symmetric", Term::yes_or_no(edge.symmetric))
        .text("ng:modality", Some(modality(edge.modality)))
        .with("ng:claimed", Term::yes_or_no(edge.claimed))
        .with("ng:weight", Term::number(edge.weight()))
        .with("ng:first", edge.first.as_deref().map(Term::day))
        .with("ng:last", edge.last.as_deref().map(Term::day))
        .text("ng:plover", edge.plover.as_deref())
        .text("ng:cameo", edge.cameo.as_deref())
        .all(
            "ng:observation",
            places.iter().map(|id| Term::Iri(Iri::word("obs", id))),
        )
}

/// The edge's id without its `e:`.
fn statement_iri(edge: &Edge) -> Iri {
    Iri::word("statement", edge.id.strip_prefix("e:").unwrap_or(&edge.id))
}

/// The triple itself, both ways where it holds both ways.
fn assertions(edge: &Edge, graph: &Iri) -> Vec<Resource> {
    let Some(target) = &edge.target else {
        return Vec::new();
    };
    let triple = |from: &str, to: &str| Resource {
        graph: Some(graph.clone()),
        subject: actor(from),
        properties: vec![(Iri::word("rel", &edge.relation), Term::Iri(actor(to)))],
    };
    let mut all = vec![triple(&edge.source, target)];
    if edge.symmetric && *target != edge.source {
        all.push(triple(target, &edge.source));
    }
    all
}

/// One place that states an edge, and where it stands.
fn observation(network: &Network, edge: &Edge, e: &Evidence, id: &str, graph: &Iri, run: &Iri) -> Vec<Resource> {
    let part = |what: &str| Iri::word("obs", &format!("{id}-{what}"));
    let new = |subject: Iri| Resource::new(Some(graph), subject);
    let actors: BTreeSet<&str> = [Some(edge.source.as_str()), edge.target.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    let resource = new(Iri::word("obs", id)).all("rdf:type", [a("rdf:Statement"), a("sem:Event"), a("ng:Observation")]);
    let whole = said(resource, edge)
        .with("ng:edge", Term::Iri(statement_iri(edge)))
        .all("sem:hasActor", actors.into_iter().map(|id| Term::Iri(actor(id))))
        .with("sem:hasTimeStamp", e.day(network.document(&e.doc)).map(Term::day))
        .text("ng:modality", Some(modality(e.modality)))
        .text("ng:confidence", Some(confidence(e)))
        .with("prov:wasDerivedFrom", Term::Iri(graph.clone()))
        .with(
            "prov:wasAttributedTo",
            e.holder.as_deref().map(|id| Term::Iri(actor(id))),
        )
        .with("prov:wasGeneratedBy", Term::Iri(run.clone()))
        .text("ng:quote", Some(&e.quote))
        .text("ng:trigger", Some(&e.trigger))
        .text("ng:sourceText", Some(&e.source_text))
        .text("ng:targetText", e.target_text.as_deref())
        .with("ng:sentence", Term::number(e.sent))
        .text("ng:title", e.title.as_deref())
        .text("ng:about", e.about.as_deref())
        .text("ng:amount", e.amount.as_deref())
        .text("ng:dateText", e.date_text.as_deref())
        .text("ng:plover", e.plover.as_deref())
        .text("ng:cameo", e.cameo.as_deref())
        .text("ng:rule", Some(&e.rule))
        .with("oa:hasTarget", Term::Iri(part("target")));
    let place = |n: u32| Term::Typed(n.to_string(), "nonNegativeInteger");
    let (before, after) = around(e);
    vec![
        whole,
        new(part("target"))
            .with("rdf:type", a("oa:SpecificResource"))
            .with("oa:hasSource", Term::Iri(graph.clone()))
            .all(
                "oa:hasSelector",
                ["quote", "position"].map(|what| Term::Iri(part(what))),
            ),
        new(part("quote"))
            .with("rdf:type", a("oa:TextQuoteSelector"))
            .text("oa:exact", Some(&e.quote))
            .with("oa:refinedBy", Term::Iri(part("trigger"))),
        // Web Annotation counts characters.
        new(part("position"))
            .with("rdf:type", a("oa:TextPositionSelector"))
            .with("oa:start", place(e.chars.start))
            .with("oa:end", place(e.chars.end)),
        new(part("trigger"))
            .with("rdf:type", a("oa:TextQuoteSelector"))
            .text("oa:prefix", before)
            .text("oa:exact", Some(&e.trigger))
            .text("oa:suffix", after),
    ]
}

/// What stands before and after the trigger in its sentence; nothing where the places do not fit the quote.
fn around(e: &Evidence) -> (Option<&str>, Option<&str>) {
    let inside = |at: u32| at.checked_sub(e.bytes.start).map(|at| at as usize);
    let before = inside(e.trigger_bytes.start).and_then(|at| e.quote.get(..at));
    let after = inside(e.trigger_bytes.end).and_then(|at| e.quote.get(at..));
    (
        before.filter(|text| !text.is_empty()),
        after.filter(|text| !text.is_empty()),
    )
}

/// What tells a place from all others: the same in every network that has it.
fn place_id(edge: &Edge, e: &Evidence) -> String {
    let spans = [
        Some(e.bytes),
        Some(e.trigger_bytes),
        Some(e.source_bytes),
        e.target_bytes,
    ];
    let spans = spans.map(|span| span.map_or(String::new(), |span| format!("{}-{}", span.start, span.end)));
    let texts = [&e.holder, &e.title, &e.about].map(|text| text.as_deref().unwrap_or("\u{1}"));
    let parts = [
        &[edge.id.as_str(), &e.doc][..],
        &spans.each_ref().map(String::as_str),
        &texts,
    ]
    .concat();
    let hash = Sha256::digest(parts.join("\0"));
    hash.iter().take(8).fold(String::new(), |mut id, byte| {
        let _ = write!(id, "{byte:02x}");
        id
    })
}

fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Affirmed => "affirmed",
        Polarity::Negated => "negated",
    }
}

fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Actual => "actual",
        Modality::Planned => "planned",
        Modality::Asked => "asked",
        Modality::Possible => "possible",
    }
}

fn confidence(e: &Evidence) -> &'static str {
    use crate::extract::relation::Confidence;
    match e.confidence {
        Confidence::Low => "low",
        Confidence::Medium => "medium",
        Confidence::High => "high",
    }
}
