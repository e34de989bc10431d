//! The network that tags and parses: summed embeddings, two layers of LSTM in both directions (Hochreiter and
//! Schmidhuber 1997), tags, biaffine arcs (Dozat and Manning 2017), relations.

use super::feature::Spelling;
use super::input::{ROWS, Vocabulary};
use super::kernel::{self, BLOCK, Rows, STEP};
use super::matrix::{self, Lstm, Matrix};
use super::memo::{Products, Seen, Stamp};
use super::model::{Reader, Writer};
use super::tree::Arcs;
use super::{Deprel, ROOT, Upos, Xpos};
use crate::Result;

/// A pair of tags that the treebanks use, as an index of [`Network::tags`].
pub type Tag = u8;

/// Length of a word's embedding.
const WIDTH: usize = 128;
/// Length of an LSTM's state.
const HIDDEN: usize = 112;
/// Length of what arcs and relations are scored with.
const PART: usize = BLOCK;
/// What one stands for in the numbers that parts are multiplied as; embeddings are in 1/1024, states in 1/16384.
const PART_UNIT: f32 = 256.0;
/// Parts are cut off here, so that sums of products stay in 32 bits.
const PART_LIMIT: f32 = 15.9;
/// Longer sentences are parsed in pieces of so many words.
const LONGEST: usize = 256;
/// So many sentences are read side by side.
pub const TOGETHER: usize = kernel::AT_ONCE;

const _: () = assert!(WIDTH.is_multiple_of(STEP) && HIDDEN.is_multiple_of(STEP) && PART.is_multiple_of(STEP));

/// The network.
#[derive(Clone, Debug)]
pub struct Network {
    /// The pairs of tags in use, most frequent first.
    pub tags: Vec<(Upos, Xpos)>,
    vocabulary: Vocabulary,
    embedding: Vec<i8>,
    embedding_units: Vec<f32>,
    /// Forwards and backwards, first and second layer.
    layers: [[Lstm; 2]; 2],
    tag: Matrix,
    dependent: Matrix,
    governor: Matrix,
    lower: Matrix,
    upper: Matrix,
    arc: Matrix,
    relation: Matrix,
    /// What stands for the root among governors, and among the upper ends of relations.
    root: [Vec<f32>; 2],
    stamp: Stamp,
}

/// Memory to work in.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    lstm: matrix::Memory,
    rows: Rows,
    sums: Vec<i32>,
    numbers: Vec<f32>,
    /// What words say to the first layer, and where that of each word stands.
    products: Products,
    places: Vec<usize>,
    /// Words that are new, with their rows, and their embeddings.
    fresh: Vec<(usize, [u32; ROWS])>,
    words: Vec<i16>,
    states: Vec<i16>,
    parts: Parts,
    asked: Vec<i16>,
    arcs: Arcs,
    heads: Vec<u32>,
}

/// What arcs and relations are made of, for each word of a sentence or a piece of one.
#[derive(Clone, Debug, Default)]
struct Parts {
    /// What a word offers as a head; the root comes first.
    governors: Vec<i16>,
    /// What a word wants of its head.
    dependents: Vec<i16>,
    /// The lower end of a relation.
    lower: Vec<f32>,
    /// The upper end; the root comes first.
    upper: Vec<f32>,
}

/// A sentence among those whose words stand end to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// How many words it has.
    pub n_words: usize,
    /// Is it set like a headline?
    pub headline: bool,
}

/// What the network finds out about a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its tags, as an index of [`Network::tags`].
    pub tag: Tag,
    /// Its head, or [`ROOT`].
    pub head: u32,
    /// Its relation.
    pub label: Deprel,
}

impl Network {
    /// Tags and parses sentences, whose words stand end to end; heads count from the sentence's first word.
    ///
    /// Up to [`TOGETHER`] sentences, the longest first: together they take less time than one by one.
    pub fn run(&self, words: &[Spelling], sentences: &[Extent], memory: &mut Memory, nodes: &mut Vec<Node>) {
        nodes.clear();
        self.read_words(words, sentences, memory);
        let lengths: [usize; TOGETHER] = std::array::from_fn(|k| sentences.get(k).map_or(0, |s| s.n_words));
        let Memory {
            lstm: own,
            rows,
            sums,
            products,
            places,
            states,
            ..
        } = memory;
        states.resize(words.len() * 2 * HIDDEN, 0);
        let mut take = |side: usize, word: usize, state: &[i16]| {
            states[(2 * word + side) * HIDDEN..][..HIDDEN].copy_from_slice(state);
        };
        let [first, second] = &self.layers;
        for (side, lstm) in first.iter().enumerate() {
            let inputs = |word: usize| &products.get(places[word])[side * lstm.width()..][..lstm.width()];
            lstm.run(inputs, &lengths, own, |word, state| take(side, word, state));
        }
        rows.fill_coarse(states);
        let mut take = |side: usize, word: usize, state: &[i16]| {
            states[(2 * word + side) * HIDDEN..][..HIDDEN].copy_from_slice(state);
        };
        for (side, lstm) in second.iter().enumerate() {
            lstm.read_words(rows, words.len(), sums);
            let inputs = |word: usize| &sums[word * lstm.width()..][..lstm.width()];
            lstm.run(inputs, &lengths, own, |word, state| take(side, word, state));
        }
        rows.fill_coarse(states);
        self.tag(memory, words.len(), nodes);
        let mut start = 0;
        for sentence in sentences {
            let end = start + sentence.n_words;
            for from in (0..sentence.n_words).step_by(LONGEST) {
                let to = (from + LONGEST).min(sentence.n_words);
                memory
                    .rows
                    .fill_coarse(&memory.states[(start + from) * 2 * HIDDEN..(start + to) * 2 * HIDDEN]);
                self.parse(from, to, memory, &mut nodes[start..end]);
            }
            start = end;
        }
    }

