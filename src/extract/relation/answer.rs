//! Who is answered: "Paris accused Berlin of fraud. Berlin denied the claim." denies what Paris said.

use super::Observation;
use super::reader::{Reader, Referent};
use crate::extract::actor::{ActorIndex, Form};
use crate::extract::syntax::Deprel;

/// PLOVER types of words that can be answered.
const ANSWERABLE: [&str; 3] = ["ACCUSE", "REQUEST", "THREATEN"];

/// Words that point back to what was said: "the claim", "these demands".
const POINTING: [&str; 6] = ["the", "this", "that", "these", "those", "such"];

/// Who last accused, asked or threatened `source`, in this sentence or the one before it in the paragraph, where the
/// object of the frame points back: "the ultimatum". Shown by that object.
pub(super) fn addressee(
    reader: &Reader,
    s: usize,
    words: &[usize],
    source: &Referent,
    out: &[Observation],
) -> Option<Referent> {
    let tree = &reader.clauses[s].tree;
    let pointing = |o: usize| {
        tree.children(o)
            .any(|c| matches!(tree.deprel(c), Deprel::Det | Deprel::Amod) && POINTING.iter().any(|w| tree.is(c, w)))
    };
    let &object = words.iter().find(|&&w| tree.is_noun(w) && pointing(w))?;
    let source = reader.actor(source.actor);
    let id = &source.id;
    let near = |o: &Observation| {
        let sent = o.sent as usize;
        sent == s || (sent + 1 == s && reader.sentences[sent].paragraph == reader.sentences[s].paragraph)
    };
    let said = out.iter().rev().take_while(|o| near(o)).find(|o| {
        o.target.as_ref() == Some(id) && o.source != *id && o.plover.as_deref().is_some_and(|p| ANSWERABLE.contains(&p))
    })?;
    let actor = (0..reader.cast.actors.len()).find(|&i| reader.cast.actors[i].id == said.source)?;
    Some(Referent {
        actor: ActorIndex(actor as u32),
        span: reader.sentences[s].tokens[object].span,
        form: Form::Nominal,
        indirect: false,
        about: None,
    })
}
