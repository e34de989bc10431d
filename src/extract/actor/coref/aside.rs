//! Asides: mentions that say nothing of who acts, and yet mean somebody: "a lawyer" said of Eva Lund, "the square" a second
//! time, "they" of two, "we" of a speaker's side. The list of mentions shows them; no later stage reads them.

use super::super::draft::Link;
use super::super::fold::slug;
use super::super::refer::Resolver;
use super::super::view::View;
use super::super::words::Class;
use super::super::{Form, Kind, Mention, MentionKind};
use super::pronoun::{Person, Pronoun};
use super::salience::is_subject;
use super::words::Reference;
use crate::extract::syntax::{Deprel, Upos, Xpos};

/// Whom an aside means.
#[derive(Clone, Debug)]
pub(in crate::extract::actor) enum Whom {
    /// An actor of the book.
    Slot(usize),
    /// Several of them.
    Several(Vec<usize>),
    /// Somebody or somewhere that is no actor.
    Other { id: String, label: String },
}

/// A place described so far.
struct Site {
    noun: String,
    plural: bool,
    /// The words that describe it further.
    words: Vec<String>,
    /// Whose it is.
    owner: Option<usize>,
    whom: Whom,
}

impl Resolver<'_, '_> {
    /// All asides, in text order.
    pub(in crate::extract::actor) fn asides(&self) -> Vec<(Mention, Whom)> {
        let mut out: Vec<(Mention, Whom)> = Vec::new();
        let mut sites: Vec<Site> = Vec::new();
        for view in self.views.iter().filter(|v| v.is_story()) {
            for at in 0..view.len() {
                if is_there(view, at) {
                    if let Some(whom) = self.place_before(view, at, &out) {
                        out.push((aside(view, at, MentionKind::Loc), whom));
                    }
                    continue;
                }
                if !self.is_free(view, at) {
                    continue;
                }
                let whom = match self.said_of(view, at) {
                    Some(slot) => Some(Whom::Slot(slot)),
                    None => self.site(view, at, &mut sites),
                };
                if let Some(whom) = whom {
                    let kind = match whom {
                        Whom::Slot(slot) => kind_of(self.book.slots[slot].kind),
                        _ => MentionKind::Loc,
                    };
                    out.push((aside(view, at, kind), whom));
                }
            }
        }
        for (i, slots) in &self.together {
            out.push((self.drafts[*i].mention.clone(), Whom::Several(slots.clone())));
        }
        self.sides(&mut out);
        self.within_names(&mut out);
        out.sort_by_key(|(m, _)| (m.sentence, m.head));
        out.dedup_by_key(|(m, _)| (m.sentence, m.head));
        out
    }

    /// A noun that no name covers and that means nobody yet.
    fn is_free(&self, view: &View, at: usize) -> bool {
        let noun = view.upos(at) == Upos::Noun
            || view.lemma(at) == "one" && view.children(at).any(|c| view.deprel(c) == Deprel::Nmod);
        noun && view.tokens[at].chars().all(|c| c.is_alphabetic() || c == '-')
            && match self.draft_on(view.index, at) {
                None => true,
                Some(j) => {
                    let open = matches!(self.drafts[j].link, Link::Noun(_)) && self.drafts[j].slot.is_none();
                    open && !self.together.iter().any(|(i, _)| *i == j)
                }
            }
    }

