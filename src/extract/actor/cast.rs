//! From parsed sentences to the [`Cast`] of an article: mentions, then actors, then roles.

use super::book::Book;
use super::coref::{Whom, kind_of_pronoun};
use super::draft::{Draft, Link, in_order};
use super::fold::{all_capitals, capital, key};
use super::letters::{letters_of_laws, letters_of_things};
use super::name::{Name, Reader, alone, nested};
use super::nominal::Describer;
use super::refer::Resolver;
use super::registry::{How, Registry};
use super::view::View;
use super::words::{Class, Words, is_plural};
use super::{Actor, ActorIndex, Aside, Cast, Form, Gender, Kind, Mention, MentionIndex, MentionKind};
use crate::Span;
use crate::extract::syntax::{Deprel, Parse, Upos};
use crate::extract::text::Sentence;
use rustc_hash::{FxHashMap, FxHashSet};

/// Finds the actors of an article: every mention, who is meant by it, and what titles say of whom.
///
/// `parses` stands beside `sentences`, one for each; where one is missing or wrong fewer mentions are found, nothing fails.
/// Sentences of page furniture give no mentions. Close to linear in the length of the article.
///
/// ```
/// use newsgraph::extract::{actor, syntax::Analyzer, text};
/// let article = "Peruvian President Ana Rojas met NATO officials.";
/// let sentences = text::split(article);
/// let parses: Vec<_> = sentences.iter().map(|s| Analyzer::english().parse(article, s)).collect();
/// let cast = actor::cast(article, &sentences, &parses, actor::Registry::builtin());
/// let ids: Vec<&str> = cast.actors.iter().map(|a| a.id.as_str()).collect();
/// assert_eq!(ids, ["country:pe", "person:ana-rojas", "igo:nato"]);
/// assert_eq!(cast.roles[0].title.of(article), "President");
/// ```
pub fn cast(text: &str, sentences: &[Sentence], parses: &[Parse], registry: &Registry) -> Cast {
    read(text, sentences, parses, registry, false)
}

/// The same with its asides: the mentions that say nothing of who acts.
pub(crate) fn cast_with_asides(text: &str, sentences: &[Sentence], parses: &[Parse], registry: &Registry) -> Cast {
    read(text, sentences, parses, registry, true)
}

fn read(text: &str, sentences: &[Sentence], parses: &[Parse], registry: &Registry, asides: bool) -> Cast {
    let words = Words::english();
    let none = Parse::default();
    let views: Vec<View> = sentences
        .iter()
        .enumerate()
        .map(|(i, s)| View::new(text, i, s, parses.get(i).unwrap_or(&none)))
        .collect();
    let vocabulary: FxHashSet<&str> = views
        .iter()
        .filter(|v| v.is_story())
        .flat_map(|v| v.tokens.iter().copied())
        .collect();
    let has = |word: &str| vocabulary.contains(word);
    let inside: FxHashSet<&str> = views
        .iter()
        .filter(|v| v.is_story())
        .flat_map(|v| (1..v.len()).map(move |i| (v, i)))
        .filter(|(v, i)| capital(v.tokens[*i]) && v.upos(*i) == Upos::Propn && !v.starts_here(*i))
        .map(|(v, i)| v.tokens[i])
        .collect();
    let has_inside = |word: &str| inside.contains(word);
    let reader = Reader {
        registry,
        words,
        has: &has,
        has_inside: &has_inside,
        recogniser: parses.iter().any(|p| !p.names.is_empty()),
    };
    let mut names: Vec<(usize, Name)> = Vec::new();
    for view in views.iter().filter(|v| v.is_story()) {
        names.extend(reader.names(view).into_iter().map(|n| (view.index as usize, n)));
    }
    let mut things = letters_of_things(&views, words);
    things.extend(letters_of_laws(&views, &names));
    names.retain(|(s, n)| n.known.is_some() || !things.contains(views[*s].words(n.first, n.end)));
    agree(&views, &mut names);

    let mut drafts: Vec<Draft> = names
        .iter()
        .map(|(s, name)| draft(&views[*s], name, registry, words))
        .collect();
    with_country(&views, &mut drafts);
    let describer = Describer { registry, words };
    let free = alone(&views, &names);
    let mut more: Vec<Draft> = names
        .iter()
        .flat_map(|(s, name)| {
            let view = &views[*s];
            let inner = nested(view, name, registry, &free);
            let outer = view.head_of(name.first, name.end);
            inner.into_iter().map(move |n| {
                let mut d = draft(view, &n, registry, words);
                d.mention.inner = true;
                // Two mentions never share a head.
                if d.mention.head as usize == outer {
                    let own = (n.first..n.end).rev().find(|&t| t != outer).unwrap_or(n.first);
                    d.mention.head = own as u32;
                }
                d
            })
        })
        .collect();
    let mut from = 0;
    for view in views.iter().filter(|v| v.is_story()) {
        let to = from + drafts[from..].partition_point(|d| d.mention.sentence <= view.index);
        describer.describe(view, &drafts[from..to], &mut more);
        pronouns(view, &mut more);
        from = to;
    }
    drafts.extend(more);
    in_order(&mut drafts);

    let mut resolver = Resolver::new(&views, drafts, Book::new(registry, words));
    resolver.resolve();
    finish(resolver, asides)
}

