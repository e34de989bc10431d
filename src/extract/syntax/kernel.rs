//! The innermost loops of the network: products of 8-bit weights and 16-bit numbers, and the gates of an LSTM.
//!
//! Half a million products a word make up most of the analysis; AVX2 does them by sixteens, AVX-512 by thirty-twos, and
//! by sixty-fours where the numbers are states of an LSTM, of which 8 bits are kept.
//! Weights are read once for every [`AT_ONCE`] rows of numbers, so that memory keeps up.
//!
//! Sums are integers, and the gates use nothing but single additions, multiplications and divisions, so every machine
//! gets the same bits whichever way they are computed.
#![allow(unsafe_code)] // Calls of functions for processors with AVX2, made after asking the processor; loads of arrays.

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
        #[cfg(target_arch = "x86_64")]
        if has_512() {
            // SAFETY: the processor has AVX-512 with these parts.
            return unsafe { x86::fill_512(numbers, &mut self.packed) };
        }
        for (two, x) in self.packed.iter_mut().zip(numbers.as_chunks::<2>().0) {
            *two = x[0] as u16 as u32 | (x[1] as u16 as u32) << 16;
        }
    }

    /// Takes rows of multiples of [`COARSE`], end to end: half the work where the processor multiplies bytes.
    pub fn fill_coarse(&mut self, numbers: &[i16]) {
        debug_assert!(numbers.iter().all(|x| x % COARSE == 0 && x.abs() <= 127 * COARSE));
        #[cfg(target_arch = "x86_64")]
        if has_512() {
            self.is_coarse = true;
            self.packed.resize(numbers.len() / 4, 0);
            // SAFETY: the processor has AVX-512 with these parts.
            return unsafe { x86::fill_coarse_512(numbers, &mut self.packed) };
        }
        self.fill(numbers);
    }
}

#[cfg(target_arch = "x86_64")]
fn has_512() -> bool {
    cfg!(not(any(newsgraph_way = "avx2", newsgraph_way = "plain")))
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512vl")
        && is_x86_feature_detected!("avx512vnni")
}

#[cfg(target_arch = "x86_64")]
fn has_256() -> bool {
    cfg!(not(newsgraph_way = "plain")) && is_x86_feature_detected!("avx2")
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
    #[cfg(target_arch = "x86_64")]
    if has_512() {
        // SAFETY: the processor has AVX-512 with these parts.
        return unsafe {
            if is_coarse {
                x86::few_coarse_512::<N>(weights, rows, sums)
            } else {
                x86::few_512::<N>(weights, rows, sums)
            }
        };
    }
    assert!(!is_coarse, "rows are packed for the way that multiplies them");
    #[cfg(target_arch = "x86_64")]
    if has_256() {
        // SAFETY: the processor has AVX2.
        return unsafe { x86::few_256::<N>(weights, rows, sums) };
    }
    few_plain(weights, rows, sums);
}

fn few_plain(weights: &Lines, rows: &[u32], sums: &mut [i32]) {
    let (fours, outputs) = (weights.fours.max(1), weights.outputs().max(1));
    for (row, sums) in rows.chunks_exact(2 * fours).zip(sums.chunks_exact_mut(outputs)) {
        let blocks = weights.lines.chunks_exact(LINES * fours);
        for (block, sums) in blocks.zip(sums.as_chunks_mut::<BLOCK>().0) {
            sums.fill(0);
            for (lines, x) in block.as_chunks::<LINES>().0.iter().zip(row.as_chunks::<2>().0) {
                let [x, y] = x.map(|two| [two as i16 as i32, (two >> 16) as i16 as i32]);
                for (line, sums) in lines.iter().zip(sums.as_chunks_mut::<16>().0) {
                    for (w, sum) in line.0.as_chunks::<4>().0.iter().zip(sums) {
                        let w = w.map(i32::from);
                        *sum = sum.wrapping_add(w[0] * x[0] + w[1] * x[1]);
                        *sum = sum.wrapping_add(w[2] * y[0] + w[3] * y[1]);
                    }
                }
            }
        }
    }
}

