//! Reads a pattern.

use super::{Direction, Hop, Pattern, Slot, Step, What, wrong};
use crate::extract::relation::Polarity;
use crate::graph::query::kind;
use crate::{Error, Result};
use std::str::FromStr;

/// More make no question that anybody asks, and much work.
const MOST_HOPS: usize = 20;

impl FromStr for Pattern {
    type Err = Error;

    fn from_str(text: &str) -> Result<Pattern> {
        let mut reader = Reader { text, at: 0 };
        let start = reader.slot()?;
        let mut hops = Vec::new();
        while !reader.rest().is_empty() {
            if hops.len() == MOST_HOPS {
                let what = format!("a pattern has at most {MOST_HOPS} arrows; for long ways see newsgraph path");
                return Err(reader.wrong(reader.at, &what));
            }
            let (steps, direction) = reader.arrow()?;
            let end = reader.slot()?;
            hops.push(Hop { steps, direction, end });
        }
        match hops.is_empty() {
            true => Err(reader.wrong(
                text.len(),
                "expected an arrow after the first actor, such as -supports->",
            )),
            false => Ok(Pattern {
                text: text.to_owned(),
                start,
                hops,
            }),
        }
    }
}

struct Reader<'p> {
    text: &'p str,
    /// The byte that is read next.
    at: usize,
}

