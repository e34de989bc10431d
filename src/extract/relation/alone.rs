//! Acts with nobody at the other end: "resigned", "imposed a curfew", "staged a rally"; and whom they are against when
//! the sentence tells it elsewhere.

use super::Observation;
use super::frame::{End, Frame, FrameClass};
use super::matching::lay;
use super::reader::{Reader, Referent};
use super::vocabulary::RelationKind;
use crate::extract::actor::{Form, Kind};
use crate::extract::clause::{Class, Clauses, Effect, Proposition, Reality, Tree};
use crate::extract::syntax::{Deprel, Upos, Xpos};

/// Is the frame one of an act that needs no target?
pub(super) fn takes_no_target(kind: &RelationKind, frame: &Frame) -> bool {
    !frame.names(End::Target) && !kind.symmetric
}

/// Did it happen, or is it meant to, and does the sentence tell it for its own sake? What is denied, asked for or possible
/// and has no target says nothing of anybody, but a thing that will not be granted is refused; neither does what only marks
/// out a noun or tells an aim: "land seized by the army", "an ultimatum to end the shelling".
pub(super) fn is_event(clauses: &Clauses, p: &Proposition, sign: i8) -> bool {
    let aside = matches!(
        clauses.tree.deprel(p.carrier.unwrap_or(p.predicate)),
        Deprel::Acl | Deprel::AclRelcl
    );
    let refused = p.status.reality == Reality::Planned && sign > 0;
    // "stayed at Norway's invitation": only why somebody else acts.
    let case = clauses.tree.case(p.predicate).filter(|_| p.class == Class::Noun);
    let aside = aside || p.carrier.is_none() && case.is_some_and(|k| clauses.tree.is(k, "at"));
    let real = matches!(p.status.reality, Reality::Actual | Reality::Planned);
    !aside && real && (!p.status.negated || refused) && !is_purpose(clauses, p)
}

/// Whom an act is against, or for, that names nobody beside it.
///
/// A threat is made to whoever must not do what its condition says: "threatened to close the strait if Israel attacked".
/// A protest is against whoever it is held to demand, blame or oppose something of: "marched to demand reforms from Paris".
/// Force is used on whom it is meant to move: "fired tear gas to disperse the students".
/// A refusal is given to who pressed for the contrary: "declined to resign despite pressure by the unions".
/// A promise, a refusal, a threat is to whom its clause names: "agreed to withdraw its troops from Chad".
pub(super) fn targets<'a>(
    reader: &Reader,
    s: usize,
    kind: &RelationKind,
    p: &Proposition,
    inner: Option<usize>,
    sources: &[Referent],
    stated: impl Iterator<Item = (usize, i8, &'a Referent)>,
) -> Vec<Referent> {
    let clauses = &reader.clauses[s];
    let tree = &clauses.tree;
    let top = p.carrier.unwrap_or(p.predicate);
    let below = |w: usize| is_below(tree, w, top);
    let is_source = |r: &Referent| sources.iter().any(|a| a.actor == r.actor);
    let against = |purpose: bool| {
        let mut found: Vec<Referent> = Vec::new();
        for (at, sign, target) in stated {
            // "unions representing teachers walked out": what tells who the subject is tells not against whom.
            let describes = p.subjects.iter().any(|&w| is_below(tree, at, w));
            let meant =
                sign <= 0 && below(at) && !describes && (!purpose || is_purpose(clauses, &clauses.proposition(at)));
            if meant && !is_source(target) && !found.iter().any(|f| f.actor == target.actor) {
                found.push(target.clone());
            }
        }
        found
    };
    let first = |words: Vec<usize>, parties: bool| {
        words
            .into_iter()
            .map(|w| {
                let mut found = reader.refer_as(s, w, p.predicate, End::Target, true, None);
                found.retain(|r| !is_source(r) && (!parties || is_party(reader, r)));
                found
            })
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    };
    let named = || inner.map_or(Vec::new(), |c| first(parties(clauses, c), true));
    let or = |found: Vec<Referent>, more: &dyn Fn() -> Vec<Referent>| if found.is_empty() { more() } else { found };
    match kind.plover.as_deref() {
        Some("THREATEN") => or(first(conditions(clauses, top), false), &named),
        Some("REJECT") => or(first(pressures(reader, s, top), false), &named),
        Some("AGREE") => named(),
        Some("PROTEST") => {
            let asked = or(against(false), &|| demanded(reader, s, top));
            or(asked, &|| scene(reader, s, p, sources))
        }
        Some("ASSAULT" | "COERCE" | "MOBILIZE") => against(true),
        _ => Vec::new(),
    }
}

