//! What a speaker says of somebody, read as the speaker's own stance: "Paris lied, London said" criticizes Paris,
//! "London says Paris seized the ship" accuses Paris.

use super::apply::{CULPRIT, observation, trigger};
use super::frame::{Element, End, Frame, FrameClass};
use super::glance::Glance;
use super::matching::lay;
use super::reader::{Reader, Referent};
use super::{Modality, Observation, Polarity, RelationKind};
use crate::extract::actor::{Form, Kind};
use crate::extract::clause::{Effect, Proposition, Reality, Tree};
use crate::extract::syntax::{Deprel, Xpos};

/// The relation that a report of harm states.
const ACCUSES: &str = "accuses";

/// The relation that a warning of one's own harm states.
pub(super) const THREATENS: &str = "threatens";

/// Verbs that make a threat of what their subject says that it will do.
const WARNING: [&str; 6] = ["warn", "threaten", "vow", "pledge", "swear", "caution"];

/// The voiced frames of word `i` whose words may stand in the sentence.
pub(super) fn frames<'r>(reader: &'r Reader, tree: &Tree, i: usize, glance: &Glance) -> Vec<&'r Frame> {
    let lemma = tree.lemma(i);
    let form = tree.small_form(i);
    let states = |f: &Frame| f.voiced && reader.vocabulary.relation(f.relation).name != CULPRIT;
    let fits = |f: &&Frame| states(f) && f.needs.may_stand_in(glance);
    let mut frames: Vec<&Frame> = reader.vocabulary.frames(lemma).filter(fits).collect();
    // "be trusted": a participle is found by its form too.
    if form != lemma {
        frames.extend(reader.vocabulary.frames(&form).filter(fits).filter(|f| f.copular));
    }
    if frames.is_empty()
        && let Some(verb) = reader.vocabulary.verb_of(&form).filter(|_| tree.is_verb(i))
    {
        frames.extend(reader.vocabulary.frames(verb).filter(fits));
    }
    frames
}

/// Lays the voiced `frames` of word `i`; their source is whoever says it, in the same sentence.
pub(super) fn voiced(reader: &Reader, s: usize, i: usize, frames: &[&Frame], out: &mut Vec<Observation>) {
    if frames.is_empty() {
        return;
    }
    let clauses = &reader.clauses[s];
    // "the corrupt mayor" names somebody; nobody says so of him.
    if matches!(
        clauses.tree.deprel(i),
        Deprel::Amod | Deprel::Compound | Deprel::NmodDesc
    ) {
        return;
    }
    // "20% greater than last year" measures; what is better or worse is judged.
    if clauses.tree.xpos(i) == Xpos::Jjr && !["better", "worse"].contains(&&*clauses.tree.small_form(i)) {
        return;
    }
    let p = clauses.proposition(i);
    let wished = p.status.reality == Reality::Asked;
    // "could not be trusted" is said of what is so.
    let unable = p.status.negated && clauses.tree.kids(i, Deprel::Aux).any(|a| clauses.tree.is(a, "could"));
    // "which can cause damage" tells what may be, "can be dangerous" judges.
    let able = clauses.tree.is_verb(i)
        && clauses.tree.kids(i, Deprel::Aux).any(|a| clauses.tree.is(a, "can"))
        && !p.status.negated;
    let asked_whether = clauses
        .marker(i)
        .is_some_and(|m| clauses.tree.is(m, "whether") || clauses.tree.is(m, "if"));
    if p.status.reality == Reality::Possible && !unable || asked_whether || able {
        return;
    }
    let Some(speaker) = reader.claimant(s, i) else { return };
    let fits = |f: &&&Frame| f.said.wished == wished && p.status.negated == f.said.denied;
    // What its own spokesman says of a government is no praise or blame.
    let side = reader.side(speaker.actor);
    for &frame in frames.iter().filter(fits) {
        // "received threats" is not "is a threat".
        let is = |d| clauses.tree.kid(i, d).is_some();
        if frame.copular && !is(Deprel::Cop) && !is(Deprel::AuxPass) {
            continue;
        }
        let Some(laid) = lay(frame, clauses, &p, &|_| false) else {
            continue;
        };
        let kind = reader.vocabulary.relation(frame.relation);
        let mut targets: Vec<Referent> = Vec::new();
        // "says its air defence destroyed ten drones": nobody says so of his own.
        let tree = &clauses.tree;
        let his_own = |&&word: &&usize| {
            let whose = tree
                .kid(word, Deprel::NmodPoss)
                .filter(|&w| tree.xpos(w) == Xpos::PrpPoss);
            whose
                .and_then(|w| reader.refer_exactly(s, w))
                .is_some_and(|r| side.contains(&r.actor))
        };
        for &word in laid.targets.iter().flatten().filter(|w| !his_own(w)) {
            // A cruel decision is its maker's, a cruel murder not the victim's.
            let own = kind.owner && !befalls_owner(reader, s, word);
            targets.extend(reader.refer_as(s, word, i, End::Target, own, None));
        }
        targets.retain(|b| {
            let of = reader.actor(b.actor).kind;
            kind.target.allows(of) && laid.target_kinds.allows(of) && !side.contains(&b.actor)
        });
        if targets.is_empty() {
            continue;
        }
        for b in targets {
            let trigger = trigger(reader, s, &laid.words, i, &speaker, Some(&b));
            let mut o = observation(reader, s, frame, &p, speaker.clone(), Some(b), trigger);
            // What is said may be past, present or to come; that it is said is a fact.
            o.modality = Modality::Actual;
            // "does not care": what the frame denies is what it states.
            if frame.said.denied {
                o.polarity = Polarity::Affirmed;
            }
            out.push(o);
        }
        return;
    }
}

