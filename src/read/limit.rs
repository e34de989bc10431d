//! How much of a file may be one article, so that no file takes the memory of the machine.

use super::unpack::{Bytes, cannot_read};
use crate::{Error, Result};
use std::io::{self, BufRead, Read};

/// The most bytes that one article may take in its file, unpacked: a text, a page, a line of JSON, a record of a web archive.
///
/// A novel of a thousand pages is 2 MB.
pub const LARGEST: usize = 16 << 20;

/// How many bytes may pass without the end of an article that is too large, before the rest of the file is given up.
const GIVE_UP: u64 = 4 << 30;

/// All of what is left, as one article.
pub(super) fn whole(mut bytes: Bytes<'_>) -> Result<Vec<u8>> {
    let mut all = Vec::new();
    bytes
        .by_ref()
        .take(LARGEST as u64 + 1)
        .read_to_end(&mut all)
        .map_err(cannot_read)?;
    match all.len() > LARGEST {
        true => Err(too_large("the file")),
        false => Ok(all),
    }
}

/// What is told of an article that is too large.
pub(super) fn too_large(what: &str) -> Error {
    Error::new(format!(
        "{what} is larger than {} MB: expected one article; split it, or name what it is with --from",
        LARGEST >> 20
    ))
}

/// The lines of a file that are not blank, with their numbers from 1.
pub(super) struct Lines<'a> {
    bytes: Bytes<'a>,
    line: usize,
    failed: bool,
}

impl<'a> Lines<'a> {
    pub(super) fn new(bytes: Bytes<'a>) -> Lines<'a> {
        Lines {
            bytes,
            line: 0,
            failed: false,
        }
    }

    /// Passes over the rest of a line that is too long.
    fn skip_line(&mut self) -> Result<()> {
        let mut passed = 0;
        loop {
            let filled = self.bytes.fill_buf().map_err(cannot_read)?;
            let end = filled.iter().position(|b| *b == b'\n');
            let n = end.map_or(filled.len(), |end| end + 1);
            let last = end.is_some() || n == 0;
            passed += n as u64;
            self.bytes.consume(n);
            if last {
                return Ok(());
            }
            if passed > GIVE_UP {
                let what = format!(
                    "no end of the line in {} GB; the rest of the file is left out",
                    GIVE_UP >> 30
                );
                return Err(Error::new(what));
            }
        }
    }
}

impl Iterator for Lines<'_> {
    type Item = Result<(usize, Vec<u8>)>;

    fn next(&mut self) -> Option<Result<(usize, Vec<u8>)>> {
        while !self.failed {
            let mut line = Vec::new();
            self.line += 1;
            let read = self
                .bytes
                .by_ref()
                .take(LARGEST as u64 + 1)
                .read_until(b'\n', &mut line);
            let problem = match read {
                Ok(0) => return None,
                Ok(n) if n > LARGEST => match self.skip_line() {
                    Ok(()) => too_large("the line"),
                    Err(error) => {
                        self.failed = true;
                        error
                    }
                },
                Ok(_) if line.trim_ascii().is_empty() || line.trim_ascii() == super::encoding::BOM => continue,
                Ok(_) => return Some(Ok((self.line, line))),
                Err(e) => {
                    self.failed = true;
                    cannot_read(e)
                }
            };
            return Some(Err(problem.on_line(self.line)));
        }
        None
    }
}

/// Unpacks a piece of an archive, up to the size of an article.
pub(super) fn gunzip(packed: &[u8]) -> io::Result<Vec<u8>> {
    let mut all = Vec::new();
    let decoder = flate2::bufread::MultiGzDecoder::new(packed);
    decoder.take(LARGEST as u64 + 1).read_to_end(&mut all)?;
    Ok(all)
}
