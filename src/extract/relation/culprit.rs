//! Who did it, told beside the deed: "Ten people were killed in an attack in Orsen. The army blamed the rebels." "The rebels
//! attacked a convoy. Ten people were killed in the attack."
//!
//! A deed without a doer gets the one who is blamed for it, or claims it, in its sentence or the next; and "the attack" without
//! a doer is the attack of the sentence before. Where two may be meant, nobody is. The evidence quotes both sentences.

use super::apply::{CULPRIT, observation, resolve, trigger};
use super::frame::{End, Frame, FrameClass};
use super::matching::lay;
use super::reader::{Reader, Referent};
use super::{Confidence, Modality, Observation};
use crate::Span;
use crate::extract::actor::{ActorIndex, Form};
use crate::extract::clause::{Class, Effect, Proposition, Reality};
use crate::extract::syntax::Deprel;
use crate::extract::text::Block;

/// PLOVER type of deeds.
const DEED: &str = "ASSAULT";

/// Words that point back to a deed: "the attack".
const POINTING: [&str; 5] = ["the", "this", "that", "these", "those"];

/// Prepositions that tell what somebody is blamed for, or to whom it was done.
const CONTENT: [&str; 6] = ["for", "of", "over", "on", "against", "to"];

/// A deed whose sentence names no doer.
struct Deed<'a> {
    frame: &'a Frame,
    proposition: Proposition,
    words: Vec<usize>,
    targets: Vec<Referent>,
}

/// Who did something, by whom it is said.
struct Culprit {
    actor: Referent,
    accuser: Option<ActorIndex>,
    /// "is suspected": by nobody who is named, so that he may have done it.
    possible: bool,
}

/// Adds the deeds of all sentences whose doer another place tells.
pub(super) fn join(reader: &Reader, out: &mut Vec<Observation>) {
    let mut found = Vec::new();
    for s in 0..reader.sentences.len() {
        if reader.sentences[s].block != Block::Body {
            continue;
        }
        let before = s
            .checked_sub(1)
            .filter(|&b| reader.sentences[b].paragraph == reader.sentences[s].paragraph);
        if let Some(culprit) = culprit(reader, s) {
            for at in [Some(s), before].into_iter().flatten() {
                // Where another is said to have done something, it may be that which is meant.
                let others = deeds_by(reader, at, out).any(|o| o.source != reader.actor(culprit.actor.actor).id);
                let deeds = if others {
                    Vec::new()
                } else {
                    deeds(reader, at, false, out)
                };
                add(reader, s, at, &deeds, &culprit, &mut found);
                if !deeds.is_empty() || others {
                    break;
                }
            }
        } else if add_own(reader, s, out, &mut found) || add_perpetrator(reader, s, before, out, &mut found) {
            // told by who did it
        } else if let Some(before) = before {
            let doer = sole_doer(reader, before, out);
            let deeds = doer.as_ref().map_or(Vec::new(), |_| deeds(reader, s, true, out));
            if let Some(doer) = doer.filter(|_| !deeds.is_empty()) {
                let accuser = None;
                add(
                    reader,
                    before,
                    s,
                    &deeds,
                    &Culprit {
                        actor: doer,
                        accuser,
                        possible: false,
                    },
                    &mut found,
                );
            }
        }
    }
    out.extend(found);
}

/// "The army says ten militants were killed": what befell those whom it fights, an army tells of itself.
fn add_own(reader: &Reader, s: usize, out: &[Observation], found: &mut Vec<Observation>) -> bool {
    let clauses = &reader.clauses[s];
    let tokens = &reader.sentences[s].tokens;
    let within = |span: Span, effect: Effect| {
        let first = tokens.partition_point(|t| t.span.end <= span.start);
        let words = (first..tokens.len()).take_while(|&w| tokens[w].span.start < span.end);
        words
            .map(|w| clauses.tree.lemma(w))
            .any(|lemma| clauses.stance.noun(&lemma.to_ascii_lowercase()).has(effect))
    };
    let before = found.len();
    for mut deed in deeds(reader, s, false, out) {
        let Some(speaker) = reader.claimant(s, deed.proposition.predicate) else {
            continue;
        };
        deed.targets.retain(|b| within(b.span, Effect::FIGHTS));
        if deed.proposition.passive && within(speaker.span, Effect::ARMED) {
            let (actor, accuser) = (speaker, None);
            add(
                reader,
                s,
                s,
                &[deed],
                &Culprit {
                    actor,
                    accuser,
                    possible: false,
                },
                found,
            );
        }
    }
    found.len() > before
}

