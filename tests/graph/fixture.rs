//! Reads `nato.txt` and `week.txt`: articles with their observations, offsets found in the text.

use newsgraph::extract::actor::{Actor, Kind};
use newsgraph::extract::relation::{Confidence, Modality, Observation, Polarity};
use newsgraph::graph::Network;
use newsgraph::{Article, CharOffsets, Document, Span};
use std::collections::BTreeMap;

/// One article with what was found in it.
pub struct Read {
    pub article: Article,
    pub document: Document,
    pub actors: Vec<Actor>,
    pub observations: Vec<Observation>,
}

pub fn nato() -> Vec<Read> {
    read(include_str!("nato.txt"))
}

/// The made-up network of questions, which is `examples/week.json` too.
pub fn week() -> Vec<Read> {
    read(include_str!("week.txt"))
}

pub fn network(articles: &[Read]) -> Network {
    let mut network = Network::new();
    for read in articles {
        assert_eq!(network.add(&read.document, &read.actors, &read.observations), []);
    }
    network
}

pub fn read(source: &str) -> Vec<Read> {
    let mut actors: BTreeMap<&str, Actor> = BTreeMap::new();
    let mut articles: Vec<Article> = Vec::new();
    // The sentence's place and number, then the line.
    let mut lines: Vec<Vec<(Span, u32, &str)>> = Vec::new();
    let mut sentence = (Span::default(), 0);
    for line in source.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(actor) = line.strip_prefix("@ ") {
            let (id, names) = actor.split_once(" = ").expect("id = names");
            actors.insert(id, actor_of(id, names));
        } else if let Some(head) = line.strip_prefix("= ") {
            let [id, publisher, date, url] = head.split(" | ").collect::<Vec<_>>()[..] else {
                panic!("{line}")
            };
            let mut article = Article::new(id, "");
            article.publisher = known(publisher);
            article.date = known(date);
            article.url = known(url);
            articles.push(article);
            lines.push(Vec::new());
            sentence = (Span::default(), 0);
        } else if let Some(observation) = line.strip_prefix("> ") {
            lines
                .last_mut()
                .expect("an article")
                .push((sentence.0, sentence.1 - 1, observation));
        } else {
            let text = &mut articles.last_mut().expect("an article").text;
            if !text.is_empty() {
                text.push(' ');
            }
            sentence = (Span::new(text.len(), text.len() + line.len()), sentence.1 + 1);
            text.push_str(line);
        }
    }
    let observe = |(article, lines): (Article, Vec<(Span, u32, &str)>)| {
        let observations: Vec<_> = lines.iter().map(|line| observation(&article, line, &actors)).collect();
        let ids = observations
            .iter()
            .flat_map(|o| [Some(&o.source), o.target.as_ref(), o.holder.as_ref()]);
        let ids: std::collections::BTreeSet<_> = ids.flatten().collect();
        Read {
            document: Document::from(&article),
            actors: ids.into_iter().map(|id| actors[id.as_str()].clone()).collect(),
            observations,
            article,
        }
    };
    articles.into_iter().zip(lines).map(observe).collect()
}

fn known(field: &str) -> Option<String> {
    (!field.is_empty()).then(|| field.to_owned())
}

fn actor_of(id: &str, names: &str) -> Actor {
    let kind = id.split(':').next().expect("kind:slug");
    let mut names = names.split("; ").map(str::to_owned);
    Actor {
        id: id.into(),
        label: names.next().expect("a label"),
        kind: serde_json::from_value::<Kind>(kind.into()).expect("a kind"),
        aliases: names.collect(),
        wikidata: None,
    }
}

