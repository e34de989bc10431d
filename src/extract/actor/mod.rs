//! Parse to [`Mention`]s, mentions to [`Actor`]s, titles to [`Role`]s.

mod book;
mod cast;
mod coref;
mod draft;
mod fold;
mod generic;
mod letters;
mod member;
mod name;
mod nominal;
mod office;
mod record;
mod refer;
mod registry;
mod role;
mod view;
mod words;

#[cfg(test)]
mod tests;

#[doc(hidden)] // For our benches.
pub use cast::cast;
pub(crate) use cast::cast_with_asides;
pub(crate) use generic::is_description;
pub use record::{MentionRecord, Shape, records};
pub use registry::{Entry, How, Registry};

use crate::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What kind of actor it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// One human being.
    Person,
    /// A country, with its government and its military.
    Country,
    /// An organisation of any kind that the kinds below do not name.
    Organization,
    /// A ministry, parliament, court or agency of a country.
    GovernmentBody,
    /// A political party.
    Party,
    /// Rebels, militias, terrorist organisations.
    ArmedGroup,
    /// People who act together: "protesters", "hardline Republicans".
    Group,
    /// A place that acts.
    Place,
    /// Not known.
    #[default]
    Unknown,
}

/// The gender that pronouns take up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Gender {
    /// "he"
    Male,
    /// "she"
    Female,
    /// Not known.
    #[default]
    Unknown,
}

/// Who is meant: one node of the network.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Actor {
    /// Stable and readable: `kind:slug`, such as `person:jens-stoltenberg` or `country:fr`. The same actor has the same id
    /// in every article. Who has no name ("protesters") is of one article: behind an `@` stand six digits that tell
    /// articles apart, `group:protesters@1f03ab`.
    pub id: String,
    /// The canonical name.
    pub label: String,
    /// What it is.
    pub kind: Kind,
    /// Every other form under which articles name it, titles left out, pronouns never.
    #[serde(default)]
    pub aliases: BTreeSet<String>,
    /// Wikidata item, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<String>,
}

impl Actor {
    /// An actor without a name: a description is its label.
    ///
    /// ```
    /// use newsgraph::extract::actor::{Actor, Kind};
    /// assert_eq!(Actor::described("two ships", Kind::Place).id, "place:two-ships");
    /// ```
    pub fn described(label: &str, kind: Kind) -> Actor {
        Actor {
            id: format!("{}:{}", book::prefix(kind), fold::slug(label)),
            label: label.to_string(),
            kind,
            ..Actor::default()
        }
    }
}

/// Index of an [`Actor`] in [`Cast::actors`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ActorIndex(pub u32);

/// Index of a [`Mention`] in [`Cast::mentions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MentionIndex(pub u32);

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Form {
    /// By a proper name or an adjective of one: "Stoltenberg", "NATO", "French".
    Name,
    /// By a description: "the alliance", "hardline Republicans", "the minister".
    Nominal,
    /// By a pronoun.
    Pronoun,
}

/// What a mention is a mention of, in the terms of named-entity sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[non_exhaustive]
pub enum MentionKind {
    /// A person.
    Per,
    /// An organisation.
    Org,
    /// A country, city or site.
    Loc,
    /// A nationality, religion or political direction.
    Norp,
    /// A group of people without a name.
    Group,
    /// Anything else that has a name.
    Misc,
}

/// A place in the text where an actor, or something that has a name, is mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Index of the sentence.
    pub sentence: u32,
    /// Token index of its syntactic head.
    pub head: u32,
    /// Token index of its first word. For a name: the name alone, without title and article. For a nominal: the noun phrase up to its head, article left out.
    pub first: u32,
    /// One past its last token.
    pub end: u32,
    /// From the first to the last token, in bytes of the article.
    pub span: Span,
    /// The whole noun phrase: of a nominal with its article and what follows the head, "the mayor of a small town"; of a
    /// name with its titles and its article, "Prime Minister Eva Lund", "the EU"; else as `span`.
    pub phrase: Span,
    /// Name, nominal or pronoun.
    pub form: Form,
    /// Its type.
    pub kind: MentionKind,
    /// Who is meant; nothing where that is not clear.
    pub actor: Option<ActorIndex>,
    /// Is it in the registry, ours or the user's?
    pub known: bool,
    /// Is it a name inside a longer name: "U.S." of "U.S. Department of Agriculture"? Nobody acts by such a name.
    pub inner: bool,
    /// Is it an adjective, and so no mention of the actor itself: "French" in "French wine"?
    pub adjective: bool,
}

