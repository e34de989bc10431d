//! What `newsgraph extract` has written, folded into a network without the file being in memory.

use crate::graph::{self, Network};
use crate::read::{Bytes, unpack};
use crate::{Error, Result};
use std::collections::HashSet;
use std::fs::File;
use std::io::BufRead;
use std::path::Path;

/// So many bytes of lines become a network at a time.
const PIECE: usize = 4 << 20;

/// Does a file begin as an extract does: with an observation, or with what an article is?
pub(super) fn is_extract(start: &str) -> bool {
    start.starts_with(r#"{"t":"doc","#) || (start.starts_with(r#"{"doc":""#) && start.contains(r#"","sent":"#))
}

/// The same of a file that is packed.
pub(super) fn is_packed_extract(start: &[u8], path: &Path) -> bool {
    let packed = start.starts_with(&[0x1f, 0x8b]) || start.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]);
    let unpacked = || unpack(File::open(path).ok()?).ok();
    packed
        && unpacked().is_some_and(|mut bytes| {
            bytes
                .fill_buf()
                .is_ok_and(|start| is_extract(&String::from_utf8_lossy(&start[..start.len().min(512)])))
        })
}

/// The network of an extract, which has the lines of an article side by side.
///
/// # Errors
///
/// The file cannot be read, or a line is no record of an extract.
pub(super) fn fold(path: &Path) -> Result<Network> {
    let mut lines = Lines::open(path)?;
    let mut networks = Networks::default();
    while let Some(piece) = lines.piece()? {
        networks.push(piece.network()?);
    }
    Ok(networks.whole())
}

/// Lines of some whole articles, and how many lines came before them.
struct Piece {
    before: usize,
    text: Vec<u8>,
}

impl Piece {
    fn network(self) -> Result<Network> {
        graph::read(&self.text).or_else(|_| {
            // Once more with as many lines before it, so that the error tells the line of the file.
            let mut text = vec![b'\n'; self.before];
            text.extend(&self.text);
            graph::read(&text)
        })
    }
}

struct Lines {
    bytes: Bytes<'static>,
    n_lines: usize,
    /// A line that belongs to the next piece.
    ahead: Vec<u8>,
}

impl Lines {
    fn open(path: &Path) -> Result<Lines> {
        let file = File::open(path).map_err(|e| Error::new(format!("cannot be opened: {e}")).caused_by(e))?;
        Ok(Lines {
            bytes: unpack(file)?,
            n_lines: 0,
            ahead: Vec::new(),
        })
    }

    /// The next articles: as many as fit, and no id twice, because two texts under one id are told apart only in pieces of their own.
    fn piece(&mut self) -> Result<Option<Piece>> {
        let mut piece = Piece {
            before: self.n_lines,
            text: std::mem::take(&mut self.ahead),
        };
        self.n_lines += usize::from(!piece.text.is_empty());
        let mut ids = HashSet::new();
        let mut last = article_of(&piece.text);
        loop {
            let mut line = Vec::new();
            let n = self.bytes.read_until(b'\n', &mut line);
            let n = n.map_err(|e| {
                Error::new(format!("cannot be read: {e}"))
                    .on_line(self.n_lines + 1)
                    .caused_by(e)
            })?;
            if n == 0 {
                return Ok((!piece.text.is_empty()).then_some(piece));
            }
            if let Some(article) = article_of(&line).filter(|article| Some(article) != last.as_ref() || starts(&line)) {
                let again = last
                    .take()
                    .is_some_and(|last| last == article || ids.contains(&article) || !ids.insert(last));
                if again || piece.text.len() > PIECE {
                    self.ahead = line;
                    return Ok(Some(piece));
                }
                last = Some(article);
            }
            piece.text.extend(&line);
            self.n_lines += 1;
        }
    }
}

/// Does an article begin here for certain?
fn starts(line: &[u8]) -> bool {
    line.starts_with(br#"{"t":"doc","#)
}

/// What tells of which article a line is: its id as it is written. None where the line tells nothing of it.
fn article_of(line: &[u8]) -> Option<Vec<u8>> {
    let rest = line
        .strip_prefix(br#"{"t":"doc","id":""#)
        .or_else(|| line.strip_prefix(br#"{"doc":""#))?;
    // A quotation mark within an id stands behind a backslash.
    let mut escaped = false;
    let end = rest.iter().position(|b| {
        let ends = *b == b'"' && !escaped;
        escaped = *b == b'\\' && !escaped;
        ends
    })?;
    Some(rest[..end].to_vec())
}

/// Networks put together two and two, so that each is merged a few times and not with every other.
#[derive(Default)]
struct Networks(Vec<(u32, Network)>);

impl Networks {
    fn push(&mut self, network: Network) {
        let mut new = (0, network);
        while let Some(last) = self.0.pop_if(|(rank, _)| *rank == new.0) {
            new = (new.0 + 1, merged(last.1, &new.1));
        }
        self.0.push(new);
    }

    fn whole(self) -> Network {
        self.0
            .into_iter()
            .rev()
            .fold(Network::new(), |sum, (_, network)| merged(network, &sum))
    }
}

fn merged(mut into: Network, other: &Network) -> Network {
    super::input::report(&into.merge(other));
    into
}
