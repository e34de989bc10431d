//! The dependency parser: arc-hybrid transitions, the best one taken at each step.
//!
//! Words wait in a queue and move to a stack; the stack's top is hung on the queue's front (left arc) or on the word
//! below it (right arc) (Kuhlmann, Gómez-Rodríguez and Satta 2011). There is no root word: what is left on the stack
//! at the end is the root, so any sentence gets a tree with one root, in twice as many steps as it has words.
//! Features after Zhang and Nivre (2011), "Transition-based Dependency Parsing with Rich Non-local Features".

use super::feature::{Features, Spelling};
use super::model::{Reader, Writer};
use super::tag::Tag;
use super::weights::{MAX_CLASSES, Score, Weights};
use super::{Deprel, ROOT, Upos, Xpos};
use crate::Result;

/// A transition: 0 shifts, odd codes are left arcs, even ones right arcs.
pub type Step = u8;
/// Moves the front of the queue to the stack.
pub const SHIFT: Step = 0;

/// The step that hangs the stack's top on the front of the queue.
pub fn left(label: Deprel) -> Step {
    label as u8 * 2 - 1
}

/// The step that hangs the stack's top on the word below it.
pub fn right(label: Deprel) -> Step {
    label as u8 * 2
}

/// The relation that an arc gives.
pub fn label(step: Step) -> Deprel {
    Deprel::ALL[step.div_ceil(2) as usize]
}

/// The parser's model.
#[derive(Clone, Debug)]
pub struct Parser {
    /// The arcs seen in training.
    steps: Vec<Step>,
    weights: Weights,
}

/// What the parser's features see of a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Atom {
    word: u64,
    tag: u64,
    cluster: u64,
    family: u64,
    /// How many verbs, conjunctions and other marks stand in the sentence before it.
    before: [u16; 3],
}

/// One word as far as it is parsed.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// Its head, or [`ROOT`].
    pub head: u32,
    /// Its relation.
    pub label: Deprel,
    /// Outermost and second children on each side, or the number of words.
    left: [u32; 2],
    right: [u32; 2],
    n_left: u8,
    n_right: u8,
    /// The relations of its children, a bit each.
    left_labels: u64,
    right_labels: u64,
}

/// A sentence half parsed. Reused from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Words whose head is not known yet, the top last.
    pub stack: Vec<u32>,
    /// The front of the queue; all words after it wait too.
    pub next: u32,
    /// The words.
    pub nodes: Vec<Node>,
    atoms: Vec<Atom>,
}

impl State {
    /// Starts on a sentence.
    pub fn start(&mut self, words: &[Spelling], tags: &[Tag], classes: &[(Upos, Xpos)]) {
        let n = words.len() as u32;
        self.stack.clear();
        self.next = 0;
        self.nodes.clear();
        let empty = Node {
            head: ROOT,
            label: Deprel::Root,
            left: [n; 2],
            right: [n; 2],
            n_left: 0,
            n_right: 0,
            left_labels: 0,
            right_labels: 0,
        };
        self.nodes.resize(words.len() + 1, empty);
        self.atoms.clear();
        let mut before = [0u16; 3];
        for (w, &tag) in words.iter().zip(tags) {
            let (word, tag, cluster, family) = (w.lower, tag as u64, w.cluster as u64, w.family as u64);
            self.atoms.push(Atom {
                word,
                tag,
                cluster,
                family,
                before,
            });
            let kind = match classes[tag as usize].0 {
                Upos::Verb | Upos::Aux => 0,
                Upos::Cconj | Upos::Sconj => 1,
                Upos::Punct => 2,
                _ => continue,
            };
            before[kind] = before[kind].saturating_add(1);
        }
        // Places outside the sentence read this last atom.
        self.atoms.push(Atom {
            word: 2,
            tag: 254,
            cluster: 999,
            family: 999,
            before,
        });
    }

    /// How many words the sentence has.
    pub fn n_words(&self) -> u32 {
        self.nodes.len() as u32 - 1
    }

    /// Is a shift, a left arc, a right arc possible?
    pub fn legal(&self) -> [bool; 3] {
        let waiting = self.next < self.n_words();
        [waiting, waiting && !self.stack.is_empty(), self.stack.len() > 1]
    }

    /// Is the tree complete?
    pub fn is_finished(&self) -> bool {
        self.next == self.n_words() && self.stack.len() <= 1
    }

