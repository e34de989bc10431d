//! Titles in a sentence: who holds the post, and whose post it is.

use super::draft::{Draft, Link};
use super::view::View;
use super::words::{Class, FoundTitle, Title, Words, is_plural};
use super::{Form, MentionKind};
use crate::extract::syntax::{Deprel, Upos};

/// A title as it stands in a sentence, with its holder and its body where the words name them.
#[derive(Clone, Debug)]
pub(super) struct Post {
    pub(super) sentence: usize,
    pub(super) title: FoundTitle,
    /// The title's own head word: "Secretary" of "Secretary of State".
    pub(super) head: usize,
    /// Draft of the person.
    pub(super) holder: Option<usize>,
    /// The title stands in apposition or right before the name, so that it means the person too.
    pub(super) same: bool,
    /// Draft of the country or organisation.
    pub(super) body: Option<usize>,
    /// Token of the pronoun that stands for the body: "its president".
    pub(super) body_pronoun: Option<usize>,
    /// Its role has been read.
    pub(super) done: bool,
}

/// The titles of a sentence, leftmost and longest, none of them part of a name.
pub(super) fn titles(view: &View, words: &Words, covered: &[bool]) -> Vec<FoundTitle> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < view.len() {
        match words.title_at(&view.tokens, at) {
            Some(found) if !covered[found.first..found.end].contains(&true) => {
                at = found.end;
                out.push(found);
            }
            _ => at += 1,
        }
    }
    out
}

/// The head word of a title: the last before "of", "for", "to", or the last of all.
pub(super) fn title_head(view: &View, title: &FoundTitle) -> usize {
    let cut = (title.first + 1..title.end).find(|&i| {
        matches!(
            view.tokens[i],
            "of" | "for" | "to" | "without" | "and" | "in" | "-" | "d'affaires"
        )
    });
    let last = cut.unwrap_or(title.end) - 1;
    last.max(title.first)
}

/// The drafts of one sentence, found by their place.
#[derive(Clone, Copy)]
pub(super) struct Here<'d> {
    pub(super) drafts: &'d [Draft],
    /// Index of the sentence's first draft.
    pub(super) from: usize,
    pub(super) to: usize,
}