/// Makes it a statement of this relation, with the codes that it has on its own.
fn call(o: &mut Observation, kind: &RelationKind) {
    o.relation.clone_from(&kind.name);
    o.sign = kind.sign;
    o.symmetric = kind.symmetric;
    o.plover.clone_from(&kind.plover);
    o.cameo.clone_from(&kind.cameo);
}

/// Does the noun name what its owner suffers: "murder", "defeat"? What the owner does ("strike") is left to it.
fn befalls_owner(reader: &Reader, s: usize, word: usize) -> bool {
    let clauses = &reader.clauses[s];
    let lemma = clauses.tree.lemma(word);
    // "attack on B" is its owner's deed, "murder of B" what befell him.
    let of = |f: &Frame| matches!(f.rest.first(), Some(Element::Word(w)) if w.iter().any(|w| w == "of"));
    let hostile = |f: &Frame| {
        let sign = reader.vocabulary.relation(f.relation).sign;
        f.class == FrameClass::Noun && f.modifiers.is_empty() && of(f) && sign < 0
    };
    !clauses.stance.noun(lemma).has(Effect::ACTS) && reader.vocabulary.frames(lemma).any(hostile)
}

/// Adds that who says that `p` happened accuses who did it, where the speaker's side, or people without a name,
/// suffered it. What a third party reports of two others is news, no accusation.
pub(super) fn harm(
    reader: &Reader,
    s: usize,
    frame: &Frame,
    p: &Proposition,
    pairs: &[(Referent, Option<Referent>)],
    out: &mut Vec<Observation>,
) {
    if p.status.negated || p.status.ended || p.status.reality != Reality::Actual {
        return;
    }
    let Some(relation) = reader.vocabulary.by_name(ACCUSES) else {
        return;
    };
    // "told her to attack": what is asked for is no report.
    if reader.clauses[s].tree.xpos(p.predicate) == Xpos::Vb {
        return;
    }
    // "clashes between Paris and Berlin" are nobody's alone.
    if frame.class == FrameClass::Noun && frame.names(End::Source) {
        return;
    }
    let Some(speaker) = reader.claimant(s, p.predicate) else {
        return;
    };
    if !reader.alleges(s, speaker.span) {
        return;
    }
    // Agencies and newspapers are organisations: they report, and accuse nobody.
    if matches!(
        reader.actor(speaker.actor).kind,
        Kind::Organization | Kind::Place | Kind::Unknown
    ) {
        return;
    }
    let kind = reader.vocabulary.relation(relation);
    let side = reader.side(speaker.actor);
    // "The army and the guard say they shot two men": their own deed.
    if pairs.iter().any(|(doer, _)| doer.actor == speaker.actor) {
        return;
    }
    for (doer, sufferer) in pairs {
        let Some(sufferer) = sufferer else { continue };
        let hurt = side.contains(&sufferer.actor) || (sufferer.form != Form::Name && speaker.form != Form::Nominal);
        if !hurt || reader.side(doer.actor).iter().any(|x| side.contains(x)) {
            continue;
        }
        let span = reader.sentences[s].tokens[p.predicate].span;
        let mut o = observation(reader, s, frame, p, speaker.clone(), Some(doer.clone()), span);
        call(&mut o, kind);
        o.rule = format!("{ACCUSES}:says that {}", frame.text);
        out.push(o);
    }
}

