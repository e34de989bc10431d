//! [`Patients`]: what is no actor, and yet is done something to: a bombed hotel, "107 injured".
//!
//! Such a thing is a node of the network only where an edge ends at it, so it is found here and not among the actors.

use super::Observation;
use super::reader::{Reader, Referent};
use super::vocabulary::{Kinds, RelationKind};
use crate::Span;
use crate::extract::actor::{Actor, ActorIndex, Cast, Form, Kind, Mention, MentionKind};
use crate::extract::syntax::{Deprel, Upos, Xpos};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::RefCell;

/// How many words a label may have before its head.
const LONGEST_LEFT: usize = 6;

/// Prepositions after which a place says where a thing is.
const WHERE: [&str; 9] = ["in", "at", "near", "on", "across", "inside", "outside", "around", "of"];

/// The patients of an article, found while its relations are read; they are numbered on from its actors.
pub(super) struct Patients {
    first: usize,
    /// Ids of actors and patients, to their numbers.
    numbers: RefCell<FxHashMap<String, usize>>,
    found: RefCell<Vec<(Actor, Vec<Mention>)>>,
}

impl Patients {
    pub fn new(actors: &[Actor]) -> Patients {
        Patients {
            first: actors.len(),
            numbers: RefCell::new(actors.iter().enumerate().map(|(i, a)| (a.id.clone(), i)).collect()),
            found: RefCell::default(),
        }
    }

    /// The patient of that number; nothing for an actor of the cast.
    pub fn actor(&self, index: ActorIndex) -> Option<Actor> {
        let at = (index.0 as usize).checked_sub(self.first)?;
        self.found.borrow().get(at).map(|(actor, _)| actor.clone())
    }

    /// The number of an actor by that id, who may be of the cast, with a mention of it.
    fn admit(&self, actor: Actor, mention: Mention) -> ActorIndex {
        let mut found = self.found.borrow_mut();
        let number = *self
            .numbers
            .borrow_mut()
            .entry(actor.id.clone())
            .or_insert(self.first + found.len());
        if let Some(at) = number.checked_sub(self.first) {
            if at == found.len() {
                found.push((actor, Vec::new()));
            }
            // A word may be looked up for several frames, one after another.
            let known = |m: &Mention| (m.sentence, m.head) == (mention.sentence, mention.head);
            if !found[at].1.iter().rev().take(8).any(known) {
                found[at].1.push(mention);
            }
        }
        ActorIndex(number as u32)
    }

    /// Lets those join the cast at which an observation ends.
    pub fn join(self, cast: &mut Cast, observations: &[Observation]) {
        let ends: FxHashSet<&str> = observations.iter().filter_map(|o| o.target.as_deref()).collect();
        let mut late = self.found.into_inner();
        late.retain(|(actor, _)| ends.contains(actor.id.as_str()));
        for (_, mentions) in &mut late {
            mentions.sort_by_key(|m| (m.sentence, m.head));
            mentions.dedup_by_key(|m| (m.sentence, m.head));
        }
        cast.join(late);
    }
}

