//! Who says it: reported clauses inside a sentence, and quotations across the sentences of a paragraph.

use super::{Clauses, Effect};
use crate::extract::syntax::{Deprel, Upos, Xpos};
use crate::extract::text::Sentence;

/// A word that names a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Index of the sentence.
    pub sentence: usize,
    /// The head of the noun phrase, as a word index.
    pub word: usize,
}

/// A stretch between quotation marks, within one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Index of the sentence.
    pub sentence: usize,
    /// The first word inside the marks.
    pub first: usize,
    /// One past the last word inside.
    pub end: usize,
    /// Who says it, where the paragraph tells.
    pub speaker: Option<Speaker>,
}

impl Clauses<'_> {
    /// The word in this sentence that names whose claim word `i` is: the subject of the nearest reporting verb
    /// above or beside it, or "X" of "according to X".
    pub fn holder(&self, i: usize) -> Option<usize> {
        let tree = &self.tree;
        let mut at = i;
        for _ in 0..24 {
            if let Some(speaker) = self.beside(at, i) {
                return Some(speaker);
            }
            let h = tree.head(at)?;
            let clause = match tree.deprel(at) {
                Deprel::Ccomp => true,
                Deprel::Xcomp | Deprel::Advcl => {
                    // "accused Moscow of attacking", "claimed to have seen"
                    // "urged Berlin to send": what is asked is the asker's.
                    let asked = self.stance.verb(tree.lemma(h)).has(Effect::ASKS)
                        && self.marker(at).is_some_and(|m| tree.is(m, "to"));
                    asked
                        || self.stance.verb(tree.lemma(h)).has(Effect::CLAIMS)
                            && (tree.deprel(at) == Deprel::Xcomp
                                || tree.xpos(at) == Xpos::Vb
                                || self.marker(at).is_some_and(|m| tree.is(m, "of") || tree.is(m, "for")))
                }
                // "accused Moscow of arrogance and of threatening Paris", "of an attack on Paris"
                Deprel::Conj if tree.xpos(at) == Xpos::Vbg && self.marker(at).is_some_and(|m| tree.is(m, "of")) => {
                    self.stance.verb(tree.lemma(h)).has(Effect::CLAIMS)
                }
                Deprel::Obl if tree.case(at).is_some_and(|k| self.charges(k)) => {
                    self.stance.verb(tree.lemma(h)).has(Effect::CLAIMS)
                }
                // "told reporters that Moscow attacked": the parser may take the clause for one about the reporters.
                Deprel::AclRelcl if self.is_told(h, at) => {
                    if let Some(&s) = tree.head(h).map(|v| self.verb(v).subjects).unwrap_or_default().first() {
                        return Some(s);
                    }
                    false
                }
                // "the claim that Moscow attacked"
                Deprel::Acl => self.marker(at).is_some_and(|m| tree.is(m, "that")),
                _ => false,
            };
            if clause && (self.reports(h) || self.stance.verb(tree.lemma(h)).has(Effect::ASKS)) {
                let p = self.verb(h);
                if let Some(&s) = p.subjects.first() {
                    return Some(s);
                }
            } else if clause
                && tree.upos(h) == Upos::Noun
                && let Some(&s) = self.agents_of_noun(h, 0).first()
            {
                return Some(s);
            }
            at = h;
        }
        None
    }

    /// "…, he said", "according to him", "as he said", beside a clause whose head is `at`; not inside them.
    fn beside(&self, at: usize, i: usize) -> Option<usize> {
        let tree = &self.tree;
        if let Some(&(_, speaker)) = self
            .sources
            .iter()
            .find(|&&(clause, speaker)| clause == at && !tree.dominates(speaker, i))
        {
            return Some(speaker);
        }
        for c in tree.children(at) {
            let speaker = match tree.deprel(c) {
                Deprel::Parataxis | Deprel::Advcl if self.reports(c) => {
                    let as_he_said =
                        tree.deprel(c) == Deprel::Parataxis || self.marker(c).is_some_and(|m| tree.is(m, "as"));
                    // A verb with a content clause of its own reports that, not this.
                    let busy = tree.kid(c, Deprel::Ccomp).is_some() || tree.kid(c, Deprel::Obj).is_some();
                    if as_he_said && !busy {
                        // "…, says Ivo Brandt": what the parser makes of a name behind the verb varies.
                        let name = |&w: &usize| w == c + 1 && tree.upos(w) == Upos::Propn;
                        let behind = || tree.children(c).find(name);
                        self.verb(c).subjects.first().copied().or_else(behind)
                    } else {
                        None
                    }
                }
                _ => None,
            };
            if let Some(s) = speaker
                && !tree.dominates(c, i)
            {
                return Some(s);
            }
        }
        None
    }

    /// Is it a verb of saying, thinking or writing?
    pub(super) fn reports(&self, v: usize) -> bool {
        self.tree.is_verb(v) && self.stance.verb(self.tree.lemma(v)).has(Effect::REPORTS)
    }
}