/// Adds that who warns that his own side will or may harm somebody threatens him: "Paris warned that it may ban their ships".
pub(super) fn threat(
    reader: &Reader,
    s: usize,
    frame: &Frame,
    p: &Proposition,
    pairs: &[(Referent, Option<Referent>)],
    out: &mut Vec<Observation>,
) {
    let tree = &reader.clauses[s].tree;
    if p.status.negated || !matches!(p.status.reality, Reality::Planned | Reality::Possible) {
        return;
    }
    let mut at = p.predicate;
    while tree.deprel(at) == Deprel::Conj
        && let Some(h) = tree.head(at)
    {
        at = h;
    }
    let warns = tree
        .head(at)
        .filter(|&h| tree.deprel(at) == Deprel::Ccomp && WARNING.contains(&tree.lemma(h)));
    let (Some(verb), Some(relation)) = (warns, reader.vocabulary.by_name(THREATENS)) else {
        return;
    };
    let kind = reader.vocabulary.relation(relation);
    let speakers = reader.clauses[s].subjects(verb);
    let Some(speaker) = speakers
        .iter()
        .find_map(|&w| reader.refer_as(s, w, verb, End::Source, false, None).into_iter().next())
    else {
        return;
    };
    let side = reader.side(speaker.actor);
    for (doer, target) in pairs {
        let Some(target) = target else { continue };
        let own = doer.actor == speaker.actor || reader.side(doer.actor).iter().any(|x| side.contains(x));
        if !own || side.contains(&target.actor) {
            continue;
        }
        let span = reader.sentences[s].tokens[verb].span;
        let mut o = observation(reader, s, frame, p, speaker.clone(), Some(target.clone()), span);
        call(&mut o, kind);
        o.modality = Modality::Actual;
        o.rule = format!("{THREATENS}:warns that {}", frame.text);
        out.push(o);
    }
}

/// Adds that who asks people without a name to take a side takes it: "urged voters to back Lund" supports Lund. A state or
/// a party that is asked is asked for its own act.
pub(super) fn rallied(reader: &Reader, s: usize, p: &Proposition, out: &mut Vec<Observation>) {
    if p.status.negated || p.status.reality != Reality::Asked {
        return;
    }
    let Some(speaker) = reader.claimant(s, p.predicate) else {
        return;
    };
    let side = reader.side(speaker.actor);
    let asked = |o: &&Observation| {
        o.sent == s as u32
            && o.modality == Modality::Asked
            && (o.source.starts_with("group:") || o.source.starts_with("party:"))
            && o.target.is_some()
            && reader.sentences[s].tokens[p.predicate].span.overlaps(o.trigger_bytes)
            && side
                .iter()
                .all(|&a| Some(&reader.actor(a).id) != o.target.as_ref() && reader.actor(a).id != o.source)
    };
    let of_speaker: Vec<Observation> = out
        .iter()
        .filter(asked)
        .map(|o| {
            let own = reader.blank(s, &reader.by_name(s, speaker.clone()), None, o.trigger_bytes);
            Observation {
                source: own.source,
                source_label: own.source_label,
                source_text: own.source_text,
                source_bytes: own.source_bytes,
                source_chars: own.source_chars,
                modality: Modality::Actual,
                holder: None,
                holder_label: None,
                rule: format!("{}/asked", o.rule),
                ..o.clone()
            }
        })
        .collect();
    out.extend(of_speaker);
}