/// "Six people were stabbed in Lyon. The attacker fled.": who is called by the deed did it.
fn add_perpetrator(
    reader: &Reader,
    s: usize,
    before: Option<usize>,
    out: &[Observation],
    found: &mut Vec<Observation>,
) -> bool {
    let clauses = &reader.clauses[s];
    let tree = &clauses.tree;
    let the = |w: usize| tree.kids(w, Deprel::Det).any(|d| tree.is(d, "the"));
    let mut all = (0..tree.len())
        .filter(|&w| tree.is_noun(w) && the(w) && clauses.stance.noun(tree.lemma(w)).has(Effect::DID_IT))
        .filter_map(|w| reader.refer_exactly(s, w).map(|actor| (tree.lemma(w), actor)));
    let Some((called, actor)) = all.next() else {
        return false;
    };
    if all.any(|(_, other)| other.actor != actor.actor) {
        return false;
    }
    let culprit = Culprit {
        actor,
        accuser: None,
        possible: false,
    };
    // Of one sentence only those who are counted in: "three people were killed, including the gunman, and two injured".
    let counted = (0..tree.len()).any(|w| {
        let named = reader
            .refer_exactly(s, w)
            .is_some_and(|r| r.actor == culprit.actor.actor);
        named && tree.case(w).is_some_and(|k| tree.is(k, "including"))
    });
    for at in [before, Some(s).filter(|_| counted)].into_iter().flatten() {
        if deeds_by(reader, at, out).next().is_some() {
            return false;
        }
        let n = found.len();
        add(reader, s, at, &deeds(reader, at, false, out), &culprit, found);
        if found.len() > n {
            if called == "suspect" {
                found[n..].iter_mut().for_each(|o| o.modality = Modality::Possible);
            }
            return true;
        }
    }
    false
}

/// The deeds of sentence `s` whose doer is known.
fn deeds_by<'a>(reader: &'a Reader, s: usize, out: &'a [Observation]) -> impl Iterator<Item = &'a Observation> {
    let deed = |o: &&Observation| {
        reader
            .vocabulary
            .by_name(&o.relation)
            .is_some_and(|i| reader.vocabulary.relation(i).plover.as_deref() == Some(DEED))
    };
    out.iter().filter(move |o| o.sent as usize == s).filter(deed)
}

/// Who did all that sentence `s` tells of such deeds, if it is one actor.
fn sole_doer(reader: &Reader, s: usize, out: &[Observation]) -> Option<Referent> {
    let mut all = deeds_by(reader, s, out);
    let first = all.next()?;
    let real = first.modality == Modality::Actual && first.holder.is_none();
    if !real || all.any(|o| o.source != first.source) {
        return None;
    }
    let actor = (0..reader.cast.actors.len()).find(|&i| reader.cast.actors[i].id == first.source)?;
    Some(Referent {
        actor: ActorIndex(actor as u32),
        span: first.source_bytes,
        form: Form::Name,
        indirect: false,
        about: None,
    })
}

/// Who is blamed in sentence `s` for what it does not name itself, or claims it.
fn culprit(reader: &Reader, s: usize) -> Option<Culprit> {
    let clauses = &reader.clauses[s];
    let tree = &clauses.tree;
    for i in 0..tree.len() {
        let frames = reader
            .vocabulary
            .frames(tree.lemma(i))
            .filter(|f| reader.vocabulary.relation(f.relation).name == CULPRIT);
        let form = tree.small_form(i);
        let participles = reader
            .vocabulary
            .frames(&form)
            .filter(|f| f.copular && tree.lemma(i) != form);
        let frames = frames.chain(participles.filter(|f| reader.vocabulary.relation(f.relation).name == CULPRIT));
        for frame in frames {
            let p = clauses.proposition(i);
            let Some(laid) = lay(frame, clauses, &p, &|_| false) else {
                continue;
            };
            if p.status.negated || matches!(p.status.reality, Reality::Planned | Reality::Asked) {
                continue;
            }
            // "blamed the rebels for the delay", "for the attack on Orsen": it is said what for.
            let named = |w: usize| laid.words.contains(&w) || laid.targets.iter().flatten().any(|&t| t == w);
            let other = p
                .obliques
                .iter()
                .any(|&(k, w)| CONTENT.iter().any(|x| tree.is(k, x)) && !named(w));
            let told = laid.words.iter().filter(|&&w| w != i).any(|&w| {
                let of = |c: usize| tree.case(c).is_some_and(|k| !tree.is(k, "in"));
                tree.kids(w, Deprel::Nmod).any(|c| of(c) && !named(c))
            });
            if other || told || laid.inner.is_none() && !p.complements.is_empty() {
                continue;
            }
            let ends = |groups: &[Vec<usize>], end: End| -> Vec<Referent> {
                let words = groups.iter().flatten();
                words
                    .flat_map(|&w| reader.refer_as(s, w, i, end, false, None))
                    .collect()
            };
            let blamed = ends(&laid.targets, End::Target);
            let [actor] = blamed.as_slice() else { continue };
            let sources = if frame.names(End::Source) {
                ends(&laid.sources, End::Source)
            } else {
                Vec::new()
            };
            let accuser = sources.first().map(|r| r.actor);
            let charged = clauses.stance.verb(tree.lemma(i)).has(Effect::CHARGES);
            return Some(Culprit {
                actor: actor.clone(),
                accuser,
                possible: accuser.is_none() && (charged || p.status.reality == Reality::Possible),
            });
        }
    }
    None
}