/// May somebody be promised or refused something? Places and bodies without a name are only where it happens and with what.
fn is_party(reader: &Reader, r: &Referent) -> bool {
    match reader.actor(r.actor).kind {
        Kind::Place => false,
        Kind::Unknown => reader.actor(r.actor).label.chars().all(char::is_alphanumeric),
        // "peacekeepers" are a means, "UN peacekeepers" the UN.
        Kind::GovernmentBody | Kind::Organization => {
            r.form != Form::Nominal || reader.actor(r.actor).label.starts_with(char::is_uppercase)
        }
        _ => true,
    }
}

/// Who stands as the subject of a condition below a verb: Israel of "if Israel attacked".
fn conditions(clauses: &Clauses, top: usize) -> Vec<usize> {
    let tree = &clauses.tree;
    let conditional = |&c: &usize| {
        tree.deprel(c) == Deprel::Advcl
            && clauses
                .marker(c)
                .filter(|&m| m == 0 || !tree.is(m - 1, "even"))
                .is_some_and(|m| ["if", "unless", "until"].iter().any(|w| tree.is(m, w)))
            && is_below(tree, c, top)
    };
    (0..tree.len())
        .filter(conditional)
        .filter_map(|c| tree.kid(c, Deprel::Nsubj))
        .collect()
}

/// The country in which a crowd protests, which is whom it protests against where it names nobody else.
fn scene(reader: &Reader, s: usize, p: &Proposition, sources: &[Referent]) -> Vec<Referent> {
    let clauses = &reader.clauses[s];
    let tree = &clauses.tree;
    let above = p.carrier.map(|v| clauses.proposition(v));
    let obliques = p.obliques.iter().chain(above.iter().flat_map(|v| &v.obliques)).copied();
    let crowd = p.subjects.iter().flat_map(|&w| tree.kids(w, Deprel::Nmod));
    let crowd = crowd.filter_map(|c| Some((tree.case(c)?, c)));
    obliques
        .chain(crowd)
        .filter(|&(k, _)| ["in", "across", "throughout", "around"].iter().any(|w| tree.is(k, w)))
        .filter_map(|(_, w)| reader.refer_exactly(s, w))
        .filter(|r| r.form == Form::Name)
        .find_map(|r| match reader.actor(r.actor).kind {
            Kind::Country => Some(r),
            // "in Orsen, Peru"
            Kind::Place => reader.country_behind(s, r.span),
            _ => None,
        })
        .filter(|r| sources.iter().all(|a| a.actor != r.actor))
        .into_iter()
        .collect()
}

/// Of whom a protest below `top` demands something: "marched in a rally calling for the removal of the mayor".
fn demanded(reader: &Reader, s: usize, top: usize) -> Vec<Referent> {
    let clauses = &reader.clauses[s];
    let tree = &clauses.tree;
    for w in (0..tree.len()).filter(|&w| tree.is_verb(w) && is_below(tree, w, top)) {
        for frame in reader.vocabulary.frames(tree.lemma(w)) {
            let kind = reader.vocabulary.relation(frame.relation);
            let asks = kind.plover.as_deref() == Some("REQUEST");
            if !asks || frame.class != FrameClass::Verb || !frame.names(End::Target) || frame.voiced || frame.answer {
                continue;
            }
            let Some(laid) = lay(frame, clauses, &clauses.proposition(w), &|_| false) else {
                continue;
            };
            let words = laid.targets.iter().flatten();
            let found: Vec<Referent> = words.flat_map(|&b| reader.refer(s, b, w, End::Target, kind)).collect();
            if !found.is_empty() {
                return found;
            }
        }
    }
    Vec::new()
}

/// What is refused in spite of it: the calls of "despite calls by the unions".
fn pressures(reader: &Reader, s: usize, top: usize) -> Vec<usize> {
    let tree = &reader.clauses[s].tree;
    let presses = |lemma: &str| {
        reader.vocabulary.frames(lemma).any(|f| {
            let kind = reader.vocabulary.relation(f.relation);
            f.class == FrameClass::Noun
                && matches!(
                    kind.plover.as_deref(),
                    Some("REQUEST" | "THREATEN" | "COERCE" | "AGREE")
                )
        })
    };
    (0..tree.len())
        .filter(|&w| tree.case(w).is_some_and(|k| tree.is(k, "despite")))
        .filter(|&w| is_below(tree, w, top) && (presses(tree.lemma(w)) || presses(&tree.form(w).to_ascii_lowercase())))
        .collect()
}

