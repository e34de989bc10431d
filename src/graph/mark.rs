//! A quote with the words marked that state the relation.

use super::Evidence;
use crate::Span;

impl Evidence {
    /// The quote with its parts in brackets, each with what it is: `[France|who] [backed|act] [Germany|whom] .`
    ///
    /// Brackets nest where parts do. Offsets that do not fit the quote, as in a file that was edited by hand, are left out.
    ///
    /// ```
    /// use newsgraph::{Article, Document, extract::Extractor, graph::Network};
    /// let article = Article::new("a", "France backed Germany.");
    /// let mut network = Network::new();
    /// let found = Extractor::english().extract(&article);
    /// network.add(&Document::from(&article), &found.cast.actors, &found.observations);
    /// let edge = network.edges().next().ok_or(newsgraph::Error::new("no edge"))?;
    /// assert_eq!(edge.evidence[0].marked(), "[France|who] [backed|act] [Germany|whom].");
    /// # Ok::<(), newsgraph::Error>(())
    /// ```
    pub fn marked(&self) -> String {
        let parts = [
            (Some(self.source_bytes), "who"),
            (Some(self.trigger_bytes), "act"),
            (self.target_bytes, "whom"),
        ];
        let from = self.bytes.start;
        let inside = |span: Span| {
            let range = (
                span.start.checked_sub(from)? as usize,
                span.end.checked_sub(from)? as usize,
            );
            (range.0 < range.1 && self.quote.get(range.0..range.1).is_some()).then_some(range)
        };
        let found: Vec<(usize, usize, &str)> = parts
            .iter()
            .filter_map(|&(span, name)| inside(span?).map(|(start, end)| (start, end, name)))
            .collect();
        let mut out = String::new();
        for at in 0..=self.quote.len() {
            if !self.quote.is_char_boundary(at) {
                continue;
            }
            // What began last ends first; what ends last begins first.
            let mut ending: Vec<_> = found.iter().filter(|p| p.1 == at).collect();
            ending.sort_by_key(|p| std::cmp::Reverse(p.0));
            ending.iter().for_each(|p| {
                out.push('|');
                out.push_str(p.2);
                out.push(']');
            });
            let mut starting: Vec<_> = found.iter().filter(|p| p.0 == at).collect();
            starting.sort_by_key(|p| std::cmp::Reverse(p.1));
            starting.iter().for_each(|_| out.push('['));
            out.extend(self.quote[at..].chars().next());
        }
        out
    }
}
