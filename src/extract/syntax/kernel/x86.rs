//! The kernel on processors with AVX2 or AVX-512: the one file with `unsafe` in it. Outside it are safe functions, which ask the processor first and
//! tell whether they could do the work.
#![allow(unsafe_code)] // Calls of functions for processors with AVX2, made after asking the processor; loads of arrays.

use super::{BLOCK, COARSE, LINES, Lines, STEP, Sums, plain};
use std::arch::x86_64::*;

/// Has the processor AVX-512, with the parts that are used here?
pub fn has_512() -> bool {
    cfg!(not(any(newsgraph_way = "avx2", newsgraph_way = "plain")))
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512vl")
        && is_x86_feature_detected!("avx512vnni")
}

fn has_256() -> bool {
    cfg!(not(newsgraph_way = "plain")) && is_x86_feature_detected!("avx2")
}

/// Packs rows for AVX-512.
pub fn fill(numbers: &[i16], packed: &mut [u32]) -> bool {
    if has_512() {
        // SAFETY: the processor has AVX-512 with these parts.
        unsafe { fill_512(numbers, packed) };
        return true;
    }
    false
}

/// Packs coarse rows for AVX-512.
pub fn fill_coarse(numbers: &[i16], packed: &mut [u32]) -> bool {
    if has_512() {
        // SAFETY: the processor has AVX-512 with these parts.
        unsafe { fill_coarse_512(numbers, packed) };
        return true;
    }
    false
}

/// The sums for `N` rows, packed as [`fill`] or [`fill_coarse`] does where the processor has AVX-512.
pub fn few<const N: usize>(weights: &Lines, rows: &[u32], is_coarse: bool, sums: &mut [i32]) -> bool {
    if has_512() {
        // SAFETY: the processor has AVX-512 with these parts.
        unsafe {
            if is_coarse {
                few_coarse_512::<N>(weights, rows, sums);
            } else {
                few_512::<N>(weights, rows, sums);
            }
        }
        return true;
    }
    !is_coarse && half::<N>(weights, rows, sums)
}

/// The sums for `N` rows by AVX2, packed two by two.
pub fn half<const N: usize>(weights: &Lines, rows: &[u32], sums: &mut [i32]) -> bool {
    if has_256() {
        // SAFETY: the processor has AVX2.
        unsafe { few_256::<N>(weights, rows, sums) };
        return true;
    }
    false
}

/// The dot product of `x` with each row.
pub fn dots(rows: &[i16], x: &[i16; 64], out: &mut [i32]) -> bool {
    if has_256() {
        // SAFETY: the processor has AVX2.
        unsafe { dots_256(rows, x, out) };
        return true;
    }
    false
}

/// A step of an LSTM.
pub fn step(input: Sums, own: Sums, bias: &[f32], gates: &mut [f32], cells: &mut [f32], state: &mut [i16]) -> bool {
    if has_512() {
        // SAFETY: the processor has AVX-512 with these parts.
        unsafe { step_512(input, own, bias, gates, cells, state) };
        return true;
    }
    if has_256() {
        // SAFETY: the processor has AVX2.
        unsafe { step_256(input, own, bias, gates, cells, state) };
        return true;
    }
    false
}

/// Sums with their unit and bias.
pub fn finish(sums: Sums, bias: &[f32], out: &mut [f32]) -> bool {
    if has_256() {
        // SAFETY: the processor has AVX2.
        unsafe { finish_256(sums, bias, out) };
        return true;
    }
    false
}

/// Numbers as fixed ones.
pub fn fix(numbers: &[f32], limit: f32, scale: f32, out: &mut [i16]) -> bool {
    if has_256() {
        // SAFETY: the processor has AVX2.
        unsafe { fix_256(numbers, limit, scale, out) };
        return true;
    }
    false
}

/// The sum of some rows of a table.
pub fn embed<const N: usize>(table: &[i8], units: &[f32], rows: &[u32], out: &mut [i16; N]) -> bool {
    if has_256() {
        // SAFETY: the processor has AVX2.
        unsafe { embed_256(table, units, rows, out) };
        return true;
    }
    false
}

/// Asks memory for what is soon needed.
pub fn fetch<T>(soon: &[T]) {
    for line in (0..size_of_val(soon)).step_by(64) {
        // SAFETY: asking for an address reads and changes nothing, and this one lies in the slice.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(soon.as_ptr().cast::<i8>().wrapping_add(line)) };
    }
}

#[target_feature(enable = "avx512bw,avx512vnni")]
fn fill_512(numbers: &[i16], packed: &mut [u32]) {
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
fn fill_coarse_512(numbers: &[i16], packed: &mut [u32]) {
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
fn few_512<const N: usize>(weights: &Lines, rows: &[u32], sums: &mut [i32]) {
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
fn few_coarse_512<const N: usize>(weights: &Lines, rows: &[u32], sums: &mut [i32]) {
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
fn few_256<const N: usize>(weights: &Lines, rows: &[u32], sums: &mut [i32]) {
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
fn dots_256(rows: &[i16], x: &[i16; 64], out: &mut [i32]) {
    plain::dots(rows, x, out);
}

#[target_feature(enable = "avx2")]
fn step_256(input: Sums, own: Sums, bias: &[f32], gates: &mut [f32], cells: &mut [f32], state: &mut [i16]) {
    plain::step(input, own, bias, gates, cells, state);
}

#[target_feature(enable = "avx512bw,avx512vnni")]
fn step_512(input: Sums, own: Sums, bias: &[f32], gates: &mut [f32], cells: &mut [f32], state: &mut [i16]) {
    plain::step(input, own, bias, gates, cells, state);
}

#[target_feature(enable = "avx2")]
fn finish_256(sums: Sums, bias: &[f32], out: &mut [f32]) {
    plain::finish(sums, bias, out);
}

#[target_feature(enable = "avx2")]
fn fix_256(numbers: &[f32], limit: f32, scale: f32, out: &mut [i16]) {
    plain::fix(numbers, limit, scale, out);
}

#[target_feature(enable = "avx2")]
fn embed_256<const N: usize>(table: &[i8], units: &[f32], rows: &[u32], out: &mut [i16; N]) {
    plain::embed(table, units, rows, out);
}
