//! [`Pronoun`]: what the form of a pronoun tells of whom it means.

use super::super::{Gender, MentionKind};

/// Who speaks, who is spoken to, who is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Person {
    First,
    Second,
    Third,
}

/// What the form of a pronoun tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pronoun {
    pub(super) person: Person,
    pub(super) plural: bool,
    /// Of "he" and "she"; unknown for all others.
    pub(super) gender: Gender,
    /// "himself": the subject of its own clause.
    pub(super) reflexive: bool,
    /// "his": stands before a noun, or may.
    pub(super) possessive: bool,
}

impl Pronoun {
    /// Reads a token; nothing when it is no personal pronoun.
    pub(super) fn read(word: &str) -> Option<Pronoun> {
        use Gender::{Female, Male, Unknown};
        use Person::{First, Second, Third};
        let (person, plural, gender) = match word {
            "i" | "me" | "my" | "mine" | "myself" => (First, false, Unknown),
            "we" | "us" | "our" | "ours" | "ourselves" => (First, true, Unknown),
            "you" | "your" | "yours" | "yourself" | "yourselves" => (Second, false, Unknown),
            "he" | "him" | "his" | "himself" => (Third, false, Male),
            "she" | "her" | "hers" | "herself" => (Third, false, Female),
            "it" | "its" | "itself" => (Third, false, Unknown),
            "they" | "them" | "their" | "theirs" | "themselves" => (Third, true, Unknown),
            _ => return None,
        };
        Some(Pronoun {
            person,
            plural,
            gender,
            reflexive: word.ends_with("self") || word.ends_with("selves"),
            possessive: matches!(word, "my" | "our" | "your" | "his" | "her" | "its" | "their"),
        })
    }

    /// He or she, in any case.
    pub(super) fn human(self) -> bool {
        self.gender != Gender::Unknown
    }
}

/// What a pronoun is a mention of, by its form alone; nothing when the word is no pronoun.
pub(in crate::extract::actor) fn kind_of_pronoun(word: &str) -> Option<MentionKind> {
    let p = Pronoun::read(word)?;
    Some(match (p.person, p.plural) {
        (_, true) => MentionKind::Group,
        (Person::Third, _) if !p.human() => MentionKind::Org,
        _ => MentionKind::Per,
    })
}