    /// Takes a legal step.
    pub fn take(&mut self, step: Step) {
        if step == SHIFT {
            self.stack.push(self.next);
            self.next += 1;
            return;
        }
        let Some(child) = self.stack.pop() else { return };
        let leftward = step % 2 == 1;
        let label = label(step);
        let head = if leftward {
            self.next
        } else {
            *self.stack.last().unwrap_or(&self.next)
        };
        let node = &mut self.nodes[child as usize];
        (node.head, node.label) = (head, label);
        let node = &mut self.nodes[head as usize];
        if leftward {
            node.left = [child, node.left[0]];
            node.n_left = node.n_left.saturating_add(1);
            node.left_labels |= 1 << label as u64;
        } else {
            node.right = [child, node.right[0]];
            node.n_right = node.n_right.saturating_add(1);
            node.right_labels |= 1 << label as u64;
        }
    }

    /// What the parser sees.
    pub fn read_features(&self, features: &mut Vec<u64>) {
        let n = self.n_words();
        let from_top = |k: usize| self.stack.len().checked_sub(k).map_or(n, |at| self.stack[at]);
        let (s0, s1, s2) = (from_top(1), from_top(2), from_top(3));
        let (b0, b1, b2) = (self.next.min(n), (self.next + 1).min(n), (self.next + 2).min(n));
        let atom = |i: u32| &self.atoms[i as usize];
        let node = |i: u32| &self.nodes[i as usize];
        let (s0a, s1a, s2a, b0a, b1a, b2a) = (atom(s0), atom(s1), atom(s2), atom(b0), atom(b1), atom(b2));
        let (s0n, s1n, b0n) = (node(s0), node(s1), node(b0));
        let label = |i: u32| node(i).label as u64;
        let far = |a: u32, b: u32| if a == n { 9 } else { (b - a).min(8) as u64 };
        let (d0, d1) = (far(s0, b0), far(s1, s0));
        let mut features = Features::start(features, 101);
        // Single words.
        for a in [s0a, s1a, b0a, b1a] {
            features.add([a.word]);
            features.add([a.word, a.tag]);
            features.add([a.tag]);
            features.add([a.cluster, a.tag]);
        }
        for a in [s2a, b2a] {
            features.add([a.word]);
            features.add([a.tag]);
        }
        // Pairs that an arc may join, and their neighbours.
        for (x, y, far) in [(s0a, b0a, d0), (s1a, s0a, d1)] {
            features.add([x.word, x.tag, y.word, y.tag]);
            features.add([x.word, y.word]);
            features.add([x.word, x.tag, y.tag]);
            features.add([x.tag, y.word, y.tag]);
            features.add([x.tag, y.tag]);
            features.add([x.cluster, y.cluster]);
            features.add([x.cluster, y.tag]);
            features.add([x.tag, y.cluster]);
            features.add([x.family, y.family, far]);
            features.add([x.tag, y.tag, far]);
            let count = |k: usize| y.before[k].saturating_sub(x.before[k]).min(3) as u64;
            let between = count(0) * 16 + count(1) * 4 + count(2);
            features.add([x.tag, y.tag, between]);
            features.add([x.word, between]);
            features.add([y.word, between]);
            features.add([x.word, far]);
            features.add([x.tag, far]);
            features.add([y.word, far]);
            features.add([y.tag, far]);
        }
        features.add([b0a.tag, b1a.tag]);
        features.add([s0a.tag, b1a.tag]);
        features.add([s1a.tag, b0a.tag]);
        features.add([s1a.word, b0a.word]);
        features.add([s1a.word, b0a.tag]);
        features.add([s1a.tag, b0a.word]);
        // Three words in a row.
        features.add([b0a.tag, b1a.tag, b2a.tag]);
        features.add([s0a.tag, b0a.tag, b1a.tag]);
        features.add([s0a.word, b0a.tag, b1a.tag]);
        features.add([s0a.tag, b0a.word, b1a.tag]);
        features.add([s1a.tag, s0a.tag, b0a.tag]);
        features.add([s1a.word, s0a.tag, b0a.tag]);
        features.add([s1a.tag, s0a.word, b0a.tag]);
        features.add([s1a.tag, s0a.tag, b0a.word]);
        features.add([s1a.family, s0a.family, b0a.family]);
        features.add([s2a.tag, s1a.tag, s0a.tag]);
        features.add([s1a.tag, s0a.tag, b0a.tag, b1a.tag]);
        // Children already found.
        for (x, parent) in [(s0n, s0a), (s1n, s1a), (b0n, b0a)] {
            let (outer, second) = (atom(x.left[0]), atom(x.left[1]));
            features.add([outer.word]);
            features.add([parent.tag, outer.tag, label(x.left[0])]);
            features.add([parent.tag, second.tag, label(x.left[1])]);
            features.add([parent.word, x.left_labels]);
            features.add([parent.tag, x.left_labels]);
        }
        for (x, parent) in [(s0n, s0a), (s1n, s1a)] {
            let (outer, second) = (atom(x.right[0]), atom(x.right[1]));
            features.add([outer.word]);
            features.add([parent.tag, outer.tag, label(x.right[0])]);
            features.add([parent.tag, second.tag, label(x.right[1])]);
            features.add([parent.word, x.right_labels]);
            features.add([parent.tag, x.right_labels]);
            features.add([parent.tag, x.n_right as u64, x.n_left as u64]);
            features.add([parent.tag, x.left_labels, x.right_labels]);
        }
        let tag = |i: u32| atom(i).tag;
        features.add([s0a.tag, tag(s0n.left[0]), b0a.tag]);
        features.add([s0a.tag, tag(s0n.right[0]), b0a.tag]);
        features.add([s0a.tag, tag(b0n.left[0]), b0a.tag]);
        features.add([s1a.tag, tag(s1n.left[0]), s0a.tag]);
        features.add([s1a.tag, tag(s1n.right[0]), s0a.tag]);
        features.add([s1a.tag, tag(s0n.left[0]), s0a.tag]);
        features.add([s1a.tag, tag(s0n.right[0]), s0a.tag]);
        features.add([s1a.word, atom(s0n.left[0]).word, s0a.tag]);
        features.add([s1a.word, atom(s0n.left[0]).word, s0a.word]);
        features.add([s1a.tag, s0a.tag, s0n.left_labels, s1n.right_labels]);
        features.add([s0a.tag, b0a.tag, s0n.right_labels, b0n.left_labels]);
        // How a sentence ends, and whether anything can still come.
        features.add([u64::from(b0 == n), self.stack.len().min(4) as u64]);
        features.add([
            tag(n.saturating_sub(1)),
            s0a.tag,
            u64::from(b0 + 1 >= n),
            self.stack.len().min(3) as u64,
        ]);
    }

