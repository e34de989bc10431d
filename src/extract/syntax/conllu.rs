//! CoNLL-U, the format of Universal Dependencies (<https://universaldependencies.org/format.html>): read and write.

use super::{Deprel, Parse, ROOT, Upos, Word, Xpos};
use crate::extract::text::{Block, Sentence, Token};
use crate::{CharOffsets, Error, Result, Span};
use std::io::{self, BufRead, Write};

/// One sentence of a treebank: its text, its tokens and their analysis.
#[derive(Clone, Debug)]
pub struct Tree {
    /// `sent_id`.
    pub id: String,
    /// The document that starts with this sentence (`newdoc id`).
    pub document: Option<String>,
    /// The sentence's text; the spans of `sentence` count in it.
    pub text: String,
    /// The tokens.
    pub sentence: Sentence,
    /// The analysis as the file gives it.
    pub parse: Parse,
}

/// Reads every sentence of a CoNLL-U file.
///
/// Multiword tokens (`1-2  Kyiv's`) become consecutive tokens, `joined` to each other. Empty nodes, features,
/// enhanced dependencies and comments other than ids and text are passed over.
///
/// # Errors
///
/// When a line is not CoNLL-U or uses a tag or relation that English does not have; the error tells the line.
pub fn read(input: impl BufRead) -> Result<Vec<Tree>> {
    let mut trees = Vec::new();
    let mut block = Reader::default();
    for (number, line) in input.lines().enumerate() {
        let line = line.map_err(|e| Error::new("cannot read").on_line(number + 1).caused_by(e))?;
        if line.trim().is_empty() {
            trees.extend(block.finish().map_err(|e| e.on_line(number + 1))?);
        } else {
            block.line(&line).map_err(|e| e.on_line(number + 1))?;
        }
    }
    trees.extend(block.finish()?);
    Ok(trees)
}

/// A sentence as far as it is read.
#[derive(Default)]
struct Reader {
    id: String,
    document: Option<String>,
    text: Option<String>,
    /// Surface form, number of words in it, space after.
    surface: Vec<(String, usize, bool)>,
    /// The last word of the multiword token being read.
    range_end: usize,
    forms: Vec<String>,
    parse: Parse,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<()> {
        if let Some(comment) = line.strip_prefix('#') {
            if let Some((key, value)) = comment.split_once('=') {
                match key.trim() {
                    "sent_id" => self.id = value.trim().to_owned(),
                    "newdoc id" => self.document = Some(value.trim().to_owned()),
                    "text" => self.text = Some(value.trim().to_owned()),
                    _ => {}
                }
            }
            return Ok(());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, lemma, upos, xpos, _, head, deprel, _, misc] = columns.as_slice() else {
            return Err(Error::new(format!(
                "expected 10 columns between tabs, found {}",
                columns.len()
            )));
        };
        let space = !misc.split('|').any(|m| m == "SpaceAfter=No");
        if let Some((from, to)) = id.split_once('-') {
            let (from, to) = (number(from)?, number(to)?);
            if to < from {
                return Err(Error::new(format!("a multiword token must run forward: {id}")));
            }
            self.surface.push((form.to_owned(), to - from + 1, space));
            self.range_end = to;
            return Ok(());
        }
        if id.contains('.') {
            return Ok(());
        }
        if number(id)? > self.range_end {
            self.surface.push((form.to_owned(), 1, space));
        }
        self.forms.push(form.to_owned());
        let start = self.parse.lemmas.len();
        self.parse.lemmas.push_str(lemma);
        self.parse.words.push(Word {
            upos: Upos::from_str_opt(upos).ok_or_else(|| Error::new(format!("unknown part of speech {upos}")))?,
            xpos: Xpos::from_str_opt(xpos).ok_or_else(|| Error::new(format!("unknown Penn tag {xpos}")))?,
            head: match number(head)? {
                0 => ROOT,
                head => head as u32 - 1,
            },
            deprel: Deprel::from_str_opt(deprel).ok_or_else(|| Error::new(format!("unknown relation {deprel}")))?,
            lemma: Span::new(start, self.parse.lemmas.len()),
        });
        Ok(())
    }

