//! Frames laid over the propositions of an article: its [`Observation`]s.

use super::frame::{End, Frame, FrameClass};
use super::matching::{Match, itself, lay, lay_loosely};
use super::reader::{Reader, Referent};
use super::{Confidence, Modality, Observation, Polarity};
use super::{alone, answer, tense, time, voiced};
use crate::Span;
use crate::extract::actor::{Form, RoleKind};
use crate::extract::clause::{Clauses, Effect, Proposition, Reality, Status, Tree};
use crate::extract::syntax::{Deprel, Xpos};
use crate::extract::text::Block;

/// The name under which frames stand that state no relation, and keep shorter ones from matching.
pub(super) const NOTHING: &str = "nothing";

/// At most this many pairs from one predicate, so that a broken coordination cannot flood the network.
const MAX_PAIRS: usize = 24;

/// What a predicate stated, for the clause above it: "pledged to BACK Kyiv".
#[derive(Clone, Debug)]
struct Stated {
    sign: i8,
    /// Nobody for an act that names none.
    target: Option<Referent>,
}

/// All typed relations of an article, in text order. Linear in the text: each predicate is looked up once.
pub(super) fn observations(reader: &Reader) -> Vec<Observation> {
    let mut out = Vec::new();
    for s in 0..reader.sentences.len() {
        if reader.sentences[s].block == Block::Body {
            sentence(reader, s, &mut out);
        }
    }
    roles(reader, &mut out);
    out.sort_by(|a, b| {
        (a.sent, a.trigger_bytes, a.source_bytes, a.target_bytes, &a.relation).cmp(&(
            b.sent,
            b.trigger_bytes,
            b.source_bytes,
            b.target_bytes,
            &b.relation,
        ))
    });
    out.dedup_by(|a, b| {
        a.sent == b.sent
            && a.source == b.source
            && a.target == b.target
            && a.relation == b.relation
            && a.polarity == b.polarity
    });
    out
}

fn sentence(reader: &Reader, s: usize, out: &mut Vec<Observation>) {
    let clauses = &reader.clauses[s];
    let tree = &clauses.tree;
    // The innermost predicates first, so that "pledged to back Kyiv" knows what backing stated.
    let mut order: Vec<(u32, usize)> = (0..tree.len()).map(|i| (depth(clauses, i), i)).collect();
    order.sort_unstable_by_key(|&(depth, i)| (std::cmp::Reverse(depth), i));
    let mut stated: Vec<(usize, Stated)> = Vec::new();
    for (_, i) in order {
        let found = predicate(reader, s, i, &stated, out);
        stated.extend(found.into_iter().map(|x| (i, x)));
    }
    for i in 0..tree.len() {
        compound(reader, s, i, out);
        voiced::voiced(reader, s, i, out);
    }
    alone::drop_repeats(s, out);
}

fn depth(clauses: &Clauses, i: usize) -> u32 {
    let mut at = i;
    let mut steps = 0;
    while let Some(h) = clauses.tree.head(at) {
        at = h;
        steps += 1;
        if steps > 64 {
            break;
        }
    }
    steps
}

