//! Who says the words around a predicate.

use super::{Reader, Referent};
use crate::Span;
use crate::extract::actor::{ActorIndex, Form};
use crate::extract::clause::{Effect, Quotation, Speaker};
use crate::extract::relation::frame::End;

/// Words between quotation marks that can be a speech of their own.
const SHORTEST_SPEECH: usize = 4;

impl Reader<'_> {
    pub(super) fn refer_to_speaker(&self, s: usize, word: usize, predicate: usize) -> Option<Referent> {
        let in_sentence = || {
            self.clauses[s]
                .holder(predicate)
                .map(|w| Speaker { sentence: s, word: w })
        };
        let speaker = self.speaker(s, word).or_else(in_sentence)?;
        let mention = self.cast.mention(self.mention(speaker.sentence, speaker.word)?);
        let span = self.sentences[s].tokens[word].span;
        Some(Referent {
            actor: mention.actor?,
            span,
            form: Form::Pronoun,
            indirect: false,
            about: None,
        })
    }

    /// Who says the words around `word`, when it stands in a quotation. `O(log n)`.
    fn speaker(&self, s: usize, word: usize) -> Option<Speaker> {
        self.quotation(s, word)?.speaker
    }

    /// The quotation in which `word` stands.
    fn quotation(&self, s: usize, word: usize) -> Option<&Quotation> {
        let at = self.quotations.partition_point(|q| (q.sentence, q.first) <= (s, word));
        let quotation = self.quotations.get(at.checked_sub(1)?)?;
        (quotation.sentence == s && word < quotation.end).then_some(quotation)
    }

    /// Whose claim the predicate is; nobody's when the article states it or the source says it of itself.
    pub fn holder(&self, s: usize, predicate: usize, source: ActorIndex) -> Option<ActorIndex> {
        let in_sentence = self.clauses[s]
            .holder(predicate)
            .map(|word| Speaker { sentence: s, word });
        let speaker = in_sentence.or_else(|| self.speaker(s, predicate))?;
        let actor = match self.mention(speaker.sentence, speaker.word) {
            Some(m) => self.cast.mention(m).actor?,
            None => self.owners(speaker.sentence, speaker.word, 0).first()?.actor,
        };
        (actor != source).then_some(actor)
    }

    /// Who says what the predicate states, in its own sentence.
    pub fn claimant(&self, s: usize, predicate: usize) -> Option<Referent> {
        // 'arrested for "spreading rumours"': a few words between marks are not said by whoever stands near.
        let stretch = self
            .quotation(s, predicate)
            .filter(|q| q.end - q.first >= SHORTEST_SPEECH);
        let quoted = || stretch?.speaker.filter(|x| x.sentence == s).map(|x| x.word);
        let word = self.clauses[s].holder(predicate).or_else(quoted)?;
        self.refer_as(s, word, predicate, End::Source, false, None)
            .into_iter()
            .next()
    }

    /// Is the verb whose subject stands there one of alleging, not of neutral news: "says", not "confirms"?
    pub fn alleges(&self, s: usize, speaker: Span) -> bool {
        let tree = &self.clauses[s].tree;
        let tokens = &self.sentences[s].tokens;
        let first = tokens.partition_point(|t| t.span.end <= speaker.start);
        let words = (first..tokens.len()).take_while(|&w| tokens[w].span.start < speaker.end);
        words
            .filter_map(|w| tree.head(w))
            .any(|h| tree.is_verb(h) && self.clauses[s].stance.verb(tree.lemma(h)).has(Effect::ALLEGES))
    }
}

pub(super) fn is_first_person(form: &str) -> bool {
    // The US are no "us".
    form != "US"
        && ["we", "us", "our", "ours", "i", "me", "my"]
            .iter()
            .any(|w| form.eq_ignore_ascii_case(w))
}
