//! Scores one analysis against another as the CoNLL 2018 shared task does: words that stand at the same place of the
//! text are aligned, and what is right is counted against both sides.

use std::collections::BTreeMap;

/// A word of an analysis.
#[derive(Clone, Debug)]
pub struct Row {
    /// Where its token stands, in characters that are not blank.
    span: (usize, usize),
    /// It is one of several words of that token.
    is_part: bool,
    /// The word, in lower case.
    form: String,
    /// Universal part of speech.
    pub upos: String,
    /// Penn tag.
    pub xpos: String,
    /// Lemma.
    pub lemma: String,
    /// Its head, as an index of [`Page::rows`].
    pub head: Option<usize>,
    /// Relation to the head, subtype included.
    pub deprel: String,
}

/// An analysed text.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its words.
    pub rows: Vec<Row>,
    tokens: Vec<(usize, usize)>,
    sentences: Vec<(usize, usize)>,
}

/// The ten columns of a line that holds a word or a token of several words.
fn columns(line: &str) -> Option<Vec<&str>> {
    let columns: Vec<&str> = line.split('\t').collect();
    (columns.len() == 10 && !columns[0].contains('.')).then_some(columns)
}

/// First and last number of "3-4".
fn range(id: &str) -> Option<(usize, usize)> {
    let (first, last) = id.split_once('-')?;
    Some((first.parse().ok()?, last.parse().ok()?))
}

fn length(form: &str) -> usize {
    form.chars().filter(|c| !c.is_whitespace()).count()
}

impl Page {
    /// Reads CoNLL-U that [`super::files::trees`] has accepted.
    pub fn read(conllu: &str) -> Page {
        let mut page = Page::default();
        let mut at = 0;
        for block in conllu.split("\n\n") {
            let (first, start) = (page.rows.len(), at);
            let mut part = (0, (0, 0));
            for columns in block.lines().filter_map(columns) {
                let end = at + length(columns[1]);
                if let Some((_, last)) = range(columns[0]) {
                    part = (last, (at, end));
                    page.tokens.push((at, end));
                    at = end;
                    continue;
                }
                let is_part = columns[0].parse::<usize>().is_ok_and(|id| id <= part.0);
                let span = if is_part { part.1 } else { (at, end) };
                if !is_part {
                    page.tokens.push(span);
                    at = end;
                }
                let head: usize = columns[6].parse().unwrap_or(0);
                page.rows.push(Row {
                    span,
                    is_part,
                    form: columns[1].to_lowercase(),
                    upos: columns[3].to_owned(),
                    xpos: columns[4].to_owned(),
                    lemma: columns[2].to_owned(),
                    head: head.checked_sub(1).map(|head| first + head),
                    deprel: columns[7].to_owned(),
                });
            }
            if page.rows.len() > first {
                page.sentences.push((start, at));
            }
        }
        page
    }
}