/// What a title or apposition says of a person: a fact of its own, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Role {
    /// The person.
    pub holder: MentionIndex,
    /// The country or organisation whose office it is.
    pub body: MentionIndex,
    /// What the words state.
    pub kind: RoleKind,
    /// The title as it stands: "Secretary General", "Foreign Minister", "top diplomat".
    pub title: Span,
    /// "former", "ex-", "late": the office is no longer held.
    pub former: bool,
    /// "-elect", "designate", "nominee": the office is not yet held.
    pub future: bool,
}

/// Which structural relation a role states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RoleKind {
    /// holds-office: ministers, presidents, ambassadors, senators.
    Office,
    /// leads: heads of parties, companies, armed groups.
    Leads,
    /// member-of: party members, member states, soldiers of a force.
    Member,
    /// represents: spokesmen, envoys, lawyers.
    Represents,
}

/// A mention that says nothing of who acts, and yet means somebody or some place: "a lawyer" said of Eva Lund, "the square" a
/// second time, "they" of two who were named together. Only the list of mentions shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Aside {
    /// Where it stands; without an index of an actor.
    pub mention: Mention,
    /// The id of the actor; of several their ids joined by "+"; of who or what is no actor an id of this article alone.
    pub id: String,
    /// Its name.
    pub label: String,
}

/// All actors of one article, their mentions and roles.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// The actors, in order of first mention.
    pub actors: Vec<Actor>,
    /// The mentions, in text order (sentence, then head token).
    pub mentions: Vec<Mention>,
    /// What titles and appositions state.
    pub roles: Vec<Role>,
    /// Mentions that mean several actors named together, in text order: "they", "the two countries". They have no
    /// actor of their own.
    pub together: Vec<(MentionIndex, Vec<ActorIndex>)>,
    /// Mentions that say nothing of who acts, in text order; only where they were asked for.
    pub asides: Vec<Aside>,
}

impl Cast {
    /// The actor with that index.
    pub fn actor(&self, index: ActorIndex) -> &Actor {
        &self.actors[index.0 as usize]
    }

    /// The mention with that index.
    pub fn mention(&self, index: MentionIndex) -> &Mention {
        &self.mentions[index.0 as usize]
    }

    /// The actors named together that a mention means; none for a mention of one actor. `O(log n)`.
    pub fn several(&self, mention: MentionIndex) -> &[ActorIndex] {
        match self.together.binary_search_by_key(&mention, |(m, _)| *m) {
            Ok(i) => &self.together[i].1,
            Err(_) => &[],
        }
    }

    /// Takes up actors that came later, with their mentions. `O(n log n)` in the mentions.
    pub(crate) fn join(&mut self, late: Vec<(Actor, Vec<Mention>)>) {
        let mut all: Vec<(Option<usize>, Mention)> = Vec::new();
        for (actor, mentions) in late {
            let index = ActorIndex(self.actors.len() as u32);
            self.actors.push(actor);
            for mention in mentions {
                match self.mention_at(mention.sentence as usize, mention.head as usize) {
                    Some(m) => self.mentions[m.0 as usize].actor = Some(index),
                    None => {
                        let actor = Some(index);
                        all.push((None, Mention { actor, ..mention }));
                    }
                }
            }
        }
        let known = std::mem::take(&mut self.mentions).into_iter().enumerate();
        all.extend(known.map(|(i, mention)| (Some(i), mention)));
        all.sort_by_key(|(_, m)| (m.sentence, m.head));
        let mut moved = vec![0; all.len()];
        for (to, (from, mention)) in all.into_iter().enumerate() {
            if let Some(from) = from {
                moved[from] = to as u32;
            }
            self.mentions.push(mention);
        }
        for (mention, _) in &mut self.together {
            mention.0 = moved[mention.0 as usize];
        }
        for role in &mut self.roles {
            role.holder.0 = moved[role.holder.0 as usize];
            role.body.0 = moved[role.body.0 as usize];
        }
    }

    /// The mention whose head is token `head` of sentence `sentence`. `O(log n)`.
    pub fn mention_at(&self, sentence: usize, head: usize) -> Option<MentionIndex> {
        let key = (sentence as u32, head as u32);
        self.mentions
            .binary_search_by_key(&key, |m| (m.sentence, m.head))
            .ok()
            .map(|i| MentionIndex(i as u32))
    }
}
