//! Which acts of a sentence are its events, and which only stand behind them.
//!
//! PLOVER codes what a sentence reports. What an event is about or aims at is no event of its own: the deed somebody is accused
//! of, the step that is demanded, the crowd that gas was to disperse, the earlier attack that a relative clause recalls, the war
//! in whose course it happened. Such acts stay relations of the network; they have no code while the event they belong to has one.

use super::Observation;
use super::reader::Reader;
use crate::extract::clause::{Clauses, Tree};
use crate::extract::syntax::{Deprel, Xpos};

/// Clauses after these tell of a second event beside the first.
const BESIDE: [&str; 7] = ["as", "while", "whereas", "although", "though", "but", "and"];

/// How far up a tree an event is looked for.
const MAX_STEPS: usize = 24;

/// Takes the codes from the acts of sentence `s` that belong to another coded one, of another type.
pub(super) fn uncode(reader: &Reader, s: usize, out: &mut [Observation]) {
    let first = out.partition_point(|o| (o.sent as usize) < s);
    let events: Vec<(usize, usize)> = (first..out.len())
        .filter(|&i| out[i].plover.is_some())
        .map(|i| (i, word_of(reader, s, &out[i])))
        .collect();
    let behind: Vec<usize> = events
        .iter()
        .filter(|&&(i, word)| {
            events.iter().any(|&(j, event)| {
                let other = out[i].plover != out[j].plover;
                // "The mayor said the guards beat a man": the beating is the event, the charge the mayor's reading of it.
                let read_into = event == word && out[i].plover.as_deref() == Some("ACCUSE");
                other && (read_into || belongs(&reader.clauses[s], word, event))
            })
        })
        .map(|&(i, _)| i)
        .collect();
    for i in behind {
        (out[i].plover, out[i].cameo) = (None, None);
    }
}

/// The word of a trigger that stands highest in the tree.
fn word_of(reader: &Reader, s: usize, o: &Observation) -> usize {
    let tree = &reader.clauses[s].tree;
    let tokens = &reader.sentences[s].tokens;
    let from = tokens.partition_point(|t| t.span.end <= o.trigger_bytes.start);
    (from..tokens.len())
        .take_while(|&w| tokens[w].span.start < o.trigger_bytes.end)
        .min_by_key(|&w| (depth(tree, w), w))
        .unwrap_or(from)
}

fn depth(tree: &Tree, word: usize) -> usize {
    std::iter::successors(Some(word), |&w| tree.head(w))
        .take(MAX_STEPS)
        .count()
}

/// Does what `word` states belong to what `event` states: as its content, its aim, its past or its scene?
fn belongs(clauses: &Clauses, word: usize, event: usize) -> bool {
    let tree = &clauses.tree;
    let mut lower = !tree.is_verb(word);
    let mut at = word;
    for _ in 0..MAX_STEPS {
        lower |= match tree.deprel(at) {
            Deprel::Ccomp | Deprel::Xcomp | Deprel::Csubj | Deprel::Acl | Deprel::AclRelcl => true,
            Deprel::Advcl => match clauses.marker(at) {
                Some(m) => !BESIDE.iter().any(|w| tree.is(m, w)),
                None => tree.xpos(at) != Xpos::Vbg,
            },
            _ => false,
        };
        let Some(head) = tree.head(at) else { return false };
        if head == event {
            return lower;
        }
        at = head;
    }
    false
}
