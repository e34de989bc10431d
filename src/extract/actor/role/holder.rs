//! Who holds a post: the name beside its title, or the subject of the verb that gives it.

use super::Here;
use crate::extract::actor::view::View;
use crate::extract::actor::words::{FoundTitle, Words};
use crate::extract::actor::{Form, MentionKind};
use crate::extract::syntax::{Deprel, Upos};

/// "President Donald Trump", "the Italian foreign minister, Luigi Di Maio,".
pub(super) fn holder_right(view: &View, words: &Words, here: Here, title: &FoundTitle, after: usize) -> Option<usize> {
    for end in [title.end, after] {
        if let Some(i) = here.person_at(end) {
            return Some(i);
        }
        // "Guard Commandant Admiral Ann Lund": one title more.
        // In "envoy of Peruvian president Ann Lund" the name is the second one's.
        if end == title.end
            && let Some(next) = view.title_at(words, end)
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
pub(super) fn in_list(view: &View, here: Here, end: usize) -> bool {
    view.tokens.get(end) == Some(&",") && here.person_at(end + 1).is_some()
}

/// "Emmanuel Macron, the French president,": the name before the comma.
pub(super) fn holder_left(view: &View, here: Here, title: &FoundTitle, head: usize) -> Option<usize> {
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
        // "Karl Roe of Greenpeace and Kari Dahl, a minister": the nearer name, whatever the tree says.
        && here
            .find(|d| {
                d.mention.kind == MentionKind::Per
                    && d.mention.form == Form::Name
                    && d.mention.first as usize > h
                    && d.mention.end as usize <= title.first
                    && !(d.mention.first..d.mention.end).contains(&(h as u32))
            })
            .is_none()
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
            let marked = (at + 1..title.first)
                .any(|j| view.upos(j) == Upos::Det || matches!(view.tokens[j], "'s" | "’s" | "then" | "now"))
                || matches!(
                    view.tokens.get(title.end),
                    Some(&"of" | &"for" | &"at" | &"to" | &"in" | &"," | &"." | &"and")
                );
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
pub(super) fn lonely(view: &View, here: Here, name: usize, title: &FoundTitle) -> bool {
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
pub(super) fn holder_verb(view: &View, here: Here, head: usize) -> Option<usize> {
    let negated = |at: usize| {
        view.children(at)
            .any(|c| matches!(view.tokens[c], "not" | "n't" | "never"))
    };
    let subject_of = |verb: usize| {
        view.children(verb)
            .find(|&c| matches!(view.deprel(c), Deprel::Nsubj | Deprel::NsubjPass))
            // "Karl Roe resigns": a name before a verb in the present may be taken for a compound.
            .or_else(|| {
                verb.checked_sub(1)
                    .filter(|&c| view.head(c) == Some(verb) && view.deprel(c) == Deprel::Compound)
            })
    };
    let cop = view.children(head).any(|c| view.deprel(c) == Deprel::Cop);
    let (verb, person) = if cop {
        (head, subject_of(head)?)
    } else {
        let mut verb = view.head(head)?;
        // "sworn in for a third term as president", "fired from his position as governor"
        if matches!(
            view.lemma(verb),
            "term" | "mandate" | "tenure" | "stint" | "spell" | "position" | "post" | "role" | "job"
        ) {
            verb = view.head(verb)?;
        }
        // "appoint Ann Lund as minister", where the tree hangs the title on the name.
        let on_name = here
            .covering(verb)
            .is_some_and(|i| here.drafts[i].mention.kind == MentionKind::Per);
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
        let serves = as_post
            && matches!(
                lemma,
                "serve" | "act" | "work" | "continue" | "remain" | "resign" | "retire" | "step" | "quit"
            )
            || matches!(lemma, "become" | "remain" | "stay")
                && matches!(view.deprel(head), Deprel::Xcomp | Deprel::Obj);
        let made = matches!(
            lemma,
            "elect"
                | "reelect"
                | "re-elect"
                | "appoint"
                | "reappoint"
                | "name"
                | "swear"
                | "inaugurate"
                | "install"
                | "confirm"
                | "fire"
                | "sack"
                | "dismiss"
                | "remove"
                | "oust"
                | "replace"
                | "succeed"
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
    let is_name = |i: &usize| {
        let d = &here.drafts[*i];
        d.mention.kind == MentionKind::Per && d.mention.form == Form::Name
    };
    here.covering(person)
        .filter(is_name)
        // "Army commander Karl Roe is elected", where the title heads the phrase.
        .or_else(|| {
            view.children(person)
                .filter(|&c| c > person && matches!(view.deprel(c), Deprel::Appos | Deprel::Flat))
                .find_map(|c| here.covering(c).filter(is_name))
        })
        .or_else(|| {
            here.find(|d| {
                d.mention.form == Form::Pronoun
                    && d.mention.head as usize == person
                    && d.mention.kind == MentionKind::Per
            })
        })
}
