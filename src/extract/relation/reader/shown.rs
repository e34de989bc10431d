//! The words by which an end is shown: the name, the description with what tells which it is.

use super::{Reader, Referent};
use crate::Span;
use crate::extract::actor::{Form, Kind};
use crate::extract::syntax::{Deprel, Upos};

/// How many words of a description may follow its head.
const LONGEST_RIGHT: usize = 7;

impl Reader<'_> {
    /// The same end, shown where the sentence names it: "Brandt" for "he" of "Brandt said he backed her". The nearest
    /// name wins. How it was found (`form`) stays, so that a pronoun stays a weaker link.
    pub fn by_name(&self, s: usize, end: Referent) -> Referent {
        // "the government" is as good as the country's name, and says more.
        let of_country = end.form == Form::Nominal && self.actor(end.actor).kind == Kind::Country;
        if end.form == Form::Name || of_country {
            return end;
        }
        let described = end.form == Form::Nominal && !self.actor(end.actor).label.starts_with(char::is_uppercase);
        let names = (0..self.sentences[s].tokens.len())
            .filter_map(|w| self.mention(s, w))
            .map(|m| self.cast.mention(m))
            .filter(|m| m.form != Form::Pronoun && m.actor == Some(end.actor));
        // A description tells more than a pronoun: "the senator" for "he".
        let nearest = names
            .filter(|m| m.form == Form::Name || end.form == Form::Pronoun)
            .min_by_key(|m| {
                (
                    m.form != Form::Name,
                    m.span.start.abs_diff(end.span.start),
                    m.span.start,
                )
            });
        let own = |span: Span| if described { self.described(s, span) } else { span };
        Referent {
            span: nearest.map_or_else(|| own(self.with_modifiers(s, &end)), |m| m.span),
            ..end
        }
    }

    /// A description with the names before its noun: "Dalmar advisers", where the advisers are the actor.
    fn with_modifiers(&self, s: usize, end: &Referent) -> Span {
        let tokens = &self.sentences[s].tokens;
        let tree = &self.clauses[s].tree;
        let first = tokens.partition_point(|t| t.span.start < end.span.start);
        if end.form != Form::Nominal || first >= tokens.len() || tokens[first].span.start != end.span.start {
            return end.span;
        }
        let last = tokens.partition_point(|t| t.span.start < end.span.end);
        let within = |h: Option<usize>| h.is_some_and(|h| first <= h && h < last);
        let mut low = first;
        while low > 0
            && tree.upos(low - 1) == Upos::Propn
            && matches!(tree.deprel(low - 1), Deprel::Compound | Deprel::Amod | Deprel::Flat)
            && (within(tree.head(low - 1)) || tree.head(low - 1).is_some_and(|h| h + 2 >= low && within(tree.head(h))))
        {
            low -= 1;
        }
        tokens[low].span.join(end.span)
    }

    /// A description with the phrases that tell which it is: "students at the university", "the chief of the union".
    fn described(&self, s: usize, span: Span) -> Span {
        let tokens = &self.sentences[s].tokens;
        let end = tokens.partition_point(|t| t.span.end <= span.end);
        let Some(head) = end.checked_sub(1) else { return span };
        let tree = &self.clauses[s].tree;
        let last = tree
            .kids(head, Deprel::Nmod)
            .map(|c| tree.extent(c).1)
            .filter(|&w| w > head && w - head <= LONGEST_RIGHT)
            .max();
        last.map_or(span, |w| span.join(tokens[w].span))
    }
}
