//! Pronouns, each to the one actor that clearly fits.

use super::super::draft::Link;
use super::super::refer::Resolver;
use super::super::registry::How;
use super::super::view::View;
use super::super::words::{Class, is_plural};
use super::super::{Form, Gender, Kind, MentionKind};
use super::pronoun::{Person, Pronoun};
use super::quote::Quotes;
use super::reason::doer_below;
use super::salience::{Search, is_subject, standing_out};
use super::words::Reference;
use crate::extract::syntax::{Deprel, Upos, Xpos};

/// How many sentences back "he" and "she" look.
const REACH: u32 = 3;

/// How much weightier than the next an antecedent must be, in percent.
const PERSON_RATIO: u32 = 110;
const THING_RATIO: u32 = 170;
const PLURAL_RATIO: u32 = 115;

impl Resolver<'_, '_> {
    /// Pronouns of the third person in text order, then the speakers' own.
    pub(in crate::extract::actor) fn pronouns(&mut self) {
        let quotes = self.quotes();
        let mut own = Vec::new();
        for i in 0..self.drafts.len() {
            if !matches!(self.drafts[i].link, Link::Pronoun) {
                continue;
            }
            let Some(pronoun) = Pronoun::read(&self.head_word(i)) else {
                continue;
            };
            match pronoun.person {
                Person::Third => {
                    let found = self.third(i, pronoun, &quotes);
                    self.drafts[i].slot = found;
                    if found.is_none() && pronoun.plural && !pronoun.reflexive {
                        let several = self.several_meant(i, pronoun);
                        if !several.is_empty() {
                            self.together.push((i, several));
                        }
                    }
                    // Who is "she" once is "she" from here on.
                    if let Some(slot) = found
                        && pronoun.human()
                        && self.book.slots[slot].gender == Gender::Unknown
                    {
                        self.book.slots[slot].gender = pronoun.gender;
                    }
                }
                Person::First => own.push((i, pronoun)),
                Person::Second => {}
            }
        }
        for (i, pronoun) in own {
            self.drafts[i].slot = if pronoun.plural {
                self.speaker_side(i, &quotes)
            } else {
                self.speaker_self(i, &quotes)
            };
        }
    }

    fn third(&self, i: usize, pronoun: Pronoun, quotes: &Quotes) -> Option<usize> {
        if self.means_nothing(i) {
            return None;
        }
        if pronoun.reflexive {
            return self
                .clause_subject(i)
                .filter(|&j| self.fits(pronoun, j) > 0)
                .and_then(|j| self.drafts[j].slot);
        }
        if let Some(found) = pronoun.possessive.then(|| self.judged(i, pronoun)).flatten() {
            return found;
        }
        if pronoun.human()
            && let Some(found) = self.replaced(i, pronoun)
        {
            return Some(found);
        }
        let mut barred: Vec<usize> = self.subject_beside(i).into_iter().collect();
        // Nobody says "he" of himself.
        if pronoun.human() {
            barred.extend(self.speaker_slot(i, quotes));
        } else if let Some(found) = self
            .reporter(i, pronoun)
            .or_else(|| self.ahead(i, pronoun))
            .or_else(|| self.owner(i, pronoun))
        {
            return Some(found);
        }
        if pronoun.human()
            && let Some(found) = self.reporter(i, pronoun).or_else(|| self.ahead(i, pronoun))
            && !barred.contains(&found)
        {
            return Some(found);
        }
        // "accusing them": of one body that is seldom said.
        let object = pronoun.plural && {
            let view = self.view(i);
            view.deprel(self.drafts[i].mention.head as usize) == Deprel::Obj
        };
        let fits = |j: usize| {
            let fit = self.fits(pronoun, j);
            if object && fit < 90 { 0 } else { fit }
        };
        let (reach, things, ratio) = match (pronoun.human(), pronoun.plural) {
            (true, _) => (REACH, None, PERSON_RATIO),
            (_, true) => (2, Some(true), PLURAL_RATIO),
            _ => (1, Some(false), THING_RATIO),
        };
        let search = Search {
            reach,
            fits: &fits,
            things,
            pairs: true,
            barred: &barred,
        };
        let candidates = self.candidates(i, &search);
        if candidates.is_empty() && pronoun.human() {
            return self.subject_ahead(i, pronoun);
        }
        standing_out(&candidates, ratio)
    }

    /// "After he lost the vote, Karl Roe resigned": the subject of the main clause behind, where nobody stands before.
    fn subject_ahead(&self, i: usize, pronoun: Pronoun) -> Option<usize> {
        let view = self.view(i);
        let m = &self.drafts[i].mention;
        let at = m.head as usize;
        let clause = view.head(at).filter(|_| is_subject(view.deprel(at)))?;
        let main = view.head(clause).filter(|_| view.deprel(clause) == Deprel::Advcl)?;
        let subject = self.subject_of(i, main).filter(|&s| s > clause)?;
        let who = self.draft_on(m.sentence, subject)?;
        (self.fits(pronoun, who) > 0).then_some(self.drafts[who].slot).flatten()
    }