impl Reader<'_> {
    /// The thing that `word` names, if the relation may be done to such.
    pub(super) fn patient(&self, s: usize, word: usize, kind: &RelationKind) -> Option<Referent> {
        let tree = &self.clauses[s].tree;
        let people = self.counted_people(s, word);
        if self.refer_exactly(s, word).is_some() && !people {
            return None;
        }
        let number = tree.upos(word) == Upos::Num;
        let listed = kind.patients.iter().any(|p| p == tree.lemma(word));
        let fits = |pattern: &String| match pattern.strip_prefix('*') {
            Some(end) => {
                tree.upos(word) == Upos::Noun
                    && tree.lemma(word).len() > end.len() + 2
                    && tree.lemma(word).ends_with(end)
            }
            None => (pattern == "#" && number) || pattern == tree.lemma(word),
        };
        if !people && !kind.patients.iter().any(fits) {
            return None;
        }
        let (first, head_end, mut end) = self.thing(s, word);
        let plural = number || matches!(tree.xpos(word), Xpos::Nns | Xpos::Nnps);
        let counted = |i: usize| tree.upos(i) == Upos::Num || tree.is(i, "several");
        // "others", "more": only with a number are they somebody.
        let vague = ["other", "more"].contains(&tree.lemma(word));
        if vague && !(first..word).any(counted) {
            return None;
        }
        if !(number || plural || listed || first < word || end > head_end) {
            return None; // any "*er"
        }
        let text = &self.article.text;
        let tokens = &self.sentences[s].tokens;
        if number || vague {
            end = head_end;
        }
        let span = tokens[first].span.join(tokens[end - 1].span);
        let words: Vec<&str> = span.of(text).split_whitespace().collect();
        let label = match words.join(" ") {
            label if number || tree.is(word, "more") => format!("{label} people"),
            label => label,
        };
        let actor_kind = match kind.target {
            kinds if kinds.allows(Kind::Place) && kinds != Kinds::ANY => Kind::Place,
            _ if plural || vague => Kind::Group,
            _ => Kind::Person,
        };
        let mention = Mention {
            sentence: s as u32,
            head: word as u32,
            first: first as u32,
            end: head_end as u32,
            span: tokens[first].span.join(tokens[head_end - 1].span),
            phrase: span,
            form: Form::Nominal,
            kind: match actor_kind {
                Kind::Place => MentionKind::Loc,
                Kind::Person => MentionKind::Per,
                _ => MentionKind::Group,
            },
            actor: None,
            known: false,
            inner: false,
            adjective: false,
        };
        let actor = Actor::described(&label, actor_kind);
        let index = self.patients.admit(actor, mention);
        Some(Referent {
            actor: index,
            span,
            form: Form::Nominal,
            indirect: false,
            about: None,
        })
    }

    /// "Three Norwegians" are people, and not Norway.
    pub(super) fn counted_people(&self, s: usize, word: usize) -> bool {
        let tree = &self.clauses[s].tree;
        matches!(tree.xpos(word), Xpos::Nns | Xpos::Nnps)
            && tree.kid(word, Deprel::Nummod).is_some()
            && self
                .refer_exactly(s, word)
                .is_some_and(|r| self.cast.actor(r.actor).kind == Kind::Country)
    }

    /// The words of a thing's name: the first, the end of its head, and the end with the place where it is.
    fn thing(&self, s: usize, word: usize) -> (usize, usize, usize) {
        let tree = &self.clauses[s].tree;
        let mut first = word;
        while first > 0 && word - first < LONGEST_LEFT {
            let j = first - 1;
            let describes = matches!(
                tree.deprel(j),
                Deprel::Amod | Deprel::Compound | Deprel::Nummod | Deprel::Flat
            ) || tree.form(j) == "-";
            let inside = tree.head(j).is_some_and(|h| h > j && h <= word);
            let said = ["least", "other", "multiple", "many", "various", "alleged"]
                .iter()
                .any(|w| tree.is(j, w));
            if !describes || !inside || said {
                break;
            }
            first = j;
        }
        let head_end = word + 1;
        let place = tree
            .kids(word, Deprel::Nmod)
            .filter(|&c| tree.case(c).is_some_and(|k| WHERE.iter().any(|w| tree.is(k, w))))
            .find_map(|c| {
                let m = self.cast.mention(self.mention(s, c)?);
                let near = m.form == Form::Name && m.end as usize - word <= 8;
                near.then_some(m.end as usize)
            });
        (first, head_end, place.unwrap_or(head_end).max(head_end))
    }

    /// Where a thing stands that is nobody's, or what it is: Lebanon of "targets in Lebanon", Kivu of "the Kivu region",
    /// both of "the towns of Kati and Mopti".
    pub(super) fn place_of(&self, s: usize, word: usize) -> Vec<Referent> {
        let tree = &self.clauses[s].tree;
        if tree.upos(word) != Upos::Noun {
            return Vec::new();
        }
        // "struck targets in Lebanon": right behind the noun, whatever the parser hangs it on.
        let behind = tree
            .head(word)
            .filter(|_| tree.deprel(word) == Deprel::Obj)
            .into_iter()
            .flat_map(|h| tree.kids(h, Deprel::Obl))
            .filter(|&c| tree.case(c) == Some(word + 1));
        // "two Somali towns"
        let named = tree
            .children(word)
            .filter(|&c| c < word && matches!(tree.deprel(c), Deprel::Amod | Deprel::Compound));
        let stands = tree
            .kids(word, Deprel::Nmod)
            .chain(behind)
            .filter(|&c| tree.case(c).is_some_and(|k| WHERE.iter().any(|w| tree.is(k, w))));
        for c in named.chain(stands) {
            let mut all = Vec::new();
            tree.conjuncts(c, &mut all);
            let tokens = &self.sentences[s].tokens;
            let places: Vec<Referent> = all
                .into_iter()
                .filter_map(|c| {
                    let found = self.refer_exactly(s, c)?;
                    let kind = self.cast.actor(found.actor).kind;
                    (found.form == Form::Name && matches!(kind, Kind::Place | Kind::Country)).then_some(found)
                })
                .map(|found| Referent {
                    indirect: true,
                    about: Some(tokens[word].span.join(found.span)),
                    ..found
                })
                .collect();
            if !places.is_empty() {
                return places;
            }
        }
        Vec::new()
    }

    /// What one country does to a place in another, it does to that country: "a Russian strike on Kyiv, Ukraine".
    pub(super) fn add_countries(&self, s: usize, sources: &[Referent], targets: &mut Vec<Referent>) {
        if !sources.iter().all(|a| self.actor(a.actor).kind == Kind::Country) {
            return;
        }
        let places: Vec<Span> = targets
            .iter()
            .filter(|b| b.form != Form::Pronoun && self.actor(b.actor).kind == Kind::Place)
            .map(|b| b.span)
            .collect();
        for place in places {
            let country = self.country_behind(s, place);
            targets.extend(country.filter(|c| !targets.iter().any(|b| b.actor == c.actor)));
        }
    }

    /// The country in ", Donetsk Oblast, Ukraine" behind a place.
    pub(super) fn country_behind(&self, s: usize, place: Span) -> Option<Referent> {
        let tree = &self.clauses[s].tree;
        let tokens = &self.sentences[s].tokens;
        let mut at = tokens.partition_point(|t| t.span.end <= place.end);
        for _ in 0..3 {
            if at + 1 >= tokens.len() || !tree.is(at, ",") {
                return None;
            }
            let mention = self.cast.mention(self.mention(s, at + 1)?);
            if mention.form != Form::Name || mention.first as usize != at + 1 {
                return None;
            }
            let found = self.refer_exactly(s, at + 1)?;
            match self.cast.actor(found.actor).kind {
                Kind::Country if mention.kind == MentionKind::Loc => return Some(found),
                Kind::Place => at = mention.end as usize,
                _ => return None,
            }
        }
        None
    }
}
