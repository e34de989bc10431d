//! [`Casts`]: the actors that each document shows, ready to be written.

use super::writer::{Quoted, Writer};
use crate::extract::actor::Actor;
use crate::graph::Network;
use rustc_hash::FxHashMap;
use std::hint::black_box;
use std::io;
use std::ops::Range;

/// The actors of each document, in order of their ids.
///
/// Documents that say the same of an actor share one account, and that is put into words once.
pub struct Casts<'a> {
    accounts: Vec<Account<'a>>,
    /// Those that several documents share, as they are written.
    words: Vec<u8>,
    /// Document by document.
    shown: Vec<Shown>,
    /// Where those of each document end.
    ends: Vec<u32>,
}

struct Account<'a> {
    actor: &'a Actor,
    /// Where it stands in the words; nothing where only one document gives it.
    words: Range<usize>,
}

#[derive(Clone, Copy, Default)]
struct Shown {
    account: u32,
    mentions: u32,
}

impl<'a> Casts<'a> {
    pub fn of(network: &'a Network) -> Casts<'a> {
        let mut numbers = Numbers::of(network);
        let mut ends = vec![0; network.documents.len()];
        let mut accounts: Vec<Account> = Vec::new();
        let mut sink = io::sink();
        let mut words = Writer::new(&mut sink);
        // First actor by actor, each with the number of its document; then, as many are counted, in order of document.
        let mut all: Vec<(u32, Shown)> = Vec::new();
        for node in network.nodes() {
            let first = accounts.len();
            // Asked for all at once, not one after the other.
            black_box(node.shown().map(|(doc, _)| doc.len()).sum::<usize>());
            for (doc, sighting) in node.shown() {
                let Some(document) = numbers.number(doc) else { continue };
                match accounts[first..]
                    .last_mut()
                    .filter(|last| std::ptr::eq(last.actor, &*sighting.actor))
                {
                    Some(last) if last.words.is_empty() => {
                        let start = words.gathered();
                        actor(&mut words, last.actor);
                        last.words = start..words.gathered();
                    }
                    Some(_) => {}
                    None => accounts.push(Account {
                        actor: &sighting.actor,
                        words: 0..0,
                    }),
                }
                let shown = Shown {
                    account: accounts.len() as u32 - 1,
                    mentions: sighting.mentions,
                };
                ends[document as usize] += 1;
                all.push((document, shown));
            }
        }
        let mut end = 0;
        for n in &mut ends {
            end += std::mem::replace(n, end);
        }
        let mut shown = vec![Shown::default(); all.len()];
        for (document, one) in all {
            let place = &mut ends[document as usize];
            shown[*place as usize] = one;
            *place += 1;
        }
        Casts {
            words: words.into_gathered(),
            accounts,
            shown,
            ends,
        }
    }

    /// The list of the actors of a document, by its number in order of id.
    pub fn write(&self, out: &mut Writer, document: usize) {
        let start = document.checked_sub(1).map_or(0, |before| self.ends[before]);
        let shown = &self.shown[start as usize..self.ends[document] as usize];
        // All that is far away in memory is asked for at once, not one thing after the other.
        let far = |shown: &Shown| self.words.get(self.accounts[shown.account as usize].words.start);
        black_box(shown.iter().filter_map(far).fold(0, |sum, &byte| sum ^ byte));
        out.raw("[");
        for (i, shown) in shown.iter().enumerate() {
            out.raw(if i == 0 { "" } else { "," });
            let account = &self.accounts[shown.account as usize];
            match account.words.is_empty() {
                true => actor(out, account.actor),
                false => out.raw_bytes(&self.words[account.words.clone()]),
            }
            out.number(shown.mentions.into());
            out.raw("}");
        }
        out.raw("]");
    }
}

/// The record of an actor as far as the number of mentions, which is its last field.
pub fn actor(out: &mut Writer, actor: &Actor) {
    out.raw("{\"id\":");
    out.text(&actor.id);
    out.raw(",\"label\":");
    out.text(&actor.label);
    out.raw(",\"kind\":");
    out.raw(actor.kind.quoted());
    out.raw(",\"aliases\":[");
    for (i, alias) in actor.aliases.iter().enumerate() {
        out.raw(if i == 0 { "" } else { "," });
        out.text(alias);
    }
    out.raw("]");
    if let Some(item) = &actor.wikidata {
        out.raw(",\"wikidata\":");
        out.text(item);
    }
    out.raw(",\"mentions\":");
}

/// The numbers of documents, in order of id.
struct Numbers<'a> {
    by_id: FxHashMap<&'a str, u32>,
    /// By where the id stands in memory: mostly it is one and the same copy.
    by_place: FxHashMap<usize, u32>,
}

impl<'a> Numbers<'a> {
    fn of(network: &'a Network) -> Numbers<'a> {
        let ids = || network.documents.keys().map(|id| id.as_str()).zip(0..);
        Numbers {
            by_id: ids().collect(),
            by_place: ids().map(|(id, number)| (place(id), number)).collect(),
        }
    }

    fn number(&mut self, id: &'a str) -> Option<u32> {
        if let Some(&number) = self.by_place.get(&place(id)) {
            return Some(number);
        }
        let number = *self.by_id.get(id)?;
        self.by_place.insert(place(id), number);
        Some(number)
    }
}

fn place(id: &str) -> usize {
    id.as_ptr() as usize
}