    /// What every word by itself says to the first layer: remembered, or worked out from its embedding.
    fn read_words(&self, words: &[Spelling], sentences: &[Extent], memory: &mut Memory) {
        let Memory {
            rows,
            sums,
            products,
            places,
            fresh,
            words: embedded,
            ..
        } = memory;
        let layer = &self.layers[0];
        let width = layer[0].width();
        products.open(self.stamp, 2 * width);
        places.clear();
        fresh.clear();
        let mut all = words.iter();
        for sentence in sentences {
            for (i, word) in all.by_ref().take(sentence.n_words).enumerate() {
                let (place, is_fresh) = products.place(&Seen::new(word, i == 0, sentence.headline));
                places.push(place);
                if is_fresh {
                    let rows = self.vocabulary.rows(word, i == 0, sentence.headline);
                    for row in rows {
                        kernel::fetch(&self.embedding[row as usize * WIDTH..][..WIDTH]);
                    }
                    fresh.push((place, rows));
                }
            }
        }
        embedded.clear();
        for (_, rows) in &*fresh {
            let mut numbers = [0i16; WIDTH];
            kernel::embed(&self.embedding, &self.embedding_units, rows, &mut numbers);
            embedded.extend(numbers);
        }
        rows.fill(embedded);
        for (side, lstm) in layer.iter().enumerate() {
            lstm.read_words(rows, fresh.len(), sums);
            for ((place, _), sums) in fresh.iter().zip(sums.chunks_exact(width)) {
                products.put(*place)[side * width..][..width].copy_from_slice(sums);
            }
        }
    }

    fn tag(&self, memory: &mut Memory, n_words: usize, nodes: &mut Vec<Node>) {
        let Memory {
            rows, sums, numbers, ..
        } = memory;
        self.tag.apply(rows, n_words, sums, numbers);
        nodes.extend(numbers.chunks_exact(self.tag.outputs()).map(|numbers| Node {
            tag: best(&numbers[..self.tags.len()], 0) as Tag,
            head: ROOT,
            label: Deprel::Root,
        }));
    }

    /// Parses the words `from..to` of a sentence; those after the first piece hang on the first piece's root.
    fn parse(&self, from: usize, to: usize, memory: &mut Memory, nodes: &mut [Node]) {
        self.parts(to - from, memory);
        let Memory { parts, arcs, heads, .. } = memory;
        arcs.start(to - from);
        for (d, ask) in parts.dependents.as_chunks().0.iter().enumerate() {
            kernel::dots(&parts.governors, ask, arcs.row(d));
        }
        arcs.heads(heads);
        let above = nodes[..from].iter().position(|n| n.head == ROOT);
        for (&head, node) in heads.iter().zip(&mut nodes[from..]) {
            match above {
                _ if head > 0 => node.head = from as u32 + head - 1,
                Some(above) => (node.head, node.label) = (above as u32, Deprel::Parataxis),
                None => {}
            }
        }
        self.relations(memory, &mut nodes[from..]);
    }

    /// The parts of the words whose states are in `memory.rows`.
    fn parts(&self, n_words: usize, memory: &mut Memory) {
        let Memory {
            rows,
            sums,
            numbers,
            parts,
            asked,
            ..
        } = memory;
        let bend = |numbers: &mut [f32]| {
            numbers
                .iter_mut()
                .for_each(|x| *x = if *x < 0.0 { *x * 0.125 } else { *x })
        };
        let fix = |numbers: &[f32], out: &mut Vec<i16>| kernel::fix(numbers, PART_LIMIT, PART_UNIT, out);
        parts.governors.clear();
        fix(&self.root[0], &mut parts.governors);
        self.governor.apply(rows, n_words, sums, numbers);
        bend(numbers);
        fix(numbers, &mut parts.governors);
        self.lower.apply(rows, n_words, sums, &mut parts.lower);
        bend(&mut parts.lower);
        self.upper.apply(rows, n_words, sums, numbers);
        bend(numbers);
        parts.upper.clear();
        parts.upper.extend(&self.root[1]);
        parts.upper.extend(&*numbers);
        self.dependent.apply(rows, n_words, sums, numbers);
        bend(numbers);
        asked.clear();
        fix(numbers, asked);
        rows.fill(asked);
        self.arc.apply(rows, n_words, sums, numbers);
        parts.dependents.clear();
        fix(numbers, &mut parts.dependents);
    }