/// Lets the sure places of a name tell what it is at the unsure ones.
fn agree(views: &[View], names: &mut [(usize, Name)]) {
    let text = |s: usize, n: &Name| key(views[s].words(n.first, n.end));
    // Each kind in the order found, with how often.
    let mut sure: FxHashMap<String, Vec<(MentionKind, usize)>> = FxHashMap::default();
    let mut surnames: FxHashSet<String> = FxHashSet::default();
    for (s, n) in names.iter() {
        if n.known.is_some() || n.guessed {
            continue;
        }
        let key = text(*s, n);
        if n.kind == MentionKind::Per
            && let Some((_, last)) = key.rsplit_once(' ')
        {
            surnames.insert(last.to_string());
        }
        let kinds = sure.entry(key).or_default();
        match kinds.iter_mut().find(|(kind, _)| *kind == n.kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((n.kind, 1)),
        }
    }
    for (s, n) in names.iter_mut() {
        let key = text(*s, n);
        // "Paris" where "Valeska Paris" is spoken of.
        if n.kind == MentionKind::Loc && matches!(n.known, Some((_, How::Capital))) && surnames.contains(&key) {
            n.known = None;
        }
        if n.known.is_some() {
            continue;
        }
        if surnames.contains(&key) {
            n.kind = MentionKind::Per;
            n.guessed = false;
            continue;
        }
        if let Some(kinds) = sure.get(&key) {
            // The kind found most often; of two the first found.
            if let Some(&(best, _)) = kinds.iter().rev().max_by_key(|(_, count)| count) {
                n.kind = best;
                n.guessed = false;
            }
        }
    }
}

fn draft(view: &View, name: &Name, registry: &Registry, words: &Words) -> Draft {
    let calls = |noun: &str| words.noun(noun) == Some(Class::Group);
    let whole = view.span(name.first, name.end);
    let span = Span {
        start: whole.start + name.trim.0,
        end: whole.end - name.trim.1,
    };
    let head = view.head_of(name.first, name.end);
    let (link, known, party) = match name.known {
        Some((entry, how)) => (Link::Known(entry, how), true, registry.entry(entry).kind == Kind::Party),
        None => {
            let party = name.kind == MentionKind::Org && view.tokens[name.end - 1] == "Party";
            (Link::Name { guessed: name.guessed }, false, party)
        }
    };
    Draft {
        mention: Mention {
            sentence: view.index,
            head: head as u32,
            first: name.first as u32,
            end: name.end as u32,
            span,
            phrase: match name.kind {
                MentionKind::Per => view.titled(name.first, name.end, &calls),
                MentionKind::Org | MentionKind::Loc => Span {
                    start: view.article_before(name.first, head).unwrap_or(span.start),
                    ..span
                },
                _ => span,
            },
            form: Form::Name,
            kind: name.kind,
            actor: None,
            known,
            inner: false,
            adjective: name.kind == MentionKind::Norp
                && !is_plural(view.slice(span))
                && (view.modifies(head) || view.names_a_language(name.first, head))
                || view.has_prefix(name.first, name.trim.0),
        },
        link,
        party,
        slot: None,
    }
}

/// "Basel, Switzerland" is one mention of Basel, but "Basel, Bern and Geneva" are three.
fn with_country(views: &[View], drafts: &mut [Draft]) {
    for i in (1..drafts.len()).rev() {
        let (before, here) = drafts.split_at_mut(i);
        let (a, b) = (&mut before[i - 1].mention, &here[0].mention);
        if a.kind != MentionKind::Loc || b.kind != MentionKind::Loc || a.sentence != b.sentence || a.end + 1 != b.first
        {
            continue;
        }
        let view = &views[a.sentence as usize];
        let under = view.head(b.head as usize) == Some(a.head as usize)
            && !matches!(view.deprel(b.head as usize), Deprel::Conj | Deprel::Compound);
        if under && view.tokens[a.end as usize] == "," {
            a.phrase.end = b.phrase.end;
        }
    }
}