    /// The best-scored of the legal `steps`, the first of equals; none when the tree is complete.
    pub fn best(&self, scores: &[i32; MAX_CLASSES], steps: &[Step]) -> Option<Step> {
        let [shift, left, right] = self.legal();
        let arcs = steps.iter().copied().filter(|s| if s % 2 == 1 { left } else { right });
        let all = shift.then_some(SHIFT).into_iter().chain(arcs);
        all.reduce(|best, s| {
            if scores[s as usize] > scores[best as usize] {
                s
            } else {
                best
            }
        })
    }
}

impl Parser {
    /// Puts a parser together; `steps` are the arcs seen in training.
    pub fn new(steps: Vec<Step>, weights: Weights) -> Parser {
        Parser { steps, weights }
    }

    /// Parses the sentence that `state` was started on.
    pub fn parse(&self, state: &mut State, features: &mut Vec<u64>) {
        while !state.is_finished() {
            let [shift, left, right] = state.legal();
            if shift && !left && !right {
                state.take(SHIFT);
                continue;
            }
            state.read_features(features);
            let mut scores = [0; MAX_CLASSES];
            self.weights.score(features, &mut scores);
            let Some(step) = state.best(&scores, &self.steps) else {
                break;
            };
            state.take(step);
        }
    }

    /// Writes the model.
    pub fn write(&self, out: &mut Writer) {
        out.bytes(&self.steps);
        self.weights.write(out);
    }

    /// Reads a model.
    ///
    /// # Errors
    ///
    /// When it is damaged.
    pub fn read(input: &mut Reader) -> Result<Parser> {
        let steps = input.bytes()?.to_vec();
        let arcs = steps
            .iter()
            .all(|&s| s != SHIFT && (s.div_ceil(2) as usize) < Deprel::ALL.len());
        // Both directions must be possible, or a sentence could get stuck.
        let complete = steps.iter().any(|s| s % 2 == 1) && steps.iter().any(|s| s % 2 == 0);
        input.check(arcs && complete, "parser steps")?;
        Ok(Parser {
            steps,
            weights: Weights::read(input)?,
        })
    }
}