/// Tries the frames of one word, the most specific first, and keeps the first that names actors at its ends.
fn predicate(
    reader: &Reader,
    s: usize,
    i: usize,
    stated: &[(usize, Stated)],
    out: &mut Vec<Observation>,
) -> Vec<Stated> {
    let clauses = &reader.clauses[s];
    let lemma = clauses.tree.lemma(i);
    let form = clauses.tree.form(i).to_ascii_lowercase();
    let mut frames: Vec<&Frame> = reader
        .vocabulary
        .frames(lemma)
        .filter(|f| f.class != FrameClass::Compound && !f.voiced)
        .collect();
    // A lemma guessed from an unknown form may lack its last letter: "underscor".
    if frames.is_empty() && clauses.tree.is_verb(i) && !lemma.ends_with('e') {
        frames.extend(
            reader
                .vocabulary
                .frames(&format!("{lemma}e"))
                .filter(|f| f.class == FrameClass::Verb && !f.voiced),
        );
    }
    // "remained" may keep its ending.
    if frames.is_empty() && clauses.tree.is_verb(i) && lemma.ends_with("ed") {
        for stem in [&lemma[..lemma.len() - 2], &lemma[..lemma.len() - 1]] {
            let stems = reader.vocabulary.frames(stem);
            frames.extend(stems.filter(|f| f.class == FrameClass::Verb));
        }
    }
    if form != lemma {
        frames.extend(
            reader
                .vocabulary
                .frames(&form)
                .filter(|f| (f.class == FrameClass::Adjective || f.copular) && !f.voiced),
        );
    }
    if frames.is_empty() {
        return Vec::new();
    }
    let proposition = clauses.proposition(i);
    let is_actor = |w: usize| {
        reader
            .mention(s, w)
            .map(|m| reader.cast.mention(m))
            .is_some_and(|m| m.actor.is_some() && m.head as usize == w)
    };
    let mut undergone: Vec<Stated> = Vec::new();
    // An act is stated without a target only where no frame finds one.
    for (loosely, targeted) in [(false, true), (true, true), (false, false)] {
        for frame in &frames {
            let of_object = frame.class == FrameClass::Verb && frame.subject.is_none();
            if of_object && !undergone.is_empty() {
                continue;
            }
            let kind = reader.vocabulary.relation(frame.relation);
            let one_ended = !frame.names(End::Target) && !frame.answer && !kind.symmetric && kind.name != NOTHING;
            if one_ended == targeted {
                continue;
            }
            let laid = if loosely {
                lay_loosely(frame, clauses, &proposition, kind.circumstance, kind.untargeted)
            } else {
                lay(frame, clauses, &proposition, &is_actor)
            };
            let Some(laid) = laid else { continue };
            // "met the deadline": the frame is there to say that nothing is stated.
            if reader.vocabulary.relation(frame.relation).name == NOTHING {
                return Vec::new();
            }
            let found = emit(reader, s, frame, &proposition, &laid, stated, out);
            // "Norway named Eva Lund as envoy to Peru" states that she is, and also who made her so.
            if of_object {
                undergone = found;
            } else if !found.is_empty() {
                undergone.extend(found);
                return undergone;
            }
        }
    }
    undergone
}

fn emit(
    reader: &Reader,
    s: usize,
    frame: &Frame,
    p: &Proposition,
    laid: &Match,
    stated: &[(usize, Stated)],
    out: &mut Vec<Observation>,
) -> Vec<Stated> {
    let kind = reader.vocabulary.relation(frame.relation);
    let allowed = |end: End, r: &Referent| {
        let actor = reader.actor(r.actor).kind;
        match end {
            End::Source => kind.source.allows(actor) && laid.source_kinds.allows(actor),
            End::Target => kind.target.allows(actor) && laid.target_kinds.allows(actor),
        }
    };
    let resolve = |groups: &[Vec<usize>], end: End| -> Vec<Referent> {
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
                for r in all {
                    if allowed(end, &r) && !found.iter().any(|f| f.actor == r.actor) {
                        found.push(r);
                    }
                }
            }
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    };
    // "suggested that Berlin should act" asks; "suggested that Berlin acted" tells.
    if kind.plover.as_deref() == Some("REQUEST")
        && let Some((inner, None)) = laid.inner
        && !asks_for(&reader.clauses[s], p.predicate, inner)
    {
        return Vec::new();
    }
    let mut sources = resolve(&laid.sources, End::Source);
    if sources.is_empty() && kind.sign != 0 && !kind.symmetric {
        sources = resolve(&itself(frame, &reader.clauses[s].tree, p.predicate), End::Source);
    }
    if sources.is_empty() {
        return Vec::new();
    }
    let mut targets = resolve(&laid.targets, End::Target);
    if targets.is_empty() && !frame.answer && alone::takes_no_target(kind, frame) {
        let told = stated
            .iter()
            .filter_map(|(at, x)| Some((*at, x.sign, x.target.as_ref()?)));
        targets = alone::targets(reader, s, kind, p, laid.inner.map(|(c, _)| c), told);
        targets.retain(|r| allowed(End::Target, r));
        let states = |sign: i8| {
            laid.inner
                .is_some_and(|(c, _)| stated.iter().any(|(at, x)| within(reader, s, c, *at) && x.sign == sign))
        };
        // "agreed to attack" is no promise, "refused to attack" no refusal of anybody.
        let contrary = (kind.sign > 0 || kind.plover.as_deref() == Some("REJECT")) && states(-1);
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
            for b in targets.iter().filter(|b| b.actor != a.actor) {
                pairs.push((a.clone(), Some(b.clone())));
            }
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
    let told = if kind.harm { pairs.clone() } else { Vec::new() };
    supersede(reader, s, p, laid, &pairs, out);
    let mut found = Vec::new();
    for (a, b) in pairs {
        found.push(Stated {
            sign: kind.sign,
            target: b.clone(),
        });
        let trigger = trigger(reader, s, &laid.words, p.predicate, &a, b.as_ref());
        out.push(observation(reader, s, frame, p, a, b, trigger));
    }
    if kind.harm {
        voiced::harm(reader, s, frame, p, &told, out);
    }
    found
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
            let same = |(a, b): &(Referent, Option<Referent>)| o.source == id(a) && o.target == b.as_ref().map(id);
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
        || (tree.is(word, "another") && word > 0 && tree.is(word - 1, "one"))
}

