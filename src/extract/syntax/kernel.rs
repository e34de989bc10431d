//! The innermost loops of the network: products of 8-bit weights and 16-bit numbers, and the gates of an LSTM.
//!
//! Half a million products a word make up nearly all of the analysis; AVX2 does them at once by sixteens, AVX-512 by
//! thirty-twos.
//!
//! Sums are integers, and the gates use nothing but single additions, multiplications and divisions, so every machine
//! gets the same bits whichever way they are computed.
#![allow(unsafe_code)] // Calls of functions for processors with AVX2, made after asking the processor; loads of arrays.

/// Outputs of a product come in blocks of so many.
pub const BLOCK: usize = 64;

/// Adds up `weights` times `x`, whose length is a multiple of 4, for each output. Blocks of 64 outputs follow one another; in each, for every two inputs,
/// the two weights of every output stand side by side.
pub fn product(weights: &[i8], x: &[i16], sums: &mut [i32]) {
    debug_assert!(weights.len() == x.len() * sums.len());
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx512bw") && is_x86_feature_detected!("avx512vnni") {
        // SAFETY: the processor has AVX-512 with these parts.
        return unsafe { x86::product_512(weights, x, sums) };
    }
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has AVX2.
        return unsafe { x86::product_256(weights, x, sums) };
    }
    product_plain(weights, x, sums);
}

fn product_plain(weights: &[i8], x: &[i16], sums: &mut [i32]) {
    let size = BLOCK * x.len();
    for (block, sums) in weights.chunks_exact(size.max(1)).zip(sums.chunks_exact_mut(BLOCK)) {
        sums.fill(0);
        for (w, x) in block.as_chunks::<{ 2 * BLOCK }>().0.iter().zip(x.as_chunks::<2>().0) {
            for (sum, w) in sums.iter_mut().zip(w.as_chunks::<2>().0) {
                *sum = sum.wrapping_add(w[0] as i32 * x[0] as i32 + w[1] as i32 * x[1] as i32);
            }
        }
    }
}

/// The dot product of `x` with each row of `rows`.
pub fn dots(rows: &[i16], x: &[i16; 64], out: &mut [i32]) {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
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

/// One step of an LSTM: from the sums of input and forget gate, output gate and new content in `gates`, `hidden` each,
/// to the next cells and state. `state` gets the state in units of 1/16384.
pub fn step(gates: &mut [f32], cells: &mut [f32], state: &mut [i16]) {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has AVX2.
        return unsafe { x86::step(gates, cells, state) };
    }
    step_plain(gates, cells, state);
}

#[inline(always)]
fn step_plain(gates: &mut [f32], cells: &mut [f32], state: &mut [i16]) {
    let n = cells.len();
    let (gates, content) = gates.split_at_mut(3 * n);
    gates.iter_mut().for_each(|g| *g = 0.5 + 0.5 * tanh(0.5 * *g));
    content.iter_mut().for_each(|g| *g = tanh(*g));
    let (input, gates) = gates.split_at(n);
    let (forget, output) = gates.split_at(n);
    for i in 0..n.min(state.len()).min(content.len()) {
        cells[i] = forget[i] * cells[i] + input[i] * content[i];
        state[i] = fixed(output[i] * tanh(cells[i]), 16384.0);
    }
}

/// Sums with their unit and bias.
pub fn finish(sums: &[i32], units: &[f32], bias: &[f32], out: &mut [f32]) {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has AVX2.
        return unsafe { x86::finish(sums, units, bias, out) };
    }
    finish_plain(sums, units, bias, out);
}

#[inline(always)]
fn finish_plain(sums: &[i32], units: &[f32], bias: &[f32], out: &mut [f32]) {
    for (((out, &sum), &unit), &bias) in out.iter_mut().zip(sums).zip(units).zip(bias) {
        *out = sum as f32 * unit + bias;
    }
}

/// Adds sums with their unit.
pub fn add(sums: &[i32], units: &[f32], out: &mut [f32]) {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has AVX2.
        return unsafe { x86::add(sums, units, out) };
    }
    add_plain(sums, units, out);
}

#[inline(always)]
fn add_plain(sums: &[i32], units: &[f32], out: &mut [f32]) {
    for ((out, &sum), &unit) in out.iter_mut().zip(sums).zip(units) {
        *out += sum as f32 * unit;
    }
}