/// The text that a treebank was made from: its tokens, and a blank line where a paragraph or document starts.
pub fn raw_text(conllu: &str) -> String {
    let mut text = String::new();
    for block in conllu.split("\n\n") {
        if block.lines().filter_map(columns).next().is_none() {
            continue;
        }
        let starts = |l: &str| l.starts_with("# newdoc") || l.starts_with("# newpar");
        if !text.is_empty() && block.lines().any(starts) {
            text.truncate(text.trim_end_matches(' ').len());
            text.push_str("\n\n");
        }
        let mut last = 0;
        for columns in block.lines().filter_map(columns) {
            match range(columns[0]) {
                Some(range) => last = range.1,
                None if columns[0].parse().is_ok_and(|id: usize| id <= last) => continue,
                None => {}
            }
            text.push_str(columns[1]);
            if !columns[9].split('|').any(|m| m == "SpaceAfter=No") {
                text.push(' ');
            }
        }
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// Right answers, and how many there are on either side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// In the treebank.
    pub gold: usize,
    /// Given.
    pub given: usize,
    /// Given and in the treebank.
    pub right: usize,
}

impl Count {
    /// Precision, recall and F1, in per cent.
    pub fn percent(&self) -> [f64; 3] {
        let of = |n: usize| 100.0 * self.right as f64 / n.max(1) as f64;
        [of(self.given), of(self.gold), 2.0 * of(self.gold + self.given)]
    }
}

/// How two analyses of a text agree.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// By measure: tokens, sentences, words, UPOS, XPOS, lemma, UAS, LAS.
    pub measures: Vec<(&'static str, Count)>,
    /// By relation; subtypes are told apart only in "acl:relcl".
    pub relations: BTreeMap<String, Count>,
    /// Parts of speech, of the treebank and given, that differ: how often.
    pub confusions: BTreeMap<(String, String), usize>,
}

/// The relation without its subtype.
fn main_part(label: &str) -> &str {
    label.split(':').next().unwrap_or_default()
}

/// The row of the table of relations that a label counts in.
fn listed(label: &str) -> &str {
    if label == "acl:relcl" { label } else { main_part(label) }
}

/// Compares what was given with the treebank.
pub fn score(gold: &Page, given: &Page) -> Score {
    let pairs = align(&gold.rows, &given.rows);
    let mut partner = vec![None; given.rows.len()];
    for &(g, s) in &pairs {
        partner[s] = Some(g);
    }
    let mut score = Score::default();
    let mut relation = |label: &str, add: fn(&mut Count)| {
        add(score.relations.entry(listed(label).to_owned()).or_default());
    };
    gold.rows.iter().for_each(|r| relation(&r.deprel, |c| c.gold += 1));
    given.rows.iter().for_each(|r| relation(&r.deprel, |c| c.given += 1));
    let [mut upos, mut xpos, mut lemma, mut uas, mut las] = [0; 5];
    for &(g, s) in &pairs {
        let (g, s) = (&gold.rows[g], &given.rows[s]);
        if g.upos != s.upos {
            *score.confusions.entry((g.upos.clone(), s.upos.clone())).or_default() += 1;
        }
        upos += usize::from(g.upos == s.upos);
        xpos += usize::from(g.xpos == s.xpos);
        // A gold lemma of "_" is not asked for.
        lemma += usize::from(g.lemma == "_" || g.lemma == s.lemma);
        let head = match s.head {
            None => g.head.is_none(),
            Some(head) => partner[head].is_some() && partner[head] == g.head,
        };
        uas += usize::from(head);
        las += usize::from(head && main_part(&g.deprel) == main_part(&s.deprel));
        if head && listed(&g.deprel) == listed(&s.deprel) {
            relation(&g.deprel, |c| c.right += 1);
        }
    }
    let spans = |gold: &[(usize, usize)], given: &[(usize, usize)]| Count {
        gold: gold.len(),
        given: given.len(),
        right: given.iter().filter(|s| gold.binary_search(s).is_ok()).count(),
    };
    let words = |right| Count {
        gold: gold.rows.len(),
        given: given.rows.len(),
        right,
    };
    score.measures = vec![
        ("tokens", spans(&gold.tokens, &given.tokens)),
        ("sents", spans(&gold.sentences, &given.sentences)),
        ("words", words(pairs.len())),
        ("UPOS", words(upos)),
        ("XPOS", words(xpos)),
        ("lemma", words(lemma)),
        ("UAS", words(uas)),
        ("LAS", words(las)),
    ];
    score
}

/// Pairs of words at the same place. Tokens of several words are aligned by the longest common subsequence of forms.
fn align(gold: &[Row], given: &[Row]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::with_capacity(gold.len());
    let (mut g, mut s) = (0, 0);
    while g < gold.len() && s < given.len() {
        let (a, b) = (&gold[g], &given[s]);
        if a.is_part || b.is_part {
            if a.is_part && !b.is_part && b.span.0 < a.span.0 {
                s += 1;
            } else if b.is_part && !a.is_part && a.span.0 < b.span.0 {
                g += 1;
            }
            let mut end = if a.is_part { a.span.1 } else { b.span.1 };
            let starts = (g, s);
            loop {
                let open = |rows: &[Row], i: usize| {
                    rows.get(i)
                        .is_some_and(|r| if r.is_part { r.span.0 < end } else { r.span.1 <= end })
                };
                if !open(gold, g) && !open(given, s) {
                    break;
                }
                let takes_gold = g < gold.len() && (s >= given.len() || gold[g].span.0 <= given[s].span.0);
                let row = if takes_gold { &gold[g] } else { &given[s] };
                if row.is_part {
                    end = end.max(row.span.1);
                }
                if takes_gold { g += 1 } else { s += 1 }
            }
            common(&gold[starts.0..g], &given[starts.1..s], starts, &mut pairs);
        } else if a.span == b.span {
            pairs.push((g, s));
            (g, s) = (g + 1, s + 1);
        } else if a.span.0 <= b.span.0 {
            g += 1;
        } else {
            s += 1;
        }
    }
    pairs
}

/// Adds the pairs of a longest common subsequence of forms; `starts` are the indices of the first rows.
fn common(gold: &[Row], given: &[Row], starts: (usize, usize), pairs: &mut Vec<(usize, usize)>) {
    let mut longest = vec![vec![0; given.len() + 1]; gold.len() + 1];
    for g in (0..gold.len()).rev() {
        for s in (0..given.len()).rev() {
            longest[g][s] = if gold[g].form == given[s].form {
                1 + longest[g + 1][s + 1]
            } else {
                longest[g + 1][s].max(longest[g][s + 1])
            };
        }
    }
    let (mut g, mut s) = (0, 0);
    while g < gold.len() && s < given.len() {
        if gold[g].form == given[s].form {
            pairs.push((starts.0 + g, starts.1 + s));
            (g, s) = (g + 1, s + 1);
        } else if longest[g][s] == longest[g + 1][s] {
            g += 1;
        } else {
            s += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = "\
# newpar
1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tdo\tdo\tAUX\tVBP\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# newpar
1\tStay\tstay\tVERB\tVB\t_\t0\troot\t_\t_
2\there\there\tADV\tRB\t_\t1\tadvmod\t_\t_

";

    #[test]
    fn text_has_blanks_and_paragraphs_of_the_treebank() {
        assert_eq!(raw_text(GOLD), "don't go.\n\nStay here\n");
    }

    #[test]
    fn words_are_aligned_by_place() {
        let gold = Page::read(GOLD);
        let right = |system: &str| -> Vec<usize> {
            let score = score(&gold, &Page::read(system));
            score.measures.iter().map(|m| m.1.right).collect()
        };
        assert_eq!(right(GOLD), [5, 2, 6, 6, 6, 6, 6, 6]);
        // One token where the treebank has two words; a head that is not aligned is wrong.
        let whole = "1\tdon't\tdo\tVERB\tVB\t_\t0\troot\t_\t_\n2\tgo\tgo\tNOUN\tVB\t_\t1\tobj\t_\t_\n\n";
        assert_eq!(right(whole), [2, 0, 1, 0, 1, 1, 0, 0]);
    }
}
