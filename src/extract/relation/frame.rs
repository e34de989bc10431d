//! [`Frame`]: one way to state a relation, in a small language that a linguist can read.
//!
//! ```text
//! A call on B            a verb with a preposition
//! A impose sanction on B a verb, its object, a preposition
//! B receive aid from A   the source stands elsewhere
//! A lead B:party         only when B is a party
//! A pledge to V+ B       the target of a cooperative infinitive
//! support for B          a noun; its source is found by construction
//! trade+war with B       a noun with a word that must stand before it
//! A protest              nobody at the other end
//! A-backed B, pro-B A    hyphenated modifiers
//! B do great|good+job    an object with a word before it
//! A&A clash              two who do it to each other
//! ```
//!
//! A voiced frame ("B lie") has no A: it states the relation where somebody says so of B. It may be what he denies of B
//! ("B not care") or says that B should do ("B should apologise").
//!
//! Words are lemmas; `x|y` are alternatives. Passives, relative clauses, coordination, control and light verbs are
//! understood by the clause stage, so a frame never names them.

use super::glance::Needs;
use super::vocabulary::{Kinds, RelationIndex};
use crate::error::{Error, Result};
use crate::extract::clause::Reality;

const PREPOSITIONS: [&str; 6] = ["in", "at", "on", "under", "against", "for"];

/// Which kind of word heads a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FrameClass {
    /// "A back B"
    Verb,
    /// "support for B"
    Noun,
    /// "critical of B"
    Adjective,
    /// "A-backed B"
    Compound,
}

/// The two ends of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// A: who does it.
    Source,
    /// B: to whom.
    Target,
}

/// One element of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// A word: any of these lemmas.
    Word(Vec<String>),
    /// An object, and the words of which one must stand before it: "great|good+job".
    Modified(Vec<String>, Vec<String>),
    /// An end, with the kinds it may have.
    Slot(End, Kinds),
    /// A subordinate clause: of any sign, cooperative, or hostile.
    Clause(Option<i8>),
}

/// A compiled frame.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The relation it states.
    pub relation: RelationIndex,
    /// What heads it.
    pub class: FrameClass,
    /// As it was written, for `rule` and `why`.
    pub text: String,
    /// PLOVER type and CAMEO code of its block, where they are not those of the relation: a ban that is lifted concedes,
    /// an embargo that is lifted retreats.
    pub(super) codes: Option<(String, Option<String>)>,
    /// How real what it states is at most: a warrant for an arrest is planned.
    pub(super) reality: Reality,
    /// The slot that the subject fills, where one is written before the verb.
    pub(super) subject: Option<(End, Kinds)>,
    /// Slots written before a noun: "A B talk".
    pub(super) before: Vec<(End, Kinds)>,
    /// "A be member of B": a noun or adjective that must be a predicate.
    pub(super) copular: bool,
    /// "A&A clash": several who do it to each other.
    pub(super) mutual: bool,
    /// The preposition that must stand before a predicate noun: "at" of "at war with B".
    pub(super) case: Option<String>,
    heads: Vec<String>,
    /// A word that must stand before the head noun: "trade" of "trade+war with B".
    pub(super) modifiers: Vec<String>,
    /// What follows the head.
    pub(super) rest: Vec<Element>,
    /// Is its noun a person, who may be the source: "critics of B"?
    pub(super) agent: bool,
    /// Does it answer words said before, whose speaker is its target: "A reject ultimatum"?
    pub(super) answer: bool,
    /// Is its source whoever says it: "B lie", said by A?
    pub(super) voiced: bool,
    /// Is it what somebody denies of B, or says that B should do: "B not care", "B should apologise"? Voiced frames only.
    pub(super) said: Said,
    /// Do those it names as its object act themselves, for want of another: "troops" of "A withdraw troop from B"?
    pub(super) own_forces: bool,
    /// The words without which it cannot fit.
    pub(super) needs: Needs,
}

/// How a voiced frame is said of B.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// "B not care"
    pub denied: bool,
    /// "B should apologise"
    pub wished: bool,
}

