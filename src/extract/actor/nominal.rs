//! Descriptions of people and bodies: "hardline Republicans", "Russian forces", "the Libyan parliament", "Kyiv's top general".

use super::draft::{Draft, Link, Noun};
use super::fold::capital;
use super::registry::{How, Registry};
use super::role::{title_head, titles};
use super::view::View;
use super::words::{Class, FoundTitle, Title, Words, is_plural};
use super::{Form, Kind, Mention, MentionKind, RoleKind};
use crate::extract::syntax::{Deprel, Upos, Xpos};

/// Counts that stand for people where they act: "thousands marched".
const CROWDS: [&str; 6] = ["tens", "dozens", "scores", "hundreds", "thousands", "millions"];

/// How many words before its head a description may begin.
const LONGEST_LEFT: usize = 9;

/// Finds descriptions among the words that no name covers.
pub(super) struct Describer<'a> {
    pub(super) registry: &'a Registry,
    pub(super) words: &'a Words,
}

impl Describer<'_> {
    /// Adds the descriptions of a sentence. `names` are the drafts of its names, by place.
    pub(super) fn describe(&self, view: &View, names: &[Draft], out: &mut Vec<Draft>) {
        let mut covered = vec![false; view.len()];
        for n in names {
            covered[n.mention.first as usize..n.mention.end as usize].fill(true);
        }
        let titles = titles(view, self.words, &covered);
        for at in 0..view.len() {
            if covered[at] {
                if let Some(draft) = self.party_group(view, names, at) {
                    out.push(draft);
                }
                continue;
            }
            let title = titles.iter().find(|t| t.first <= at && at < t.end);
            if let Some(draft) = self.noun(view, names, &covered, title, at) {
                out.push(draft);
            }
        }
    }

    /// The description whose head is word `at`, if it is one.
    fn noun(
        &self,
        view: &View,
        names: &[Draft],
        covered: &[bool],
        title: Option<&FoundTitle>,
        at: usize,
    ) -> Option<Draft> {
        let token = view.tokens[at];
        if !matches!(
            view.upos(at),
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::X | Upos::Verb
        ) || !token.chars().next().is_some_and(char::is_alphabetic)
        {
            return None;
        }
        // "was gang raped"
        if token == "gang" && view.tokens.get(at + 1).is_some_and(|next| next.starts_with("rap")) {
            return None;
        }
        // "a commitment to justice" is to no judge.
        let bare = view
            .children(at)
            .all(|c| !matches!(view.deprel(c), Deprel::Det | Deprel::NmodPoss | Deprel::Nummod));
        if token == "justice" && bare && title.is_none_or(|t| t.end == at + 1 && t.first == at) {
            return None;
        }
        let class = self.class(view, covered, at).or_else(|| crowd(view, at));
        let mut names_holder = false;
        let class = match title {
            Some(t) if title_head(view, t) == at => {
                // "President Eva Lund": the title is no mention of its own, unless the tree makes it the head.
                let named = names.iter().find(|n| {
                    n.mention.sentence == view.index
                        && n.mention.first as usize == t.end
                        && n.mention.kind == MentionKind::Per
                });
                names_holder = named.is_some();
                if let Some(n) = named
                    && !view
                        .head(n.mention.head as usize)
                        .is_some_and(|h| t.first <= h && h < t.end)
                {
                    return None;
                }
                if t.kind == Title::Plain && class.is_none() {
                    return None;
                }
                // "EU officials" are a title and yet speak for the EU.
                match class {
                    Some(Class::State) => Class::State,
                    _ => Class::Group,
                }
            }
            // "police chief" speaks of the police too; "secretary of state" of no state.
            Some(t) => match class {
                // Not where a name stands before it: "White House press secretary", "Unity party leader".
                Some(Class::Org) if at > 0 && covered[at - 1] && !token.eq_ignore_ascii_case("opposition") => {
                    return None;
                }
                // Nor is "press" where a body does: "police press officer".
                Some(Class::Org)
                    if at > 0
                        && token == "press"
                        && matches!(
                            self.words.noun(view.tokens[at - 1]),
                            Some(Class::Body | Class::Org | Class::State)
                        ) =>
                {
                    return None;
                }
                Some(class @ (Class::Body | Class::Org | Class::State))
                    if at < title_head(view, t) && t.kind != Title::Plain =>
                {
                    class
                }
                _ => return None,
            },
            None => class?,
        };
        let is_title = class != Class::State
            && title.is_some_and(|t| {
                title_head(view, t) == at
                    && (names_holder || matches!(t.kind, Title::Post(kind) if kind != RoleKind::Member))
            });
        // A verb or adjective that looks like such a noun: "force", "rebel", "state", "moderate".
        if view.upos(at) == Upos::Verb && view.deprel(at) != Deprel::Nsubj {
            return None;
        }
        if view.upos(at) == Upos::Adj && !(is_plural(token) || self.heads_phrase(view, at)) {
            return None;
        }
        // "police officers": the officers are meant. "police chief", "party leader": both are.
        let next_in_compound = view.deprel(at) == Deprel::Compound || view.deprel(at) == Deprel::Amod;
        // "a bandit attack" is one by bandits.
        let acts = class == Class::Group
            && at + 1 < view.len()
            && view
                .head(at)
                .is_some_and(|h| h > at && h <= at + 2 && self.words.noun(view.tokens[h]) == Some(Class::Tool));
        if next_in_compound && matches!(class, Class::Group | Class::Tool | Class::Place) && !is_title && !acts {
            return None;
        }
        let in_longer = || self.words.noun(view.lower(at, at + 2)).is_some();
        if next_in_compound && at + 1 < view.len() && !covered[at + 1] && in_longer() {
            return None;
        }
        let compound = (view.deprel(at) == Deprel::Compound)
            .then(|| view.head(at))
            .flatten()
            .filter(|&h| h < at + 4);
        let limit = title
            .map_or(at, |t| title_head(view, t))
            .max(compound.unwrap_or(at))
            .max(at);
        let mut edge = self.left_edge(view, covered, names, at, limit);
        // "Attorney General", whatever the tree makes of it
        if let Some(t) = title.filter(|t| is_title && t.first < edge && !covered[t.first..edge].contains(&true)) {
            edge = t.first;
        }
        let mut first = (edge..at)
            .find(|&i| covered[i] || !counts(view.tokens[i]))
            .unwrap_or(at);
        // "deputy campaign manager": the deputy is the manager's.
        if title.is_some_and(|t| at < title_head(view, t) && t.first <= first) {
            first = at;
        }
        // "an early-morning bandit attack": the morning is the attack's.
        if acts && next_in_compound {
            first = (first..at).find(|&i| covered[i]).unwrap_or(at);
        }
        // "several thousand protesters"
        if first > edge && first < at && matches!(view.tokens[first], "hundred" | "thousand" | "dozen" | "million") {
            first += 1;
        }
        let counted = |words: &[&str]| {
            view.tokens[edge..first]
                .iter()
                .any(|t| words.iter().any(|w| t.eq_ignore_ascii_case(w)))
        };
        let person_too = class == Class::State || token.eq_ignore_ascii_case("office");
        let modifier = self.modifier(view, names, first, at, person_too);
        if class == Class::Tool && modifier.is_none() {
            return None;
        }
        // "the invasion of Ukraine" is not Ukraine's.
        let behind = modifier.is_some_and(|m| names[m].mention.first as usize > at);
        if behind && self.words.is_deed(token) {
            return None;
        }
        if class == Class::Tool
            && let Some(m) = modifier
            && !matches!(self.kind_of(&names[m]), Some(Kind::Country | Kind::ArmedGroup))
        {
            return None;
        }
        let plural = acts && next_in_compound || matches!(view.xpos(at), Xpos::Nns | Xpos::Nnps) || is_plural(token);
        // "commanders Ann Lund and Tom Berg": the names say who they are.
        let person_behind = || {
            names.iter().any(|n| {
                n.mention.sentence == view.index
                    && n.mention.first as usize == at + 1
                    && n.mention.kind == MentionKind::Per
                    && view.head(n.mention.head as usize) == Some(at)
            })
        };
        if plural && class == Class::Group && person_behind() {
            return None;
        }
        let determiner = self.determiner(view, edge);
        // "the city", but "the city of Goma" is Goma.
        let pointing = matches!(determiner.as_deref(), Some("the" | "this" | "that"));
        if class == Class::Place && (plural || first != at || !pointing || view.tokens.get(at + 1) == Some(&"of")) {
            return None;
        }
        let kind = match class {
            Class::State | Class::Body | Class::Org => MentionKind::Org,
            Class::Place => MentionKind::Loc,
            Class::Group if plural => MentionKind::Group,
            Class::Group => MentionKind::Per,
            Class::Tool => MentionKind::Group,
        };
        Some(Draft {
            mention: Mention {
                sentence: view.index,
                head: at as u32,
                first: first as u32,
                end: at as u32 + 1,
                span: view.span(first, at + 1),
                phrase: view.phrase(edge, at),
                form: Form::Nominal,
                kind,
                actor: None,
                known: false,
                inner: false,
                adjective: false,
            },
            link: Link::Noun(Noun {
                class,
                plural,
                title: is_title,
                label: match self.label(view, names, first, at, plural, class) {
                    label if acts && next_in_compound && !is_plural(&label) => format!("{label}s"),
                    label => label,
                },
                bare: first == at,
                ranked: !plural && first < at && ranks(view.tokens[first]),
                counted: counted(&["some", "several", "many", "multiple", "various", "numerous", "other"])
                    .then(|| view.words(edge, first).to_lowercase()),
                definite: !counted(&["own", "other", "more", "additional", "further"])
                    && determiner.as_ref().is_some_and(|d| {
                        matches!(
                            d.as_str(),
                            "the" | "this" | "that" | "these" | "those" | "his" | "her" | "its" | "their" | "both"
                        )
                    }),
                indefinite: counted(&["some", "several", "many", "other", "various"])
                    || determiner.as_ref().is_some_and(|d| {
                        matches!(
                            d.as_str(),
                            "a" | "an" | "another" | "some" | "several" | "many" | "other"
                        )
                    }),
                modifier: modifier.map(|m| (names[m].mention.sentence, names[m].mention.head)),
            }),
            party: false,
            slot: None,
        })
    }

    /// "hardline Republicans", "young Americans": a noun for the people of something, described further, is a group of its own.
    fn party_group(&self, view: &View, names: &[Draft], at: usize) -> Option<Draft> {
        let name = names
            .iter()
            .find(|n| n.mention.sentence == view.index && n.mention.end as usize == at + 1)?;
        let Link::Known(_, How::People) = name.link else {
            return None;
        };
        let start = name.mention.first as usize;
        let token = view.tokens[at];
        if !is_plural(token) || start == 0 {
            return None;
        }
        let mut first = start;
        while first > 0 && start - first < LONGEST_LEFT {
            let j = first - 1;
            let attached = view.head(j).is_some_and(|h| h > j && h <= at) || view.upos(j) == Upos::Adj;
            let describes = match view.upos(j) {
                Upos::Adj => view.tokens[j].chars().any(char::is_lowercase),
                Upos::Noun => view.deprel(j) == Deprel::Compound,
                Upos::Num => true,
                _ => false,
            };
            if !(attached && describes) {
                break;
            }
            first = j;
        }
        // "at least 94 Palestinians"
        while first < start && counts(view.tokens[first]) {
            first += 1;
        }
        if first == start {
            return None;
        }
        Some(Draft {
            mention: Mention {
                first: first as u32,
                span: view.span(first, at + 1),
                phrase: view.phrase(first, at),
                form: Form::Nominal,
                kind: MentionKind::Group,
                known: false,
                inner: false,
                adjective: false,
                ..name.mention.clone()
            },
            link: Link::Noun(Noun {
                class: Class::Group,
                plural: true,
                title: false,
                label: view.words(first, at + 1).to_string(),
                bare: false,
                ranked: false,
                counted: None,
                definite: false,
                indefinite: true,
                modifier: None,
            }),
            party: false,
            slot: None,
        })
    }

    fn heads_phrase(&self, view: &View, at: usize) -> bool {
        matches!(
            view.deprel(at),
            Deprel::Nsubj
                | Deprel::NsubjPass
                | Deprel::Obj
                | Deprel::Obl
                | Deprel::OblAgent
                | Deprel::Nmod
                | Deprel::NmodPoss
        )
    }

    /// The class of the noun, the longest compound first: "air strikes" before "strikes".
    fn class(&self, view: &View, covered: &[bool], at: usize) -> Option<Class> {
        for back in [2usize, 1, 0] {
            let Some(from) = at.checked_sub(back) else { continue };
            if covered[from..at].iter().any(|&c| c) {
                continue;
            }
            let phrase = view.lower(from, at + 1);
            if self.words.is_no_actor(phrase) {
                return None;
            }
            if let Some(class) = self.words.noun(phrase) {
                return Some(class);
            }
        }
        self.words.noun(view.lemma(at))
    }

    /// The first word of the description, by tags and by the tree.
    fn left_edge(&self, view: &View, covered: &[bool], names: &[Draft], at: usize, limit: usize) -> usize {
        let mut first = at;
        while first > 0 && at - first < LONGEST_LEFT {
            let j = first - 1;
            let token = view.tokens[j];
            if self.words.is_calendar(token) {
                break;
            }
            let attached = view.head(j).is_some_and(|h| h > j && h <= limit);
            // "Tamas Sulyok president": a person's name owns what stands behind it only with its 's.
            let person = covered[j] && view.tokens[first].chars().next().is_some_and(char::is_alphabetic) && {
                let name = names
                    .iter()
                    .find(|n| n.mention.sentence == view.index && n.mention.end as usize == j + 1);
                name.is_some_and(|n| self.kind_of(n) == Some(Kind::Person))
            };
            if person && self.words.noun(view.tokens[at]) == Some(Class::Group) {
                break;
            }
            let fits = match view.upos(j) {
                Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num => attached || covered[j],
                Upos::Adv => attached && view.deprel(j) == Deprel::Advmod && view.upos(first) == Upos::Adj,
                Upos::Verb => attached && view.deprel(j) == Deprel::Amod,
                Upos::Punct | Upos::Sym => {
                    token == "-" && first > 1 && view.touches_previous(j) && view.touches_previous(first)
                }
                Upos::Part => {
                    // An owner with its 's: "Kyiv's top general".
                    matches!(token, "'s" | "’s" | "'" | "’")
                        && j > 0
                        && (covered[j - 1] || view.upos(j - 1) == Upos::Noun)
                }
                Upos::X => covered[j],
                _ => covered[j],
            };
            // A name that only happens to stand before: "told Russia troops" has no comma, but a tree.
            let foreign = covered[j]
                && !attached
                && !matches!(view.tokens[first], "'s" | "’s" | "'" | "’" | "-")
                && view.head(j).is_some()
                && !names.iter().any(|n| {
                    n.mention.sentence == view.index
                        && n.mention.first as usize <= j
                        && j < n.mention.end as usize
                        && view.head(n.mention.head as usize).is_some_and(|h| h > j && h <= limit)
                });
            if !fits || foreign {
                break;
            }
            first = j;
        }
        while first < at && matches!(view.tokens[first], "'s" | "’s" | "'" | "’" | "-") {
            first += 1;
        }
        // Not half of a name.
        if let Some(n) = names.iter().find(|n| {
            n.mention.sentence == view.index && (n.mention.first as usize) < first && first < n.mention.end as usize
        }) {
            first = (n.mention.end as usize).min(at);
            while first < at && matches!(view.tokens[first], "'s" | "’s" | "'" | "’" | "-") {
                first += 1;
            }
        }
        first
    }

    fn determiner(&self, view: &View, first: usize) -> Option<String> {
        let before = first.checked_sub(1)?;
        matches!(view.upos(before), Upos::Det | Upos::Pron).then(|| view.tokens[before].to_lowercase())
    }

    /// The name that says whose it is: before the noun, or after "of".
    fn modifier(&self, view: &View, names: &[Draft], first: usize, at: usize, person_too: bool) -> Option<usize> {
        // "Russian-made missiles", "French-trained soldiers" are not Russia's, not France's.
        let only_made = |end: usize| {
            view.tokens.get(end) == Some(&"-")
                && end + 1 < at
                && matches!(view.upos(end + 1), Upos::Verb | Upos::Adj)
                && !OWNING.contains(&view.tokens[end + 1])
        };
        let before = names.iter().rposition(|n| {
            n.mention.sentence == view.index
                && !only_made(n.mention.end as usize)
                && n.mention.first as usize >= first
                && n.mention.end as usize <= at
                && self.kind_of(n).is_some_and(|k| k != Kind::Person || person_too)
        });
        if before.is_some() {
            return before;
        }
        if !matches!(view.tokens.get(at + 1), Some(&"of" | &"in" | &"for")) {
            return None;
        }
        let of = view.tokens[at + 1] == "of";
        let mut next = at + 2;
        if matches!(view.tokens.get(next), Some(&"the")) {
            next += 1;
        }
        names.iter().position(|n| {
            n.mention.sentence == view.index
                && n.mention.first as usize == next
                && of
                && self.kind_of(n).is_some_and(|k| k != Kind::Person || person_too)
        })
    }

    fn kind_of(&self, draft: &Draft) -> Option<Kind> {
        match draft.link {
            Link::Known(entry, _) => Some(self.registry.entry(entry).kind),
            Link::Name { .. } => Some(match draft.mention.kind {
                MentionKind::Per => Kind::Person,
                MentionKind::Loc => Kind::Place,
                MentionKind::Org => Kind::Organization,
                _ => Kind::Unknown,
            }),
            _ => None,
        }
    }

    /// The description in words, with a short "of" phrase: "assembly of several foreign ministers".
    fn label(&self, view: &View, names: &[Draft], first: usize, at: usize, plural: bool, class: Class) -> String {
        let mut end = at + 1;
        // "accused politicians of insulting Peru": what they are accused of is no name of theirs.
        let gerund = |i: usize| i < view.len() && view.upos(i) != Upos::Noun && view.tokens[i].ends_with("ing");
        if view.tokens.get(end) == Some(&"of") && !gerund(end + 1) && (plural || class != Class::Group) {
            let mut next = end + 1;
            while next < view.len()
                && next - at <= 6
                && matches!(
                    view.upos(next),
                    Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num
                )
                && !self.words.is_calendar(view.tokens[next])
            {
                next += 1;
            }
            // A name must not be cut in two.
            if let Some(n) = names.iter().find(|n| {
                n.mention.sentence == view.index && (n.mention.first as usize) < next && next < n.mention.end as usize
            }) {
                next = n.mention.end as usize;
            }
            if next > end + 1 && matches!(view.upos(next - 1), Upos::Noun | Upos::Propn) {
                end = next;
            }
        }
        let words = view.words(first, end);
        if first == at && end == at + 1 && capital(words) && view.starts_here(at) {
            return words.to_lowercase();
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// After a hyphen, these say whose something is: "a Norwegian-owned ship".
const OWNING: [&str; 11] = [
    "owned",
    "operated",
    "run",
    "controlled",
    "commanded",
    "flown",
    "fired",
    "launched",
    "administered",
    "led",
    "linked",
];

/// Words before a description that count or point and describe nobody: "at least", "several", "own", "Majesty's".
fn counts(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "at" | "least"
            | "most"
            | "about"
            | "around"
            | "approximately"
            | "roughly"
            | "some"
            | "many"
            | "more"
            | "than"
            | "over"
            | "up"
            | "to"
            | "as"
            | "nearly"
            | "almost"
            | "only"
            | "just"
            | "several"
            | "few"
            | "fewer"
            | "numerous"
            | "various"
            | "multiple"
            | "certain"
            | "other"
            | "further"
            | "additional"
            | "own"
            | "same"
            | "such"
            | "entire"
            | "whole"
            | "both"
            | "all"
            | "reportedly"
            | "allegedly"
            | "possibly"
            | "probably"
            | "majesty"
            | "highness"
            | "'s"
            | "’s"
    )
}

/// "31st", "third": a rank in a row.
fn ranks(word: &str) -> bool {
    let word = word.to_lowercase();
    let digits = word.trim_end_matches(char::is_alphabetic);
    let number = !digits.is_empty()
        && digits.chars().all(|c| c.is_ascii_digit())
        && matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th");
    number
        || matches!(
            word.as_str(),
            "first" | "second" | "third" | "fourth" | "fifth" | "sixth" | "seventh" | "eighth" | "ninth" | "tenth"
        )
}

/// "Thousands marched", "tens of thousands marched": people without a noun of their own.
fn crowd(view: &View, at: usize) -> Option<Class> {
    let is_one = |i: usize| CROWDS.iter().any(|w| view.tokens[i].eq_ignore_ascii_case(w));
    let acts = match view.deprel(at) {
        Deprel::Nsubj => true,
        Deprel::Nmod => view
            .head(at)
            .is_some_and(|h| is_one(h) && view.deprel(h) == Deprel::Nsubj),
        _ => false,
    };
    let counted = view.tokens.get(at + 1).is_some_and(|t| t.eq_ignore_ascii_case("of"));
    (acts && is_one(at) && !counted).then_some(Class::Group)
}
