//! Records of actors: as a document shows them, and as nodes.

use super::{Draft, Found, Shown};
use crate::extract::actor::{Actor, Kind};
use crate::graph::Sighting;
use crate::graph::store::scan::{Scan, Stop};
use crate::graph::text::Text;
use std::borrow::Cow;
use std::hint::black_box;
use std::ops::Range;
use std::sync::Arc;

/// An actor that was met. What is asked for at every record lies in one line of the processor's cache.
#[repr(align(64))]
pub struct Seen {
    pub id: Text,
    /// What a text called it last.
    pub called: Text,
    /// Where its first record, as far as the number of mentions, is in [`Draft::written`], and how long it is.
    written: (u32, u32),
    /// What that says.
    first: u32,
    /// What was told of it last.
    last: u32,
    /// How many documents show it, and the last of them.
    n_shown: u32,
    last_document: u32,
    /// Where these end, once they are in order.
    pub shown_end: u32,
    /// Is it among the nodes?
    pub is_listed: bool,
}

impl Seen {
    fn new(id: &Text) -> Seen {
        Seen {
            id: id.clone(),
            called: id.clone(),
            written: (0, 0),
            first: NONE,
            last: NONE,
            n_shown: 0,
            last_document: NONE,
            shown_end: 0,
            is_listed: false,
        }
    }

    /// Notes a document that shows it; false when it is the same as before.
    pub fn is_shown_by(&mut self, document: u32) -> bool {
        self.n_shown += 1;
        std::mem::replace(&mut self.last_document, document) != document
    }

    /// Must it be a node? Else it was met in a record that was read anew.
    pub fn is_needed(&self) -> bool {
        self.n_shown > 0
    }

    /// Gives it the places behind `end` for the documents that show it, and says where they end.
    pub fn make_room(&mut self, end: u32) -> u32 {
        self.shown_end = end;
        end + self.n_shown
    }

    /// The places of the documents that show it.
    pub fn shown(&self) -> Range<usize> {
        (self.shown_end - self.n_shown) as usize..self.shown_end as usize
    }
}

/// So many actors of a list are looked at ahead.
pub const AT_ONCE: usize = 32;

/// What stands for no account.
const NONE: u32 = u32::MAX;

/// What an actor's record begins with.
const START: &[u8] = b"{\"id\":\"";

const ACTOR: [&str; 6] = ["id", "label", "kind", "aliases", "wikidata", "mentions"];

/// An actor's record, its texts still in the window.
#[derive(Default)]
struct Account<'a> {
    id: Option<Cow<'a, str>>,
    label: Option<Cow<'a, str>>,
    kind: Option<Kind>,
    aliases: Vec<Cow<'a, str>>,
    wikidata: Option<Cow<'a, str>>,
    mentions: u32,
    /// Where the number of mentions begins, if it comes last.
    mentions_at: Option<usize>,
}

impl<'a> Account<'a> {
    fn take(scan: &mut Scan<'a>) -> Found<Account<'a>> {
        let mut a = Account::default();
        scan.record(&ACTOR, |scan, field| {
            a.mentions_at = (field == 5).then_some(scan.at);
            match field {
                0 => a.id = Some(scan.text()?),
                1 => a.label = Some(scan.text()?),
                2 => a.kind = Some(scan.word()?),
                3 => {
                    a.aliases.clear();
                    scan.list(|scan| {
                        a.aliases.push(scan.text()?);
                        Ok(())
                    })?;
                }
                4 => a.wikidata = scan.maybe(Scan::text)?,
                _ => a.mentions = scan.small()?,
            }
            Ok(())
        })?;
        Ok(a)
    }

    fn is(&self, actor: &Actor) -> bool {
        self.label.as_deref() == Some(&actor.label)
            && self.kind == Some(actor.kind)
            && self.aliases.iter().eq(actor.aliases.iter())
            && self.wikidata.as_deref() == actor.wikidata.as_deref()
    }
}

impl Draft {
    /// An actor of the document that is being read.
    pub(super) fn sighting(&mut self, scan: &mut Scan) -> Found<()> {
        let (actor, account, mentions) = match self.same_again(scan) {
            Some((actor, mentions)) => (actor, self.actors[actor as usize].first, mentions),
            None => self.account(scan)?,
        };
        self.cast.push(actor);
        self.shown.push(Shown {
            document: self.documents.len() as u32,
            account,
            mentions,
        });
        Ok(())
    }