impl Frame {
    /// Reads one frame.
    ///
    /// # Errors
    /// When it has no head word, or an element cannot be read.
    pub fn parse(text: &str, class: FrameClass, relation: RelationIndex) -> Result<Frame> {
        let mut frame = Frame {
            relation,
            class,
            text: text.to_string(),
            codes: None,
            reality: Reality::Actual,
            subject: None,
            before: Vec::new(),
            copular: false,
            mutual: false,
            case: None,
            heads: Vec::new(),
            modifiers: Vec::new(),
            rest: Vec::new(),
            agent: false,
            answer: false,
            voiced: false,
            said: Said::default(),
            own_forces: false,
            needs: Needs::default(),
        };
        if class == FrameClass::Compound {
            frame.parse_compound(text)?;
            return Ok(frame);
        }
        let mut elements = Vec::new();
        let one = text.strip_prefix("A&");
        frame.mutual = one.is_some();
        for word in one.unwrap_or(text).split_whitespace() {
            elements.push(element(word).map_err(|e| Error::new(format!("in the frame \"{text}\": {e}")))?);
        }
        let mut elements = elements.into_iter().peekable();
        let mut slots = Vec::new();
        while let Some(Element::Slot(end, kinds)) = elements.peek() {
            slots.push((*end, *kinds));
            elements.next();
        }
        if class == FrameClass::Noun {
            frame.before = slots;
        } else {
            if slots.len() > 1 {
                return Err(Error::new(format!(
                    "the frame \"{text}\" has two slots before its verb; expected one, as in \"A back B\""
                )));
            }
            frame.subject = slots.pop();
        }
        for (word, flag) in [("should", &mut frame.said.wished), ("not", &mut frame.said.denied)] {
            *flag = elements
                .next_if(|e| matches!(e, Element::Word(w) if w == &[word]))
                .is_some();
        }
        match elements.next() {
            Some(Element::Word(heads)) if heads.iter().any(|h| h.contains('+')) => {
                return Err(Error::new(format!(
                    "the frame \"{text}\" begins with more than one \"+\"; expected one, as in \"trade+war with B\": write a frame for each"
                )));
            }
            Some(Element::Word(heads)) => frame.heads = heads,
            Some(Element::Modified(modifiers, heads)) => {
                frame.modifiers = modifiers;
                frame.heads = heads;
            }
            _ => {
                return Err(Error::new(format!(
                    "the frame \"{text}\" has no head word; expected a verb or noun, as in \"A back B\""
                )));
            }
        }
        frame.rest = elements.collect();
        if class == FrameClass::Verb && frame.heads == ["be"] {
            // In Universal Dependencies the predicate noun or adjective is the head, not "be".
            let heads = match frame.rest.first().cloned() {
                Some(Element::Word(heads)) => Some(heads),
                Some(Element::Modified(modifiers, heads)) => {
                    frame.modifiers = modifiers;
                    Some(heads)
                }
                _ => None,
            };
            let Some(heads) = heads else {
                return Err(Error::new(format!(
                    "the frame \"{text}\" has \"be\" without a noun or adjective after it"
                )));
            };
            frame.heads = heads;
            frame.rest.remove(0);
            frame.copular = true;
        }
        // "at war with B": the noun is the head, its preposition a condition.
        if (frame.copular || class == FrameClass::Adjective)
            && let [preposition] = frame.heads.as_slice()
            && PREPOSITIONS.contains(&preposition.as_str())
            && let Some(Element::Word(heads)) = frame.rest.first().cloned()
        {
            frame.case = Some(preposition.clone());
            frame.heads = heads;
            frame.rest.remove(0);
        }
        Ok(frame)
    }

    /// "A-backed B": the word after the hyphen; "pro-B A": the word before it.
    fn parse_compound(&mut self, text: &str) -> Result<()> {
        let wrong = || {
            Error::new(format!(
                "cannot read the compound \"{text}\"; expected \"A-backed B\" or \"pro-B A\""
            ))
        };
        let (modifier, noun) = text.split_once(' ').ok_or_else(wrong)?;
        let (left, right) = modifier.split_once('-').ok_or_else(wrong)?;
        let slot = |word: &str| match element(word) {
            Ok(Element::Slot(end, kinds)) => Some((end, kinds)),
            _ => None,
        };
        let last = slot(noun).ok_or_else(wrong)?;
        match (slot(left), slot(right)) {
            (Some(first), None) => {
                self.before = vec![first, last];
                self.heads = right.split('|').map(str::to_string).collect();
            }
            (None, Some(first)) => {
                self.before = vec![first, last];
                self.heads = left.split('|').map(str::to_string).collect();
                self.copular = true; // marks the prefix form
            }
            _ => return Err(wrong()),
        }
        Ok(())
    }

    /// Is it a compound with the word before the hyphen: "pro-B A"?
    pub(super) fn is_prefix(&self) -> bool {
        self.class == FrameClass::Compound && self.copular
    }

    /// The lemmas that may head it.
    pub fn heads(&self) -> &[String] {
        &self.heads
    }