/// The dot product of `x` with each row of `rows`.
pub fn dots(rows: &[i16], x: &[i16; 64], out: &mut [i32]) {
    #[cfg(target_arch = "x86_64")]
    if has_256() {
        // SAFETY: the processor has AVX2.
        return unsafe { x86::dots(rows, x, out) };
    }
    dots_plain(rows, x, out);
}

#[inline(always)]
fn dots_plain(rows: &[i16], x: &[i16; 64], out: &mut [i32]) {
    for (row, out) in rows.as_chunks::<64>().0.iter().zip(out) {
        *out = row
            .iter()
            .zip(x)
            .fold(0i32, |sum, (&a, &b)| sum.wrapping_add(a as i32 * b as i32));
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
    #[cfg(target_arch = "x86_64")]
    if has_512() {
        // SAFETY: the processor has AVX-512 with these parts.
        return unsafe { x86::step_512(input, own, bias, gates, cells, state) };
    }
    #[cfg(target_arch = "x86_64")]
    if has_256() {
        // SAFETY: the processor has AVX2.
        return unsafe { x86::step(input, own, bias, gates, cells, state) };
    }
    step_plain(input, own, bias, gates, cells, state);
}

#[inline(always)]
fn step_plain(input: Sums, own: Sums, bias: &[f32], gates: &mut [f32], cells: &mut [f32], state: &mut [i16]) {
    let n = cells.len();
    let inputs = input.sums.iter().zip(input.units).zip(bias);
    let owns = own.sums.iter().zip(own.units);
    for ((gate, ((&sum, &unit), &bias)), (&own, &own_unit)) in gates.iter_mut().zip(inputs).zip(owns) {
        *gate = (sum as f32 * unit + bias) + own as f32 * own_unit;
    }
    let (gates, content) = gates.split_at_mut(3 * n);
    gates.iter_mut().for_each(|g| *g = 0.5 + 0.5 * tanh(0.5 * *g));
    content.iter_mut().for_each(|g| *g = tanh(*g));
    let (input, gates) = gates.split_at(n);
    let (forget, output) = gates.split_at(n);
    for i in 0..n.min(state.len()).min(content.len()) {
        cells[i] = forget[i] * cells[i] + input[i] * content[i];
        state[i] = fixed(output[i] * tanh(cells[i]), 16384.0 / COARSE as f32).clamp(-127, 127) * COARSE;
    }
}

/// Row by row, sums with their unit and bias.
pub fn finish(sums: Sums, bias: &[f32], out: &mut Vec<f32>) {
    out.resize(sums.sums.len(), 0.0);
    #[cfg(target_arch = "x86_64")]
    if has_256() {
        // SAFETY: the processor has AVX2.
        return unsafe { x86::finish(sums, bias, out) };
    }
    finish_plain(sums, bias, out);
}

#[inline(always)]
fn finish_plain(sums: Sums, bias: &[f32], out: &mut [f32]) {
    let n = bias.len().max(1);
    for (sums_of_row, out) in sums.sums.chunks_exact(n).zip(out.chunks_exact_mut(n)) {
        for (((out, &sum), &unit), &bias) in out.iter_mut().zip(sums_of_row).zip(sums.units).zip(bias) {
            *out = sum as f32 * unit + bias;
        }
    }
}

/// Adds numbers to `out`, none beyond `limit`, in units of one `scale`th.
pub fn fix(numbers: &[f32], limit: f32, scale: f32, out: &mut Vec<i16>) {
    let start = out.len();
    out.resize(start + numbers.len(), 0);
    #[cfg(target_arch = "x86_64")]
    if has_256() {
        // SAFETY: the processor has AVX2.
        return unsafe { x86::fix(numbers, limit, scale, &mut out[start..]) };
    }
    fix_plain(numbers, limit, scale, &mut out[start..]);
}

#[inline(always)]
fn fix_plain(numbers: &[f32], limit: f32, scale: f32, out: &mut [i16]) {
    for (out, &x) in out.iter_mut().zip(numbers) {
        *out = fixed(x.clamp(-limit, limit), scale);
    }
}

/// Asks memory for what is soon needed.
pub fn fetch<T>(soon: &[T]) {
    #[cfg(target_arch = "x86_64")]
    for line in (0..size_of_val(soon)).step_by(64) {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: asking for an address reads and changes nothing, and this one lies in the slice.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(soon.as_ptr().cast::<i8>().wrapping_add(line)) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = soon;
}

/// Adds up the `rows` of a table of 8-bit numbers, each with its unit, and fixes the result in units of 1/1024.
pub fn embed<const N: usize>(table: &[i8], units: &[f32], rows: &[u32], out: &mut [i16; N]) {
    #[cfg(target_arch = "x86_64")]
    if has_256() {
        // SAFETY: the processor has AVX2.
        return unsafe { x86::embed(table, units, rows, out) };
    }
    embed_plain(table, units, rows, out);
}

#[inline(always)]
fn embed_plain<const N: usize>(table: &[i8], units: &[f32], rows: &[u32], out: &mut [i16; N]) {
    let mut sum = [0f32; N];
    let table = table.as_chunks::<N>().0;
    for &row in rows {
        let unit = units[row as usize];
        for (sum, &number) in sum.iter_mut().zip(&table[row as usize]) {
            *sum += number as f32 * unit;
        }
    }
    for (out, &sum) in out.iter_mut().zip(&sum) {
        *out = fixed(sum, 1024.0);
    }
}

/// The hyperbolic tangent, right to 1/10,000: its continued fraction, cut off.
#[inline(always)]
fn tanh(x: f32) -> f32 {
    let x = x.clamp(-4.9, 4.9);
    let y = x * x;
    let above = x * (135135.0 + y * (17325.0 + y * (378.0 + y)));
    let below = 135135.0 + y * (62370.0 + y * (3150.0 + y * 28.0));
    above / below
}

/// `x` in units of one `scale`th, rounded, as far as 16 bits go.
#[inline(always)]
fn fixed(x: f32, scale: f32) -> i16 {
    // Adding so much leaves no bits after the point, and the number itself in the low ones.
    ((x * scale).clamp(-32767.0, 32767.0) + 12_582_912.0).to_bits() as i16
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{BLOCK, COARSE, LINES, Lines, STEP, Sums};
    use std::arch::x86_64::*;

    #[target_feature(enable = "avx512bw,avx512vnni")]
    pub fn fill_512(numbers: &[i16], packed: &mut [u32]) {
        // Of each four numbers the low bytes, then the high bytes.
        let order = _mm256_broadcastsi128_si256(_mm_setr_epi8(0, 2, 4, 6, 1, 3, 5, 7, 8, 10, 12, 14, 9, 11, 13, 15));
        let larger = _mm256_set1_epi16(-32768);
        let steps = numbers.as_chunks::<STEP>().0.iter();
        for (x, packed) in steps.zip(packed.as_chunks_mut::<{ STEP / 2 }>().0) {
            // SAFETY: 16 numbers of 2 bytes are read from an array of 16, and 8 times 4 bytes written to one of 8.
            unsafe {
                let x = _mm256_xor_si256(_mm256_loadu_si256(x.as_ptr().cast()), larger);
                _mm256_storeu_si256(packed.as_mut_ptr().cast(), _mm256_shuffle_epi8(x, order));
            }
        }
    }

    #[target_feature(enable = "avx512bw,avx512vl,avx512vnni")]
    pub fn fill_coarse_512(numbers: &[i16], packed: &mut [u32]) {
        const { assert!(COARSE == 128) };
        let larger = _mm_set1_epi8(-128);
        let steps = numbers.as_chunks::<STEP>().0.iter();
        for (x, packed) in steps.zip(packed.as_chunks_mut::<{ STEP / 4 }>().0) {
            // SAFETY: 16 numbers of 2 bytes are read from an array of 16, and 4 times 4 bytes written to one of 4.
            unsafe {
                let x = _mm256_srai_epi16::<7>(_mm256_loadu_si256(x.as_ptr().cast()));
                let bytes = _mm_xor_si128(_mm256_cvtepi16_epi8(x), larger);
                _mm_storeu_si128(packed.as_mut_ptr().cast(), bytes);
            }
        }
    }

    #[target_feature(enable = "avx512bw,avx512vnni")]
    pub fn few_512<const N: usize>(weights: &Lines, rows: &[u32], sums: &mut [i32]) {
        let (fours, outputs) = (weights.fours, weights.outputs());
        let rows: [&[[u32; 2]]; N] = std::array::from_fn(|k| &rows[2 * k * fours..].as_chunks().0[..fours]);
        let blocks = weights.lines.chunks_exact(LINES * fours);
        for (b, (block, amends)) in blocks.zip(weights.amends.as_chunks::<BLOCK>().0).enumerate() {
            let mut low = [[_mm512_setzero_si512(); LINES]; N];
            let mut high = low;
            for (f, lines) in block.as_chunks::<LINES>().0.iter().enumerate() {
                // SAFETY: a line has 64 bytes, and its place is a multiple of 64.
                let w = lines
                    .each_ref()
                    .map(|line| unsafe { _mm512_load_si512(line.0.as_ptr().cast()) });
                for k in 0..N {
                    let [l, h] = rows[k][f];
                    let (l, h) = (_mm512_set1_epi32(l as i32), _mm512_set1_epi32(h as i32));
                    for r in 0..LINES {
                        low[k][r] = _mm512_dpbusd_epi32(low[k][r], l, w[r]);
                        high[k][r] = _mm512_dpbusd_epi32(high[k][r], h, w[r]);
                    }
                }
            }
            for k in 0..N {
                let sums = sums[k * outputs + b * BLOCK..][..BLOCK].as_chunks_mut::<16>().0;
                for (r, (sums, amends)) in sums.iter_mut().zip(amends.as_chunks::<16>().0).enumerate() {
                    let sum = _mm512_add_epi32(low[k][r], _mm512_slli_epi32::<8>(high[k][r]));
                    // SAFETY: 16 numbers are read from an array of 16, and written to one.
                    unsafe {
                        let amends = _mm512_loadu_si512(amends.as_ptr().cast());
                        _mm512_storeu_si512(sums.as_mut_ptr().cast(), _mm512_add_epi32(sum, amends));
                    }
                }
            }
        }
    }

    /// [`few_512`] for coarse numbers.
    #[target_feature(enable = "avx512bw,avx512vnni")]
    pub fn few_coarse_512<const N: usize>(weights: &Lines, rows: &[u32], sums: &mut [i32]) {
        let (fours, outputs) = (weights.fours, weights.outputs());
        let rows: [&[u32]; N] = std::array::from_fn(|k| &rows[k * fours..][..fours]);
        let blocks = weights.lines.chunks_exact(LINES * fours);
        for (b, (block, amends)) in blocks.zip(weights.amends.as_chunks::<BLOCK>().0).enumerate() {
            let mut totals = [[_mm512_setzero_si512(); LINES]; N];
            for (f, lines) in block.as_chunks::<LINES>().0.iter().enumerate() {
                // SAFETY: a line has 64 bytes, and its place is a multiple of 64.
                let w = lines
                    .each_ref()
                    .map(|line| unsafe { _mm512_load_si512(line.0.as_ptr().cast()) });
                for k in 0..N {
                    let x = _mm512_set1_epi32(rows[k][f] as i32);
                    for r in 0..LINES {
                        totals[k][r] = _mm512_dpbusd_epi32(totals[k][r], x, w[r]);
                    }
                }
            }
            for k in 0..N {
                let sums = sums[k * outputs + b * BLOCK..][..BLOCK].as_chunks_mut::<16>().0;
                for (r, (sums, amends)) in sums.iter_mut().zip(amends.as_chunks::<16>().0).enumerate() {
                    let sum = _mm512_slli_epi32::<7>(totals[k][r]);
                    // SAFETY: 16 numbers are read from an array of 16, and written to one.
                    unsafe {
                        // Numbers are 128 times 128 too large, not 32,768.
                        let amends = _mm512_srai_epi32::<1>(_mm512_loadu_si512(amends.as_ptr().cast()));
                        _mm512_storeu_si512(sums.as_mut_ptr().cast(), _mm512_add_epi32(sum, amends));
                    }
                }
            }
        }
    }

    #[target_feature(enable = "avx2")]
    pub fn few_256<const N: usize>(weights: &Lines, rows: &[u32], sums: &mut [i32]) {
        let (fours, outputs) = (weights.fours, weights.outputs());
        let rows: [&[[u32; 2]]; N] = std::array::from_fn(|k| &rows[2 * k * fours..].as_chunks().0[..fours]);
        for (b, block) in weights.lines.chunks_exact(LINES * fours).enumerate() {
            for r in 0..LINES {
                let mut totals = [[_mm256_setzero_si256(); 4]; N];
                for (f, lines) in block.as_chunks::<LINES>().0.iter().enumerate() {
                    // SAFETY: a row has as many fours as a block; 8 bytes are read from an array of two times 4.
                    let x = rows.map(|row| unsafe {
                        _mm256_set1_epi64x(row.get_unchecked(f).as_ptr().cast::<i64>().read_unaligned())
                    });
                    for (q, w) in lines[r].0.as_chunks::<16>().0.iter().enumerate() {
                        // SAFETY: 16 bytes are read from an array of 16.
                        let w = _mm256_cvtepi8_epi16(unsafe { _mm_loadu_si128(w.as_ptr().cast()) });
                        for k in 0..N {
                            totals[k][q] = _mm256_add_epi32(totals[k][q], _mm256_madd_epi16(w, x[k]));
                        }
                    }
                }
                // Every total has the two halves of four outputs' sums side by side.
                for k in 0..N {
                    let sums = sums[k * outputs + b * BLOCK + r * 16..][..16].as_chunks_mut::<8>().0;
                    for (sums, [first, second]) in sums.iter_mut().zip(totals[k].as_chunks::<2>().0) {
                        let sum = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_hadd_epi32(*first, *second));
                        // SAFETY: 8 numbers are written to an array of 8.
                        unsafe { _mm256_storeu_si256(sums.as_mut_ptr().cast(), sum) };
                    }
                }
            }
        }
    }

    #[target_feature(enable = "avx2")]
    pub fn dots(rows: &[i16], x: &[i16; 64], out: &mut [i32]) {
        super::dots_plain(rows, x, out);
    }

    #[target_feature(enable = "avx2")]
    pub fn step(input: Sums, own: Sums, bias: &[f32], gates: &mut [f32], cells: &mut [f32], state: &mut [i16]) {
        super::step_plain(input, own, bias, gates, cells, state);
    }

    #[target_feature(enable = "avx512bw,avx512vnni")]
    pub fn step_512(input: Sums, own: Sums, bias: &[f32], gates: &mut [f32], cells: &mut [f32], state: &mut [i16]) {
        super::step_plain(input, own, bias, gates, cells, state);
    }

    #[target_feature(enable = "avx2")]
    pub fn finish(sums: Sums, bias: &[f32], out: &mut [f32]) {
        super::finish_plain(sums, bias, out);
    }

    #[target_feature(enable = "avx2")]
    pub fn fix(numbers: &[f32], limit: f32, scale: f32, out: &mut [i16]) {
        super::fix_plain(numbers, limit, scale, out);
    }

    #[target_feature(enable = "avx2")]
    pub fn embed<const N: usize>(table: &[i8], units: &[f32], rows: &[u32], out: &mut [i16; N]) {
        super::embed_plain(table, units, rows, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_gives_the_same_bits() {
        let mut seed = 9u64;
        let mut next = || {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            seed >> 40
        };
        let file: Vec<i8> = (0..96 * 384).map(|_| next() as i8).collect();
        let weights = Lines::new(&file, 96);
        assert_eq!(weights.to_file(), file);
        let mut numbers: Vec<i16> = (0..5 * 96).map(|_| next() as i16).collect();
        numbers[..4].copy_from_slice(&[i16::MIN, i16::MAX, -1, 0]);
        let by_hand: Vec<i32> = (0..5 * 384)
            .map(|at| {
                let (row, output) = (at / 384, at % 384);
                let weight = |i: usize| file[output / 64 * 64 * 96 + i / 2 * 128 + output % 64 * 2 + i % 2] as i32;
                (0..96).fold(0i32, |sum, i| {
                    sum.wrapping_add(weight(i) * numbers[row * 96 + i] as i32)
                })
            })
            .collect();
        let mut rows = Rows::default();
        rows.fill(&numbers);
        let mut fast = vec![1; 5 * 384];
        product(&weights, &rows, &mut fast);
        assert_eq!(fast, by_hand);
        let two = |x: &[i16]| x[0] as u16 as u32 | (x[1] as u16 as u32) << 16;
        let ordered: Vec<u32> = numbers.chunks(2).map(two).collect();
        let mut plain = vec![2; 5 * 384];
        few_plain(&weights, &ordered, &mut plain);
        assert_eq!(plain, by_hand);
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") {
            // The widest way was tried above where there is one.
            let mut half = vec![3; 5 * 384];
            // SAFETY: the processor has AVX2.
            unsafe {
                x86::few_256::<3>(&weights, &ordered, &mut half[..3 * 384]);
                x86::few_256::<2>(&weights, &ordered[3 * 48..], &mut half[3 * 384..]);
            }
            assert_eq!(half, by_hand);
        }
        let coarse: Vec<i16> = numbers.iter().map(|x| (x / COARSE).clamp(-127, 127) * COARSE).collect();
        let mut of_coarse = [vec![4; 5 * 384], vec![5; 5 * 384]];
        rows.fill_coarse(&coarse);
        product(&weights, &rows, &mut of_coarse[0]);
        rows.fill(&coarse);
        product(&weights, &rows, &mut of_coarse[1]);
        assert_eq!(of_coarse[0], of_coarse[1]);
        let (mut fast_word, mut plain_word) = ([1; 96], [2; 96]);
        embed(&file, &[0.37; 384], &[3, 200, 383], &mut fast_word);
        embed_plain(&file, &[0.37; 384], &[3, 200, 383], &mut plain_word);
        assert_eq!(fast_word, plain_word);
        let units: Vec<f32> = (0..384).map(|_| next() as f32 * 1e-16).collect();
        let sums = |row: usize| Sums {
            sums: &by_hand[row * 384..][..384],
            units: &units,
        };
        let (mut cells_fast, mut cells_plain) = (vec![0.3; 96], vec![0.3; 96]);
        let (mut state_fast, mut state_plain) = (vec![0; 96], vec![0; 96]);
        let mut gates = vec![0.0; 384];
        step(sums(0), sums(1), &units, &mut gates, &mut cells_fast, &mut state_fast);
        step_plain(sums(0), sums(1), &units, &mut gates, &mut cells_plain, &mut state_plain);
        assert_eq!(state_fast, state_plain);
        let bits = |numbers: &[f32]| numbers.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&cells_fast), bits(&cells_plain));
        let (mut fast, mut plain) = (Vec::new(), vec![0; 384]);
        fix(&gates, 0.75, 256.0, &mut fast);
        fix_plain(&gates, 0.75, 256.0, &mut plain);
        assert_eq!(fast, plain);
        let row: [i16; 64] = std::array::from_fn(|i| numbers[i] / 16);
        let rows: Vec<i16> = (0..640).map(|_| next() as i16 / 16).collect();
        let (mut fast, mut plain) = ([0; 10], [0; 10]);
        dots(&rows, &row, &mut fast);
        dots_plain(&rows, &row, &mut plain);
        assert_eq!(fast, plain);
    }

    #[test]
    fn tangents_and_fixed_numbers_are_near() {
        for i in -800..800 {
            let x = i as f32 / 100.0;
            assert!((tanh(x) - x.tanh()).abs() < 2e-4, "{x}");
            assert!((fixed(x, 1024.0) as f32 / 1024.0 - x).abs() < 1e-3, "{x}");
        }
        assert_eq!((fixed(1e9, 1.0), fixed(-1e9, 1.0)), (32767, -32767));
    }
}