    /// To what percentage a pronoun can mean what draft `j` means.
    pub(super) fn fits(&self, pronoun: Pronoun, j: usize) -> u32 {
        let d = &self.drafts[j];
        let Some(slot) = d.slot else { return 0 };
        let slot = &self.book.slots[slot];
        let several = match &d.link {
            Link::Noun(n) => n.plural,
            Link::Pronoun => d.mention.kind == MentionKind::Group,
            Link::Known(_, How::People) => is_plural(self.form(j)),
            _ => slot.kind == Kind::Group,
        };
        if pronoun.human() {
            return match slot.kind {
                Kind::Person if slot.gender == pronoun.gender => 100,
                Kind::Person if slot.gender == Gender::Unknown => 70,
                _ => 0,
            };
        }
        let modifier = matches!(d.mention.kind, MentionKind::Norp) && !several;
        if pronoun.plural {
            // "the Peruvian government asked for help in their fight"
            let organ = slot.kind == Kind::Country && matches!(&d.link, Link::Noun(n) if n.class == Class::State);
            return match slot.kind {
                _ if modifier => 0,
                Kind::Group => 100,
                _ if several => 100,
                _ if organ => 50,
                Kind::ArmedGroup => 90,
                Kind::Organization | Kind::Party => 55,
                Kind::GovernmentBody => 50,
                _ => 0,
            };
        }
        match slot.kind {
            _ if several || modifier => 0,
            Kind::Country | Kind::Organization | Kind::GovernmentBody | Kind::Party | Kind::ArmedGroup => 100,
            Kind::Place | Kind::Unknown => 60,
            _ => 0,
        }
    }

    /// "it is clear that", "it rains": nothing is meant.
    fn means_nothing(&self, i: usize) -> bool {
        let view = self.view(i);
        let at = self.drafts[i].mention.head as usize;
        if view.deprel(at) == Deprel::Expl {
            return true;
        }
        if !view.tokens[at].eq_ignore_ascii_case("it") || !is_subject(view.deprel(at)) {
            return false;
        }
        let Some(verb) = view.head(at) else { return true };
        // "It was a sad day": an event, unless it is said to be a body.
        if view.upos(verb) == Upos::Noun {
            return self.book.words.noun(view.lemma(verb)).is_none();
        }
        let content = view.children(verb).any(|c| {
            matches!(
                view.deprel(c),
                Deprel::Csubj | Deprel::CsubjPass | Deprel::Ccomp | Deprel::Xcomp
            )
        });
        let words = Reference::english();
        words.weather.contains(view.lemma(verb))
            || words.impersonal.contains(view.lemma(verb)) && (content || view.upos(verb) != Upos::Verb)
            || view
                .children(verb)
                .any(|c| matches!(view.deprel(c), Deprel::Csubj | Deprel::CsubjPass))
    }

    /// Who does it: "the rulers rejected it" speaks of somebody else than the rulers.
    pub(super) fn subject_beside(&self, i: usize) -> Option<usize> {
        let view = self.view(i);
        let m = &self.drafts[i].mention;
        let at = m.head as usize;
        if !matches!(
            view.deprel(at),
            Deprel::Obj | Deprel::Iobj | Deprel::OblAgent | Deprel::Obl
        ) {
            return None;
        }
        // "Lund fined Roe and banned him": the second verb has the subject of the first.
        let mut verb = view.head(at)?;
        for _ in 0..3 {
            if let Some(subject) = self.subject_of(i, verb) {
                return self.draft_on(m.sentence, subject).and_then(|j| self.drafts[j].slot);
            }
            let up = view.head(verb)?;
            // "Oslo left the club, accusing it", "Oslo vowed to punish it": somebody else than Oslo; "urged Lima to punish it":
            // somebody else than Lima.
            if let Some(asked) = doer_below(view, verb, up).filter(|_| view.head(at) == Some(verb)) {
                return self.draft_on(m.sentence, asked).and_then(|j| self.drafts[j].slot);
            }
            let participle = view.deprel(verb) == Deprel::Advcl
                && view.xpos(verb) == Xpos::Vbg
                && view.children(verb).all(|c| view.deprel(c) != Deprel::Mark);
            if !participle && !matches!(view.deprel(verb), Deprel::Conj | Deprel::Xcomp) {
                break;
            }
            verb = up;
        }
        None
    }

    /// The draft that is the subject of the clause that pronoun `i` stands in.
    fn clause_subject(&self, i: usize) -> Option<usize> {
        let view = self.view(i);
        let m = &self.drafts[i].mention;
        let mut low = m.head as usize;
        for _ in 0..8 {
            let up = view.head(low)?;
            if let Some(asked) = doer_below(view, low, up) {
                return self.draft_on(m.sentence, asked);
            }
            if let Some(subject) = self.subject_of(i, up).filter(|&s| s != m.head as usize) {
                return self.draft_on(m.sentence, subject);
            }
            low = up;
        }
        None
    }

