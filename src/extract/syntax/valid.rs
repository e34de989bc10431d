//! What Universal Dependencies rule out in every tree: function words with arguments of their own.

use super::{Deprel, ROOT, Word};

/// Moves what hangs on a function word to the word that it serves: in "Iran has increased trade", the subject of "has"
/// becomes that of "increased". Fixed phrases, repairs, coordination and punctuation may stay, as the guidelines have it
/// (<https://universaldependencies.org/u/overview/syntax.html>, "Function words"). `O(n)` for trees of bounded depth.
///
/// The result is a tree again: a word moves up the path to the root, never into what hangs on it.
pub(super) fn free_function_words(words: &mut [Word]) {
    for i in 0..words.len() {
        if may_stay(words[i].deprel) {
            continue;
        }
        while let Some(&Word { deprel, head, .. }) = words.get(words[i].head as usize)
            && words[i].head != ROOT
            && head != ROOT
            && is_function(deprel)
        {
            words[i].head = head;
        }
    }
}

fn is_function(relation: Deprel) -> bool {
    use Deprel::{Aux, AuxPass, Case, Cc, Cop, Det, Mark, Punct};
    matches!(relation, Aux | AuxPass | Case | Cc | Cop | Det | Mark | Punct)
}

/// May it hang on a function word?
fn may_stay(relation: Deprel) -> bool {
    use Deprel::{Advmod, Conj, Fixed, Goeswith, Punct, Reparandum, Root};
    matches!(relation, Advmod | Conj | Fixed | Goeswith | Punct | Reparandum | Root)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::extract::syntax::{Upos, Xpos};

    fn moved(tree: &[(u32, Deprel)]) -> Vec<u32> {
        let word = |&(head, deprel)| Word {
            upos: Upos::X,
            xpos: Xpos::Fw,
            head,
            deprel,
            lemma: Span::new(0, 0),
        };
        let mut words: Vec<Word> = tree.iter().map(word).collect();
        free_function_words(&mut words);
        words.iter().map(|w| w.head).collect()
    }

    #[test]
    fn arguments_leave_function_words_and_fixed_phrases_stay() {
        use Deprel::{Aux, Case, Fixed, Nsubj, Obl, Root};
        let cases = [
            // "Iran has increased": the subject of "has".
            (vec![(1, Nsubj), (2, Aux), (ROOT, Root)], vec![2, 2, ROOT]),
            // Two steps up.
            (vec![(1, Nsubj), (2, Aux), (3, Aux), (ROOT, Root)], vec![3, 3, 3, ROOT]),
            // "because of rain": fixed.
            (vec![(ROOT, Root), (3, Case), (1, Fixed), (0, Obl)], vec![ROOT, 3, 1, 0]),
        ];
        for (tree, heads) in cases {
            assert_eq!(moved(&tree), heads);
        }
    }
}
