//! Short sentences of our own making as lessons, from the patterns of `training/headlines.txt`.

use super::files;
use super::random::Random;
use crate::extract::syntax::conllu::{Tree, read};
use crate::{Error, Result};
use rustc_hash::FxHashMap;
use std::fmt::Write;
use std::path::Path;

/// How often each pattern is filled in.
const TIMES: usize = 14;

/// What a name in a pattern may stand for: its two tags, and the words.
type Slots<'f> = FxHashMap<&'f str, (&'f str, &'f str, Vec<&'f str>)>;

/// Every pattern of the file filled in `TIMES` times, the same way on every run.
///
/// # Errors
///
/// When the file is missing or a line of it is not as its head tells.
pub fn headlines(path: &Path) -> Result<Vec<Tree>> {
    filled(&files::text(path)?, TIMES).map_err(|e| e.in_file(path.display().to_string()))
}

fn filled(file: &str, times: usize) -> Result<Vec<Tree>> {
    let (mut slots, mut random) = (Slots::default(), Random::new(1));
    let mut trees = Vec::new();
    for (i, line) in file.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let wrong = |what: &str| Error::new(format!("expected {what}")).on_line(i + 1);
        if let Some((name, words)) = line.split_once(" = ") {
            let parts = name
                .split_once(' ')
                .and_then(|(n, tags)| Some((n, tags.split_once('/')?)));
            let (name, (upos, xpos)) = parts.ok_or_else(|| wrong("NAME UPOS/XPOS = words"))?;
            slots.insert(name, (upos, xpos, words.split(", ").collect()));
            continue;
        }
        for _ in 0..times {
            let conllu = one(line, &slots, &mut random).ok_or_else(|| wrong("words as WORD:HEAD:RELATION"))?;
            let filled = read(conllu.as_bytes());
            trees.extend(filled.map_err(|e| wrong("tags and relations of Universal Dependencies").caused_by(e))?);
        }
    }
    Ok(trees)
}

/// The pattern filled in once, as CoNLL-U.
fn one(pattern: &str, slots: &Slots, random: &mut Random) -> Option<String> {
    let mut words = Vec::new();
    for part in pattern.split(' ') {
        let mut parts = part.splitn(3, ':');
        let (word, head, relation) = (parts.next()?, parts.next()?, parts.next()?);
        let (form, upos, xpos) = match word.split_once('|') {
            Some((form, tags)) => {
                let (upos, xpos) = tags.split_once('/')?;
                (form, upos, xpos)
            }
            None => {
                let (upos, xpos, words) = slots.get(word)?;
                (words[random.below(words.len())], *upos, *xpos)
            }
        };
        words.push((form, upos, xpos, head.parse::<usize>().ok()?, relation));
    }
    // A name of two words moves what follows it by one.
    let mut starts = vec![0];
    for (form, ..) in &words {
        starts.push(starts[starts.len() - 1] + form.split(' ').count());
    }
    let mut out = String::new();
    for (i, (form, upos, xpos, head, relation)) in words.iter().enumerate() {
        let (at, head) = (starts[i] + 1, head.checked_sub(1).map_or(0, |h| starts[h] + 1));
        let joined = words.get(i + 1).is_none_or(|next| next.1 == "PUNCT" || next.2 == "POS");
        for (k, word) in form.split(' ').enumerate() {
            let (head, relation) = if k == 0 { (head, *relation) } else { (at, "flat") };
            let space = if joined && at + k == starts[i + 1] {
                "SpaceAfter=No"
            } else {
                "_"
            };
            let _ = writeln!(
                out,
                "{}\t{word}\t_\t{upos}\t{xpos}\t_\t{head}\t{relation}\t_\t{space}",
                at + k
            );
        }
    }
    out.push('\n');
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# words\nNAME PROPN/NNP = Ann Lee\nBACKS VERB/VBZ = backs\n\n\
        NAME:2:nsubj BACKS:0:root Mali|PROPN/NNP:2:obj .|PUNCT/.:2:punct\n";

    #[test]
    fn names_of_two_words_move_the_rest() {
        let trees = filled(FILE, 2).unwrap();
        assert_eq!(trees.len(), 2);
        assert_eq!(trees[0].text, "Ann Lee backs Mali.");
        let heads: Vec<u32> = trees[0].parse.words.iter().map(|w| w.head).collect();
        assert_eq!(heads, [2, 0, crate::extract::syntax::ROOT, 2, 2]);
    }

    #[test]
    fn a_wrong_line_is_told() {
        for (line, number) in [("NAME:2", 5), ("UNKNOWN:0:root", 5), ("Mali|PROPN/NNP:0:no-such", 5)] {
            let file = FILE.lines().take(4).chain([line]).collect::<Vec<_>>().join("\n");
            let error = filled(&file, 1).unwrap_err().to_string();
            assert!(error.contains(&number.to_string()), "{error}");
        }
    }
}