fn pronouns(view: &View, out: &mut Vec<Draft>) {
    for (i, token) in view.tokens.iter().enumerate() {
        if token.len() > "themselves".len() {
            continue;
        }
        let Some(kind) = kind_of_pronoun(view.lower(i, i + 1)) else {
            continue;
        };
        if all_capitals(token) {
            continue;
        }
        out.push(Draft {
            mention: Mention {
                sentence: view.index,
                head: i as u32,
                first: i as u32,
                end: i as u32 + 1,
                span: view.span(i, i + 1),
                phrase: view.span(i, i + 1),
                form: Form::Pronoun,
                kind,
                actor: None,
                known: false,
                inner: false,
                adjective: false,
            },
            link: Link::Pronoun,
            party: false,
            slot: None,
        });
    }
}

/// Numbers the actors by first mention and lets go of those that nothing mentions.
fn finish(resolver: Resolver, asides: bool) -> Cast {
    let asides = if asides { resolver.asides() } else { Vec::new() };
    let Resolver {
        drafts,
        mut book,
        roles,
        together,
        ..
    } = resolver;
    let joined = book.join_same();
    let mut index: FxHashMap<usize, u32> = FxHashMap::default();
    let mut cast = Cast::default();
    for draft in drafts {
        let mut mention = draft.mention;
        if let Some(slot) = draft.slot {
            let slot = joined.get(&slot).copied().unwrap_or(slot);
            let next = index.len() as u32;
            let i = *index.entry(slot).or_insert_with(|| {
                cast.actors.push(book.actor(slot));
                next
            });
            mention.actor = Some(ActorIndex(i));
        }
        cast.mentions.push(mention);
    }
    cast.roles = roles;
    for (draft, slots) in together {
        let actors = slots
            .iter()
            .filter_map(|s| index.get(joined.get(s).unwrap_or(s)).map(|&i| ActorIndex(i)));
        cast.together.push((MentionIndex(draft as u32), actors.collect()));
    }
    cast.together.sort();
    let known = |slot: usize| book.actor(joined.get(&slot).copied().unwrap_or(slot));
    for (mention, whom) in asides {
        let (id, label) = match whom {
            Whom::Other { id, label } => (id, label),
            Whom::Slot(slot) => {
                let actor = known(slot);
                (actor.id, actor.label)
            }
            Whom::Several(slots) => {
                let all: Vec<Actor> = slots.into_iter().map(known).collect();
                let joined = |part: fn(&Actor) -> &str, by: &str| all.iter().map(part).collect::<Vec<_>>().join(by);
                (joined(|a| &a.id, "+"), joined(|a| &a.label, " and "))
            }
        };
        cast.asides.push(Aside { mention, id, label });
    }
    cast
}

/// The gender that a word before a name tells: "Ms", "King", "spokeswoman".
pub(super) fn gender_of_title(word: &str) -> Gender {
    let word = word.trim_end_matches('.').to_lowercase();
    match word.as_str() {
        "mr" | "sir" | "king" | "prince" | "lord" | "duke" | "emperor" | "father" | "sheikh" | "sheik" | "imam"
        | "cardinal" | "archbishop" | "pope" | "ayatollah" | "sultan" | "emir" | "monsieur" | "actor" | "husband"
        | "son" | "brother" | "businessman" | "congressman" => Gender::Male,
        "ms" | "mrs" | "miss" | "dame" | "lady" | "queen" | "princess" | "duchess" | "empress" | "baroness"
        | "sister" | "mother" | "madame" | "actress" | "wife" | "daughter" | "widow" | "businesswoman"
        | "congresswoman" => Gender::Female,
        w if w.ends_with("woman") => Gender::Female,
        w if w.ends_with("sman") || w.ends_with("rman") => Gender::Male,
        _ => Gender::Unknown,
    }
}

