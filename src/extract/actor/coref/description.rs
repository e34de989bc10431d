//! Descriptions: who is meant by "the minister", "the soldiers", "a lawyer".

use super::super::cast::gender_of_title;
use super::super::draft::{Draft, Link, Noun};
use super::super::fold::{capital, key};
use super::super::office::last_word;
use super::super::refer::Resolver;
use super::super::role::Post;
use super::super::words::{Class, singular};
use super::super::{Form, Gender, Kind, MentionKind};
use super::quote::Quotes;
use super::salience::{Search, is_subject, standing_out};
use super::words::Reference;
use crate::extract::syntax::Deprel;
use rustc_hash::FxHashMap;
use std::cell::OnceCell;

/// How much weightier than the next the person meant must be, in percent.
const PERSON_RATIO: u32 = 200;

/// Where the titles of an article stand: a text that is nothing but titles asks for each.
struct Offices {
    /// By sentence and head word.
    at: FxHashMap<(usize, usize), usize>,
    /// Those that somebody holds.
    held: Vec<usize>,
}

impl Offices {
    fn of(posts: &[Post]) -> Offices {
        let mut at = FxHashMap::default();
        for (i, post) in posts.iter().enumerate() {
            at.entry((post.sentence, post.head)).or_insert(i);
        }
        let held = (0..posts.len()).filter(|&i| posts[i].holder.is_some()).collect();
        Offices { at, held }
    }
}