/// All stretches between quotation marks, in text order, with who says them. A quotation without a reporting clause
/// of its own is given to the speaker of its paragraph, when there is just one. Paragraphs in the first person after
/// "the minister said:" are quoted whole, marks or not. Linear in the text.
pub fn quotations(text: &str, sentences: &[Sentence], clauses: &[Clauses]) -> Vec<Quotation> {
    let mut out = Vec::new();
    let mut statement: Option<Speaker> = None;
    // Sentences of the statement that wait for another paragraph in the first person.
    let mut waiting: Vec<usize> = Vec::new();
    let mut s = 0;
    while s < sentences.len() {
        let paragraph = sentences[s].paragraph;
        let mut end = s + 1;
        while end < sentences.len() && sentences[end].paragraph == paragraph {
            end += 1;
        }
        let n_before = out.len();
        paragraph_quotations(text, sentences, clauses, s, end, &mut out);
        let opened = opens_statement(text, sentences, clauses, end - 1);
        if out.len() > n_before || opened.is_some() {
            statement = opened;
            waiting.clear();
        } else if statement.is_some() {
            waiting.extend(s..end);
            if (s..end).any(|s| speaks_of_itself(&clauses[s])) {
                out.extend(waiting.drain(..).map(|s| Quotation {
                    sentence: s,
                    first: 0,
                    end: sentences[s].tokens.len(),
                    speaker: statement,
                }));
            }
        }
        s = end;
    }
    out
}

/// "The minister said:" at the end of a paragraph: who speaks in the next ones.
fn opens_statement(text: &str, sentences: &[Sentence], clauses: &[Clauses], s: usize) -> Option<Speaker> {
    let clause = &clauses[s];
    let last = sentences[s].tokens.last()?;
    let verb = (0..clause.tree.len()).rev().find(|&v| clause.reports(v))?;
    let word = *clause.verb(verb).subjects.first()?;
    (last.span.of(text) == ":").then_some(Speaker { sentence: s, word })
}

/// Does "I" or "we" stand in it?
fn speaks_of_itself(clauses: &Clauses) -> bool {
    let tree = &clauses.tree;
    (0..tree.len()).any(|i| ["i", "we", "our", "my"].iter().any(|w| tree.is(i, w)))
}

fn paragraph_quotations(
    text: &str,
    sentences: &[Sentence],
    clauses: &[Clauses],
    from: usize,
    to: usize,
    out: &mut Vec<Quotation>,
) {
    let first_new = out.len();
    let mut open = false;
    for (s, sentence) in sentences.iter().enumerate().take(to).skip(from) {
        let tokens = &sentence.tokens;
        let mut start = 0;
        for (t, token) in tokens.iter().enumerate() {
            let Some(opens) = mark(token.span.of(text), open) else {
                continue;
            };
            if open && t > start {
                out.push(Quotation {
                    sentence: s,
                    first: start,
                    end: t,
                    speaker: None,
                });
            }
            open = opens;
            start = t + 1;
        }
        if open && start < tokens.len() {
            out.push(Quotation {
                sentence: s,
                first: start,
                end: tokens.len(),
                speaker: None,
            });
        }
    }
    if out.len() == first_new {
        return;
    }
    // Reporting verbs outside the marks, with their speakers, in text order.
    let inside = |out: &[Quotation], s: usize, w: usize| {
        let at = out[first_new..].partition_point(|q| (q.sentence, q.first) <= (s, w));
        at > 0 && out[first_new + at - 1].sentence == s && w < out[first_new + at - 1].end
    };
    let mut speakers: Vec<Speaker> = Vec::new();
    for (s, clause) in clauses.iter().enumerate().take(to).skip(from) {
        for v in 0..clause.tree.len() {
            if clause.reports(v)
                && !inside(out, s, v)
                && let Some(&word) = clause.verb(v).subjects.iter().find(|&&w| !inside(out, s, w))
            {
                speakers.push(Speaker { sentence: s, word });
            }
        }
    }
    for q in &mut out[first_new..] {
        let start = speakers.partition_point(|x| x.sentence < q.sentence);
        let end = start + speakers[start..].partition_point(|x| x.sentence == q.sentence);
        let here = speakers[start..end].iter().min_by_key(|x| x.word.abs_diff(q.first));
        let before = || start.checked_sub(1).map(|i| &speakers[i]);
        q.speaker = here.or_else(before).or_else(|| speakers.get(end)).copied();
    }
}

/// Is the token a quotation mark, and does it open? Straight marks alternate; an apostrophe never counts.
fn mark(token: &str, open: bool) -> Option<bool> {
    match token {
        "\u{201c}" | "\u{201e}" | "\u{ab}" | "``" => Some(true),
        "\u{201d}" | "\u{bb}" | "''" => Some(false),
        "\"" => Some(!open),
        _ => None,
    }
}
