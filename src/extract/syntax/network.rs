//! The network that tags and parses: summed embeddings, two layers of LSTM in both directions (Hochreiter and
//! Schmidhuber 1997), tags, biaffine arcs (Dozat and Manning 2017), relations.

use super::feature::Spelling;
use super::input::Vocabulary;
use super::kernel::{self, BLOCK, fixed};
use super::model::{Reader, Writer};
use super::tree::Arcs;
use super::{Deprel, ROOT, Upos, Xpos};
use crate::Result;

/// A pair of tags that the treebanks use, as an index of [`Network::tags`].
pub type Tag = u8;

/// Length of a word's embedding.
const WIDTH: usize = 128;
/// Length of an LSTM's state.
const HIDDEN: usize = 96;
/// Length of what arcs and relations are scored with.
const PART: usize = BLOCK;
/// What one stands for in the numbers that parts are multiplied as; embeddings are in 1/1024, states in 1/16384.
const PART_UNIT: f32 = 256.0;
/// Parts are cut off here, so that sums of products stay in 32 bits.
const PART_LIMIT: f32 = 15.9;
/// Longer sentences are parsed in pieces of so many words.
const LONGEST: usize = 256;

/// A matrix of 8-bit weights.
#[derive(Clone, Debug)]
struct Matrix {
    weights: Vec<i8>,
    /// The unit of each output's weights.
    units: Vec<f32>,
    bias: Vec<f32>,
}

impl Matrix {
    fn write(&self, out: &mut Writer) {
        out.i8s(&self.weights);
        out.f32s(&self.units);
        out.f32s(&self.bias);
    }

    /// Reads a matrix for `inputs` numbers with at least `outputs` results.
    fn read(input: &mut Reader, inputs: usize, outputs: usize) -> Result<Matrix> {
        let (weights, units, bias) = (input.i8s()?, input.f32s()?, input.f32s()?);
        let n = outputs.next_multiple_of(BLOCK);
        input.check(
            weights.len() == n * inputs && units.len() == n && bias.len() == n,
            "matrices",
        )?;
        Ok(Matrix { weights, units, bias })
    }

    /// The outputs for `x`; `sums` is memory to work in.
    fn apply(&self, x: &[i16], sums: &mut Vec<i32>, out: &mut [f32]) {
        sums.resize(self.units.len(), 0);
        kernel::product(&self.weights, x, sums);
        kernel::finish(sums, &self.units, &self.bias, out);
    }
}

/// An LSTM that reads in one direction: weights for its input and for its own last state.
#[derive(Clone, Debug)]
struct Direction {
    input: Matrix,
    state: Matrix,
}

/// The network.
#[derive(Clone, Debug)]
pub struct Network {
    /// The pairs of tags in use, most frequent first.
    pub tags: Vec<(Upos, Xpos)>,
    vocabulary: Vocabulary,
    embedding: Vec<i8>,
    embedding_units: Vec<f32>,
    /// Forwards and backwards, first and second layer.
    layers: [[Direction; 2]; 2],
    tag: Matrix,
    dependent: Matrix,
    governor: Matrix,
    lower: Matrix,
    upper: Matrix,
    arc: Matrix,
    relation: Matrix,
    /// What stands for the root among governors, and among the upper ends of relations.
    root: [Vec<f32>; 2],
}