/// Whom a clause names beside its subject, the nearest to its verb first: who is let do something, who gets something, whose it is.
fn parties(clauses: &Clauses, clause: usize) -> Vec<usize> {
    let tree = &clauses.tree;
    let p = clauses.proposition(clause);
    let lower = p.complements.iter().filter_map(|&(_, c)| tree.kid(c, Deprel::Nsubj));
    let beside = |k: usize| PARTIES.iter().any(|w| tree.is(k, w));
    let informs = p.objects.iter().any(|&o| TOPICS.contains(&tree.lemma(o)));
    let party = |&&(k, _): &&(usize, usize)| beside(k) && !(informs && tree.is(k, "on"));
    let obliques = p.obliques.iter().filter(party).map(|&(_, w)| w);
    // "to share intelligence on rebels" with somebody else
    let topic = |o: usize, w: usize| TOPICS.contains(&tree.lemma(o)) && tree.case(w).is_some_and(|k| tree.is(k, "on"));
    let nouns = p.objects.iter();
    let nouns = nouns.flat_map(|&o| tree.kids(o, Deprel::Nmod).filter(move |&w| !topic(o, w)));
    let within = nouns.filter(|&w| tree.case(w).is_some_and(beside));
    // "its troops" are no other party.
    let own = |o: usize| {
        tree.kid(o, Deprel::NmodPoss)
            .is_some_and(|c| tree.upos(c) == Upos::Pron)
    };
    let all = p.recipients.iter().chain(&p.objects).copied().filter(move |&o| !own(o));
    all.chain(lower).chain(obliques).chain(within).collect()
}

/// Prepositions that name whom an act concerns.
const PARTIES: [&str; 8] = ["to", "with", "from", "for", "against", "on", "over", "between"];

/// Nouns whose "on" names what they are about.
const TOPICS: [&str; 14] = [
    "intelligence",
    "information",
    "datum",
    "data",
    "report",
    "study",
    "book",
    "film",
    "paper",
    "evidence",
    "detail",
    "file",
    "document",
    "research",
];

fn is_below(tree: &Tree, word: usize, top: usize) -> bool {
    let mut at = word;
    for _ in 0..6 {
        match tree.head(at) {
            Some(h) if h == top => return true,
            Some(h) => at = h,
            None => return false,
        }
    }
    false
}

/// Is it the aim of an act that did happen: "used tear gas TO DISPERSE the crowd"?
pub(super) fn is_purpose(clauses: &Clauses, p: &Proposition) -> bool {
    let tree = &clauses.tree;
    let verb = p.carrier.unwrap_or(p.predicate);
    let infinitive = clauses.marker(verb).is_some_and(|m| tree.is(m, "to")) && tree.xpos(verb) != Xpos::Vbg;
    let Some(above) = tree.head(verb).filter(|_| infinitive) else {
        return false;
    };
    let yet_to_come = |effect: Effect| {
        [Effect::PLANS, Effect::ASKS, Effect::DOUBTS]
            .into_iter()
            .any(|e| effect.has(e))
    };
    let done = clauses.status(above).reality == Reality::Actual;
    match tree.deprel(verb) {
        Deprel::Advcl => done && !yet_to_come(clauses.stance.verb(tree.lemma(above))),
        Deprel::Acl => done && !yet_to_come(clauses.stance.noun(tree.lemma(above))),
        _ => false,
    }
}

/// Is it what somebody announces or decides, and makes no condition: "announced it would cut aid"?
pub(super) fn is_announced(clauses: &Clauses, p: &Proposition) -> bool {
    let tree = &clauses.tree;
    let verb = p.carrier.unwrap_or(p.predicate);
    let content = matches!(tree.deprel(verb), Deprel::Ccomp | Deprel::Xcomp | Deprel::Conj);
    let mut above = tree.head(verb).filter(|_| content);
    if tree.deprel(verb) == Deprel::Conj {
        above = above.and_then(|h| tree.head(h));
    }
    let told = above.is_some_and(|h| ["announce", "decide", "rule", "order", "vote"].contains(&tree.lemma(h)));
    told && conditions(clauses, verb).is_empty()
}

/// PLOVER's rules for two codes of one act: what a protest demands is no second request, and force that is used no posture.
const COVERS: [(&str, &str); 2] = [("PROTEST", "REQUEST"), ("ASSAULT", "MOBILIZE")];

/// "staged a protest against Paris": the verb's act without a target is the noun's with one, said again.
pub(super) fn drop_repeats(s: usize, out: &mut Vec<Observation>) {
    let first = out.partition_point(|o| (o.sent as usize) < s);
    for (act, part) in COVERS {
        let actors: Vec<String> = out[first..]
            .iter()
            .filter(|o| o.plover.as_deref() == Some(act))
            .map(|o| o.source.clone())
            .collect();
        out[first..]
            .iter_mut()
            .filter(|o| o.plover.as_deref() == Some(part) && actors.contains(&o.source))
            .for_each(|o| (o.plover, o.cameo) = (None, None));
    }
    let with_target: Vec<(String, String, Option<String>)> = out[first..]
        .iter()
        .filter(|o| o.target.is_some())
        .map(|o| (o.source.clone(), o.relation.clone(), o.plover.clone()))
        .collect();
    let mut at = 0;
    out.retain(|o| {
        at += 1;
        at <= first
            || o.target.is_some()
            || !with_target.iter().any(|(source, relation, plover)| {
                *source == o.source && (*relation == o.relation || (plover.is_some() && *plover == o.plover))
            })
    });
}