    fn finish(&mut self) -> Result<Option<Tree>> {
        let Reader {
            id,
            document,
            text,
            surface,
            forms,
            parse,
            ..
        } = std::mem::take(self);
        if forms.is_empty() {
            return Ok(None);
        }
        let n_words = forms.len() as u32;
        if surface.iter().map(|s| s.1).sum::<usize>() != forms.len() {
            return Err(Error::new("a multiword token covers words that do not follow"));
        }
        if parse.words.iter().any(|w| w.head != ROOT && w.head >= n_words) {
            return Err(Error::new("a head lies outside the sentence"));
        }
        let (text, places) = place(text, &surface);
        let mut tokens = Vec::with_capacity(forms.len());
        let mut next = 0;
        for (place, (_, n, _)) in places.into_iter().zip(&surface) {
            split(&text, place, &forms[next..next + n], &mut tokens);
            next += n;
        }
        let span = tokens[0].span.join(tokens[tokens.len() - 1].span);
        let sentence = Sentence {
            span,
            tokens,
            paragraph: 0,
            block: Block::Body,
        };
        Ok(Some(Tree {
            id,
            document,
            text,
            sentence,
            parse,
        }))
    }
}

fn number(text: &str) -> Result<usize> {
    text.parse()
        .map_err(|e| Error::new(format!("expected a number, found {text:?}")).caused_by(e))
}

/// Where each surface token stands in the text; the text is built from the tokens when they do not stand in it.
fn place(text: Option<String>, surface: &[(String, usize, bool)]) -> (String, Vec<Span>) {
    if let Some(text) = text {
        let mut spans = Vec::with_capacity(surface.len());
        let mut at = 0;
        for (form, _, _) in surface {
            at += text[at..].len() - text[at..].trim_start().len();
            if !text[at..].starts_with(form.as_str()) {
                break;
            }
            spans.push(Span::new(at, at + form.len()));
            at += form.len();
        }
        if spans.len() == surface.len() {
            return (text, spans);
        }
    }
    let mut text = String::new();
    let mut spans = Vec::with_capacity(surface.len());
    for (form, _, space) in surface {
        spans.push(Span::new(text.len(), text.len() + form.len()));
        text.push_str(form);
        if *space {
            text.push(' ');
        }
    }
    (text.trim_end().to_owned(), spans)
}

/// Divides a multiword token among its words: as they spell it, else in proportion to their lengths.
fn split(text: &str, place: Span, forms: &[String], tokens: &mut Vec<Token>) {
    let surface = place.of(text);
    let exact = forms.concat() == surface;
    let total: usize = forms.iter().map(String::len).sum::<usize>().max(1);
    let mut start = 0;
    let mut length = 0;
    for (i, form) in forms.iter().enumerate() {
        length += form.len();
        let mut end = if exact { length } else { surface.len() * length / total };
        while !surface.is_char_boundary(end) {
            end += 1;
        }
        let at = place.start as usize;
        tokens.push(Token {
            span: Span::new(at + start, at + end),
            joined: i > 0,
        });
        start = end;
    }
}

/// Writes the comment that starts a document.
///
/// # Errors
///
/// When the writer fails.
pub fn write_document(out: &mut impl Write, id: &str) -> io::Result<()> {
    writeln!(out, "# newdoc id = {}", on_one_line(id))
}

/// An id that has a line break in it is still one comment.
fn on_one_line(id: &str) -> String {
    id.replace(['\n', '\r'], " ")
}