    /// The draft that a subject is: the one with this head, else the name that covers it.
    pub(super) fn draft_on(&self, sentence: u32, head: usize) -> Option<usize> {
        // "Mr Dahl", where the tree takes the title for the head.
        let view = &self.views[sentence as usize];
        let flat = || view.children(head).find(|&c| view.deprel(c) == Deprel::Flat);
        let named = || flat().and_then(|c| self.draft_at(sentence, c as u32));
        self.draft_at(sentence, head as u32).or_else(named).or_else(|| {
            let from = self.drafts.partition_point(|d| d.mention.sentence < sentence);
            self.drafts[from..]
                .iter()
                .take_while(|d| d.mention.sentence == sentence)
                .position(|d| {
                    d.mention.form == Form::Name && (d.mention.first as usize) <= head && head < d.mention.end as usize
                })
                .map(|k| from + k)
        })
    }

    fn subject_of(&self, i: usize, verb: usize) -> Option<usize> {
        let view = self.view(i);
        view.children(verb)
            .find(|&c| matches!(view.deprel(c), Deprel::Nsubj | Deprel::NsubjPass))
    }

    /// "The army said that it has left", "Lund said she would": the subject of the verb of saying, where nobody else who
    /// fits stands between.
    fn reporter(&self, i: usize, pronoun: Pronoun) -> Option<usize> {
        let view = self.view(i);
        let m = &self.drafts[i].mention;
        let at = m.head as usize;
        let mut low = at;
        for _ in 0..12 {
            let up = view.head(low)?;
            if view.deprel(low) == Deprel::Ccomp {
                let subject = self.subject_of(i, up).filter(|&s| s < at)?;
                let who = self.draft_on(m.sentence, self.meant_by_who(view, subject, up))?;
                // "Lund told Dahl that she would": hardly ever the one who is told.
                let told = |j: usize| {
                    let head = self.drafts[j].mention.head as usize;
                    view.head(head) == Some(up) && matches!(view.deprel(head), Deprel::Obj | Deprel::Iobj)
                };
                let between = (who + 1..i)
                    .any(|j| self.drafts[j].slot != self.drafts[who].slot && self.fits(pronoun, j) > 0 && !told(j));
                return (self.fits(pronoun, who) > 0 && !between)
                    .then_some(self.drafts[who].slot)
                    .flatten();
            }
            low = up;
        }
        None
    }

    /// "Dahl, who said that she": the noun that the relative clause hangs on.
    fn meant_by_who(&self, view: &View, subject: usize, verb: usize) -> usize {
        let relative = matches!(view.tokens[subject], "who" | "which" | "that");
        let of = view.head(verb).filter(|_| view.deprel(verb) == Deprel::AclRelcl);
        of.filter(|_| relative).unwrap_or(subject)
    }

    /// "The company closed its plant": the subject of its clause, where that is a body. Of bodies in the singular "their"
    /// is said where the sentence has named nobody in the plural before.
    fn owner(&self, i: usize, pronoun: Pronoun) -> Option<usize> {
        if !pronoun.possessive {
            return None;
        }
        let view = self.view(i);
        let m = &self.drafts[i].mention;
        let at = m.head as usize;
        let subject = self.clause_subject(i)?;
        let head = self.drafts[subject].mention.head as usize;
        let mut low = at;
        for _ in 0..12 {
            let Some(up) = view.head(low) else { break };
            if up == head || head > at {
                return None;
            }
            if matches!(view.deprel(low), Deprel::Ccomp | Deprel::Advcl | Deprel::AclRelcl) {
                break;
            }
            low = up;
        }
        let fit = self.fits(pronoun, subject);
        let many = |t: usize| matches!(view.xpos(t), Xpos::Nns | Xpos::Nnps);
        let alone = !(0..at).any(many);
        let clear = if pronoun.plural {
            fit == 100 || fit > 0 && alone
        } else {
            fit == 100
        };
        self.drafts[subject].slot.filter(|_| clear)
    }

    /// "At its summit, the alliance declined": the subject that a possessive before it belongs to.
    fn ahead(&self, i: usize, pronoun: Pronoun) -> Option<usize> {
        if !pronoun.possessive {
            return None;
        }
        let view = self.view(i);
        let m = &self.drafts[i].mention;
        let at = m.head as usize;
        // Nothing but small words before it: the clause begins with the phrase.
        if m.first > 3 {
            return None;
        }
        let mut low = at;
        for _ in 0..6 {
            let up = view.head(low)?;
            if matches!(view.deprel(low), Deprel::Obl | Deprel::OblUnmarked | Deprel::Advcl) && up > at {
                let subject = self.subject_of(i, up).filter(|&s| s > low && s < up)?;
                let who = self.draft_on(m.sentence, subject)?;
                if matches!(self.drafts[who].link, Link::Pronoun) || self.fits(pronoun, who) == 0 {
                    return None;
                }
                return self.drafts[who].slot;
            }
            low = up;
        }
        None
    }
}
