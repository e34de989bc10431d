//! The innermost loops of the network: products of 8-bit weights and 16-bit numbers, and the gates of an LSTM.
//!
//! Half a million products a word make up most of the analysis; AVX2 does them by sixteens, AVX-512 by thirty-twos, and
//! by sixty-fours where the numbers are states of an LSTM, of which 8 bits are kept.
//! Weights are read once for every [`AT_ONCE`] rows of numbers, so that memory keeps up.
//!
//! Sums are integers, and the gates use nothing but single additions, multiplications and divisions, so every machine
//! gets the same bits whichever way they are computed.
//!
//! [`plain`] has the loops, `x86` those that are written for these processors, with all that is `unsafe`.

#[cfg_attr(not(target_arch = "x86_64"), path = "other.rs")]
mod x86;

mod plain;
#[cfg(test)]
mod tests;

/// Outputs of a product come in blocks of so many.
pub const BLOCK: usize = 64;
/// So many rows are multiplied in one pass over the weights.
pub const AT_ONCE: usize = 3;
/// The length of a row is a multiple of this.
pub const STEP: usize = 16;

/// The weights of 16 outputs for 4 inputs; the four of an output stand side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
#[repr(align(64))]
struct Line([i8; 64]);

/// How many lines a block has for every 4 inputs.
const LINES: usize = BLOCK / 16;

/// The weights of a matrix, laid out for the processor: block by block, the lines for every 4 inputs.
#[derive(Clone, Debug)]
pub struct Lines {
    lines: Vec<Line>,
    /// A quarter of the number of inputs.
    fours: usize,
    /// -32,768 times the sum of each output's weights: makes up for numbers that were multiplied as if 32,768 larger.
    amends: Vec<i32>,
}

impl Lines {
    /// From weights as the model file has them, for `inputs` numbers: block by block, for every two inputs, the two
    /// weights of every output side by side.
    pub fn new(weights: &[i8], inputs: usize) -> Lines {
        let mut lines = Vec::with_capacity(weights.len() / 64);
        let mut amends = Vec::with_capacity(weights.len() / inputs);
        for block in weights.chunks_exact(BLOCK * inputs) {
            let mut sums = [0; BLOCK];
            for four in block.as_chunks::<{ 4 * BLOCK }>().0 {
                let (first, second) = four.split_at(2 * BLOCK);
                let pairs = first.as_chunks::<2>().0.iter().zip(second.as_chunks::<2>().0);
                let (mut bytes, mut at) = ([Line([0; 64]), Line([0; 64]), Line([0; 64]), Line([0; 64])], 0);
                for ((&[a, b], &[c, d]), sum) in pairs.zip(&mut sums) {
                    bytes[at / 16].0[at % 16 * 4..][..4].copy_from_slice(&[a, b, c, d]);
                    *sum += a as i32 + b as i32 + c as i32 + d as i32;
                    at += 1;
                }
                lines.extend(bytes);
            }
            amends.extend(sums.map(|s: i32| s.wrapping_mul(-32768)));
        }
        Lines {
            lines,
            fours: inputs / 4,
            amends,
        }
    }

    /// The weights as the model file has them.
    pub fn to_file(&self) -> Vec<i8> {
        let mut weights = Vec::with_capacity(self.lines.len() * 64);
        for four in self.lines.as_chunks::<LINES>().0 {
            for half in [0, 2] {
                let outputs = four.iter().flat_map(|line| line.0.as_chunks::<4>().0);
                weights.extend(outputs.flat_map(|o| [o[half], o[half + 1]]));
            }
        }
        weights
    }

    /// How many outputs there are.
    pub fn outputs(&self) -> usize {
        self.amends.len()
    }
}

/// Rows of numbers to multiply, laid out for the processor.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Four numbers in two each. For AVX-512 these are 32,768 larger and therefore without a sign, low bytes before high
    /// bytes; coarse numbers are one byte each, how many times [`COARSE`] they are and 128 more.
    packed: Vec<u32>,
    /// Is a number one byte?
    is_coarse: bool,
}

/// Coarse numbers are multiples of this, 127 times at most.
pub const COARSE: i16 = 128;

