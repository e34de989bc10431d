//! The kernel on processors that have no faster ways: all is left to [`super::plain`].

use super::{Lines, Sums};

/// There is no AVX-512.
pub fn has_512() -> bool {
    false
}

/// Not here.
pub fn fill(_: &[i16], _: &mut [u32]) -> bool {
    false
}

/// Not here.
pub fn fill_coarse(_: &[i16], _: &mut [u32]) -> bool {
    false
}

/// Not here.
pub fn few<const N: usize>(_: &Lines, _: &[u32], _: bool, _: &mut [i32]) -> bool {
    false
}

/// Not here.
#[cfg(test)]
pub fn half<const N: usize>(_: &Lines, _: &[u32], _: &mut [i32]) -> bool {
    false
}

/// Not here.
pub fn dots(_: &[i16], _: &[i16; 64], _: &mut [i32]) -> bool {
    false
}

/// Not here.
pub fn step(_: Sums, _: Sums, _: &[f32], _: &mut [f32], _: &mut [f32], _: &mut [i16]) -> bool {
    false
}

/// Not here.
pub fn finish(_: Sums, _: &[f32], _: &mut [f32]) -> bool {
    false
}

/// Not here.
pub fn fix(_: &[f32], _: f32, _: f32, _: &mut [i16]) -> bool {
    false
}

/// Not here.
pub fn embed<const N: usize>(_: &[i8], _: &[f32], _: &[u32], _: &mut [i16; N]) -> bool {
    false
}

/// Memory is not asked.
pub fn fetch<T>(_: &[T]) {}