impl<'d> Here<'d> {
    pub(super) fn of(drafts: &'d [Draft], sentence: usize) -> Here<'d> {
        let from = drafts.partition_point(|d| (d.mention.sentence as usize) < sentence);
        let to = drafts.partition_point(|d| (d.mention.sentence as usize) <= sentence);
        Here { drafts, from, to }
    }

    fn find(&self, test: impl Fn(&Draft) -> bool) -> Option<usize> {
        (self.from..self.to).find(|&i| test(&self.drafts[i]))
    }

    /// The name that begins at token `at`.
    fn name_at(&self, at: usize) -> Option<usize> {
        (self.from..self.to)
            .filter(|&i| {
                let m = &self.drafts[i].mention;
                m.first as usize == at && m.form == Form::Name
            })
            .max_by_key(|&i| self.drafts[i].mention.end)
    }

    /// The person's name that begins at token `at`.
    fn person_at(&self, at: usize) -> Option<usize> {
        self.name_at(at)
            .filter(|&i| self.drafts[i].mention.kind == MentionKind::Per)
    }

    /// The name, not a person's, that ends at token `end`.
    fn body_ending(&self, end: usize) -> Option<usize> {
        self.find(|d| {
            d.mention.end as usize == end
                && d.mention.form == Form::Name
                && d.mention.kind != MentionKind::Per
                && (d.mention.kind != MentionKind::Misc || matches!(d.link, Link::Name { guessed: true }))
        })
    }

    /// The mention that covers token `at`, a description of a body included.
    fn covering(&self, at: usize) -> Option<usize> {
        self.find(|d| d.mention.first as usize <= at && at < d.mention.end as usize && d.mention.form == Form::Name)
            .or_else(|| self.find(|d| d.mention.head as usize == at && d.mention.form == Form::Nominal))
    }
}

/// Reads all titles of a sentence.
pub(super) fn posts(view: &View, words: &Words, here: Here) -> Vec<Post> {
    let mut covered = vec![false; view.len()];
    for d in &here.drafts[here.from..here.to] {
        if d.mention.form == Form::Name {
            covered[d.mention.first as usize..d.mention.end as usize].fill(true);
        }
    }
    let mut out: Vec<Post> = Vec::new();
    for title in titles(view, words, &covered) {
        if title.kind == Title::Plain {
            continue;
        }
        let head = title_head(view, &title);
        let after = phrase_end(view, here, &title);
        let from = matches!(view.tokens.get(title.end), Some(&"from" | &"for" | &"to"));
        // "US Senator from Vermont", "US envoy for Iran": the office is of the first.
        let mut body = if from { body_left(view, here, &title) } else { None }
            .or_else(|| body_right(view, here, title.end))
            .or_else(|| body_left(view, here, &title));
        let body_pronoun = if body.is_none() {
            pronoun_left(view, &title)
        } else {
            None
        };
        let plural = is_plural(view.tokens[head]);
        if plural {
            out.extend(several(view, here, &title, head, after));
            continue;
        }
        let mut holder = holder_right(view, words, here, &title, after);
        // "President Ana Rojas of Peru"
        if let Some(h) = holder
            && body.is_none_or(|b| here.drafts[b].party)
        {
            let end = here.drafts[h].mention.end as usize;
            if matches!(view.tokens.get(end), Some(&"of" | &"from")) {
                body = body_right(view, here, end).or(body);
            }
        }
        if holder.is_none() {
            holder = holder_left(view, here, &title, head);
        }
        let same = holder.is_some();
        if holder.is_none() {
            holder = holder_verb(view, here, head);
        }
        // "Peruvian president Ana Rojas and energy minister Luis Paz": the second is of the same country.
        if body.is_none()
            && body_pronoun.is_none()
            && let Some(last) = out.last()
            && let Some(h) = last.holder
        {
            let joined = |from: usize| {
                from < title.first
                    && title.first - from <= 2
                    && (from..title.first).all(|i| matches!(view.tokens[i], "and" | "," | "&"))
                    && view.tokens[title.first - 1] == "and"
            };
            // Or one person with two posts: "senate president and head of state Ana Rojas".
            let behind_name = joined(here.drafts[h].mention.end as usize);
            if holder.is_some() && (behind_name || joined(last.title.end) && last.holder == holder) {
                body = last.body;
            }
        }
        // "Vladimir Putin's spokesman": the person whose he is may not be the holder too.
        if holder == body {
            body = None;
        }
        out.push(Post {
            sentence: view.index as usize,
            title,
            head,
            holder,
            same,
            body,
            body_pronoun,
            done: false,
        });
    }
    out
}

/// One past the title with its "of" phrase: "(president of the United States) Donald Trump".
fn phrase_end(view: &View, here: Here, title: &FoundTitle) -> usize {
    let mut end = title.end;
    for _ in 0..3 {
        if !matches!(view.tokens.get(end), Some(&"of" | &"for" | &"to" | &"at" | &"in" | &"from")) {
            break;
        }
        let mut next = end + 1;
        if matches!(view.tokens.get(next), Some(&"the" | &"The")) {
            next += 1;
        }
        let Some(name) = here
            .name_at(next)
            .filter(|&i| here.drafts[i].mention.kind != MentionKind::Per)
        else {
            break;
        };
        end = here.drafts[name].mention.end as usize;
    }
    end
}

/// "of the United States", "for NATO": the body behind the title.
fn body_right(view: &View, here: Here, end: usize) -> Option<usize> {
    let mut at = end;
    // "spokesman for the German government", "chairman and founder of X"
    if matches!(view.tokens.get(at), Some(&"and" | &"&")) {
        let mut more = at + 1;
        while more < view.len()
            && more < at + 4
            && matches!(view.upos(more), Upos::Noun | Upos::Adj | Upos::Propn)
            && here.name_at(more).is_none()
        {
            more += 1;
        }
        if matches!(view.tokens.get(more), Some(&"of" | &"at" | &"for")) {
            at = more;
        }
    }
    if !matches!(view.tokens.get(at), Some(&"of" | &"for" | &"at" | &"with" | &"from")) {
        return None;
    }
    let mut next = at + 1;
    let limit = (at + 8).min(view.len());
    let described = |first: usize| {
        here.find(|d| {
            d.mention.form == Form::Nominal
                && d.mention.first as usize == first
                && matches!(&d.link, Link::Noun(n) if !n.title && n.class != Class::Group)
        })
    };
    while next < limit {
        if let Some(i) = here.name_at(next) {
            let m = &here.drafts[i].mention;
            let end = m.end as usize;
            // "of the German government": the description whose owner the name is.
            if let Some(noun) = described(next) {
                return Some(noun);
            }
            // "of Iran's Quds Force", "of the Virginia-based Acme": what the name owns.
            if matches!(view.tokens.get(end), Some(&"'s" | &"’s" | &"'" | &"’" | &"-")) {
                let more = (end + 1..(end + 4).min(view.len()))
                    .find_map(|k| here.name_at(k).filter(|&b| here.drafts[b].mention.kind != MentionKind::Per));
                if more.is_some() {
                    return more;
                }
            }
            return match m.kind {
                MentionKind::Misc => None,
                MentionKind::Per => (view.tokens[at] == "for").then_some(i),
                _ => Some(i),
            };
        }
        if let Some(i) = described(next) {
            return Some(i);
        }
        if !matches!(view.upos(next), Upos::Det | Upos::Adj | Upos::Noun | Upos::Num | Upos::Propn) {
            return None;
        }
        next += 1;
    }
    None
}

/// "Ukrainian", "Kyiv's", "NATO" before the title, or the body inside it: "police chief".
fn body_left(view: &View, here: Here, title: &FoundTitle) -> Option<usize> {
    for i in title.first..title.end.saturating_sub(1) {
        if let Some(found) = here.find(|d| {
            d.mention.head as usize == i
                && d.mention.form == Form::Nominal
                && matches!(&d.link, Link::Noun(n) if !n.title && n.class != Class::Group)
        }) {
            return Some(found);
        }
    }
    let mut at = title.first;
    let mut fallback = None;
    for _ in 0..6 {
        if at == 0 {
            break;
        }
        if let Some(found) = here.body_ending(at) {
            let d = &here.drafts[found];
            // A party before a post tells where the holder belongs, not whose post it is.
            if d.party && fallback.is_none() {
                fallback = Some(found);
                at = d.mention.first as usize;
                continue;
            }
            return Some(found);
        }
        let token = view.tokens[at - 1];
        // "World Fish Fund (WFF) head"
        if token == ")"
            && let Some(found) = here.body_ending(at - 1)
        {
            return Some(found);
        }
        if matches!(token, "'s" | "’s" | "'" | "’") {
            at -= 1;
            if let Some(found) = here.find(|d| {
                d.mention.form == Form::Nominal
                    && d.mention.end as usize == at
                    && matches!(&d.link, Link::Noun(n) if n.class != Class::Group)
            }) {
                return Some(found);
            }
            continue;
        }
        if let Some(found) = here.find(|d| {
            d.mention.form == Form::Nominal
                && d.mention.head as usize == at - 1
                && matches!(&d.link, Link::Noun(n) if !n.title && n.class != Class::Group)
        }) {
            return Some(found);
        }
        if matches!(view.upos(at - 1), Upos::Adj | Upos::Noun)
            || matches!(token, "-" | "then" | "and") && here.body_ending(at - 1).is_none()
        {
            if token == "and" {
                break;
            }
            at -= 1;
            continue;
        }
        break;
    }
    fallback
}

/// "its president", "their leader": the pronoun right before the title.
fn pronoun_left(view: &View, title: &FoundTitle) -> Option<usize> {
    let mut at = title.first;
    for _ in 0..3 {
        at = at.checked_sub(1)?;
        if matches!(view.tokens[at].to_lowercase().as_str(), "his" | "her" | "its" | "their") {
            return Some(at);
        }
        if !matches!(view.upos(at), Upos::Adj | Upos::Noun) {
            return None;
        }
    }
    None
}

/// "President Donald Trump", "the Italian foreign minister, Luigi Di Maio,".
fn holder_right(view: &View, words: &Words, here: Here, title: &FoundTitle, after: usize) -> Option<usize> {
    for end in [title.end, after] {
        if let Some(i) = here.person_at(end) {
            return Some(i);
        }
        // "Guard Commandant Admiral Ann Lund": one title more.
        if let Some(next) = words.title_at(&view.tokens, end)
            && let Some(i) = here.person_at(next.end)
        {
            return Some(i);
        }
    }
    // A word more between title and name: "President of Iran, Dr Hassan Rouhani", "senator and candidate Ann Otieno".
    let t = &view.tokens;
    if matches!(t.get(after), Some(&"and")) {
        let limit = (after + 6).min(view.len());
        let name = (after + 1..limit).find(|&i| here.person_at(i).is_some());
        if let Some(i) = name
            && i > after + 1
            && (after + 1..i).all(|j| {
                matches!(view.upos(j), Upos::Noun | Upos::Adj | Upos::Propn)
                    && here
                        .name_at(j)
                        .is_none_or(|n| here.drafts[n].mention.kind != MentionKind::Per)
            })
        {
            return here.person_at(i);
        }
    }
    if t.get(after) != Some(&",") {
        return None;
    }
    let mut at = after + 1;
    if let Some(&("Mr" | "Mr." | "Ms" | "Ms." | "Mrs" | "Mrs." | "Dr" | "Dr." | "Sir" | "General" | "Gen.")) = t.get(at)
    {
        at += 1;
    }
    let name = here.person_at(at)?;
    let end = here.drafts[name].mention.end as usize;
    // The name between commas, or up to the end: an apposition and not the next clause.
    let closed = matches!(t.get(end), Some(&"," | &"." | &")" | &"—" | &"–" | &";" | &":") | None);
    let appos = {
        let head = here.drafts[name].mention.head as usize;
        view.deprel(head) == Deprel::Appos
            && view
                .head(head)
                .is_some_and(|h| title.first <= h && h < after.max(title.end))
    };
    // "a minister, Ann Otieno said": only definite titles are followed so without a comma.
    ((closed && !in_list(view, here, end)) || appos).then_some(name)
}

/// Does the comma at `end` go on with another name, as in a list?
fn in_list(view: &View, here: Here, end: usize) -> bool {
    view.tokens.get(end) == Some(&",") && here.person_at(end + 1).is_some()
}

/// "Emmanuel Macron, the French president,": the name before the comma.
fn holder_left(view: &View, here: Here, title: &FoundTitle, head: usize) -> Option<usize> {
    // By the tree: the title is in apposition to the name.
    if matches!(
        view.deprel(head),
        Deprel::Appos | Deprel::Parataxis | Deprel::AclRelcl | Deprel::Conj
    ) && view.deprel(head) == Deprel::Appos
        && let Some(h) = view.head(head)
        && h < head
        && let Some(i) = here.covering(h)
        && here.drafts[i].mention.kind == MentionKind::Per
        && here.drafts[i].mention.form == Form::Name
    {
        return Some(i);
    }
    // By the words: NAME , [the | a | former | Italian] title.
    let mut at = title.first;
    for _ in 0..9 {
        at = at.checked_sub(1)?;
        let token = view.tokens[at];
        if token == "," || token == "(" || token == "-" && !view.touches_previous(at) || matches!(token, "—" | "–")
        {
            let i = here.find(|d| {
                d.mention.end as usize == at && d.mention.form == Form::Name && d.mention.kind == MentionKind::Per
            })?;
            // "Ann Lund, Labour MP Tom Reid": without an article or an "of" the title may belong to the next name.
            let marked = (at + 1..title.first).any(|j| view.upos(j) == Upos::Det || matches!(view.tokens[j], "'s" | "’s" | "then" | "now"))
                || matches!(view.tokens.get(title.end), Some(&"of" | &"for" | &"at" | &"to" | &"in" | &"," | &"." | &"and"));
            return (marked && lonely(view, here, i, title)).then_some(i);
        }
        let inside = here.covering(at).is_some();
        let fits = matches!(
            view.upos(at),
            Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Part | Upos::Num
        ) || matches!(
            token,
            "then" | "now" | "currently" | "formerly" | "both" | "'s" | "’s" | "-"
        );
        if !fits && !inside {
            return None;
        }
    }
    None
}

/// Is the name before the comma no item of a list, and the title no subject of the next clause?
fn lonely(view: &View, here: Here, name: usize, title: &FoundTitle) -> bool {
    let m = &here.drafts[name].mention;
    let before = (m.first as usize).checked_sub(1).map(|i| view.tokens[i]);
    let list = before == Some(",")
        && here
            .find(|d| d.mention.kind == MentionKind::Per && d.mention.end + 1 == m.first)
            .is_some();
    // A person's name right behind the title is its holder: "Ann Otieno, President Eva Lund and ...".
    let taken = here.person_at(title.end).is_some();
    let subject = matches!(view.deprel(title.end - 1), Deprel::Nsubj | Deprel::NsubjPass)
        && view
            .head(title.end - 1)
            .is_some_and(|h| h > title.end && view.upos(h) == Upos::Verb)
        && view.head(m.head as usize).is_none_or(|h| h < m.first as usize);
    !list && !taken && !subject
}

/// "Ann Lund is the secretary of state", "who served as minister", "was elected president": the holder by way of the verb.
fn holder_verb(view: &View, here: Here, head: usize) -> Option<usize> {
    let negated = |at: usize| {
        view.children(at)
            .any(|c| matches!(view.tokens[c], "not" | "n't" | "never"))
    };
    let subject_of = |verb: usize| {
        view.children(verb)
            .find(|&c| matches!(view.deprel(c), Deprel::Nsubj | Deprel::NsubjPass))
    };
    let cop = view.children(head).any(|c| view.deprel(c) == Deprel::Cop);
    let (verb, person) = if cop {
        (head, subject_of(head)?)
    } else {
        let mut verb = view.head(head)?;
        // "appoint Ann Lund as minister", where the tree hangs the title on the name.
        let on_name = here.covering(verb).is_some_and(|i| here.drafts[i].mention.kind == MentionKind::Per);
        let named = on_name.then_some(verb);
        if on_name {
            verb = view.head(verb)?;
        }
        let lemma = view.lemma(verb);
        let as_post = view
            .children(head)
            .any(|c| c < head && view.deprel(c) == Deprel::Case && view.tokens[c] == "as");
        let passive = view
            .children(verb)
            .any(|c| view.deprel(c) == Deprel::NsubjPass || view.deprel(c) == Deprel::AuxPass);
        let serves = as_post && matches!(lemma, "serve" | "act" | "work" | "continue" | "remain" | "resign" | "retire")
            || lemma == "become" && matches!(view.deprel(head), Deprel::Xcomp | Deprel::Obj);
        let made = matches!(
            lemma,
            "elect" | "reelect" | "re-elect" | "appoint" | "reappoint" | "name" | "swear" | "inaugurate" | "install" | "confirm"
        ) && (as_post || matches!(view.deprel(head), Deprel::Xcomp | Deprel::Obj));
        let person = if made && !passive && named.is_some() && as_post {
            named
        } else if serves || made && passive {
            subject_of(verb)
        } else if made {
            view.children(verb)
                .find(|&c| view.deprel(c) == Deprel::Obj && c != head)
        } else {
            None
        }?;
        (verb, person)
    };
    if negated(verb) || negated(head) {
        return None;
    }
    let person = match view.tokens[person].to_lowercase().as_str() {
        "who" | "that" | "which" => view.head(verb)?,
        _ => person,
    };
    here.covering(person)
        .filter(|&i| {
            let d = &here.drafts[i];
            d.mention.kind == MentionKind::Per && d.mention.form == Form::Name
        })
        .or_else(|| {
            here.find(|d| {
                d.mention.form == Form::Pronoun
                    && d.mention.head as usize == person
                    && d.mention.kind == MentionKind::Per
            })
        })
}

/// "his Greek, Cypriot and French counterparts, A, B and C": as many bodies as names, in one order.
fn several(view: &View, here: Here, title: &FoundTitle, head: usize, after: usize) -> Vec<Post> {
    let t = &view.tokens;
    let separator = |i: usize| matches!(t[i], "," | "and" | "&") || matches!(view.upos(i), Upos::Det);
    let mut bodies = Vec::new();
    let mut at = title.first;
    while at > 0 && bodies.len() < 8 {
        if let Some(i) = here.body_ending(at) {
            bodies.push(i);
            at = here.drafts[i].mention.first as usize;
        } else if separator(at - 1) && !bodies.is_empty() {
            at -= 1;
        } else {
            break;
        }
    }
    bodies.reverse();
    let mut end = after;
    if bodies.is_empty() {
        // "the presidents of Russia and Ukraine"
        let mut next = title.end;
        if t.get(next) == Some(&"of") {
            next += 1;
            while next < view.len() && bodies.len() < 8 {
                if let Some(i) = here
                    .name_at(next)
                    .filter(|&i| here.drafts[i].mention.kind != MentionKind::Per)
                {
                    bodies.push(i);
                    next = here.drafts[i].mention.end as usize;
                    end = next;
                } else if separator(next) {
                    next += 1;
                } else {
                    break;
                }
            }
        }
    }
    let mut names = Vec::new();
    let mut next = end;
    while next < view.len() && names.len() < 8 {
        if let Some(i) = here.person_at(next) {
            names.push(i);
            next = here.drafts[i].mention.end as usize;
        } else if separator(next) {
            next += 1;
        } else {
            break;
        }
    }
    if bodies.len() == 1 && names.len() > 1 {
        bodies = vec![bodies[0]; names.len()];
    }
    if bodies.is_empty() && names.is_empty() {
        return Vec::new();
    }
    if bodies.is_empty() {
        // "Presidents Ana Rojas of Peru and Eva Lund of Norway"
        let mut pairs = Vec::new();
        let mut at = title.end;
        while at < view.len() && pairs.len() < 8 {
            let Some(name) = here.person_at(at) else { break };
            let end = here.drafts[name].mention.end as usize;
            if view.tokens.get(end) != Some(&"of") {
                break;
            }
            let mut place = end + 1;
            if view.tokens.get(place) == Some(&"the") {
                place += 1;
            }
            let Some(body) = here.name_at(place) else { break };
            pairs.push((name, body));
            at = here.drafts[body].mention.end as usize;
            while at < view.len() && separator(at) {
                at += 1;
            }
        }
        (names, bodies) = pairs.into_iter().unzip();
    }
    if bodies.len() != names.len() {
        return Vec::new();
    }
    names
        .into_iter()
        .zip(bodies)
        .map(|(holder, body)| Post {
            sentence: view.index as usize,
            title: *title,
            head,
            holder: Some(holder),
            same: false,
            body: Some(body),
            body_pronoun: None,
            done: false,
        })
        .collect()
}