impl Rows {
    /// Takes rows, end to end.
    pub fn fill(&mut self, numbers: &[i16]) {
        self.is_coarse = false;
        self.packed.resize(numbers.len() / 2, 0);
        if x86::fill(numbers, &mut self.packed) {
            return;
        }
        for (two, x) in self.packed.iter_mut().zip(numbers.as_chunks::<2>().0) {
            *two = x[0] as u16 as u32 | (x[1] as u16 as u32) << 16;
        }
    }

    /// Takes rows of multiples of [`COARSE`], end to end: half the work where the processor multiplies bytes.
    pub fn fill_coarse(&mut self, numbers: &[i16]) {
        debug_assert!(numbers.iter().all(|x| x % COARSE == 0 && x.abs() <= 127 * COARSE));
        if x86::has_512() {
            self.is_coarse = true;
            self.packed.resize(numbers.len() / 4, 0);
            x86::fill_coarse(numbers, &mut self.packed);
        } else {
            self.fill(numbers);
        }
    }
}

/// Adds up weights times numbers, for each row and output; row by row.
pub fn product(weights: &Lines, rows: &Rows, sums: &mut [i32]) {
    let outputs = weights.outputs();
    let length = weights.fours * if rows.is_coarse { 1 } else { 2 };
    assert!(rows.packed.len() * outputs == length * sums.len());
    let chunks = rows.packed.chunks(AT_ONCE * length.max(1));
    for (some, sums) in chunks.zip(sums.chunks_mut(AT_ONCE * outputs.max(1))) {
        match some.len() / length {
            1 => few::<1>(weights, some, rows.is_coarse, sums),
            2 => few::<2>(weights, some, rows.is_coarse, sums),
            _ => few::<AT_ONCE>(weights, some, rows.is_coarse, sums),
        }
    }
}

/// [`product`] for `N` rows.
fn few<const N: usize>(weights: &Lines, rows: &[u32], is_coarse: bool, sums: &mut [i32]) {
    if !x86::few::<N>(weights, rows, is_coarse, sums) {
        assert!(!is_coarse, "rows are packed for the way that multiplies them");
        plain::few(weights, rows, sums);
    }
}

/// The dot product of `x` with each row of `rows`.
pub fn dots(rows: &[i16], x: &[i16; 64], out: &mut [i32]) {
    if !x86::dots(rows, x, out) {
        plain::dots(rows, x, out);
    }
}

/// Sums of products with the unit of each output.
#[derive(Clone, Copy, Debug)]
pub struct Sums<'a> {
    /// The sums.
    pub sums: &'a [i32],
    /// What one stands for.
    pub units: &'a [f32],
}

/// One step of an LSTM: from what `input` and its own last `state` say of input and forget gate, output gate and new
/// content, one after another in `gates`, to the next cells and state. `state` gets it in units of 1/16384, in multiples of
/// [`COARSE`].
pub fn step(input: Sums, own: Sums, bias: &[f32], gates: &mut [f32], cells: &mut [f32], state: &mut [i16]) {
    if !x86::step(input, own, bias, gates, cells, state) {
        plain::step(input, own, bias, gates, cells, state);
    }
}

/// Row by row, sums with their unit and bias.
pub fn finish(sums: Sums, bias: &[f32], out: &mut Vec<f32>) {
    out.resize(sums.sums.len(), 0.0);
    if !x86::finish(sums, bias, out) {
        plain::finish(sums, bias, out);
    }
}

/// Adds numbers to `out`, none beyond `limit`, in units of one `scale`th.
pub fn fix(numbers: &[f32], limit: f32, scale: f32, out: &mut Vec<i16>) {
    let start = out.len();
    out.resize(start + numbers.len(), 0);
    let out = &mut out[start..];
    if !x86::fix(numbers, limit, scale, out) {
        plain::fix(numbers, limit, scale, out);
    }
}

/// Asks memory for what is soon needed.
pub fn fetch<T>(soon: &[T]) {
    x86::fetch(soon);
}

/// Adds up the `rows` of a table of 8-bit numbers, each with its unit, and fixes the result in units of 1/1024.
pub fn embed<const N: usize>(table: &[i8], units: &[f32], rows: &[u32], out: &mut [i16; N]) {
    if !x86::embed(table, units, rows, out) {
        plain::embed(table, units, rows, out);
    }
}