    /// The more it asks for, the more specific: words count most, then clauses and slots, then kinds.
    pub fn specificity(&self) -> usize {
        let slot = |kinds: &Kinds| 2 + usize::from(*kinds != Kinds::ANY);
        let rest: usize = self
            .rest
            .iter()
            .map(|e| match e {
                // Where it happens says less than whom it befalls.
                Element::Word(words) if words == &["in"] => 6,
                // "hunger+strike" is more than "strike".
                Element::Word(words) => 8 + 12 * usize::from(words.iter().all(|w| w.contains('+'))),
                Element::Modified(_, _) => 12,
                Element::Slot(_, kinds) => slot(kinds),
                Element::Clause(sign) => 4 + usize::from(sign.is_some()),
            })
            .sum();
        let before: usize = self
            .before
            .iter()
            .chain(&self.subject)
            .map(|(_, kinds)| slot(kinds))
            .sum();
        let coded = usize::from(self.codes.is_some());
        let said = 3 * (usize::from(self.said.denied) + usize::from(self.said.wished));
        rest + before + coded + said + 6 * usize::from(self.copular) + 8 * usize::from(!self.modifiers.is_empty())
    }

    /// Does it name that end anywhere?
    pub(super) fn names(&self, end: End) -> bool {
        self.subject.is_some_and(|(e, _)| e == end)
            || self.before.iter().any(|&(e, _)| e == end)
            || self.rest.iter().any(|e| matches!(e, Element::Slot(s, _) if *s == end))
    }
}

fn element(word: &str) -> Result<Element> {
    let (name, kinds) = match word.split_once(':') {
        Some((name, kinds)) => (name, Kinds::parse(kinds.split('|'))?),
        None => (word, Kinds::ANY),
    };
    Ok(match name {
        "A" => Element::Slot(End::Source, kinds),
        "B" => Element::Slot(End::Target, kinds),
        "V" => Element::Clause(None),
        "V+" => Element::Clause(Some(1)),
        "V-" => Element::Clause(Some(-1)),
        _ if name.is_empty() || name.split('|').any(str::is_empty) => {
            return Err(Error::new(format!("\"{word}\" is empty between its bars")));
        }
        _ => {
            let words = |text: &str| text.split('|').map(str::to_string).collect();
            match name.split_once('+') {
                Some((modifiers, heads)) if !heads.contains('+') => Element::Modified(words(modifiers), words(heads)),
                // "food+aid|debt+relief": each with its own.
                _ => Element::Word(words(name)),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_frames() {
        // class, text, heads, what is named, specificity
        for (class, text, heads, a, b) in [
            (FrameClass::Verb, "A back B", "back", true, true),
            (FrameClass::Verb, "call on B", "call", false, true),
            (
                FrameClass::Verb,
                "A impose|slap sanction on B",
                "impose slap",
                true,
                true,
            ),
            (FrameClass::Verb, "B receive aid from A", "receive", true, true),
            (FrameClass::Verb, "A be member of B", "member", true, true),
            (FrameClass::Verb, "A resign", "resign", true, false),
            (FrameClass::Noun, "support for B", "support", false, true),
            (FrameClass::Noun, "A B talk", "talk", true, true),
            (FrameClass::Compound, "A-backed B", "backed", true, true),
            (FrameClass::Compound, "pro-B A", "pro", true, true),
        ] {
            let frame = Frame::parse(text, class, RelationIndex(0)).expect(text);
            assert_eq!(frame.heads().join(" "), heads, "{text}");
            assert_eq!((frame.names(End::Source), frame.names(End::Target)), (a, b), "{text}");
        }
    }

    #[test]
    fn longer_frames_are_more_specific() {
        let specificity = |text| {
            Frame::parse(text, FrameClass::Verb, RelationIndex(0))
                .unwrap()
                .specificity()
        };
        assert!(specificity("A fire missile at B") > specificity("A fire B:person"));
        assert!(specificity("A fire B:person") > specificity("A fire B"));
    }

    #[test]
    fn says_what_is_wrong() {
        for (class, text, part) in [
            (FrameClass::Verb, "A B", "two slots"),
            (FrameClass::Verb, "A", "no head word"),
            (FrameClass::Verb, "A lead B:pary", "no kind of actor"),
            (FrameClass::Verb, "A give| B", "empty between"),
            (FrameClass::Compound, "A backed B", "compound"),
        ] {
            let error = Frame::parse(text, class, RelationIndex(0)).expect_err(text).to_string();
            assert!(error.contains(part), "{text}: {error}");
        }
    }
}
