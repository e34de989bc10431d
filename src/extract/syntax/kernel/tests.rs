//! The kernel gives the same bits whichever way it computes them.

use super::plain::{fixed, tanh};
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
    plain::few(&weights, &ordered, &mut plain);
    assert_eq!(plain, by_hand);
    // The widest way was tried above where there is one.
    let mut by_half = vec![3; 5 * 384];
    if x86::half::<3>(&weights, &ordered, &mut by_half[..3 * 384]) {
        x86::half::<2>(&weights, &ordered[3 * 48..], &mut by_half[3 * 384..]);
        assert_eq!(by_half, by_hand);
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
    plain::embed(&file, &[0.37; 384], &[3, 200, 383], &mut plain_word);
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
    plain::step(sums(0), sums(1), &units, &mut gates, &mut cells_plain, &mut state_plain);
    assert_eq!(state_fast, state_plain);
    let bits = |numbers: &[f32]| numbers.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
    assert_eq!(bits(&cells_fast), bits(&cells_plain));
    let (mut fast, mut plain) = (Vec::new(), vec![0; 384]);
    fix(&gates, 0.75, 256.0, &mut fast);
    plain::fix(&gates, 0.75, 256.0, &mut plain);
    assert_eq!(fast, plain);
    let row: [i16; 64] = std::array::from_fn(|i| numbers[i] / 16);
    let rows: Vec<i16> = (0..640).map(|_| next() as i16 / 16).collect();
    let (mut fast, mut plain) = ([0; 10], [0; 10]);
    dots(&rows, &row, &mut fast);
    plain::dots(&rows, &row, &mut plain);
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