    /// "Eva Lund, a lawyer,", "She is a lawyer", "She worked as a lawyer": the one of whom it is said.
    fn said_of(&self, view: &View, at: usize) -> Option<usize> {
        let no_person = Reference::english().no_person.contains(view.lemma(at));
        if many(view, at) || no_person || self.book.words.is_calendar(view.tokens[at]) {
            return None;
        }
        let whose = |head: usize| {
            let slot = self.drafts[self.draft_on(view.index, head)?].slot?;
            let kind = self.book.slots[slot].kind;
            let right = match kind {
                Kind::Person => true,
                Kind::Unknown | Kind::Group => false,
                _ => self.calls_a_body(view, at),
            };
            right.then_some(slot)
        };
        let subject = |verb: usize| view.children(verb).find(|&c| is_subject(view.deprel(c)));
        let denied = |word: usize| {
            view.children(word)
                .any(|c| matches!(view.lemma(c), "not" | "never" | "no"))
        };
        match view.deprel(at) {
            Deprel::Appos => return view.head(at).and_then(whose),
            Deprel::Xcomp => {
                let verb = view.head(at)?;
                let becomes = matches!(view.lemma(verb), "become" | "remain" | "stay") && !denied(verb);
                return subject(verb).filter(|_| becomes).and_then(whose);
            }
            Deprel::Obl if view.case_of(at).is_some_and(|c| c.eq_ignore_ascii_case("as")) => {
                let verb = view.head(at)?;
                let whom = view
                    .children(verb)
                    .find(|&c| view.deprel(c) == Deprel::Obj)
                    .or_else(|| subject(verb));
                return whom.filter(|_| !denied(verb)).and_then(whose);
            }
            _ => {}
        }
        let copula = view
            .children(at)
            .any(|c| view.deprel(c) == Deprel::Cop && view.lemma(c) == "be");
        if copula && !denied(at) {
            return subject(at).filter(|&s| s < at).and_then(whose);
        }
        let named = view
            .children(at)
            .find(|&c| c > at && matches!(view.deprel(c), Deprel::Appos | Deprel::NmodDesc | Deprel::Flat))?;
        let name = self.draft_on(view.index, named)?;
        (self.drafts[name].mention.form == Form::Name)
            .then(|| whose(named))
            .flatten()
    }

    fn calls_a_body(&self, view: &View, at: usize) -> bool {
        let lemma = view.lemma(at);
        Reference::english().sites.contains(lemma)
            || matches!(
                self.book.words.noun(lemma),
                Some(Class::Org | Class::Body | Class::Place | Class::State)
            )
    }

    /// "the square": the place called so before.
    fn site(&self, view: &View, at: usize, sites: &mut Vec<Site>) -> Option<Whom> {
        let noun = view.lemma(at).to_lowercase();
        if !Reference::english().sites.contains(noun.as_str())
            || matches!(view.deprel(at), Deprel::Compound | Deprel::Fixed | Deprel::Amod)
        {
            return None;
        }
        let plural = many(view, at);
        let mut words: Vec<String> = Vec::new();
        let mut owner = None;
        let mut definite = false;
        let mut indefinite = false;
        for c in view.children(at) {
            let token = view.tokens[c].to_lowercase();
            match view.deprel(c) {
                Deprel::Det => {
                    definite |= matches!(token.as_str(), "the" | "this" | "that" | "these" | "those");
                    indefinite |= !definite;
                }
                Deprel::NmodPoss => {
                    definite = true;
                    owner = self.draft_on(view.index, c).and_then(|j| self.drafts[j].slot);
                    // "whose square", "our square" of nobody known
                    owner?;
                }
                Deprel::Amod | Deprel::Compound | Deprel::Nummod if c < at => {
                    match self.draft_on(view.index, c).and_then(|j| self.drafts[j].slot) {
                        Some(slot) => owner = Some(slot),
                        None => words.push(token),
                    }
                }
                Deprel::Nmod if c > at => owner = self.draft_on(view.index, c).and_then(|j| self.drafts[j].slot),
                _ => {}
            }
        }
        if definite {
            let same = |s: &&Site| {
                s.noun == noun
                    && s.plural == plural
                    && words.iter().all(|w| s.words.contains(w))
                    && (owner.is_none() || s.owner == owner)
            };
            if let Some(site) = sites.iter().rev().find(same) {
                return Some(site.whom.clone());
            }
            if owner.is_none()
                && words.is_empty()
                && !plural
                && let Some(slot) = self.named_so(view, at, &noun)
            {
                return Some(Whom::Slot(slot));
            }
        } else if indefinite && !plural {
            // another one
        } else if let Some(site) = sites
            .iter()
            .rev()
            .find(|s| s.noun == noun && s.plural == plural && s.words == words && s.owner == owner)
        {
            return Some(site.whom.clone());
        }
        let phrase = words
            .iter()
            .cloned()
            .chain([view.tokens[at].to_lowercase()])
            .collect::<Vec<_>>()
            .join(" ");
        let number = sites.iter().filter(|s| s.noun == noun).count() + 1;
        let whom = Whom::Other {
            id: format!("place:{}.{number}", slug(&phrase)),
            label: phrase,
        };
        sites.push(Site {
            noun,
            plural,
            words,
            owner,
            whom: whom.clone(),
        });
        Some(whom)
    }

