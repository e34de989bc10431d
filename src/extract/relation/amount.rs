//! Amounts of money: "$40 billion", "10 billion euros".

use crate::Span;
use crate::extract::clause::{Proposition, Tree};

const CURRENCIES: [&str; 16] = [
    "dollar", "euro", "pound", "yen", "yuan", "ruble", "rouble", "franc", "krona", "krone", "rupee", "won", "lira",
    "real", "shekel", "peso",
];

/// The first amount of money among the words between the predicate's arguments: in its objects and obliques, or
/// for a noun in its own phrase. Linear in the phrase.
pub(super) fn near(tree: &Tree, p: &Proposition) -> Option<Span> {
    let mut heads: Vec<usize> = p.objects.clone();
    heads.extend(p.obliques.iter().map(|&(_, h)| h));
    heads.push(p.predicate);
    for &head in &heads {
        let (low, high) = if head == p.predicate && p.class == crate::extract::clause::Class::Verb {
            continue;
        } else {
            tree.extent(head)
        };
        for i in low..=high {
            if let Some(span) = at(tree, i, high) {
                return Some(span);
            }
        }
    }
    None
}

fn at(tree: &Tree, i: usize, high: usize) -> Option<Span> {
    let tokens = &tree.reading.sentence.tokens;
    let number = |i: usize| i <= high && tree.form(i).starts_with(|c: char| c.is_ascii_digit());
    let scale = |i: usize| {
        i <= high
            && ["million", "billion", "trillion", "thousand", "bn", "m"]
                .iter()
                .any(|w| tree.is(i, w))
    };
    if matches!(tree.form(i), "$" | "€" | "£" | "¥" | "US$" | "A$" | "C$") && number(i + 1) {
        let end = if scale(i + 2) { i + 2 } else { i + 1 };
        return Some(tokens[i].span.join(tokens[end].span));
    }
    if number(i) {
        let end = if scale(i + 1) { i + 2 } else { i + 1 };
        if end <= high && CURRENCIES.contains(&tree.lemma(end)) {
            return Some(tokens[i].span.join(tokens[end].span));
        }
    }
    None
}