/// Writes one sentence of `text`.
///
/// Joined tokens get a range line; `SpaceAfter=No` stands where no white space follows in the text.
/// With `chars`, each token carries its `TokenRange` in characters of the whole text. `misc` (such as
/// `Furniture=Yes`, or empty) is added to every word.
///
/// # Errors
///
/// When the writer fails.
pub fn write_sentence(
    out: &mut impl Write,
    sent_id: &str,
    text: &str,
    sentence: &Sentence,
    parse: &Parse,
    chars: Option<&CharOffsets>,
    misc: &str,
) -> io::Result<()> {
    writeln!(out, "# sent_id = {}", on_one_line(sent_id))?;
    let line: Vec<&str> = sentence.span.of(text).split_whitespace().collect();
    writeln!(out, "# text = {}", line.join(" "))?;
    let tokens = &sentence.tokens;
    let mut note = String::new();
    let mut range_end = 0;
    for (i, (token, word)) in tokens.iter().zip(&parse.words).enumerate() {
        let last = (i + 1..tokens.len())
            .take_while(|&j| tokens[j].joined)
            .last()
            .unwrap_or(i);
        if !token.joined && last > i {
            range_end = last + 1;
            let whole = token.span.join(tokens[last].span);
            describe(&mut note, text, whole, chars, misc, true);
            writeln!(
                out,
                "{}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{note}",
                i + 1,
                last + 1,
                field(whole.of(text))
            )?;
        }
        describe(&mut note, text, token.span, chars, misc, i >= range_end);
        let head = if word.head == ROOT { 0 } else { word.head + 1 };
        let (form, lemma) = (field(token.span.of(text)), field(parse.lemma(i)));
        let Word { upos, xpos, deprel, .. } = word;
        writeln!(
            out,
            "{}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{deprel}\t_\t{note}",
            i + 1
        )?;
    }
    writeln!(out)
}

/// The MISC column.
fn describe(note: &mut String, text: &str, span: Span, chars: Option<&CharOffsets>, misc: &str, spaced: bool) {
    use std::fmt::Write;
    note.clear();
    note.push_str(misc);
    let bar = |note: &mut String| {
        if !note.is_empty() {
            note.push('|');
        }
    };
    let after = text.get(span.end as usize..).and_then(|rest| rest.chars().next());
    if spaced && after.is_some_and(|c| !c.is_whitespace()) {
        bar(note);
        note.push_str("SpaceAfter=No");
    }
    if let Some(chars) = chars {
        let Span { start, end } = chars.of(span);
        bar(note);
        let _ = write!(note, "TokenRange={start}:{end}");
    }
    if note.is_empty() {
        note.push('_');
    }
}

/// A value as a column may hold it: never empty, no tabs or line ends.
fn field(value: &str) -> std::borrow::Cow<'_, str> {
    if value.is_empty() {
        "_".into()
    } else if value.contains(['\t', '\n', '\r']) {
        value.replace(['\t', '\n', '\r'], " ").into()
    } else {
        value.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "\
# newdoc id = a
# sent_id = a-1
# text = Kyiv's mayor didn't.
1-2\tKyiv's\t_\t_\t_\t_\t_\t_\t_\t_
1\tKyiv\tKyiv\tPROPN\tNNP\t_\t3\tnmod:poss\t_\t_
2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\t_
3\tmayor\tmayor\tNOUN\tNN\t_\t0\troot\t_\t_
4-5\tdidn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
4\tdid\tdo\tAUX\tVBD\t_\t3\taux\t_\t_
5\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

";

    #[test]
    fn what_is_written_is_what_was_read() {
        let trees = read(SAMPLE.as_bytes()).unwrap();
        let tree = &trees[0];
        let joined: Vec<bool> = tree.sentence.tokens.iter().map(|t| t.joined).collect();
        assert_eq!(joined, [false, true, false, false, true, false]);
        let mut out = Vec::new();
        write_document(&mut out, "a").unwrap();
        write_sentence(&mut out, "a-1", &tree.text, &tree.sentence, &tree.parse, None, "").unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), SAMPLE);
    }

    #[test]
    fn words_that_do_not_spell_their_token_share_it() {
        let text = SAMPLE.replace("2\t's\t's", "2\tzzzz\t's");
        let tree = read(text.as_bytes()).unwrap().remove(0);
        assert_eq!(
            tree.sentence.tokens[0].span.join(tree.sentence.tokens[1].span),
            Span::new(0, 6)
        );
    }

    #[test]
    fn errors_tell_the_line() {
        for (wrong, expected) in [
            ("1\ta\n", "line 1: expected 10 columns"),
            (
                "1\ta\ta\tFOO\tNN\t_\t0\troot\t_\t_\n",
                "line 1: unknown part of speech FOO",
            ),
            ("1\ta\ta\tX\tNN\t_\t7\tdep\t_\t_\n\n", "line 2: a head lies outside"),
        ] {
            let error = read(wrong.as_bytes()).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
