//! A frame that fits, made into observations: who stands at its ends, and with whom each of them is paired.

use super::content::{Stated, asks_for, inner_targets, within};
use super::observe::{observation, trigger};
use crate::extract::actor::{Form, Kind};
use crate::extract::clause::{Class, Clauses, Effect, Proposition, Reality, Tree};
use crate::extract::relation::frame::{End, Frame, FrameClass};
use crate::extract::relation::matching::{Match, itself};
use crate::extract::relation::reader::{Reader, Referent};
use crate::extract::relation::vocabulary::{Kinds, RelationKind};
use crate::extract::relation::{Observation, Polarity, alone, answer, voiced};
use crate::extract::syntax::{Deprel, Xpos};

/// At most this many pairs from one predicate, so that a broken coordination cannot flood the network.
const MAX_PAIRS: usize = 24;

/// Relations in which who asks people to take a side takes it himself: "urged voters to back her".
const SIDES: [&str; 3] = ["supports", "opposes", "rejects"];

/// The relation of those who head a body.
const LEADS: &str = "leads";

/// Relations of what somebody is.
const POSTS: [&str; 3] = ["leads", "represents", "member-of"];

pub(super) fn emit(
    reader: &Reader,
    s: usize,
    frame: &Frame,
    p: &Proposition,
    laid: &Match,
    stated: &[(usize, Stated)],
    out: &mut Vec<Observation>,
) -> Vec<Stated> {
    let kind = reader.vocabulary.relation(frame.relation);
    let allowed = |end: End, r: &Referent| allowed(reader, kind, laid, end, r);
    let resolve = |groups: &[Vec<usize>], end: End| resolve(reader, s, frame, p, laid, groups, end);
    // "suggested that Berlin should act" asks; "suggested that Berlin acted" tells.
    if kind.plover.as_deref() == Some("REQUEST")
        && let Some((inner, None)) = laid.inner
        && !asks_for(&reader.clauses[s], p.predicate, inner)
    {
        return Vec::new();
    }
    let mut sources = resolve(&laid.sources, End::Source);
    // "Orsen representative Ada Holm": a town before what somebody is does not hold the post.
    if p.class == Class::Noun && frame.class == FrameClass::Noun && POSTS.contains(&kind.name.as_str()) {
        let tokens = &reader.sentences[s].tokens;
        let before = |r: &Referent| {
            !r.span.overlaps(tokens[p.predicate].span) && p.modifiers.iter().any(|&w| r.span.overlaps(tokens[w].span))
        };
        sources.retain(|r| !before(r) || reader.actor(r.actor).kind == Kind::Person);
    }
    if sources.is_empty() && kind.sign != 0 && !kind.symmetric {
        sources = resolve(&itself(frame, &reader.clauses[s].tree, p.predicate), End::Source);
    }
    // "jailed in Orsen": a place nobody knows is no country.
    let by_place = laid.source_kinds == Kinds::RULERS || laid.source_kinds == Kinds::BODIES && p.passive;
    if by_place && p.subjects.is_empty() {
        sources.retain(|r| r.form == Form::Name && reader.actor(r.actor).kind != Kind::Unknown);
    }
    if sources.is_empty() {
        return Vec::new();
    }
    let mut targets = resolve(&laid.targets, End::Target);
    // Who heads "Russian military intelligence" does not head Russia.
    if kind.name == LEADS {
        targets.retain(|r| r.form != Form::Nominal || reader.actor(r.actor).kind != Kind::Country);
    }
    if let [pronoun] = targets.as_slice()
        && pronoun.form == Form::Pronoun
        && sources.iter().any(|a| a.actor == pronoun.actor)
    {
        targets = other_object(reader, s, p.predicate, &laid.targets, &sources);
        targets.retain(|r| allowed(End::Target, r));
    }
    // "announced his intention to resign": with an office of his, it is told of somebody whatever the clause.
    if let [a] = sources.as_slice()
        && targets.is_empty()
        && kind.office
        && laid.targets.is_empty()
        && matches!(p.status.reality, Reality::Actual | Reality::Planned)
        && !p.status.negated
    {
        targets.extend(reader.office(s, a.actor));
    }
    if targets.is_empty() && !frame.answer && alone::takes_no_target(kind, frame) {
        let told = stated
            .iter()
            .filter_map(|(at, x)| Some((*at, x.sign, x.target.as_ref()?)));
        targets = alone::targets(reader, s, kind, p, laid.inner.map(|(c, _)| c), &sources, told);
        targets.retain(|r| allowed(End::Target, r));
        let states = |sign: i8| {
            laid.inner
                .is_some_and(|(c, _)| stated.iter().any(|(at, x)| within(reader, s, c, *at) && x.sign == sign))
        };
        // "agreed to attack" is no promise, "refused to attack" no refusal of anybody; "refused to help the war" is one.
        let tree = &reader.clauses[s].tree;
        let does = |c: usize, at: usize| {
            at == c || tree.head(at) == Some(c) && matches!(tree.deprel(at), Deprel::Conj | Deprel::Obj | Deprel::Xcomp)
        };
        let hostile = laid
            .inner
            .is_some_and(|(c, _)| stated.iter().any(|(at, x)| does(c, *at) && x.sign < 0));
        let contrary = (kind.sign > 0 || kind.plover.as_deref() == Some("REJECT")) && hostile;
        let lacking = matches!(laid.inner, Some((_, Some(sign))) if !states(sign));
        if contrary || lacking || (targets.is_empty() && !alone::is_event(&reader.clauses[s], p, kind.sign)) {
            return Vec::new();
        }
    } else if targets.is_empty()
        && laid.targets.is_empty()
        && (!kind.symmetric || frame.names(End::Target))
        && let Some((inner, sign)) = laid.inner
    {
        targets = inner_targets(reader, s, inner, sign, stated);
        // "Paris and Berlin vowed to cooperate": what they do with each other, neither promises the other.
        targets.retain(|r| allowed(End::Target, r) && !sources.iter().any(|a| a.actor == r.actor));
    } else if frame.answer {
        targets = sources
            .iter()
            .flat_map(|a| answer::addressee(reader, s, &laid.words, a, out))
            .collect();
        targets.retain(|r| allowed(End::Target, r));
        if targets.is_empty() {
            return Vec::new();
        }
    } else if let Some((inner, Some(sign))) = laid.inner
        && !stated
            .iter()
            .any(|(at, x)| within(reader, s, inner, *at) && x.sign == sign)
    {
        return Vec::new();
    }
    // "alleged that ten men had been killed": who is killed is accused of nothing.
    if kind.plover.as_deref() == Some("ACCUSE")
        && frame.text.contains("that B V")
        && let Some((inner, _)) = laid.inner
        && reader.clauses[s].proposition(inner).passive
    {
        return Vec::new();
    }
    // "Paris and Berlin agreed to help Kyiv": they agree with each other, which another frame of the verb says.
    let mutual = |f: &Frame| !f.names(End::Target) && reader.vocabulary.relation(f.relation).symmetric;
    if sources.len() > 1
        && !kind.symmetric
        && laid.inner.is_some()
        && laid.targets.is_empty()
        && reader
            .vocabulary
            .frames(clauses_of(reader, s).tree.lemma(p.predicate))
            .any(mutual)
    {
        return Vec::new();
    }
    let mut pairs: Vec<(Referent, Option<Referent>)> = Vec::new();
    let each_other = laid
        .targets
        .iter()
        .flatten()
        .any(|&w| is_reciprocal(&clauses_of(reader, s).tree, w));
    // "They said they should not go": who speaks of themselves asks nothing of one another.
    let themselves = |b: &Referent| b.form == Form::Pronoun && sources.iter().any(|a| a.actor == b.actor);
    if !each_other && !kind.symmetric && sources.len() > 1 && targets.len() > 1 && targets.iter().all(themselves) {
        return Vec::new();
    }
    if each_other {
        // "India and Pakistan accused each other": both ways, once for what holds both ways.
        for (k, a) in sources.iter().enumerate() {
            for (l, b) in sources.iter().enumerate().filter(|(l, _)| *l != k) {
                if k < l || !kind.symmetric {
                    pairs.push((a.clone(), Some(b.clone())));
                }
            }
        }
    } else if laid.targets.is_empty() && (kind.symmetric || frame.mutual) && sources.len() > 1 {
        // "Paris and Berlin met", "Paris and Berlin agreed to reopen the bridge"
        for (k, a) in sources.iter().enumerate() {
            for b in &sources[k + 1..] {
                pairs.push((a.clone(), Some(b.clone())));
            }
        }
    } else if !targets.is_empty() {
        if !kind.sites.is_empty() {
            reader.add_countries(s, &sources, &mut targets);
        }
        for a in &sources {
            // Who protects the interests of his own country helps nobody else.
            let side = if kind.sign > 0 {
                reader.side(a.actor)
            } else {
                vec![a.actor]
            };
            let own = |b: &Referent| b.actor == a.actor || b.indirect && side.contains(&b.actor);
            pairs.extend(targets.iter().filter(|b| !own(b)).map(|b| (a.clone(), Some(b.clone()))));
        }
    } else if kind.office && laid.targets.is_empty() {
        // Who is only asked to resign has not.
        for a in sources.iter().filter(|_| p.status.reality != Reality::Asked) {
            let office = reader.office(s, a.actor);
            let tree = &reader.clauses[s].tree;
            // "demanded that she resign": what is in the present there may be a wish.
            let wished =
                tree.deprel(p.predicate) == Deprel::Ccomp && matches!(tree.xpos(p.predicate), Xpos::Vb | Xpos::Vbp);
            if office.is_some() || !wished {
                pairs.push((a.clone(), office));
            }
        }
    } else if laid.targets.is_empty()
        && !frame.mutual
        && (alone::takes_no_target(kind, frame) || (laid.inner.is_none() && !kind.symmetric && kind.untargeted))
    {
        pairs.extend(sources.iter().map(|a| (a.clone(), None)));
    }
    pairs.truncate(MAX_PAIRS);
    // "refused to admit Georgia" rejects; that it did not admit is the same said again.
    if let Some((inner, Some(1))) = laid.inner
        && !pairs.is_empty()
        && clauses_of(reader, s)
            .stance
            .verb(clauses_of(reader, s).tree.lemma(p.predicate))
            .has(Effect::NEGATES)
    {
        let extent = clauses_of(reader, s).tree.extent(inner);
        let tokens = &reader.sentences[s].tokens;
        let covered = tokens[extent.0].span.join(tokens[extent.1].span);
        out.retain(|o| o.sent != s as u32 || o.polarity != Polarity::Negated || !covered.contains(o.trigger_bytes));
    }
    if kind.sign < 0 && kind.name != voiced::THREATENS {
        voiced::threat(reader, s, frame, p, &pairs, out);
    }
    let told = if kind.harm { pairs.clone() } else { Vec::new() };
    supersede(reader, s, p, laid, &pairs, out);
    let mut found = Vec::new();
    // "promised not to attack" promises; "promised not to support" neither promises nor threatens.
    let sign = match clauses_of(reader, s).denies(p.predicate) {
        true => (-kind.sign).max(0),
        false => kind.sign,
    };
    for (a, b) in pairs {
        found.push(Stated {
            sign,
            target: b.clone(),
        });
        let trigger = trigger(reader, s, &laid.words, p.predicate, &a, b.as_ref());
        out.push(observation(reader, s, frame, p, a, b, trigger));
    }
    if kind.harm {
        voiced::harm(reader, s, frame, p, &told, out);
    } else if SIDES.contains(&kind.name.as_str()) {
        voiced::rallied(reader, s, p, out);
    }
    found
}