impl Resolver<'_, '_> {
    /// Descriptions that are still open: by the titles stated, by what was named, or as actors of their own.
    /// Titles come second, once it is known who holds which post.
    pub(in crate::extract::actor) fn descriptions(&mut self, titles: bool) {
        let offices = Offices::of(&self.posts);
        let quotes = OnceCell::new();
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
                .or_else(|| self.by_title(i, &noun, &offices))
                .or_else(|| self.by_noun(i, &noun))
                .or_else(|| self.by_head(i, &noun))
                .or_else(|| self.by_person(i, &noun, &quotes));
            match found {
                Some(slot) => {
                    self.drafts[i].slot = Some(slot);
                    if noun.definite || noun.modifier.is_some() {
                        self.book.form(slot, &noun.label);
                    }
                }
                None => {
                    if let Some(two) = self.two_described(i, &noun) {
                        // "the two countries" of whom nobody knows which are nobody.
                        if !two.is_empty() {
                            self.together.push((i, two));
                        }
                    } else if let Some(slot) = self.own(i, &noun) {
                        self.drafts[i].slot = Some(slot);
                    }
                }
            }
        }
    }

    /// "the minister", "the French president": the one person of whom the article says so.
    fn by_title(&self, i: usize, noun: &Noun, offices: &Offices) -> Option<usize> {
        if !noun.title || noun.plural || noun.indefinite {
            return None;
        }
        let m = &self.drafts[i].mention;
        let me = &self.posts[*offices.at.get(&(m.sentence as usize, m.head as usize))?];
        let wanted = self.title_key(me);
        let body = me.body.and_then(|b| self.drafts[b].slot);
        let mut found = None;
        for &post in &offices.held {
            let post = &self.posts[post];
            let Some(person) = post.holder.and_then(|h| self.drafts[h].slot) else {
                continue;
            };
            let title = self.title_key(post);
            // "the president" is not the former one.
            let fits = (me.title.former || !post.title.former)
                && (title == wanted || !wanted.contains(' ') && last_word(&title) == wanted);
            let theirs = post.body.and_then(|b| self.drafts[b].slot);
            let same_body = body.is_none() || theirs.is_none() || body == theirs;
            if fits && same_body {
                if found.is_some_and(|other| other != person) {
                    return None;
                }
                found = Some(person);
            }
        }
        found
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
        if !noun.definite || noun.title {
            return None;
        }
        // "the Afghan team" is no other than "the six-member Afghan team"; "the European team" is.
        let words = |label: &str| -> Vec<String> { key(label).split(' ').map(str::to_string).collect() };
        let mine = words(&noun.label);
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
                        let same = theirs == head || singular(&theirs).as_deref() == Some(one.as_str());
                        same && (noun.bare || {
                            let said = words(n_label(&d.link));
                            mine.iter().all(|w| said.contains(w))
                        })
                    }
            })
            .and_then(|(_, d)| d.slot)
    }

    /// "the suspect", "the 34-year-old": the one person spoken of shortly before.
    fn by_person(&self, i: usize, noun: &Noun, quotes: &OnceCell<Quotes>) -> Option<usize> {
        let head = self.head_word(i);
        let one = noun.definite && noun.bare && !noun.plural && noun.class == Class::Group;
        // "his mother" is somebody else than he.
        let view = self.view(i);
        let owned = view
            .children(self.drafts[i].mention.head as usize)
            .any(|c| view.deprel(c) == Deprel::NmodPoss);
        if !one || owned || !(Reference::english().people.contains(head.as_str()) || head.ends_with("-year-old")) {
            return None;
        }
        let gender = gender_of_title(&head);
        let fits = |j: usize| {
            let Some(slot) = self.drafts[j].slot.map(|s| &self.book.slots[s]) else {
                return 0;
            };
            let right = slot.kind == Kind::Person
                && (gender == Gender::Unknown || slot.gender == Gender::Unknown || slot.gender == gender);
            if right { 100 } else { 0 }
        };
        // Nobody says "the attacker" of himself.
        let speaker = self.speaker_slot(i, quotes.get_or_init(|| self.quotes()));
        let search = Search {
            reach: 2,
            fits: &fits,
            things: None,
            pairs: true,
            barred: speaker.as_slice(),
        };
        standing_out(&self.candidates(i, &search), PERSON_RATIO)
    }

    /// Predicates say what their subject is: "Ann Lund is a lawyer". They mean the subject where the article says that
    /// it is so, and the kinds agree.
    pub(in crate::extract::actor) fn predicates(&mut self) {
        for i in 0..self.drafts.len() {
            let Link::Noun(noun) = &self.drafts[i].link else {
                continue;
            };
            if self.drafts[i].slot.is_some() || noun.plural {
                continue;
            }
            let view = self.view(i);
            let head = self.drafts[i].mention.head as usize;
            let copular = view
                .children(head)
                .any(|c| view.deprel(c) == Deprel::Cop && matches!(view.lemma(c), "be"));
            let plain = !view.children(head).any(|c| {
                matches!(
                    view.deprel(c),
                    Deprel::Advmod | Deprel::Aux | Deprel::Mark | Deprel::Case
                ) && view.tokens[c].to_lowercase() != "also"
            });
            let subject = view.children(head).find(|&c| c < head && is_subject(view.deprel(c)));
            if !copular || !plain {
                continue;
            }
            let Some(slot) = subject
                .and_then(|s| self.draft_on(self.drafts[i].mention.sentence, s))
                .and_then(|j| self.drafts[j].slot)
            else {
                continue;
            };
            let agrees = match noun.class {
                Class::Group => self.book.slots[slot].kind == Kind::Person,
                Class::Org | Class::Body => matches!(self.book.slots[slot].kind, Kind::Organization | Kind::Party),
                Class::Place => self.book.slots[slot].kind == Kind::Place,
                Class::State | Class::Tool => false,
            };
            if agrees {
                self.drafts[i].slot = Some(slot);
            }
        }
    }

    /// An actor of its own, with the description as its name.
    fn own(&mut self, i: usize, noun: &Noun) -> Option<usize> {
        // "the country" that is not clear is nobody.
        let head = self.head_word(i);
        let words = Reference::english();
        let land = words.lands.contains(head.as_str());
        if land && !noun.plural && noun.bare {
            return None;
        }
        let joins = land || matches!(head.as_str(), "member" | "ally" | "signatory" | "partner" | "state");
        // "a new member", "the next candidate" is no more than "a member".
        let told_apart = noun
            .label
            .split_whitespace()
            .any(|w| !w.eq_ignore_ascii_case(&head) && !words.plain.contains(w.to_lowercase().as_str()));
        if noun.ranked && joins || words.anybody.contains(head.as_str()) && noun.modifier.is_none() && !told_apart {
            return None;
        }
        // "removed from office"
        if noun.bare && !noun.plural && !noun.definite && head == "office" {
            return None;
        }
        // "a man" is somebody where he acts.
        if noun.bare && matches!(head.as_str(), "man" | "woman" | "person") && !self.acts(i) {
            return None;
        }
        if noun.class == Class::Group && self.says_what_another_is(i) {
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
            Class::Tool | Class::Place => return None,
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
        let crowned = |d: &&Draft| {
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
            || view
                .children(head)
                .any(|c| view.deprel(c) == Deprel::Case && c < head && view.tokens[c] == "as")
            || matches!(view.deprel(head), Deprel::Xcomp | Deprel::Obj)
                && view.head(head).is_some_and(|h| {
                    // "appointed him Foreign Secretary"
                    let made = matches!(
                        view.lemma(h),
                        "appoint" | "name" | "elect" | "make" | "nominate" | "declare"
                    );
                    let whom = view
                        .children(h)
                        .any(|c| c != head && matches!(view.deprel(c), Deprel::Obj | Deprel::Iobj));
                    matches!(view.lemma(h), "become" | "remain") || made && whom
                })
    }

    /// "a lawyer, Ann Lund," and "Ann Lund, a lawyer,": the name beside the description.
    fn named_beside(&self, i: usize, noun: &Noun) -> Option<usize> {
        let kind = match noun.class {
            Class::Group => MentionKind::Per,
            Class::Org | Class::Body => MentionKind::Org,
            Class::Place => MentionKind::Loc,
            Class::State | Class::Tool => return None,
        };
        if noun.plural {
            return None;
        }
        let view = self.view(i);
        let m = &self.drafts[i].mention;
        let head = m.head as usize;
        let from = self.drafts.partition_point(|d| d.mention.sentence < m.sentence);
        // "a group called Blue Dawn": the name is the group's, whatever it looks like.
        let called = |d: &Draft| {
            let before = (d.mention.first as usize).checked_sub(1).map(|w| view.tokens[w]);
            d.mention.kind == MentionKind::Misc
                && before.is_some_and(|w| matches!(w, "called" | "named" | "dubbed" | "nicknamed" | "as"))
        };
        let named = |at: usize| {
            let here = self.drafts[from..].iter();
            let d = here.take_while(|d| d.mention.sentence == m.sentence).find(|d| {
                d.mention.form == Form::Name
                    && (d.mention.kind == kind || called(d))
                    && (d.mention.first as usize) <= at
                    && at < d.mention.end as usize
            })?;
            d.slot
        };
        let above = (view.deprel(head) == Deprel::Appos)
            .then(|| view.head(head).and_then(named))
            .flatten();
        above
            .or_else(|| {
                view.children(head)
                    .filter(|&c| c > head && view.deprel(c) == Deprel::Appos)
                    .find_map(named)
            })
            .or_else(|| self.name_told(i).and_then(named))
    }

    /// "a man identified as Ivan Petrov", "a nurse using the pseudonym Marla": where the name stands that a description is told to bear.
    fn name_told(&self, i: usize) -> Option<usize> {
        let view = self.view(i);
        let m = &self.drafts[i].mention;
        let (head, end) = (m.head as usize, view.len());
        let words = view.tokens.get(head + 1..end)?;
        let told = |at: usize| match words[at] {
            "as" => {
                at == 1 && matches!(words[0], "identified" | "known" | "named")
                    || at == 4 && words[0] == "who" && matches!(words[1], "gave" | "gives") && words[3] == "name"
            }
            "pseudonym" | "alias" | "name" | "nickname" => {
                at == 2 && matches!(words[0], "using" | "under") && words[1] == "the"
            }
            _ => false,
        };
        let at = (1..words.len().min(5)).find(|&at| told(at))?;
        let name = head + 2 + at;
        (name < end && capital(view.tokens[name])).then_some(name)
    }
}

/// The words of a description.
fn n_label(link: &Link) -> &str {
    match link {
        Link::Noun(n) => &n.label,
        _ => "",
    }
}
