//! [`Account`]: what one article states, before anybody knows who is who among many.

use crate::Document;
use crate::extract::actor::Cast;
use crate::extract::relation::Observation;
use crate::graph::batch::Batch;
use crate::graph::identity;
use crate::graph::name;
use crate::graph::{Network, Sighting};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What one article states, in the form in which a [`Store`](super::Store) keeps it: its actors under the ids that the
/// article alone gives them, the readings of one place made one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The text that states it, under the id it came under.
    pub document: Document,
    pub(super) sightings: Vec<Sighting>,
    pub(super) observations: Vec<Observation>,
}

impl Account {
    /// What the extractor found in an article.
    pub fn of_cast(document: &Document, cast: &Cast, observations: &[Observation]) -> Account {
        let mut network = Network::new();
        network.add_cast(document, cast, observations);
        let mut all = Account::all(&network);
        all.pop().unwrap_or_else(|| Account {
            document: document.clone(),
            sightings: Vec::new(),
            observations: Vec::new(),
        })
    }

    /// What each document of a network states, in order of id. Marks by which namesakes were told apart are taken off: whom
    /// they are to be told from depends on the articles they come among.
    pub fn all(network: &Network) -> Vec<Account> {
        let mut accounts: BTreeMap<&str, Account> = (network.documents())
            .map(|document| {
                let mut plain = document.clone();
                plain.id = name::base(document).to_owned();
                let account = Account {
                    document: plain,
                    sightings: Vec::new(),
                    observations: Vec::new(),
                };
                (document.id.as_str(), account)
            })
            .collect();
        let mut marked = std::collections::BTreeSet::new();
        for (doc, sighting) in network.nodes().flat_map(|node| node.sightings()) {
            if let Some(account) = accounts.get_mut(doc) {
                if identity::base(&sighting.actor.id) != sighting.actor.id {
                    marked.insert(doc);
                }
                account.sightings.push(plain_sighting(sighting));
            }
        }
        for mut observation in network.observations() {
            let o = &mut observation;
            let ends = [Some(&mut o.source), o.target.as_mut(), o.holder.as_mut()];
            for end in ends.into_iter().flatten() {
                *end = identity::base(end).to_owned();
            }
            // Labels stand with the sightings.
            o.source_label.clear();
            o.target_label = o.target.as_ref().map(|_| String::new());
            if let Some(account) = accounts.get_mut(observation.doc.as_str()) {
                observation.doc.clone_from(&account.document.id);
                account.observations.push(observation);
            }
        }
        let tidy = |(doc, account): (&str, Account)| match marked.contains(doc) {
            true => account.tidied(),
            false => account,
        };
        accounts.into_iter().map(tidy).collect()
    }

    /// Two accounts of one text as one.
    pub(super) fn join(self, other: Account) -> Account {
        let mut network = self.network();
        network.merge(&other.network());
        Account::all(&network).pop().unwrap_or(other)
    }

    /// Ids from which a mark was taken may now be one, and in another order.
    fn tidied(self) -> Account {
        let network = self.network();
        let mut all = Account::all(&network);
        all.pop().unwrap_or(self)
    }

    fn network(&self) -> Network {
        let mut batch = Batch::default();
        batch.documents.push(Arc::new(self.document.clone()));
        batch.sightings.extend(self.sightings.iter().map(|s| (0, s.clone())));
        for observation in &self.observations {
            batch.state(0, observation.clone());
        }
        let mut network = Network::new();
        network.absorb(batch);
        network
    }
}

fn plain_sighting(sighting: &Sighting) -> Sighting {
    let mut plain = sighting.clone();
    let actor = Arc::make_mut(&mut plain.actor);
    actor.label = identity::plain_label(&actor.id, &actor.label).to_owned();
    actor.id = identity::base(&actor.id).to_owned();
    plain.tidy()
}