/// "The police arrest ten men, accusing them of fraud": who acts and whom it befalls are two, so that the pronoun means the object
/// of the verb above.
fn other_object(
    reader: &Reader,
    s: usize,
    predicate: usize,
    groups: &[Vec<usize>],
    sources: &[Referent],
) -> Vec<Referent> {
    let tree = &reader.clauses[s].tree;
    let above = tree
        .head(predicate)
        .filter(|&h| tree.is_verb(h) && matches!(tree.deprel(predicate), Deprel::Advcl | Deprel::Conj));
    let Some(&pronoun) = groups.iter().flatten().next() else {
        return Vec::new();
    };
    let Some(object) = above.and_then(|h| tree.kid(h, Deprel::Obj)).filter(|&o| o < pronoun) else {
        return Vec::new();
    };
    let many = matches!(tree.xpos(object), Xpos::Nns | Xpos::Nnps) || tree.kid(object, Deprel::Conj).is_some();
    let fits = |r: &Referent| {
        let person = reader.actor(r.actor).kind == Kind::Person;
        match &*tree.small_form(pronoun) {
            // Offices and houses are seldom spoken of so.
            "them" => many && matches!(reader.actor(r.actor).kind, Kind::Person | Kind::Group | Kind::Country),
            "him" | "her" => person,
            "it" => !person && !many,
            _ => false,
        }
    };
    let mut found = reader.refer_as(s, object, predicate, End::Target, false, None);
    found.retain(|r| fits(r) && sources.iter().all(|a| a.actor != r.actor));
    found.iter_mut().for_each(|r| r.form = Form::Pronoun);
    found
}

