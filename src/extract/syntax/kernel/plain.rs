//! What the kernel computes, for any processor: [`super`] says what each is. The compiler makes the faster ways of most of these too.

use super::{BLOCK, COARSE, LINES, Lines, Sums};

/// The sums for rows of numbers as they are packed two by two.
pub fn few(weights: &Lines, rows: &[u32], sums: &mut [i32]) {
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

/// The dot product of `x` with each row.
#[inline(always)]
pub fn dots(rows: &[i16], x: &[i16; 64], out: &mut [i32]) {
    for (row, out) in rows.as_chunks::<64>().0.iter().zip(out) {
        *out = row
            .iter()
            .zip(x)
            .fold(0i32, |sum, (&a, &b)| sum.wrapping_add(a as i32 * b as i32));
    }
}

/// A step of an LSTM.
#[inline(always)]
pub fn step(input: Sums, own: Sums, bias: &[f32], gates: &mut [f32], cells: &mut [f32], state: &mut [i16]) {
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

/// Sums with their unit and bias.
#[inline(always)]
pub fn finish(sums: Sums, bias: &[f32], out: &mut [f32]) {
    let n = bias.len().max(1);
    for (sums_of_row, out) in sums.sums.chunks_exact(n).zip(out.chunks_exact_mut(n)) {
        for (((out, &sum), &unit), &bias) in out.iter_mut().zip(sums_of_row).zip(sums.units).zip(bias) {
            *out = sum as f32 * unit + bias;
        }
    }
}

/// Numbers as fixed ones.
#[inline(always)]
pub fn fix(numbers: &[f32], limit: f32, scale: f32, out: &mut [i16]) {
    for (out, &x) in out.iter_mut().zip(numbers) {
        *out = fixed(x.clamp(-limit, limit), scale);
    }
}

/// The sum of some rows of a table.
#[inline(always)]
pub fn embed<const N: usize>(table: &[i8], units: &[f32], rows: &[u32], out: &mut [i16; N]) {
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
pub fn tanh(x: f32) -> f32 {
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