/// Is the clause one of wishing: an infinitive, a bare verb, "should", "must"? After a verb that only tells, it must say so.
fn asks_for(clauses: &Clauses, predicate: usize, clause: usize) -> bool {
    let tree = &clauses.tree;
    let finite = matches!(tree.xpos(clause), Xpos::Vbd | Xpos::Vbz)
        || tree
            .kid(clause, Deprel::Cop)
            .is_some_and(|c| matches!(tree.xpos(c), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp));
    let obliged = tree
        .children(clause)
        .any(|c| ["should", "must", "to"].iter().any(|w| tree.is(c, w)));
    let verb = clauses.stance.verb(tree.lemma(predicate));
    if tree.is_verb(predicate) && verb.has(Effect::REPORTS) && !verb.has(Effect::ASKS) {
        return tree
            .children(clause)
            .any(|c| tree.deprel(c) == Deprel::Aux && ["should", "must"].iter().any(|w| tree.is(c, w)));
    }
    let told = tree.kid(clause, Deprel::Aux).is_some() && !obliged;
    !finite && !told
}

/// The targets that the clause `inner`, or what is coordinated with or carried by it, stated.
fn inner_targets(
    reader: &Reader,
    s: usize,
    inner: usize,
    sign: Option<i8>,
    stated: &[(usize, Stated)],
) -> Vec<Referent> {
    let mut found: Vec<Referent> = Vec::new();
    for (at, x) in stated {
        if within(reader, s, inner, *at)
            && sign.is_none_or(|sign| x.sign == sign)
            && let Some(target) = &x.target
            && !found.iter().any(|f| f.actor == target.actor)
        {
            found.push(target.clone());
        }
    }
    found
}

/// Is predicate `at` the clause `inner` itself, its coordinated verb, or the noun that a light verb there carries?
fn within(reader: &Reader, s: usize, inner: usize, at: usize) -> bool {
    let tree = &reader.clauses[s].tree;
    at == inner || tree.head(at) == Some(inner) || tree.head(at).and_then(|h| tree.head(h)) == Some(inner)
}

/// "US-backed rebels", "pro-Russian militia", "Russia-Ukraine talks": hyphenated modifiers, read from the words as
/// they stand, because trees of them vary.
fn compound(reader: &Reader, s: usize, i: usize, out: &mut Vec<Observation>) {
    let tree = &reader.clauses[s].tree;
    // "pro-Russian" as one word.
    if let Some((prefix, rest)) = tree.form(i).split_once('-')
        && !prefix.is_empty()
        && !rest.is_empty()
    {
        modifier(reader, s, &prefix.to_ascii_lowercase(), true, i, i, i, out);
    }
    if i == 0 || i + 1 >= tree.len() || !is_hyphen(tree.form(i)) {
        return;
    }
    let (left, right) = (i - 1, i + 1);
    let word = |i: usize| tree.form(i).to_ascii_lowercase();
    let done = modifier(reader, s, &word(right), false, left, left, right, out)
        || modifier(reader, s, &word(left), true, right, left, right, out);
    if !done && right + 1 < tree.len() {
        pair(reader, s, left, right, right + 1, out);
    }
}

