//! gzip and Zstandard, by their first bytes, as a stream: what is unpacked is never held whole.

use crate::{Error, Result};
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A stream of bytes that is read on any thread.
pub type Bytes<'a> = Box<dyn BufRead + Send + 'a>;

/// How many times a file may be packed: `a.warc.gz` once, and once more by whoever stored it.
const LAYERS: usize = 2;

/// The memory that a Zstandard stream may ask for; `zstd -19` asks for 8 MB.
const WINDOW: u64 = 32 << 20;

/// The bytes of a file as they were before they were packed by gzip or Zstandard, or as they are. What is packed in several pieces (web
/// archives are) is read on to its end.
///
/// # Errors
///
/// The first bytes cannot be read, or are packed too often.
pub fn unpack<'a>(reader: impl Read + Send + 'a) -> Result<Bytes<'a>> {
    let mut bytes: Bytes<'a> = Box::new(BufReader::with_capacity(1 << 16, reader));
    for _ in 0..LAYERS {
        let start = start(&mut bytes)?;
        bytes = match start {
            [0x1f, 0x8b, ..] => Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(bytes))),
            [0x28, 0xb5, 0x2f, 0xfd] | [0x50..=0x5f, 0x2a, 0x4d, 0x18] => {
                let frames = Frames {
                    source: Some(bytes),
                    frame: None,
                };
                Box::new(BufReader::with_capacity(1 << 16, frames))
            }
            _ => return Ok(bytes),
        };
    }
    match start(&mut bytes)? {
        [0x1f, 0x8b, ..] | [0x28, 0xb5, 0x2f, 0xfd] => Err(Error::new(format!(
            "packed more than {LAYERS} times over; unpack it first"
        ))),
        _ => Ok(bytes),
    }
}

/// What went wrong while reading, in words that help.
pub(super) fn cannot_read(e: io::Error) -> Error {
    let what = match e.kind() {
        io::ErrorKind::UnexpectedEof => "ends in the middle of its packed data; fetch it again".to_string(),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            format!("packed data is broken: {e}; fetch it again")
        }
        _ => format!("cannot be read: {e}"),
    };
    Error::new(what).caused_by(e)
}

/// The first four bytes, or fewer at the end of a short file.
fn start<'b>(bytes: &'b mut Bytes<'_>) -> Result<&'b [u8]> {
    let filled = bytes.fill_buf().map_err(cannot_read)?;
    Ok(&filled[..filled.len().min(4)])
}

/// The frames of a Zstandard file one after another.
struct Frames<'a> {
    source: Option<Bytes<'a>>,
    frame: Option<StreamingDecoder<Bytes<'a>, ruzstd::decoding::FrameDecoder>>,
}

impl Read for Frames<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(frame) = &mut self.frame {
                match frame.read(to)? {
                    0 => self.source = self.frame.take().map(StreamingDecoder::into_inner),
                    n => return Ok(n),
                }
            }
            let Some(mut source) = self.source.take() else {
                return Ok(0);
            };
            let start = source.fill_buf()?;
            match start {
                [] => return Ok(0),
                [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => {
                    skip_frame(&mut source)?;
                    self.source = Some(source);
                }
                _ => {
                    let frame = StreamingDecoder::new_with_max_window_size(source, WINDOW)
                        .map_err(|e| io::Error::new(io::ErrorKind::InvalidData, e.to_string()))?;
                    self.frame = Some(frame);
                }
            }
        }
    }
}

/// A frame that says of itself that readers skip it.
fn skip_frame(source: &mut Bytes<'_>) -> io::Result<()> {
    let mut head = [0; 8];
    source.read_exact(&mut head)?;
    let length = u64::from(u32::from_le_bytes([head[4], head[5], head[6], head[7]]));
    let skipped = io::copy(&mut source.take(length), &mut io::sink())?;
    if skipped < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(())
}

/// Counts the bytes that are taken of a file, for whoever shows how far the work is.
pub(super) struct Counted<R> {
    pub(super) inner: R,
    pub(super) count: Option<Arc<AtomicU64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(to)?;
        if let Some(count) = &self.count {
            count.fetch_add(n as u64, Ordering::Relaxed);
        }
        Ok(n)
    }
}