/// May an actor of that kind stand there?
fn allowed(reader: &Reader, kind: &RelationKind, laid: &Match, end: End, r: &Referent) -> bool {
    let actor = reader.actor(r.actor).kind;
    match end {
        End::Source => kind.source.allows(actor) && laid.source_kinds.allows(actor),
        End::Target => kind.target.allows(actor) && laid.target_kinds.allows(actor),
    }
}

/// The actors of the first of several groups of words that names some.
pub(in crate::extract::relation) fn resolve(
    reader: &Reader,
    s: usize,
    frame: &Frame,
    p: &Proposition,
    laid: &Match,
    groups: &[Vec<usize>],
    end: End,
) -> Vec<Referent> {
    let kind = reader.vocabulary.relation(frame.relation);
    for group in groups {
        let mut found: Vec<Referent> = Vec::new();
        for &word in group {
            // What its leaders do, a country does; what they are, it is not.
            let mut all = Vec::new();
            if kind.plover.is_some() {
                all = reader.several(s, word);
            }
            if all.is_empty() {
                all = reader.refer(s, word, p.predicate, end, kind);
            }
            // "hit a hospital": where things are meant, those that are somebody elsewhere are too.
            let tree = &reader.clauses[s].tree;
            let thing = |r: &Referent| {
                end == End::Target && r.form == Form::Nominal && kind.patients.iter().any(|x| x == tree.lemma(word))
            };
            for r in all {
                if (allowed(reader, kind, laid, end, &r) || thing(&r)) && !found.iter().any(|f| f.actor == r.actor) {
                    found.push(r);
                }
            }
        }
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// "suspended shipments to Mali": the verb's frame, which has the noun as one of its words, says it; what that word
/// alone stated of the same two is withdrawn.
fn supersede(
    reader: &Reader,
    s: usize,
    p: &Proposition,
    laid: &Match,
    pairs: &[(Referent, Option<Referent>)],
    out: &mut Vec<Observation>,
) {
    let tokens = &reader.sentences[s].tokens;
    let id = |r: &Referent| reader.actor(r.actor).id.clone();
    for &w in laid.words.iter().filter(|&&w| w != p.predicate) {
        out.retain(|o| {
            // In "won the backing of Lund" the backing is hers alone.
            let same = |(a, b): &(Referent, Option<Referent>)| {
                let b = b.as_ref().map(id);
                o.source == id(a) && o.target == b || Some(&o.source) == b.as_ref() && o.target.as_ref() == Some(&id(a))
            };
            o.sent != s as u32 || o.trigger_bytes.start != tokens[w].span.start || !pairs.iter().any(same)
        });
    }
}

fn clauses_of<'a>(reader: &'a Reader, s: usize) -> &'a Clauses<'a> {
    &reader.clauses[s]
}

/// "each other", "one another"
fn is_reciprocal(tree: &Tree, word: usize) -> bool {
    let next_is = |i: usize, w: &str| i < tree.len() && tree.is(i, w);
    (tree.is(word, "each") && next_is(word + 1, "other"))
        || (tree.is(word, "one") && next_is(word + 1, "another"))
        || (tree.is(word, "other") && word > 0 && tree.is(word - 1, "each"))
        // "Both sides accuse the other."
        || (tree.is(word, "other") && word > 0 && tree.is(word - 1, "the") && tree.xpos(word) != Xpos::Nns)
        || (tree.is(word, "another") && word > 0 && tree.is(word - 1, "one"))
}