    /// Gives every word but roots its relation to the head that `memory.heads` tells.
    fn relations(&self, memory: &mut Memory, nodes: &mut [Node]) {
        let Memory {
            rows,
            sums,
            numbers,
            parts,
            asked,
            heads,
            ..
        } = memory;
        numbers.clear();
        let (lower, upper) = (parts.lower.as_chunks::<PART>().0, parts.upper.as_chunks::<PART>().0);
        for (low, &head) in lower.iter().zip(&*heads).filter(|(_, head)| **head > 0) {
            let high = &upper[head as usize];
            numbers.extend(low);
            numbers.extend(high);
            numbers.extend(low.iter().zip(high).map(|(x, y)| x * y));
        }
        asked.clear();
        kernel::fix(numbers, f32::INFINITY, PART_UNIT, asked);
        rows.fill(asked);
        self.relation.apply(rows, asked.len() / (3 * PART), sums, numbers);
        let below = nodes.iter_mut().zip(heads).filter(|(_, head)| **head > 0);
        for ((node, _), numbers) in below.zip(numbers.chunks_exact(self.relation.outputs())) {
            // The root's relation is the first.
            node.label = Deprel::ALL[best(&numbers[..Deprel::ALL.len()], 1)];
        }
    }

    /// Writes the model.
    pub fn write(&self, out: &mut Writer) {
        out.bytes(
            &self
                .tags
                .iter()
                .flat_map(|t| [t.0 as u8, t.1 as u8])
                .collect::<Vec<_>>(),
        );
        self.vocabulary.write(out);
        out.i8s(&self.embedding);
        out.f32s(&self.embedding_units);
        for side in self.layers.iter().flatten() {
            side.write(out);
        }
        for matrix in [
            &self.tag,
            &self.dependent,
            &self.governor,
            &self.lower,
            &self.upper,
            &self.arc,
            &self.relation,
        ] {
            matrix.write(out);
        }
        self.root.iter().for_each(|r| out.f32s(r));
    }

    /// Reads a model.
    ///
    /// # Errors
    ///
    /// When it is damaged.
    pub fn read(input: &mut Reader) -> Result<Network> {
        let tags: Option<Vec<_>> = input
            .bytes()?
            .as_chunks()
            .0
            .iter()
            .map(|&[u, x]| Some((*Upos::ALL.get(u as usize)?, *Xpos::ALL.get(x as usize)?)))
            .collect();
        let tags = tags.unwrap_or_default();
        input.check(!tags.is_empty() && tags.len() <= Tag::MAX as usize, "tags")?;
        let vocabulary = Vocabulary::read(input)?;
        let (embedding, embedding_units) = (input.i8s()?, input.f32s()?);
        let n = vocabulary.n_rows();
        input.check(embedding.len() == n * WIDTH && embedding_units.len() == n, "embeddings")?;
        let mut layer = |inputs: usize| {
            let mut side = |backwards| Lstm::read(input, inputs, HIDDEN, backwards);
            Ok::<_, crate::Error>([side(false)?, side(true)?])
        };
        let layers = [layer(WIDTH)?, layer(2 * HIDDEN)?];
        let n_tags = tags.len();
        let mut matrix = |inputs, outputs| Matrix::read(input, inputs, outputs);
        let (tag, dependent) = (matrix(2 * HIDDEN, n_tags)?, matrix(2 * HIDDEN, PART)?);
        let (governor, lower) = (matrix(2 * HIDDEN, PART)?, matrix(2 * HIDDEN, PART)?);
        let (upper, arc) = (matrix(2 * HIDDEN, PART)?, matrix(PART, PART)?);
        let relation = matrix(3 * PART, Deprel::ALL.len())?;
        let root = [input.f32s()?, input.f32s()?];
        input.check(root.iter().all(|r| r.len() == PART), "root")?;
        Ok(Network {
            tags,
            vocabulary,
            embedding,
            embedding_units,
            layers,
            tag,
            dependent,
            governor,
            lower,
            upper,
            arc,
            relation,
            root,
            stamp: Stamp::fresh(),
        })
    }
}

/// The place of the highest number from `start` on, the first of equals.
fn best(numbers: &[f32], start: usize) -> usize {
    // Eight side by side, then the first that is as high as the highest: no number hangs on the one before.
    let numbers = &numbers[start..];
    let (eights, rest) = numbers.as_chunks::<8>();
    let higher = |a: f32, b: f32| if b > a { b } else { a };
    let mut highest = [f32::NEG_INFINITY; 8];
    for eight in eights {
        for (highest, &number) in highest.iter_mut().zip(eight) {
            *highest = higher(*highest, number);
        }
    }
    let highest = highest.iter().chain(rest).copied().fold(f32::NEG_INFINITY, higher);
    start + numbers.iter().position(|&number| number == highest).unwrap_or(0)
}