fn observation(
    article: &Article,
    &(quote, sent, line): &(Span, u32, &str),
    actors: &BTreeMap<&str, Actor>,
) -> Observation {
    let (statement, fields) = line.split_once(" |").unwrap_or((line, ""));
    let parts: Vec<&str> = statement.split('"').collect();
    let [source, source_text, relation, trigger, target, target_text, ""] = parts[..] else {
        panic!("{line}")
    };
    let (source, target) = (source.trim(), target.trim_start_matches("->").trim());
    let relation = relation.trim().trim_start_matches('-');
    let chars = CharOffsets::new(&article.text);
    let find = |words: &str, from: usize| {
        let within = &article.text[quote.range()];
        let at = within[from..].find(words).or_else(|| within.find(words));
        let at = if within[from..].contains(words) {
            at.map(|at| at + from)
        } else {
            at
        };
        let start = quote.start as usize + at.unwrap_or_else(|| panic!("{words:?} not in {within:?}"));
        Span::new(start, start + words.len())
    };
    let trigger_bytes = find(trigger, 0);
    let target_bytes = (target != "-").then(|| find(target_text, (trigger_bytes.end - quote.start) as usize));
    let source_bytes = find(source_text, 0);
    let (plover, cameo, sign) = codes(relation);
    let mut o = Observation {
        doc: article.id.clone(),
        sent,
        source: source.into(),
        target: target_bytes.map(|_| target.into()),
        source_label: actors[source].label.clone(),
        target_label: target_bytes.map(|_| actors[target].label.clone()),
        source_text: source_text.into(),
        target_text: target_bytes.map(|_| target_text.into()),
        source_bytes,
        source_chars: chars.of(source_bytes),
        target_bytes,
        target_chars: target_bytes.map(|bytes| chars.of(bytes)),
        trigger: trigger.into(),
        trigger_bytes,
        trigger_chars: chars.of(trigger_bytes),
        relation: relation.into(),
        plover: plover.map(str::to_owned),
        cameo: cameo.map(str::to_owned),
        sign,
        symmetric: false,
        polarity: Polarity::Affirmed,
        modality: Modality::Actual,
        holder: None,
        holder_label: None,
        title: None,
        about: None,
        amount: None,
        date: None,
        date_text: None,
        quote: article.text[quote.range()].into(),
        bytes: quote,
        chars: chars.of(quote),
        rule: format!("{relation}:{trigger}/active"),
        confidence: Confidence::Medium,
    };
    for field in fields.split(';').map(str::trim).filter(|field| !field.is_empty()) {
        let (name, value) = field.split_once('=').unwrap_or((field, ""));
        let value = value.to_owned();
        match name {
            "symmetric" => o.symmetric = true,
            "polarity" => o.polarity = serde_json::from_value(value.into()).expect("a polarity"),
            "modality" => o.modality = serde_json::from_value(value.into()).expect("a modality"),
            "holder" => {
                o.holder_label = Some(actors[value.as_str()].label.clone());
                o.holder = Some(value);
            }
            "title" => o.title = Some(value),
            "about" => o.about = Some(value),
            "date" => o.date = Some(value),
            "plover" => o.plover = Some(value),
            "cameo" => o.cameo = Some(value),
            other => panic!("{other}"),
        }
    }
    o
}

fn codes(relation: &str) -> (Option<&'static str>, Option<&'static str>, i8) {
    match relation {
        "meets" => (Some("CONSULT"), Some("040"), 1),
        "supports" => (Some("SUPPORT"), Some("050"), 1),
        "praises" => (Some("SUPPORT"), Some("051"), 1),
        "aids" => (Some("AID"), Some("070"), 1),
        "urges" => (Some("REQUEST"), Some("020"), 0),
        "criticizes" => (Some("ACCUSE"), Some("111"), -1),
        "opposes" => (Some("ACCUSE"), Some("110"), -1),
        "accuses" => (Some("ACCUSE"), Some("112"), -1),
        "rejects" => (Some("REJECT"), Some("120"), -1),
        "threatens" => (Some("THREATEN"), Some("130"), -1),
        "protests-against" => (Some("PROTEST"), Some("140"), -1),
        "sanctions" => (Some("SANCTION"), Some("163"), -1),
        "attacks" => (Some("ASSAULT"), Some("190"), -1),
        "resigns-from" => (Some("RETREAT"), Some("083"), 0),
        "holds-office" | "member-of" | "leads" => (None, None, 0),
        other => panic!("{other}: not in the table of this file"),
    }
}