/// The deeds of sentence `s` without a doer; only those that point back ("in the attack"), or all but those.
fn deeds<'a>(reader: &'a Reader, s: usize, back: bool, out: &[Observation]) -> Vec<Deed<'a>> {
    let clauses = &reader.clauses[s];
    let tree = &clauses.tree;
    let tokens = &reader.sentences[s].tokens;
    let mut all = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let done = |o: &Observation| o.sent as usize == s && o.trigger_bytes.overlaps(token.span);
        let frames: Vec<&Frame> = reader
            .vocabulary
            .frames(tree.lemma(i))
            .filter(|f| {
                !f.voiced
                    && !f.copular
                    && f.names(End::Target)
                    && matches!(f.class, FrameClass::Verb | FrameClass::Noun)
                    && reader.vocabulary.relation(f.relation).plover.as_deref() == Some(DEED)
            })
            .collect();
        if frames.is_empty() || out.iter().any(done) {
            continue;
        }
        let mut p = clauses.proposition(i);
        // Who dies in an operation may be one of those who lead it; what explodes was somebody's, once he is blamed.
        let act = |w: usize| match tree.lemma(w) {
            "operation" => !back,
            "blast" | "explosion" => true,
            lemma => clauses.stance.noun(lemma).has(Effect::ACTS),
        };
        let nobodys = |w: usize| {
            act(w) && reader.mention(s, w).is_none() && reader.refer_as(s, w, i, End::Source, true, None).is_empty()
        };
        let points = |w: usize| {
            tree.kids(w, Deprel::Det)
                .any(|d| POINTING.iter().any(|x| tree.is(d, x)))
        };
        let real = !p.status.negated && !p.status.ended && p.status.reality == Reality::Actual;
        // In what the deed was done, or what did it.
        let by: Vec<usize> = match p.class {
            Class::Verb if p.passive => {
                let within = p
                    .obliques
                    .iter()
                    .filter(|(k, _)| tree.is(*k, "in") || tree.is(*k, "during"));
                let acts: Vec<usize> = within.map(|&(_, w)| w).chain(p.subjects.iter().copied()).collect();
                acts.into_iter().filter(|&w| act(w)).collect()
            }
            Class::Verb => p.subjects.clone(),
            Class::Noun => vec![i],
            Class::Adjective => continue,
        };
        let open = match p.class {
            Class::Verb if p.passive => p.subjects.iter().all(|&w| nobodys(w)),
            Class::Verb => !p.subjects.is_empty() && p.subjects.iter().all(|&w| nobodys(w)),
            _ => {
                p.subjects.is_empty()
                    && p.possessors.is_empty()
                    && !p.modifiers.iter().any(|&m| reader.refer_exactly(s, m).is_some())
                    && !p.obliques.iter().any(|(k, _)| tree.is(*k, "by"))
            }
        };
        let pointed = by.iter().any(|&w| points(w) && nobodys(w));
        if !real || !open || back != (pointed && p.class == Class::Verb) && (back || p.class == Class::Noun && pointed)
        {
            continue;
        }
        // The predicate stands for whoever did it.
        p.subjects = vec![i];
        let laid = frames.into_iter().find_map(|frame| {
            let laid = lay(frame, clauses, &p, &|_| false)?;
            let targets = resolve(reader, s, frame, &p, &laid, &laid.targets, End::Target);
            (!targets.is_empty()).then_some((frame, laid.words, targets))
        });
        if let Some((frame, words, targets)) = laid {
            all.push(Deed {
                frame,
                proposition: p,
                words,
                targets,
            });
        }
    }
    all
}

/// Adds the deeds of sentence `at`, done by the culprit of sentence `s`.
fn add(reader: &Reader, s: usize, at: usize, deeds: &[Deed], culprit: &Culprit, out: &mut Vec<Observation>) {
    let side = reader.side(culprit.actor.actor);
    for deed in deeds {
        for b in deed.targets.iter().filter(|b| !side.contains(&b.actor)) {
            let a = Referent {
                form: Form::Name,
                ..culprit.actor.clone()
            };
            let words = trigger(reader, at, &deed.words, deed.proposition.predicate, &a, Some(b));
            let mut o = observation(reader, at, deed.frame, &deed.proposition, a, Some(b.clone()), words);
            if s != at {
                let quote = reader.sentences[s].span.join(reader.sentences[at].span);
                reader.quote(&mut o, quote);
                o.sent = s.min(at) as u32;
            }
            if let Some(accuser) = culprit.accuser {
                o.holder = Some(reader.actor(accuser).id.clone());
                o.holder_label = Some(reader.actor(accuser).label.clone());
            }
            if culprit.possible {
                o.modality = Modality::Possible;
            }
            o.rule = format!("{}/told beside", o.rule);
            o.confidence = Confidence::Low;
            out.push(o);
        }
    }
}