/// Adds up the `rows` of a table of 8-bit numbers, each with its unit, and fixes the result in units of 1/1024.
pub fn embed<const N: usize>(table: &[i8], units: &[f32], rows: &[u32], out: &mut [i16; N]) {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
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
pub fn fixed(x: f32, scale: f32) -> i16 {
    // Adding so much leaves no bits after the point, and the number itself in the low ones.
    ((x * scale).clamp(-32767.0, 32767.0) + 12_582_912.0).to_bits() as i16
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::BLOCK;
    use std::arch::x86_64::*;

    #[target_feature(enable = "avx512bw,avx512vnni")]
    pub fn product_512(weights: &[i8], x: &[i16], sums: &mut [i32]) {
        const WIDE: usize = BLOCK / 16;
        let size = BLOCK * x.len();
        for (block, sums) in weights.chunks_exact(size.max(1)).zip(sums.as_chunks_mut::<BLOCK>().0) {
            // Two sets of totals, so that no addition waits for the one before it.
            let mut totals = [[_mm512_setzero_si512(); WIDE]; 2];
            for (w, x) in block.as_chunks::<{ 4 * BLOCK }>().0.iter().zip(x.as_chunks::<4>().0) {
                for (half, totals) in totals.iter_mut().enumerate() {
                    let pair = _mm512_set1_epi32(x[2 * half] as u16 as i32 | (x[2 * half + 1] as i32) << 16);
                    let w = &w[2 * BLOCK * half..][..2 * BLOCK];
                    for (total, w) in totals.iter_mut().zip(w.as_chunks::<32>().0) {
                        // SAFETY: 32 bytes are read from an array of 32.
                        let w = _mm512_cvtepi8_epi16(unsafe { _mm256_loadu_si256(w.as_ptr().cast()) });
                        *total = _mm512_dpwssd_epi32(*total, w, pair);
                    }
                }
            }
            let [even, odd] = totals;
            for ((even, odd), sums) in even.iter().zip(&odd).zip(sums.as_chunks_mut::<16>().0) {
                // SAFETY: 16 numbers are written to an array of 16.
                unsafe { _mm512_storeu_si512(sums.as_mut_ptr().cast(), _mm512_add_epi32(*even, *odd)) };
            }
        }
    }

    #[target_feature(enable = "avx2")]
    pub fn product_256(weights: &[i8], x: &[i16], sums: &mut [i32]) {
        let size = BLOCK * x.len();
        for (block, sums) in weights.chunks_exact(size.max(1)).zip(sums.as_chunks_mut::<BLOCK>().0) {
            let mut totals = [_mm256_setzero_si256(); BLOCK / 8];
            for (w, x) in block.as_chunks::<{ 2 * BLOCK }>().0.iter().zip(x.as_chunks::<2>().0) {
                let pair = _mm256_set1_epi32(x[0] as u16 as i32 | (x[1] as i32) << 16);
                for (total, w) in totals.iter_mut().zip(w.as_chunks::<16>().0) {
                    // SAFETY: 16 bytes are read from an array of 16.
                    let w = _mm256_cvtepi8_epi16(unsafe { _mm_loadu_si128(w.as_ptr().cast()) });
                    *total = _mm256_add_epi32(*total, _mm256_madd_epi16(w, pair));
                }
            }
            for (total, sums) in totals.iter().zip(sums.as_chunks_mut::<8>().0) {
                // SAFETY: 8 numbers are written to an array of 8.
                unsafe { _mm256_storeu_si256(sums.as_mut_ptr().cast(), *total) };
            }
        }
    }

    #[target_feature(enable = "avx2")]
    pub fn dots(rows: &[i16], x: &[i16; 64], out: &mut [i32]) {
        super::dots_plain(rows, x, out);
    }

    #[target_feature(enable = "avx2")]
    pub fn step(gates: &mut [f32], cells: &mut [f32], state: &mut [i16]) {
        super::step_plain(gates, cells, state);
    }

    #[target_feature(enable = "avx2")]
    pub fn finish(sums: &[i32], units: &[f32], bias: &[f32], out: &mut [f32]) {
        super::finish_plain(sums, units, bias, out);
    }

    #[target_feature(enable = "avx2")]
    pub fn add(sums: &[i32], units: &[f32], out: &mut [f32]) {
        super::add_plain(sums, units, out);
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
        let weights: Vec<i8> = (0..96 * 384).map(|_| next() as i8).collect();
        let x: Vec<i16> = (0..96).map(|_| next() as i16).collect();
        let (mut fast, mut plain) = (vec![1; 384], vec![2; 384]);
        product(&weights, &x, &mut fast);
        product_plain(&weights, &x, &mut plain);
        assert_eq!(fast, plain);
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") {
            // The widest way was tried above where there is one.
            let mut half = vec![3; 384];
            // SAFETY: the processor has AVX2.
            unsafe { x86::product_256(&weights, &x, &mut half) };
            assert_eq!(half, plain);
        }
        let (mut fast_word, mut plain_word) = ([1; 96], [2; 96]);
        embed(&weights, &[0.37; 384], &[3, 200, 383], &mut fast_word);
        embed_plain(&weights, &[0.37; 384], &[3, 200, 383], &mut plain_word);
        assert_eq!(fast_word, plain_word);
        let gates: Vec<f32> = fast.iter().map(|&s| s as f32 * 1e-6).collect();
        let (mut gates_fast, mut gates_plain) = (gates.clone(), gates);
        let (mut cells_fast, mut cells_plain) = (vec![0.3; 96], vec![0.3; 96]);
        let (mut state_fast, mut state_plain) = (vec![0; 96], vec![0; 96]);
        step(&mut gates_fast, &mut cells_fast, &mut state_fast);
        step_plain(&mut gates_plain, &mut cells_plain, &mut state_plain);
        assert_eq!(state_fast, state_plain);
        assert!(
            cells_fast
                .iter()
                .zip(&cells_plain)
                .all(|(a, b)| a.to_bits() == b.to_bits())
        );
        let row: [i16; 64] = std::array::from_fn(|i| x[i] / 16);
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
