//! Quotation marks: which open, which close, and what stands between them, over sentences and paragraphs.

use crate::Span;
use crate::extract::text::Sentence;

/// A token of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    /// Index of its sentence.
    pub(super) sentence: usize,
    /// Its index in the sentence.
    pub(super) word: usize,
}

/// A stretch between quotation marks, which may run over several sentences but never over a paragraph's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marked {
    /// The opening mark.
    pub(super) open: At,
    /// The closing mark; the last token of the paragraph where the quotation goes on after it.
    pub(super) close: At,
    /// Both marks and what is between, in bytes.
    pub(super) span: Span,
    /// It has a closing mark.
    pub(super) closed: bool,
    /// Between single marks.
    pub(super) single: bool,
    /// The quotation around it, as an index.
    pub(super) parent: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Double,
    Single,
}

struct Open {
    at: At,
    start: u32,
    style: Style,
}

/// All stretches between quotation marks, in the order of their opening marks. Linear in the text.
pub(super) fn marks(text: &str, sentences: &[Sentence]) -> Vec<Marked> {
    let mut found: Vec<Marked> = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    for (s, sentence) in sentences.iter().enumerate() {
        for (t, token) in sentence.tokens.iter().enumerate() {
            let at = At { sentence: s, word: t };
            let Some((style, opens)) = mark(text, token.span, &stack) else {
                continue;
            };
            let top = stack.iter().rposition(|o| o.style == style);
            if opens {
                // A mark that opens what is open already: the first was never closed.
                if let Some(top) = top {
                    stack.truncate(top);
                }
                stack.push(Open {
                    at,
                    start: token.span.start,
                    style,
                });
            } else if let Some(top) = top {
                let open = &stack[top];
                if open.at.sentence < s || open.at.word + 1 < t {
                    found.push(Marked {
                        open: open.at,
                        close: at,
                        span: Span {
                            start: open.start,
                            end: token.span.end,
                        },
                        closed: true,
                        single: style == Style::Single,
                        parent: None,
                    });
                }
                stack.truncate(top);
            }
        }
        let ends = sentences.get(s + 1).is_none_or(|n| n.paragraph != sentence.paragraph);
        if ends {
            // A quotation that runs on opens the next paragraph again; a stray mark does not.
            let runs_on = sentences.get(s + 1).is_some_and(|n| {
                mark(text, n.tokens[0].span, &[]).is_some_and(|(style, opens)| style == Style::Double && opens)
            });
            if runs_on && let Some(open) = stack.iter().find(|o| o.style == Style::Double) {
                found.push(Marked {
                    open: open.at,
                    close: At {
                        sentence: s,
                        word: sentence.tokens.len() - 1,
                    },
                    span: Span {
                        start: open.start,
                        end: sentence.span.end,
                    },
                    closed: false,
                    single: false,
                    parent: None,
                });
            }
            stack.clear();
        }
    }
    found.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    let mut around: Vec<usize> = Vec::new();
    for i in 0..found.len() {
        while around.last().is_some_and(|&a| found[a].span.end <= found[i].span.start) {
            around.pop();
        }
        found[i].parent = around.last().copied();
        around.push(i);
    }
    found
}

/// Is the token a quotation mark, of which style, and does it open? An apostrophe never counts.
fn mark(text: &str, token: Span, stack: &[Open]) -> Option<(Style, bool)> {
    let before = text[..token.start as usize].chars().next_back();
    let after = text[token.end as usize..].chars().next();
    let blank = |c: Option<char>| c.is_none_or(|c| c.is_whitespace());
    let opener = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "([{—–-\"“‘'«".contains(c));
    let open = |style: Style| stack.iter().any(|o| o.style == style);
    match token.of(text) {
        "\u{201c}" | "\u{201e}" | "\u{ab}" | "``" => Some((Style::Double, true)),
        "\u{201d}" | "\u{bb}" | "''" => Some((Style::Double, false)),
        "\"" => {
            let may_open = opener(before) && !blank(after);
            let may_close = !blank(before);
            let opens = match (may_open, may_close) {
                (true, false) => true,
                (false, true) => false,
                _ => !open(Style::Double),
            };
            Some((Style::Double, opens))
        }
        "\u{2018}" => Some((Style::Single, true)),
        "\u{2019}" | "'" => {
            let word_goes_on = after.is_some_and(char::is_alphanumeric);
            if token.of(text) == "'" && opener(before) && word_goes_on && !open(Style::Single) {
                Some((Style::Single, true))
            } else if open(Style::Single) && !word_goes_on && !blank(before) {
                Some((Style::Single, false))
            } else {
                None
            }
        }
        _ => None,
    }
}

/// The innermost stretch that holds a byte. `marks` as [`marks`] gives them.
pub(super) fn level(marks: &[Marked], byte: u32) -> Option<usize> {
    let mut at = marks.partition_point(|m| m.span.start <= byte);
    while at > 0 {
        at -= 1;
        if byte < marks[at].span.end {
            return Some(at);
        }
        // What opens at the top and ended before hides nothing that is still open.
        marks[at].parent?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::text;

    fn quoted(article: &str) -> Vec<String> {
        marks(article, &text::split(article))
            .iter()
            .map(|m| m.span.of(article).to_string())
            .collect()
    }

    #[test]
    fn pairs_marks_of_all_styles() {
        assert_eq!(
            quoted("\"We go. It is late,\" he said, \"now\"."),
            ["\"We go. It is late,\"", "\"now\""]
        );
        assert_eq!(
            quoted("“He said ‘no’ to us,” she said."),
            ["“He said ‘no’ to us,”", "‘no’"]
        );
        assert_eq!(
            quoted("The workers' 'heightened alert' isn't over."),
            ["'heightened alert'"]
        );
    }

    #[test]
    fn a_quotation_runs_over_paragraphs() {
        let text = "\"We stay here for now.\n\n\"We leave later,\" she said.";
        assert_eq!(quoted(text), ["\"We stay here for now.", "\"We leave later,\""]);
    }

    #[test]
    fn a_stray_mark_opens_nothing() {
        assert_eq!(quoted("A \"stray mark here.\n\nAnd more of it."), [""; 0]);
    }
}
