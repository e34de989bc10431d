//! The model file: a versioned header, then tables with their lengths, little-endian, checked on load.

use crate::{Error, Result};

/// The first bytes of a model file: name and version of the format.
pub const MAGIC: &[u8; 8] = b"NGsynt02";

/// Writes a model.
#[derive(Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// One number.
    pub fn u32(&mut self, value: u32) {
        self.bytes.extend(value.to_le_bytes());
    }

    /// A list of bytes, its length first.
    pub fn bytes(&mut self, values: &[u8]) {
        self.u32(values.len() as u32);
        self.bytes.extend(values);
    }

    /// A list of numbers, its length first.
    pub fn u16s(&mut self, values: &[u16]) {
        self.u32(values.len() as u32);
        self.bytes.extend(values.iter().flat_map(|v| v.to_le_bytes()));
    }

    /// A list of numbers, its length first.
    pub fn u32s(&mut self, values: &[u32]) {
        self.u32(values.len() as u32);
        self.bytes.extend(values.iter().flat_map(|v| v.to_le_bytes()));
    }

    /// A list of numbers, its length first.
    pub fn i8s(&mut self, values: &[i8]) {
        self.u32(values.len() as u32);
        self.bytes.extend(values.iter().map(|&v| v as u8));
    }

    /// A list of numbers, its length first.
    pub fn f32s(&mut self, values: &[f32]) {
        self.u32(values.len() as u32);
        self.bytes.extend(values.iter().flat_map(|v| v.to_le_bytes()));
    }

    /// Bytes with nothing before them.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend(bytes);
    }

    /// All that was written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// Reads what [`Writer`] wrote, and trusts no length.
#[derive(Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Starts at the first byte.
    pub fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { rest: bytes }
    }

    /// The next `n` bytes.
    ///
    /// # Errors
    ///
    /// When fewer are left, as for all the methods below.
    pub fn raw(&mut self, n: usize) -> Result<&'a [u8]> {
        let Some((head, rest)) = self.rest.split_at_checked(n) else {
            return Err(Error::new(
                "the model is cut short; restore it, or rebuild it with the command in models/en.md",
            ));
        };
        self.rest = rest;
        Ok(head)
    }

    /// One number.
    pub fn u32(&mut self) -> Result<u32> {
        Ok(self.raw(4)?.iter().rev().fold(0, |n, &b| n << 8 | b as u32))
    }

    /// A list of bytes.
    pub fn bytes(&mut self) -> Result<&'a [u8]> {
        let n = self.u32()? as usize;
        self.raw(n)
    }

    /// A list of numbers.
    pub fn u16s(&mut self) -> Result<Vec<u16>> {
        let n = self.u32()? as usize;
        let bytes = self.raw(n.saturating_mul(2))?;
        Ok(bytes.as_chunks().0.iter().map(|b| u16::from_le_bytes(*b)).collect())
    }

    /// A list of numbers.
    pub fn u32s(&mut self) -> Result<Vec<u32>> {
        let n = self.u32()? as usize;
        let bytes = self.raw(n.saturating_mul(4))?;
        Ok(bytes.as_chunks().0.iter().map(|b| u32::from_le_bytes(*b)).collect())
    }

    /// A list of numbers.
    pub fn i8s(&mut self) -> Result<Vec<i8>> {
        Ok(self.bytes()?.iter().map(|&b| b as i8).collect())
    }

    /// A list of numbers.
    pub fn f32s(&mut self) -> Result<Vec<f32>> {
        let n = self.u32()? as usize;
        let bytes = self.raw(n.saturating_mul(4))?;
        Ok(bytes.as_chunks().0.iter().map(|b| f32::from_le_bytes(*b)).collect())
    }

    /// Refuses a model whose `part` does not hold together.
    pub fn check(&self, sound: bool, part: &str) -> Result<()> {
        if sound {
            return Ok(());
        }
        Err(Error::new(format!(
            "the model's {part} are damaged; restore it, or rebuild it with the command in models/en.md"
        )))
    }

    /// Is everything read?
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }
}