    /// "there": the place spoken of last, in this sentence or the one before.
    fn place_before(&self, view: &View, at: usize, asides: &[(Mention, Whom)]) -> Option<Whom> {
        let near = |m: &Mention| {
            m.sentence + 1 >= view.index && (m.sentence, m.head) < (view.index, at as u32) && m.kind == MentionKind::Loc
        };
        let named = self
            .drafts
            .iter()
            .rfind(|d| d.mention.form == Form::Name && !d.mention.inner && near(&d.mention));
        let described = asides.iter().rfind(|(m, _)| near(m));
        let place = |m: &Mention| (m.sentence, m.head);
        match (named, described) {
            (Some(n), Some((m, whom))) if place(m) > place(&n.mention) => Some(whom.clone()),
            (Some(n), _) => n.slot.map(Whom::Slot),
            (None, Some((_, whom))) => Some(whom.clone()),
            (None, None) => None,
        }
    }

    /// "the square" after "Tahrir Square": the last so named.
    fn named_so(&self, view: &View, at: usize, noun: &str) -> Option<usize> {
        let end = self
            .drafts
            .partition_point(|d| (d.mention.sentence, d.mention.head) < (view.index, at as u32));
        let named = |j: &usize| {
            let d = &self.drafts[*j];
            d.mention.form == Form::Name
                && matches!(d.mention.kind, MentionKind::Loc | MentionKind::Org)
                && self.views[d.mention.sentence as usize]
                    .words(d.mention.first as usize, d.mention.end as usize)
                    .split_whitespace()
                    .any(|w| w.eq_ignore_ascii_case(noun))
        };
        (0..end).rev().take(120).find(named).and_then(|j| self.drafts[j].slot)
    }

    /// "we" in what one person says: the person's side, where no body is known for which the person speaks.
    fn sides(&self, out: &mut Vec<(Mention, Whom)>) {
        let quotes = self.quotes();
        for (i, d) in self.drafts.iter().enumerate() {
            if d.slot.is_some() || !matches!(d.link, Link::Pronoun) {
                continue;
            }
            let Some(pronoun) = Pronoun::read(&self.head_word(i)) else {
                continue;
            };
            if pronoun.person != Person::First {
                continue;
            }
            let side = match self.speaker_slot(i, &quotes) {
                Some(speaker) if pronoun.plural => format!("group:with-{}", slug(&self.book.slots[speaker].label)),
                None if !quotes.has(d.mention.sentence, d.mention.head) && !pronoun.plural => {
                    "person:author".to_string()
                }
                _ => continue,
            };
            let label = side.split_once(':').map_or("", |(_, l)| l).replace('-', " ");
            out.push((d.mention.clone(), Whom::Other { id: side, label }));
        }
    }
}

/// "there" of a place, not of "there is".
fn is_there(view: &View, at: usize) -> bool {
    view.tokens[at].eq_ignore_ascii_case("there") && matches!(view.deprel(at), Deprel::Advmod | Deprel::Obl)
}

fn many(view: &View, at: usize) -> bool {
    matches!(view.xpos(at), Xpos::Nns | Xpos::Nnps)
}

pub(super) fn kind_of(kind: Kind) -> MentionKind {
    match kind {
        Kind::Person => MentionKind::Per,
        Kind::Place | Kind::Country => MentionKind::Loc,
        Kind::Group => MentionKind::Group,
        Kind::Unknown => MentionKind::Misc,
        _ => MentionKind::Org,
    }
}

/// The mention of an aside with that head.
fn aside(view: &View, at: usize, kind: MentionKind) -> Mention {
    let span = view.span(at, at + 1);
    let mut phrase = view.phrase(at, at);
    // "pan-Arab camp", where the tree has half of the word
    if let Some(first) = (1..=at).find(|&t| view.sentence.tokens[t].span.start == phrase.start)
        && view.tokens[first - 1] == "-"
        && view.touches_previous(first)
        && first >= 2
    {
        phrase.start = view.sentence.tokens[first - 2].span.start;
    }
    Mention {
        sentence: view.index,
        head: at as u32,
        first: at as u32,
        end: at as u32 + 1,
        span,
        phrase,
        form: Form::Nominal,
        kind,
        actor: None,
        known: false,
        inner: false,
        adjective: false,
    }
}