/// A modifier `word` with the name `name` in the words `left..=right`, and the noun behind them.
#[allow(clippy::too_many_arguments)] // all are word indices of one sentence
fn modifier(
    reader: &Reader,
    s: usize,
    word: &str,
    prefix: bool,
    name: usize,
    left: usize,
    right: usize,
    out: &mut Vec<Observation>,
) -> bool {
    let clauses = &reader.clauses[s];
    let tree = &clauses.tree;
    let is_one = |f: &&Frame| f.class == FrameClass::Compound && f.is_prefix() == prefix;
    let Some(frame) = reader.vocabulary.frames(word).find(is_one) else {
        return false;
    };
    // The noun that the whole modifies: the first head outside the compound, to its right.
    let mut noun = right;
    for _ in 0..4 {
        match tree.head(noun) {
            Some(h) if h > right => {
                noun = h;
                break;
            }
            Some(h) => noun = h,
            None => break,
        }
    }
    if noun <= right {
        return false;
    }
    let kind = reader.vocabulary.relation(frame.relation);
    let (end0, kinds0) = frame.before[0];
    let (_, kinds1) = frame.before[1];
    let (Some(first), Some(second)) = (reader.refer_exactly(s, name), reader.refer_exactly(s, noun)) else {
        return false;
    };
    let (a, ka, b, kb) = if end0 == End::Source {
        (first, kinds0, second, kinds1)
    } else {
        (second, kinds1, first, kinds0)
    };
    let (source, target) = (reader.actor(a.actor).kind, reader.actor(b.actor).kind);
    let fits = ka.allows(source) && kb.allows(target) && kind.source.allows(source) && kind.target.allows(target);
    if a.actor == b.actor || !fits {
        return false;
    }
    let p = clauses.proposition(right);
    let tokens = &tree.reading.sentence.tokens;
    let mut o = observation(
        reader,
        s,
        frame,
        &p,
        a,
        Some(b),
        tokens[left].span.join(tokens[right].span),
    );
    // A modifier states a fact: the clause around it may be planned or denied, the modifier is not.
    o.polarity = Polarity::Affirmed;
    o.modality = Modality::Actual;
    out.push(o);
    true
}

/// "Russia-Ukraine talks": two names and a noun that joins them.
fn pair(reader: &Reader, s: usize, left: usize, right: usize, noun: usize, out: &mut Vec<Observation>) {
    let clauses = &reader.clauses[s];
    let two = |f: &&Frame| f.class == FrameClass::Noun && f.before.len() == 2;
    let Some(frame) = reader.vocabulary.frames(clauses.tree.lemma(noun)).find(two) else {
        return;
    };
    let (Some(a), Some(b)) = (reader.refer_exactly(s, left), reader.refer_exactly(s, right)) else {
        return;
    };
    if a.actor != b.actor {
        let p = clauses.proposition(noun);
        out.push(observation(
            reader,
            s,
            frame,
            &p,
            a,
            Some(b),
            clauses.tree.reading.sentence.tokens[noun].span,
        ));
    }
}

fn is_hyphen(form: &str) -> bool {
    matches!(form, "-" | "\u{2010}" | "\u{2011}" | "\u{2013}")
}

/// The frame's words where they stand, as one stretch when nothing but small words lies between, else the predicate.
pub(super) fn trigger(
    reader: &Reader,
    s: usize,
    words: &[usize],
    predicate: usize,
    a: &Referent,
    b: Option<&Referent>,
) -> Span {
    let tokens = &reader.sentences[s].tokens;
    let own = tokens[predicate].span;
    let all = words.iter().fold(own, |span, &w| span.join(tokens[w].span));
    let clear = !all.overlaps(a.span) && b.is_none_or(|b| !all.overlaps(b.span));
    if clear && all.len() <= 60 { all } else { own }
}