impl<'p> Reader<'p> {
    /// What is left, from the next character that is no blank.
    fn rest(&mut self) -> &'p str {
        let rest = &self.text[self.at..];
        let trimmed = rest.trim_start();
        self.at += rest.len() - trimmed.len();
        trimmed
    }

    fn wrong(&self, at: usize, what: &str) -> Error {
        wrong(self.text, at, &format!("in the pattern: {what}"))
    }

    /// Takes an actor: `?`, `?:country`, or names.
    fn slot(&mut self) -> Result<Slot> {
        if !self.rest().starts_with('?') {
            let mut names = vec![self.name()?];
            while self.rest().starts_with('|') {
                self.at += 1;
                names.push(self.name()?);
            }
            return Ok(Slot::Named(names));
        }
        self.at += 1;
        let mut kinds = Vec::new();
        let mut mark = ':';
        while self.text[self.at..].starts_with(mark) {
            self.at += 1;
            let at = self.at;
            let rest = &self.text[at..];
            // A kind ends where an arrow or the next kind begins; it may have a hyphen inside: "armed-group".
            let is_end =
                |(i, c): &(usize, char)| c.is_whitespace() || matches!(c, '|' | '<') || rest[*i..].starts_with("->");
            let end = rest.char_indices().find(is_end).map_or(rest.len(), |(i, _)| i);
            kinds.push(kind(&rest[..end]).map_err(|e| self.wrong(at, &e.to_string()))?);
            self.at += end;
            mark = '|';
        }
        let rest = self.rest();
        match rest.is_empty() || rest.starts_with(['-', '<']) {
            true => Ok(Slot::Any(kinds)),
            false => Err(self.wrong(self.at, "expected an arrow after ?, or a kind as in ?:country")),
        }
    }

    /// Takes a name: in quotes, or all up to the next arrow.
    fn name(&mut self) -> Result<(String, usize)> {
        let rest = self.rest();
        let start = self.at;
        if let Some(quoted) = rest.strip_prefix('"') {
            let mut name = String::new();
            let mut chars = quoted.char_indices();
            while let Some((i, c)) = chars.next() {
                match c {
                    '"' => {
                        self.at = start + 1 + i + 1;
                        return match name.trim().is_empty() {
                            true => Err(self.wrong(start, "expected a name between the quotation marks")),
                            false => Ok((name, start)),
                        };
                    }
                    '\\' => name.extend(chars.next().map(|(_, c)| c)),
                    c => name.push(c),
                }
            }
            return Err(self.wrong(start, "a quotation mark is not closed"));
        }
        // A hyphen inside a name has no blank before it.
        let starts = |(i, c): &(usize, char)| {
            let before = rest[..*i].chars().next_back();
            let apart = before.is_none_or(char::is_whitespace);
            *c == '|' || apart && (*c == '-' || rest[*i..].starts_with("<-"))
        };
        let end = rest.char_indices().find(starts).map_or(rest.len(), |(i, _)| i);
        let name = rest[..end].trim();
        if name.is_empty() {
            return Err(self.wrong(start, "expected an actor, or ? for any"));
        }
        for arrow in ["->", "<-"] {
            if let Some(i) = name.find(arrow) {
                let at = start + name[..i].rfind('-').filter(|_| arrow == "->").unwrap_or(i);
                return Err(self.wrong(
                    at,
                    "expected a blank before the arrow; a name with an arrow in it goes in \"quotes\"",
                ));
            }
        }
        self.at = start + end;
        Ok((name.to_owned(), start))
    }

    /// Takes an arrow: `-what->`, `<-what-` or `<-what->`.
    fn arrow(&mut self) -> Result<(Vec<Step>, Direction)> {
        let rest = self.rest();
        let start = self.at;
        if let Some(body) = rest.strip_prefix("<-") {
            // Such an arrow ends with a hyphen before a blank, a mark or the end, or with a head of its own.
            let ends = |(i, _): &(usize, &str)| {
                let after = &body[i + 1..];
                after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '"' | '?'))
            };
            let Some((end, _)) = body.match_indices('-').find(ends) else {
                let what = "expected the end of the arrow, as in <-supports- ?";
                return Err(self.wrong(self.text.trim_end().len(), what));
            };
            let both = body[end + 1..].starts_with('>');
            self.at = start + 2 + end + 1 + usize::from(both);
            let direction = if both { Direction::Either } else { Direction::Left };
            return Ok((self.steps(start + 2, &body[..end])?, direction));
        }
        let Some(body) = rest.strip_prefix('-') else {
            return Err(self.wrong(start, "expected an arrow, such as -supports-> or <-supports-"));
        };
        let Some(end) = body.find("->") else {
            let what = "expected the head of the arrow, as in -supports-> ?";
            return Err(self.wrong(self.text.trim_end().len(), what));
        };
        self.at = start + 1 + end + 2;
        Ok((self.steps(start + 1, &body[..end])?, Direction::Right))
    }

    /// The alternatives inside an arrow, which begins at a byte of the text.
    fn steps(&self, start: usize, inner: &str) -> Result<Vec<Step>> {
        let mut steps = Vec::new();
        let mut at = start;
        for part in inner.split(['|', ',']) {
            let blank = part.len() - part.trim_start().len();
            steps.push(self.step(at + blank, part.trim())?);
            at += part.len() + 1;
        }
        Ok(steps)
    }

    fn step(&self, at: usize, word: &str) -> Result<Step> {
        let bare = word
            .strip_prefix("not ")
            .or(word.strip_prefix('!'))
            .map(str::trim_start);
        let word_at = at + word.len() - bare.unwrap_or(word).len();
        let denied = bare.map(|_| Polarity::Negated);
        let (what, polarity) = match bare.unwrap_or(word) {
            "" => return Err(self.wrong(at, "expected a relation in the arrow, or ? for any")),
            "?" => (What::Any, denied),
            "[+]" | "+" => (What::Sign(1), denied),
            "[-]" | "-" => (What::Sign(-1), denied),
            "[0]" | "0" => (What::Sign(0), denied),
            sign if sign.starts_with('[') => return Err(self.wrong(word_at, "expected a sign: [+], [-] or [0]")),
            name if name.contains(['<', '>', '"', '?']) => {
                let what = "expected a relation, such as supports or member-of; is an arrow before it not ended?";
                return Err(self.wrong(word_at, what));
            }
            name => (
                What::Named(name.to_owned(), word_at),
                Some(denied.unwrap_or(Polarity::Affirmed)),
            ),
        };
        Ok(Step { what, polarity })
    }
}