/// Memory to work in.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    sums: Vec<i32>,
    numbers: Vec<f32>,
    words: Vec<i16>,
    states: [Vec<i16>; 2],
    cells: Vec<f32>,
    governors: Vec<i16>,
    dependents: Vec<i16>,
    ends: [Vec<f32>; 2],
    arcs: Arcs,
    heads: Vec<u32>,
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
    /// Tags and parses a sentence.
    pub fn run(&self, words: &[Spelling], headline: bool, memory: &mut Memory, nodes: &mut Vec<Node>) {
        nodes.clear();
        if words.is_empty() {
            return;
        }
        self.embed(words, headline, memory);
        let Memory {
            sums,
            numbers,
            words: embedded,
            states: [first, second],
            cells,
            ..
        } = memory;
        for (k, side) in self.layers[0].iter().enumerate() {
            side.run(embedded, WIDTH, k == 1, sums, numbers, cells, first);
        }
        for (k, side) in self.layers[1].iter().enumerate() {
            side.run(first, 2 * HIDDEN, k == 1, sums, numbers, cells, second);
        }
        self.tag(memory, nodes);
        for from in (0..words.len()).step_by(LONGEST) {
            let to = (from + LONGEST).min(words.len());
            self.parse(from, to, memory, nodes);
        }
    }

    fn embed(&self, words: &[Spelling], headline: bool, memory: &mut Memory) {
        memory.words.clear();
        for (i, word) in words.iter().enumerate() {
            let rows = self.vocabulary.rows(word, i == 0, headline);
            let mut embedded = [0i16; WIDTH];
            kernel::embed(&self.embedding, &self.embedding_units, &rows, &mut embedded);
            memory.words.extend(embedded);
        }
    }

    fn tag(&self, memory: &mut Memory, nodes: &mut Vec<Node>) {
        let Memory {
            sums, numbers, states, ..
        } = memory;
        numbers.resize(self.tag.units.len(), 0.0);
        for state in states[1].chunks_exact(2 * HIDDEN) {
            self.tag.apply(state, sums, numbers);
            nodes.push(Node {
                tag: best(&numbers[..self.tags.len()], 0) as Tag,
                head: ROOT,
                label: Deprel::Root,
            });
        }
    }

    /// Parses the words `from..to`; those after the first piece hang on the first piece's root.
    fn parse(&self, from: usize, to: usize, memory: &mut Memory, nodes: &mut [Node]) {
        let Memory {
            sums,
            numbers,
            states,
            governors,
            dependents,
            ends: [lower, upper],
            arcs,
            heads,
            ..
        } = memory;
        let states = &states[1][from * 2 * HIDDEN..to * 2 * HIDDEN];
        numbers.resize(PART, 0.0);
        let fix = |x: &f32| fixed(x.clamp(-PART_LIMIT, PART_LIMIT), PART_UNIT);
        governors.clear();
        governors.extend(self.root[0].iter().map(fix));
        dependents.clear();
        lower.clear();
        upper.clear();
        upper.extend(&self.root[1]);
        let mut part = [0i16; PART];
        for state in states.chunks_exact(2 * HIDDEN) {
            let mut ends = |matrix: &Matrix, numbers: &mut [f32]| {
                matrix.apply(state, sums, numbers);
                numbers
                    .iter_mut()
                    .for_each(|x| *x = if *x < 0.0 { *x * 0.125 } else { *x });
            };
            ends(&self.governor, numbers);
            governors.extend(numbers.iter().map(fix));
            ends(&self.lower, numbers);
            lower.extend(&*numbers);
            ends(&self.upper, numbers);
            upper.extend(&*numbers);
            ends(&self.dependent, numbers);
            part.iter_mut().zip(&*numbers).for_each(|(p, x)| *p = fix(x));
            self.arc.apply(&part, sums, numbers);
            dependents.extend(numbers.iter().map(fix));
        }
        arcs.start(to - from);
        for (d, ask) in dependents.as_chunks().0.iter().enumerate() {
            kernel::dots(governors, ask, arcs.row(d));
        }
        arcs.heads(heads);
        let above = nodes[..from].iter().position(|n| n.head == ROOT);
        numbers.resize(self.relation.units.len(), 0.0);
        let mut asked = [0i16; 3 * PART];
        for (d, &head) in heads.iter().enumerate() {
            let node = &mut nodes[from + d];
            if head == 0 {
                if let Some(above) = above {
                    (node.head, node.label) = (above as u32, Deprel::Parataxis);
                }
                continue;
            }
            let low = &lower[d * PART..][..PART];
            let high = &upper[head as usize * PART..][..PART];
            for i in 0..PART {
                asked[i] = fixed(low[i], PART_UNIT);
                asked[PART + i] = fixed(high[i], PART_UNIT);
                asked[2 * PART + i] = fixed(low[i] * high[i], PART_UNIT);
            }
            self.relation.apply(&asked, sums, numbers);
            // The root's relation is the first.
            let label = best(&numbers[..Deprel::ALL.len()], 1);
            (node.head, node.label) = (from as u32 + head - 1, Deprel::ALL[label]);
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
            side.input.write(out);
            side.state.write(out);
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
            let mut side = || {
                Ok(Direction {
                    input: Matrix::read(input, inputs, 4 * HIDDEN)?,
                    state: Matrix::read(input, HIDDEN, 4 * HIDDEN)?,
                })
            };
            Ok([side()?, side()?])
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
        })
    }
}

impl Direction {
    /// Reads `words`, each of `width` numbers, and writes its states to its half of `states`.
    #[allow(clippy::too_many_arguments)] // memory to work in
    fn run(
        &self,
        words: &[i16],
        width: usize,
        backwards: bool,
        sums: &mut Vec<i32>,
        numbers: &mut Vec<f32>,
        cells: &mut Vec<f32>,
        states: &mut Vec<i16>,
    ) {
        let n = words.len() / width;
        states.resize(n * 2 * HIDDEN, 0);
        cells.clear();
        cells.resize(HIDDEN, 0.0);
        numbers.resize(4 * HIDDEN, 0.0);
        sums.resize(4 * HIDDEN, 0);
        let mut state = [0i16; HIDDEN];
        for k in 0..n {
            let i = if backwards { n - 1 - k } else { k };
            self.input.apply(&words[i * width..][..width], sums, numbers);
            kernel::product(&self.state.weights, &state, sums);
            kernel::add(sums, &self.state.units, numbers);
            kernel::step(numbers, cells, &mut state);
            let half = if backwards { HIDDEN } else { 0 };
            states[i * 2 * HIDDEN + half..][..HIDDEN].copy_from_slice(&state);
        }
    }
}

/// The place of the highest number from `start` on, the first of equals.
fn best(numbers: &[f32], start: usize) -> usize {
    let mut best = start;
    for i in start..numbers.len() {
        if numbers[i] > numbers[best] {
            best = i;
        }
    }
    best
}