pub(super) fn observation(
    reader: &Reader,
    s: usize,
    frame: &Frame,
    p: &Proposition,
    a: Referent,
    b: Option<Referent>,
    trigger: Span,
) -> Observation {
    let kind = reader.vocabulary.relation(frame.relation);
    // Support that is ended is none; attacks that are ended, or that somebody wants ended, were attacks.
    let status = match p.status.ended {
        true if kind.sign > 0 => Status {
            negated: !p.status.negated,
            ..p.status
        },
        true => Status::default(),
        false => p.status,
    };
    let polarity = if status.negated {
        Polarity::Negated
    } else {
        Polarity::Affirmed
    };
    let modality = match status.reality {
        Reality::Actual => Modality::Actual,
        Reality::Planned => Modality::Planned,
        Reality::Asked => Modality::Asked,
        Reality::Possible => Modality::Possible,
    };
    let (mut a, mut b) = (reader.by_name(s, a), b.map(|b| reader.by_name(s, b)));
    if kind.symmetric
        && let Some(target) = &mut b
        && target.span.start < a.span.start
    {
        std::mem::swap(&mut a, target);
    }
    let confidence = match (a.form, b.as_ref().map(|b| b.form)) {
        _ if a.indirect || b.as_ref().is_some_and(|b| b.indirect) => Confidence::Low,
        (Form::Pronoun, _) | (_, Some(Form::Pronoun)) => Confidence::Low,
        (Form::Name, None | Some(Form::Name)) => Confidence::High,
        _ => Confidence::Medium,
    };
    let voice = if p.passive { "/passive" } else { "" };
    let standing = tense::Standing {
        modality,
        negated: status.negated,
        purpose: alone::is_purpose(&reader.clauses[s], p),
    };
    let (plover, cameo) = tense::codes(kind, frame, standing);
    let holder = reader.holder(s, p.predicate, a.actor);
    let about = b
        .as_ref()
        .and_then(|b| b.about)
        .map(|span| span.of(&reader.article.text).to_string());
    let mut o = reader.blank(s, &a, b.as_ref(), trigger);
    o.relation = kind.name.clone();
    o.plover = plover;
    o.cameo = cameo;
    o.sign = kind.sign;
    o.symmetric = kind.symmetric;
    o.polarity = polarity;
    o.modality = modality;
    if let Some(holder) = holder {
        o.holder = Some(reader.actor(holder).id.clone());
        o.holder_label = Some(reader.actor(holder).label.clone());
    }
    o.about = about;
    o.amount = super::amount::near(&reader.clauses[s].tree, p).map(|span| span.of(&reader.article.text).to_string());
    if let Some(when) = time::of(&reader.clauses[s].tree, p, reader.article.date.as_deref(), modality) {
        o.date_text = Some(when.text.of(&reader.article.text).to_string());
        o.date = when.day;
    }
    o.rule = format!("{}:{}{voice}", kind.name, frame.text);
    o.confidence = confidence;
    o
}

/// Titles and appositions as relations: holds-office, leads, member-of, represents.
fn roles(reader: &Reader, out: &mut Vec<Observation>) {
    for role in &reader.cast.roles {
        let (holder, body) = (reader.cast.mention(role.holder), reader.cast.mention(role.body));
        let (Some(person), Some(office_of)) = (holder.actor, body.actor) else {
            continue;
        };
        if person == office_of {
            continue;
        }
        let s = holder.sentence as usize;
        if reader.sentences[s].block != Block::Body || !reader.sentences[s].span.contains(role.title) {
            continue;
        }
        let name = match role.kind {
            RoleKind::Office => "holds-office",
            RoleKind::Leads => "leads",
            RoleKind::Member => "member-of",
            RoleKind::Represents => "represents",
        };
        let a = Referent {
            actor: person,
            span: holder.span,
            form: holder.form,
            indirect: false,
            about: None,
        };
        // "President Novak", where only another sentence names the country: the title stands for it.
        let elsewhere = holder.sentence != body.sentence;
        let b = Referent {
            actor: office_of,
            span: if elsewhere { role.title } else { body.span },
            form: if elsewhere { Form::Nominal } else { body.form },
            indirect: false,
            about: None,
        };
        let mut o = reader.blank(s, &a, Some(&b), role.title);
        o.relation = name.to_string();
        if let Some(kind) = reader.vocabulary.by_name(name).map(|i| reader.vocabulary.relation(i)) {
            o.sign = kind.sign;
            o.cameo = kind.cameo.clone();
            o.plover = kind.plover.clone();
        }
        o.modality = if role.future {
            Modality::Planned
        } else {
            Modality::Actual
        };
        if matches!(role.kind, RoleKind::Office | RoleKind::Leads | RoleKind::Represents) {
            let title = role.title.of(&reader.article.text);
            o.title = Some(if role.former {
                format!("former {title}")
            } else {
                title.to_string()
            });
        }
        o.rule = format!("{name}:title");
        o.confidence = if holder.form == Form::Name && !elsewhere {
            Confidence::High
        } else {
            Confidence::Medium
        };
        out.push(o);
    }
}