/// Does a capital stand here for the place itself ("in Ankara", "visited Ankara") and not for its government?
pub(super) fn is_place_here(view: &View, words: &Words, head: usize, first: usize) -> bool {
    let class = |i: usize| words.noun(view.tokens[i]).or_else(|| words.noun(view.lemma(i)));
    // "Paris police", "the London mayor", "Geneva talks", but "Moscow officials".
    if matches!(view.deprel(head), Deprel::Compound | Deprel::Amod)
        && let Some(h) = view.head(head)
    {
        return !matches!(class(h), Some(Class::State | Class::Tool));
    }
    let before = first.checked_sub(1).map(|i| view.tokens[i].to_lowercase());
    let case = view.case_of(head).map(str::to_lowercase).or(before.clone());
    let marker = match before.as_deref() {
        Some(
            "in" | "at" | "near" | "from" | "to" | "into" | "outside" | "around" | "through" | "across" | "throughout"
            | "within" | "inside" | "toward" | "towards" | "onto" | "over" | "above" | "leaving" | "reaching"
            | "downtown" | "central" | "eastern" | "western" | "northern" | "southern" | "east" | "west" | "north"
            | "south",
        ) => before.as_deref(),
        _ => case.as_deref(),
    };
    match marker {
        Some(
            "in" | "at" | "near" | "into" | "outside" | "around" | "through" | "across" | "throughout" | "within"
            | "inside" | "onto" | "over" | "above" | "leaving" | "reaching" | "downtown" | "central" | "eastern"
            | "western" | "northern" | "southern" | "east" | "west" | "north" | "south",
        ) => return true,
        // "the mayor of Ankara", but "criticism of Ankara".
        Some("of") => {
            return view.head(head).is_none_or(|h| {
                !matches!(class(h), Some(Class::State | Class::Tool))
                    && !matches!(
                        view.lemma(h),
                        "criticism"
                            | "condemnation"
                            | "ally"
                            | "policy"
                            | "recognition"
                            | "fear"
                            | "leadership"
                            | "critic"
                            | "opponent"
                            | "supporter"
                            | "backer"
                            | "part"
                            | "defeat"
                            | "rejection"
                            | "denial"
                            | "intention"
                            | "tool"
                            | "behalf"
                    )
            });
        }
        // "flew to Ankara" and "fled from Ankara", but "aid to Kyiv" and "gas from Moscow".
        Some("to" | "from" | "toward" | "towards") => {
            return view
                .head(head)
                .is_some_and(|h| is_motion(view.lemma(h)) || is_motion(&view.tokens[h].to_lowercase()));
        }
        _ => {}
    }
    // "visited Ankara": the place is the object of a verb of motion.
    if view
        .head(head)
        .is_some_and(|h| matches!(view.deprel(head), Deprel::Obj) && is_visit(view.lemma(h)))
    {
        return true;
    }
    // "Paris, France" and "Kabul, Afghanistan": a place with its country.
    view.tokens.get(head + 1) == Some(&",")
        && view.deprel(head) != Deprel::Nsubj
        && view
            .children(head)
            .any(|c| c == head + 2 && matches!(view.deprel(c), Deprel::Appos | Deprel::Nmod | Deprel::NmodUnmarked))
}

fn is_motion(lemma: &str) -> bool {
    matches!(
        lemma,
        "go" | "come"
            | "travel"
            | "fly"
            | "flight"
            | "return"
            | "move"
            | "drive"
            | "sail"
            | "walk"
            | "flee"
            | "march"
            | "head"
            | "trip"
            | "visit"
            | "way"
            | "route"
            | "road"
            | "journey"
            | "tour"
            | "arrive"
            | "depart"
            | "leave"
            | "bring"
            | "take"
            | "transfer"
            | "evacuate"
            | "escape"
            | "invite"
            | "summon"
            | "recall"
            | "deport"
            | "relocate"
            | "carry"
            | "rush"
            | "airlift"
            | "close"
            | "next"
            | "mile"
            | "kilometre"
            | "kilometer"
            | "km"
            | "miles"
            | "kilometres"
            | "kilometers"
            | "broadcast"
            | "report"
            | "train"
            | "bus"
            | "withdraw"
    )
}

fn is_visit(lemma: &str) -> bool {
    matches!(
        lemma,
        "visit"
            | "leave"
            | "reach"
            | "enter"
            | "tour"
            | "bomb"
            | "shell"
            | "capture"
            | "besiege"
            | "seize"
            | "rock"
            | "hit"
            | "flee"
            | "evacuate"
            | "occupy"
            | "storm"
            | "surround"
            | "strike"
            | "encircle"
            | "paralyse"
            | "paralyze"
            | "shake"
    )
}

/// Is the how of a registry form one by which a capital stands for its country?
pub(super) fn is_capital(link: &Link) -> bool {
    matches!(link, Link::Known(_, How::Capital))
}
