//! [`Matrix`] and [`Lstm`]: the parts that the network is made of.

use super::kernel::{self, AT_ONCE, BLOCK, Lines, Rows, Sums};
use super::model::{Reader, Writer};
use crate::Result;

/// The first `n` numbers of memory that grows when it must and never shrinks: nothing is cleared twice.
fn room(memory: &mut Vec<i32>, n: usize) -> &mut [i32] {
    if memory.len() < n {
        memory.resize(n, 0);
    }
    &mut memory[..n]
}

/// A matrix of 8-bit weights.
#[derive(Clone, Debug)]
pub struct Matrix {
    weights: Lines,
    /// The unit of each output's weights.
    units: Vec<f32>,
    bias: Vec<f32>,
}

impl Matrix {
    /// Writes the matrix.
    pub fn write(&self, out: &mut Writer) {
        out.i8s(&self.weights.to_file());
        out.f32s(&self.units);
        out.f32s(&self.bias);
    }

    /// Reads a matrix for `inputs` numbers with at least `outputs` results.
    ///
    /// # Errors
    ///
    /// When it is cut short or of another size.
    pub fn read(input: &mut Reader, inputs: usize, outputs: usize) -> Result<Matrix> {
        let (weights, units, bias) = (input.i8s()?, input.f32s()?, input.f32s()?);
        let n = outputs.next_multiple_of(BLOCK);
        input.check(
            weights.len() == n * inputs && units.len() == n && bias.len() == n,
            "matrices",
        )?;
        let weights = Lines::new(&weights, inputs);
        Ok(Matrix { weights, units, bias })
    }

    /// How many outputs a row has: blocks are always full.
    pub fn outputs(&self) -> usize {
        self.units.len()
    }

    /// The outputs for each of `n` rows, end to end in `out`; `sums` is memory to work in.
    pub fn apply(&self, rows: &Rows, n: usize, sums: &mut Vec<i32>, out: &mut Vec<f32>) {
        self.multiply(rows, n, sums);
        kernel::finish(self.with_units(&sums[..n * self.outputs()]), &self.bias, out);
    }

    /// The sums of products alone.
    fn multiply(&self, rows: &Rows, n: usize, sums: &mut Vec<i32>) {
        let room = room(sums, n * self.outputs());
        kernel::product(&self.weights, rows, room);
    }

    fn with_units<'a>(&'a self, sums: &'a [i32]) -> Sums<'a> {
        let units = &self.units;
        Sums { sums, units }
    }
}

/// An LSTM that reads in one direction: weights for its input and for its own last state.
#[derive(Clone, Debug)]
pub struct Lstm {
    input: Matrix,
    state: Matrix,
    backwards: bool,
}

/// Memory for an [`Lstm`] to work in.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    own: Vec<i32>,
    rows: Rows,
    gates: Vec<f32>,
    cells: Vec<f32>,
    state: Vec<i16>,
}

impl Lstm {
    /// Writes the weights.
    pub fn write(&self, out: &mut Writer) {
        self.input.write(out);
        self.state.write(out);
    }

    /// Reads an LSTM of so many `inputs` and a state of so many numbers.
    ///
    /// # Errors
    ///
    /// When it is damaged.
    pub fn read(reader: &mut Reader, inputs: usize, hidden: usize, backwards: bool) -> Result<Lstm> {
        Ok(Lstm {
            input: Matrix::read(reader, inputs, 4 * hidden)?,
            state: Matrix::read(reader, hidden, 4 * hidden)?,
            backwards,
        })
    }

    /// How many sums [`Lstm::read_words`] makes of a word.
    pub fn width(&self) -> usize {
        self.state.outputs()
    }

    /// What `n` words say by themselves: sums of products, end to end.
    pub fn read_words(&self, rows: &Rows, n: usize, sums: &mut Vec<i32>) {
        self.input.multiply(rows, n, sums);
    }

    /// Reads sentences, whose words stand end to end, and hands every word's state to `take`, with the word's place.
    /// `inputs` tells what [`Lstm::read_words`] made of the word at a place.
    ///
    /// `lengths` are the sentences' numbers of words, [`AT_ONCE`] sentences at most, the longest first: their words
    /// are read side by side, so that the weights are read once for all.
    pub fn run<'i>(
        &self,
        inputs: impl Fn(usize) -> &'i [i32],
        lengths: &[usize],
        memory: &mut Memory,
        mut take: impl FnMut(usize, &[i16]),
    ) {
        assert!(lengths.len() <= AT_ONCE && lengths.is_sorted_by(|a, b| a >= b));
        let width = self.width();
        let hidden = width / 4;
        memory.gates.resize(width, 0.0);
        memory.cells.clear();
        memory.cells.resize(AT_ONCE * hidden, 0.0);
        memory.state.clear();
        memory.state.resize(AT_ONCE * hidden, 0);
        for t in 0..lengths.first().copied().unwrap_or(0) {
            let active = lengths.partition_point(|&length| length > t);
            let place = |start: usize, length: usize, t: usize| start + if self.backwards { length - 1 - t } else { t };
            // Sums may stand anywhere; those of the next words are asked for before they are needed.
            let mut start = 0;
            for &length in &lengths[..active] {
                if t + 1 < length {
                    kernel::fetch(inputs(place(start, length, t + 1)));
                }
                start += length;
            }
            if t == 0 {
                // Nothing is read yet.
                room(&mut memory.own, active * width).fill(0);
            } else {
                memory.rows.fill_coarse(&memory.state[..active * hidden]);
                self.state.multiply(&memory.rows, active, &mut memory.own);
            }
            let cells = memory.cells.chunks_exact_mut(hidden);
            let states = memory.state.chunks_exact_mut(hidden).zip(cells);
            let own = memory.own[..active * width].chunks_exact(width);
            let mut start = 0;
            for ((&length, own), (state, cells)) in lengths.iter().zip(own).zip(states) {
                let at = place(start, length, t);
                start += length;
                let input = self.input.with_units(inputs(at));
                let own = self.state.with_units(own);
                kernel::step(input, own, &self.input.bias, &mut memory.gates, cells, state);
                take(at, state);
            }
        }
    }
}