    /// Asks for what is known of the next actors of a list, so that it comes all at once and not as each is read.
    pub(super) fn look_at_next(&self, scan: &Scan) {
        let mut ahead = scan.clone();
        let mut ids = [&[][..]; AT_ONCE];
        let mut n = 0;
        while n < AT_ONCE && ahead.literal(START) {
            let Some(id) = ahead.plain_text() else { break };
            ids[n] = id;
            n += 1;
            if !(ahead.pass_over(b'}') && ahead.literal(b",")) {
                break;
            }
            // Nodes stand each on its own line.
            ahead.literal(b"\n");
        }
        let mut guesses = [None; AT_ONCE];
        for (guess, id) in guesses.iter_mut().zip(&ids[..n]) {
            *guess = self.actor_ids.guess(id);
        }
        let known = || {
            guesses
                .iter()
                .flatten()
                .map(|&actor: &u32| self.actors.get(actor as usize))
        };
        let mut places = [0; AT_ONCE];
        for (place, seen) in places.iter_mut().zip(known()) {
            *place = seen.map_or(0, |seen| seen.written.0 as usize);
        }
        let far = |place: usize| self.written.get(place).map_or(0, |&byte| u32::from(byte));
        black_box(places.iter().map(|&place| far(place) + far(place + 64)).sum::<u32>());
    }

    /// What a node says is worked out from the documents; only that it is there counts.
    pub fn node(&mut self, scan: &mut Scan) -> Found<()> {
        scan.peek()?;
        if self.nodes.len().is_multiple_of(AT_ONCE) {
            self.look_at_next(scan);
        }
        let known = match self.same_again(scan) {
            Some((actor, _)) => Some(actor),
            None => {
                let account = Account::take(scan)?;
                let (Some(id), Some(_), Some(_)) = (&account.id, &account.label, account.kind) else {
                    return Err(Stop::Odd);
                };
                self.actor_ids.find(id.as_bytes())
            }
        };
        if let Some(actor) = known {
            let seen = &mut self.actors[actor as usize];
            if seen.is_needed() && !seen.is_listed {
                seen.is_listed = true;
                self.nodes.push(actor);
            }
        }
        Ok(())
    }

    /// The actor and its mentions, if the record is the first one of that actor word for word; else nothing is taken.
    fn same_again(&self, scan: &mut Scan) -> Option<(u32, u32)> {
        let mut ahead = scan.clone();
        let id = ahead.literal(START).then(|| ahead.plain_text())??;
        let actor = self.actor_ids.guess(id)?;
        let seen = self.actors.get(actor as usize)?;
        let (at, len) = seen.written;
        ahead.at = scan.at;
        if seen.first == NONE || !ahead.literal(&self.written[at as usize..][..len as usize]) {
            return None;
        }
        let mentions = ahead.digits()?;
        ahead.literal(b"}").then(|| {
            *scan = ahead;
            (actor, mentions)
        })
    }

    /// The actor, what is told of it, and its mentions.
    fn account(&mut self, scan: &mut Scan) -> Found<(u32, u32, u32)> {
        scan.peek()?;
        let start = scan.at;
        let is_plain = scan.clone().literal(START);
        let account = Account::take(scan)?;
        let (Some(id), Some(label), Some(kind)) = (&account.id, &account.label, account.kind) else {
            return Err(Stop::Odd);
        };
        let (actor, id) = self.actor_ids.number(id.as_bytes()).ok_or(Stop::Odd)?;
        if actor as usize == self.actors.len() {
            self.actors.push(Seen::new(id));
        }
        let seen = &mut self.actors[actor as usize];
        let is_known = (self.accounts.get(seen.last as usize)).is_some_and(|last| account.is(last));
        if !is_known {
            seen.last = self.accounts.len() as u32;
            let told = Sighting {
                actor: Arc::new(Actor {
                    id: seen.id.to_string(),
                    label: label.to_string(),
                    kind,
                    aliases: account.aliases.iter().map(|alias| alias.to_string()).collect(),
                    wikidata: account.wikidata.as_deref().map(str::to_owned),
                }),
                mentions: 0,
            };
            self.accounts.push(told.tidy().actor);
        }
        if let (NONE, true, Some(end)) = (seen.first, is_plain, account.mentions_at) {
            let written = scan.between(start, end);
            // A file of more than four gigabytes of names goes on without.
            if let Ok(at) = u32::try_from(self.written.len() + written.len()) {
                seen.written = (at - written.len() as u32, written.len() as u32);
                seen.first = seen.last;
                self.written.extend_from_slice(written);
            }
        }
        Ok((actor, seen.last, account.mentions))
    }
}
