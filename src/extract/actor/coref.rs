//! Descriptions and pronouns: who is meant by "the minister", "the alliance", "she".

use super::draft::{Link, Noun};
use super::fold::key;
use super::office::last_word;
use super::refer::Resolver;
use super::registry::How;
use super::words::{Class, singular};
use super::{Form, Gender, Kind, MentionKind};
use crate::extract::syntax::Deprel;

/// How many sentences back a pronoun looks.
const REACH: u32 = 3;

impl Resolver<'_, '_> {
    /// Descriptions that are still open: by the titles stated, by what was named, or as actors of their own.
    /// Titles come second, once it is known who holds which post.
    pub(super) fn descriptions(&mut self, titles: bool) {
        for i in 0..self.drafts.len() {
            let Link::Noun(noun) = &self.drafts[i].link else {
                continue;
            };
            if self.drafts[i].slot.is_some() || noun.title != titles {
                continue;
            }
            let noun = noun.clone();
            let found = self
                .named_beside(i, &noun)
                .or_else(|| self.monarch(i))
                .or_else(|| self.by_title(i, &noun))
                .or_else(|| self.by_noun(i, &noun))
                .or_else(|| self.by_head(i, &noun));
            match found {
                Some(slot) => {
                    self.drafts[i].slot = Some(slot);
                    if noun.definite || noun.modifier.is_some() {
                        self.book.form(slot, &noun.label);
                    }
                }
                None => {
                    if let Some(slot) = self.own(i, &noun) {
                        self.drafts[i].slot = Some(slot);
                    }
                }
            }
        }
    }

