//! [`Draft`]: a mention whose actor is still to be found.

use super::registry::How;
use super::words::Class;
use super::{Form, Mention};

/// A mention, and what is known of it before actors are settled.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) mention: Mention,
    pub(super) link: Link,
    /// It names a party.
    pub(super) party: bool,
    /// The slot of the actor in the book, once found.
    pub(super) slot: Option<usize>,
}

/// What a mention gives to go by.
#[derive(Clone, Debug)]
pub(super) enum Link {
    /// The registry knows the form.
    Known(u32, How),
    /// A name that no registry knows.
    Name {
        /// Only its place in the sentence speaks for its type.
        guessed: bool,
    },
    /// A description.
    Noun(Noun),
    /// A pronoun.
    Pronoun,
}

/// A description of people or bodies.
#[derive(Clone, Debug)]
pub(super) struct Noun {
    pub(super) class: Class,
    pub(super) plural: bool,
    /// It is a title: "the minister".
    pub(super) title: bool,
    /// The description without its article.
    pub(super) label: String,
    /// It is one word.
    pub(super) bare: bool,
    /// It begins with its rank in a row: "31st member".
    pub(super) ranked: bool,
    /// "several", "multiple": how many there are, where no number tells.
    pub(super) counted: Option<String>,
    pub(super) definite: bool,
    pub(super) indefinite: bool,
    /// Sentence and head of the name that says whose it is.
    pub(super) modifier: Option<(u32, u32)>,
}

/// Puts drafts into text order; of two with one head the name stays, then the longer.
pub(super) fn in_order(drafts: &mut Vec<Draft>) {
    let rank = |d: &Draft| match d.mention.form {
        // "hardline Republicans" over the bare name inside it.
        Form::Nominal if matches!(&d.link, Link::Noun(n) if !n.bare) => 0,
        Form::Name => 1,
        Form::Nominal => 2,
        Form::Pronoun => 3,
    };
    drafts.sort_by_key(|d| (d.mention.sentence, d.mention.head, rank(d), d.mention.first));
    drafts.dedup_by_key(|d| (d.mention.sentence, d.mention.head));
}