    /// "the minister", "the French president": the one person of whom the article says so.
    fn by_title(&self, i: usize, noun: &Noun) -> Option<usize> {
        if !noun.title || noun.plural || noun.indefinite {
            return None;
        }
        let m = &self.drafts[i].mention;
        let me = self
            .posts
            .iter()
            .find(|p| p.sentence == m.sentence as usize && p.head == m.head as usize)?;
        let wanted = self.title_key(me);
        let body = me.body.and_then(|b| self.drafts[b].slot);
        let mut found: Vec<usize> = Vec::new();
        for post in &self.posts {
            let Some(person) = post.holder.and_then(|h| self.drafts[h].slot) else {
                continue;
            };
            let title = self.title_key(post);
            let fits = title == wanted || !wanted.contains(' ') && last_word(&title) == wanted;
            let theirs = post.body.and_then(|b| self.drafts[b].slot);
            let same_body = body.is_none() || theirs.is_none() || body == theirs;
            if fits && same_body && !found.contains(&person) {
                found.push(person);
            }
        }
        match found[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// "the alliance", "the bloc", "the country", "the government": what was named and is such a thing.
    fn by_noun(&self, i: usize, noun: &Noun) -> Option<usize> {
        if !noun.definite || noun.plural && noun.class != Class::State {
            return None;
        }
        let head = self.head_word(i);
        let m = &self.drafts[i].mention;
        let before = || {
            let end = self
                .drafts
                .partition_point(|d| (d.mention.sentence, d.mention.head) < (m.sentence, m.head));
            self.drafts[..end].iter().rev().take(120)
        };
        if matches!(head.as_str(), "country" | "nation" | "kingdom" | "republic") && noun.bare {
            return self.home.or_else(|| {
                let mut near = before()
                    .filter(|d| d.mention.sentence + 1 >= m.sentence && d.mention.form == Form::Name)
                    .filter_map(|d| d.slot)
                    .filter(|&s| self.book.slots[s].kind == Kind::Country);
                let first = near.next()?;
                near.all(|s| s == first).then_some(first)
            });
        }
        if noun.class == Class::State
            && matches!(
                noun.label.to_lowercase().as_str(),
                "government"
                    | "federal government"
                    | "central government"
                    | "military"
                    | "army"
                    | "administration"
                    | "authorities"
                    | "regime"
                    | "state"
                    | "armed forces"
                    | "air force"
                    | "navy"
                    | "cabinet"
                    | "junta"
            )
        {
            return self.home;
        }
        // "the alliance": an organisation of the registry that is called so.
        let mut called = Vec::new();
        for d in before() {
            if let Some(s) = d.slot
                && let Some(entry) = self.book.slots[s].entry
                && !called.contains(&s)
                && self.book.registry.entry(entry).nouns.iter().any(|n| {
                    n.rsplit(' ').next() == Some(head.as_str())
                        && (noun.bare || noun.label.ends_with(n.as_str()) || noun.modifier.is_some())
                })
            {
                called.push(s);
            }
        }
        match called[..] {
            [one] => return Some(one),
            [first, ..] if noun.bare => return Some(first),
            _ => {}
        }
        if !matches!(noun.class, Class::Org | Class::Body) || !noun.bare {
            return None;
        }
        // "the court" after "Court of Justice", "the company" after one company.
        let mut named: Vec<usize> = Vec::new();
        let mut last: Vec<usize> = Vec::new();
        for d in before() {
            let Some(s) = d.slot else { continue };
            let slot = &self.book.slots[s];
            if !matches!(
                slot.kind,
                Kind::Organization | Kind::GovernmentBody | Kind::Party | Kind::ArmedGroup
            ) {
                continue;
            }
            let label = key(&slot.label);
            if label.split(' ').any(|w| w == head) && !named.contains(&s) {
                named.push(s);
            }
            let suits = match head.as_str() {
                "company" | "firm" | "corporation" | "airline" | "newspaper" | "agency" | "organisation"
                | "organization" | "charity" | "club" | "university" | "network" => slot.kind == Kind::Organization,
                "party" => slot.kind == Kind::Party,
                "group" | "militia" | "movement" => matches!(slot.kind, Kind::ArmedGroup | Kind::Organization),
                _ => false,
            };
            if suits && d.mention.form == Form::Name && d.mention.sentence + 2 >= m.sentence && !last.contains(&s) {
                last.push(s);
            }
        }
        match (&named[..], &last[..]) {
            ([one], _) => Some(*one),
            ([], [one]) => Some(*one),
            _ => None,
        }
    }

    /// "the soldiers" after "three soldiers": the last description with the same head word.
    fn by_head(&self, i: usize, noun: &Noun) -> Option<usize> {
        let head = self.head_word(i);
        // "the new military rulers" after "the junta"
        let rules = |head: &str| matches!(head, "junta" | "rulers");
        if noun.definite && rules(&head) && noun.modifier.is_none() {
            let here = (self.drafts[i].mention.sentence, self.drafts[i].mention.head);
            let end = self
                .drafts
                .partition_point(|d| (d.mention.sentence, d.mention.head) < here);
            let near = (0..end).rev().take(200);
            let same = near
                .filter(|&j| matches!(&self.drafts[j].link, Link::Noun(_)) && rules(&self.head_word(j)))
                .find_map(|j| self.drafts[j].slot);
            if same.is_some() {
                return same;
            }
        }
        if !noun.definite || !noun.bare || noun.title {
            return None;
        }
        let one = singular(&head).unwrap_or_else(|| head.clone());
        let m = &self.drafts[i].mention;
        let end = self
            .drafts
            .partition_point(|d| (d.mention.sentence, d.mention.head) < (m.sentence, m.head));
        self.drafts[..end]
            .iter()
            .enumerate()
            .rev()
            .take(200)
            .find(|(j, d)| {
                matches!(&d.link, Link::Noun(n) if n.plural == noun.plural && n.class == noun.class)
                    && d.slot.is_some()
                    && {
                        let theirs = self.head_word(*j);
                        theirs == head || singular(&theirs).as_deref() == Some(one.as_str())
                    }
            })
            .and_then(|(_, d)| d.slot)
    }

    /// An actor of its own, with the description as its name.
    fn own(&mut self, i: usize, noun: &Noun) -> Option<usize> {
        // "the country" that is not clear is nobody.
        let head = self.head_word(i);
        let land = matches!(head.as_str(), "country" | "nation" | "kingdom" | "republic");
        if land && !noun.plural && noun.bare {
            return None;
        }
        let joins = land || matches!(head.as_str(), "member" | "ally" | "signatory" | "partner" | "state");
        if noun.ranked && joins || anybody(&head) && noun.modifier.is_none() && !noun.label.contains(' ') {
            return None;
        }
        // "a man" is somebody where he acts.
        if noun.bare && matches!(head.as_str(), "man" | "woman" | "person") && !self.acts(i) {
            return None;
        }
        if noun.class == Class::Group && !noun.plural && self.says_what_another_is(i) {
            return None;
        }
        let kind = match noun.class {
            Class::Body | Class::Org if noun.plural && self.head_word(i) != "police" => Kind::Group,
            Class::Body => Kind::GovernmentBody,
            Class::Org => Kind::Organization,
            Class::State if noun.plural => Kind::Group,
            Class::State => Kind::GovernmentBody,
            Class::Group if noun.plural => Kind::Group,
            Class::Group => Kind::Person,
            Class::Tool => return None,
        };
        let slot = self.book.described(&noun.label, kind);
        if let Some(many) = &noun.counted {
            self.book.form(slot, &format!("{many} {}", noun.label));
        }
        Some(slot)
    }

    /// "Her Majesty": the last king or queen named, before it or at all.
    fn monarch(&self, i: usize) -> Option<usize> {
        if self.head_word(i) != "majesty" {
            return None;
        }
        let crowned = |d: &&super::draft::Draft| {
            let tokens = &self.views[d.mention.sentence as usize].tokens;
            let first = d.mention.first as usize;
            d.mention.form == Form::Name
                && d.mention.kind == MentionKind::Per
                && (first.saturating_sub(1)..=first).any(|t| {
                    matches!(
                        tokens[t].to_lowercase().as_str(),
                        "king" | "queen" | "emperor" | "empress"
                    )
                })
        };
        let before = self.drafts[..i].iter().rev().find(crowned);
        before
            .or_else(|| self.drafts[i..].iter().find(crowned))
            .and_then(|d| d.slot)
    }

    /// Subject of a verb, or named behind "by".
    fn acts(&self, i: usize) -> bool {
        let view = self.view(i);
        let head = self.drafts[i].mention.head as usize;
        matches!(
            view.deprel(head),
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter | Deprel::OblAgent
        ) || view.case_of(head) == Some("by")
    }

    /// "Ann Lund is a lawyer", "became a member": the description says what somebody is.
    fn says_what_another_is(&self, i: usize) -> bool {
        let view = self.view(i);
        let head = self.drafts[i].mention.head as usize;
        view.children(head).any(|c| view.deprel(c) == Deprel::Cop)
            || matches!(view.deprel(head), Deprel::Xcomp | Deprel::Obj)
                && view
                    .head(head)
                    .is_some_and(|h| matches!(view.lemma(h), "become" | "remain"))
    }

    /// "a lawyer, Ann Lund," and "Ann Lund, a lawyer,": the name beside the description.
    fn named_beside(&self, i: usize, noun: &Noun) -> Option<usize> {
        if noun.class != Class::Group || noun.plural {
            return None;
        }
        let view = self.view(i);
        let m = &self.drafts[i].mention;
        let head = m.head as usize;
        let named = |at: usize| {
            let d = self.drafts.iter().find(|d| {
                d.mention.sentence == m.sentence
                    && d.mention.form == Form::Name
                    && d.mention.kind == MentionKind::Per
                    && (d.mention.first as usize) <= at
                    && at < d.mention.end as usize
            })?;
            d.slot
        };
        let above = (view.deprel(head) == Deprel::Appos)
            .then(|| view.head(head).and_then(named))
            .flatten();
        above.or_else(|| {
            view.children(head)
                .filter(|&c| c > head && view.deprel(c) == Deprel::Appos)
                .find_map(named)
        })
    }

    /// Pronouns of the third person, each to the one actor that clearly fits.
    pub(super) fn pronouns(&mut self) {
        for i in 0..self.drafts.len() {
            if !matches!(self.drafts[i].link, Link::Pronoun) {
                continue;
            }
            let word = self.head_word(i);
            if let Some(slot) = self.speaker(i, &word).or_else(|| self.ahead(i, &word)) {
                self.drafts[i].slot = Some(slot);
                continue;
            }
            let gender = match word.as_str() {
                "he" | "him" | "his" | "himself" => Some(Gender::Male),
                "she" | "her" | "hers" | "herself" => Some(Gender::Female),
                "it" | "its" | "itself" => None,
                "they" | "them" | "their" | "theirs" | "themselves" => {
                    let slot = self.plural(i);
                    self.drafts[i].slot = slot;
                    continue;
                }
                _ => continue,
            };
            let slot = match gender {
                Some(gender) => self.single_person(i, gender),
                None => self.thing(i),
            };
            self.drafts[i].slot = slot;
        }
    }

    /// Who does it: "the rulers rejected it" speaks of somebody else than the rulers.
    fn subject_beside(&self, i: usize) -> Option<usize> {
        let view = self.view(i);
        let m = &self.drafts[i].mention;
        let at = m.head as usize;
        let itself = view.tokens[at].ends_with("self") || view.tokens[at].ends_with("selves");
        if itself || !matches!(view.deprel(at), Deprel::Obj | Deprel::Iobj | Deprel::OblAgent) {
            return None;
        }
        let subject = self.subject_of(i, view.head(at)?)?;
        self.draft_on(m.sentence, subject).and_then(|j| self.drafts[j].slot)
    }

    /// Can the pronoun mean what draft `j` means?
    fn suits(&self, word: &str, j: usize) -> bool {
        let d = &self.drafts[j];
        let Some(slot) = d.slot else { return false };
        let slot = &self.book.slots[slot];
        let several = match &d.link {
            Link::Noun(n) => n.plural,
            Link::Pronoun => d.mention.kind == MentionKind::Group,
            Link::Known(_, How::People) => true,
            _ => slot.kind == Kind::Group,
        };
        let gender = match word {
            "he" | "him" | "his" | "himself" => Gender::Male,
            "she" | "her" | "hers" | "herself" => Gender::Female,
            "they" | "them" | "their" | "theirs" | "themselves" => return several,
            "it" | "its" | "itself" => {
                let body = matches!(
                    slot.kind,
                    Kind::Country | Kind::Organization | Kind::GovernmentBody | Kind::Party | Kind::ArmedGroup
                );
                return body && !several;
            }
            _ => return false,
        };
        slot.kind == Kind::Person && (slot.gender == gender || slot.gender == Gender::Unknown)
    }

    /// The draft that a subject is: the one with this head, else the name that covers it.
    fn draft_on(&self, sentence: u32, head: usize) -> Option<usize> {
        self.draft_at(sentence, head as u32).or_else(|| {
            self.drafts.iter().position(|d| {
                d.mention.sentence == sentence
                    && d.mention.form == Form::Name
                    && (d.mention.first as usize) <= head
                    && head < d.mention.end as usize
            })
        })
    }

    fn subject_of(&self, i: usize, verb: usize) -> Option<usize> {
        let view = self.view(i);
        view.children(verb)
            .find(|&c| matches!(view.deprel(c), Deprel::Nsubj | Deprel::NsubjPass))
    }

    /// "The army said that it has left", "Lund said she would": the speaker, where nobody else who fits stands between.
    fn speaker(&self, i: usize, word: &str) -> Option<usize> {
        let view = self.view(i);
        let m = &self.drafts[i].mention;
        let at = m.head as usize;
        if view.deprel(at) == Deprel::Expl {
            return None;
        }
        let mut low = at;
        for _ in 0..12 {
            let up = view.head(low)?;
            if view.deprel(low) == Deprel::Ccomp {
                let subject = self.subject_of(i, up).filter(|&s| s < at)?;
                let who = self.draft_on(m.sentence, subject)?;
                let between = (who + 1..i).any(|j| self.drafts[j].slot != self.drafts[who].slot && self.suits(word, j));
                return (self.suits(word, who) && !between)
                    .then_some(self.drafts[who].slot)
                    .flatten();
            }
            low = up;
        }
        None
    }

    /// "At its summit, the alliance declined": the subject that a possessive before it belongs to.
    fn ahead(&self, i: usize, word: &str) -> Option<usize> {
        if !matches!(word, "his" | "her" | "its" | "their") {
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
                if matches!(self.drafts[who].link, Link::Pronoun) || !self.suits(word, who) {
                    return None;
                }
                return self.drafts[who].slot;
            }
            low = up;
        }
        None
    }

    /// Candidates before mention `i`, the nearest sentence first: slot, and how prominent it is there.
    fn candidates(&self, i: usize, fits: impl Fn(usize) -> bool) -> Vec<(usize, u32, u32)> {
        let m = &self.drafts[i].mention;
        let barred = self.subject_beside(i);
        let mut out: Vec<(usize, u32, u32)> = Vec::new();
        for d in self.drafts[..i].iter().rev() {
            if d.mention.sentence + REACH < m.sentence {
                break;
            }
            let Some(slot) = d.slot else { continue };
            if !fits(slot) || barred == Some(slot) {
                continue;
            }
            let view = &self.views[d.mention.sentence as usize];
            let salience = match view.deprel(d.mention.head as usize) {
                Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter => 3,
                Deprel::Root | Deprel::Parataxis => 2,
                Deprel::Obj | Deprel::OblAgent | Deprel::Appos | Deprel::Flat => 2,
                _ => 1,
            };
            let distance = m.sentence - d.mention.sentence;
            match out.iter_mut().find(|c| c.0 == slot) {
                Some(c) => {
                    if c.1 == distance {
                        c.2 = c.2.max(salience);
                    }
                }
                None => out.push((slot, distance, salience)),
            }
        }
        out
    }

    /// He and she: the most prominent fitting person of the nearest sentence that has one.
    fn single_person(&self, i: usize, gender: Gender) -> Option<usize> {
        let of = |wanted: Gender| {
            self.candidates(i, |s| {
                let slot = &self.book.slots[s];
                slot.kind == Kind::Person && slot.gender == wanted
            })
        };
        let sure = of(gender);
        let unsure = of(Gender::Unknown);
        let near = |c: &[(usize, u32, u32)]| c.iter().map(|c| c.1).min();
        match (near(&sure), near(&unsure)) {
            // Someone whose gender is known to fit, unless another stands nearer.
            (Some(a), Some(b)) if b < a => self.clearest(&unsure),
            (Some(_), _) => self.clearest(&sure),
            _ => self.clearest(&unsure),
        }
    }

    /// The one that stands out: alone, or a subject in the nearest sentence.
    fn clearest(&self, candidates: &[(usize, u32, u32)]) -> Option<usize> {
        let nearest = candidates.iter().map(|c| c.1).min()?;
        let near: Vec<_> = candidates.iter().filter(|c| c.1 == nearest).collect();
        if let [one] = near[..] {
            return Some(one.0);
        }
        let best = near.iter().map(|c| c.2).max()?;
        let top: Vec<_> = near.iter().filter(|c| c.2 == best).collect();
        match top[..] {
            [one] => Some(one.0),
            // Two subjects: the nearer one, unless both have names that would do.
            [first, ..] if best == 3 => Some(first.0),
            _ => None,
        }
    }

    /// "it": an organisation or country that is a subject close by, when no other is.
    fn thing(&self, i: usize) -> Option<usize> {
        let view = self.view(i);
        let head = self.drafts[i].mention.head as usize;
        if matches!(view.deprel(head), Deprel::Expl) {
            return None;
        }
        let candidates = self.candidates(i, |s| {
            matches!(
                self.book.slots[s].kind,
                Kind::Country | Kind::Organization | Kind::GovernmentBody | Kind::Party | Kind::ArmedGroup
            )
        });
        let near: Vec<_> = candidates.iter().filter(|c| c.1 <= 1).collect();
        let subjects: Vec<_> = near.iter().filter(|c| c.2 == 3).collect();
        match (&subjects[..], &near[..]) {
            ([one], _) => Some(one.0),
            ([], [one]) => Some(one.0),
            _ => None,
        }
    }

    /// "they": the last group, when there is one.
    fn plural(&self, i: usize) -> Option<usize> {
        let plural = |s: usize| {
            let slot = &self.book.slots[s];
            matches!(slot.kind, Kind::Group | Kind::ArmedGroup)
                || self.drafts[..i].iter().rev().take(40).any(|d| {
                    d.slot == Some(s)
                        && (d.mention.kind == MentionKind::Group || matches!(&d.link, Link::Noun(n) if n.plural))
                })
        };
        let candidates = self.candidates(i, plural);
        let near: Vec<_> = candidates.into_iter().filter(|c| c.1 <= 1).collect();
        self.clearest(&near)
    }
}

/// Nouns that tell nobody apart by themselves.
fn anybody(head: &str) -> bool {
    matches!(
        head,
        "colleague"
            | "colleagues"
            | "other"
            | "others"
            | "everyone"
            | "everybody"
            | "someone"
            | "somebody"
            | "anyone"
            | "individual"
            | "individuals"
            | "candidate"
            | "member"
            | "members"
            | "counterpart"
            | "majesty"
            | "counterparts"
            | "friend"
            | "friends"
            | "figure"
            | "figures"
            | "participant"
            | "participants"
            | "power"
            | "many"
            | "few"
            | "majority"
            | "minority"
    )
}
