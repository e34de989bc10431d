//! The native file as we lay it out, read in one go: no tree of values between the text and the network.
//!
//! Fields may come in any order, blanks anywhere. What is otherwise not as expected (other fields, edges out of order, actors
//! that no document lists, errors of any kind) is left to [`general`](super::general), which knows more and tells what is wrong.

use super::VERSION;
use super::draft::Draft;
use super::scan::{Scan, Stop};
use crate::graph::Network;
use std::io::Read;

type Found<T> = Result<T, Stop>;

/// Reads a network, or nothing when the file is not as we write it.
pub fn read(source: &mut dyn Read) -> Option<Network> {
    read_by(source, WINDOW)
}

fn read_by(source: &mut dyn Read, step: usize) -> Option<Network> {
    let mut feed = Feed {
        step,
        window: Vec::new(),
        at: 0,
        source,
        is_over: false,
    };
    let mut draft = Draft::default();
    feed.network(&mut draft).ok()?;
    draft.network()
}

/// So much of a file is looked at at once, or one record if that is longer.
const WINDOW: usize = 1 << 18;

/// A window that moves over a file.
struct Feed<'r> {
    /// How many bytes it moves on, at least.
    step: usize,
    window: Vec<u8>,
    at: usize,
    source: &'r mut dyn Read,
    is_over: bool,
}

impl Feed<'_> {
    /// Takes something that stands in the window as a whole. `take` runs anew when it does not yet.
    fn take<T>(&mut self, mut take: impl FnMut(&mut Scan) -> Found<T>) -> Found<T> {
        loop {
            let mut scan = Scan::new(&self.window, self.at);
            match take(&mut scan) {
                Ok(taken) => {
                    self.at = scan.at;
                    return Ok(taken);
                }
                Err(Stop::Short) if !self.is_over => self.move_on()?,
                Err(_) => return Err(Stop::Odd),
            }
        }
    }

    fn move_on(&mut self) -> Found<()> {
        self.window.drain(..self.at);
        self.at = 0;
        let more = self.step.max(self.window.len()) as u64;
        let n = self.source.take(more).read_to_end(&mut self.window);
        self.is_over = n.map_err(|_| Stop::Odd)? == 0;
        Ok(())
    }

    /// Takes a list item by item.
    fn list(&mut self, mut take: impl FnMut(&mut Scan) -> Found<()>) -> Found<()> {
        self.take(|scan| scan.byte(b'['))?;
        let mut is_first = true;
        loop {
            let is_over = self.take(|scan| {
                if scan.peek()? == b']' {
                    scan.at += 1;
                    return Ok(true);
                }
                if !is_first {
                    scan.byte(b',')?;
                }
                take(scan)?;
                Ok(false)
            })?;
            if is_over {
                return Ok(());
            }
            is_first = false;
        }
    }

    /// The name of a field that must come now; `mark` stands before it.
    fn field(&mut self, mark: u8, name: &str) -> Found<()> {
        self.take(|scan| {
            scan.byte(mark)?;
            scan.field(&[name], 0).map(drop)
        })
    }

    fn network(&mut self, draft: &mut Draft) -> Found<()> {
        self.field(b'{', "directed")?;
        self.take(|scan| scan.boolean())?;
        self.field(b',', "multigraph")?;
        self.take(|scan| scan.boolean())?;
        self.field(b',', "graph")?;
        self.field(b'{', "format")?;
        self.take(|scan| (scan.text()? == "newsgraph").then_some(()).ok_or(Stop::Odd))?;
        self.field(b',', "version")?;
        self.take(|scan| match scan.number()? {
            1..=VERSION => Ok(()),
            _ => Err(Stop::Odd),
        })?;
        self.field(b',', "generator")?;
        self.take(|scan| scan.text().map(drop))?;
        self.field(b',', "documents")?;
        self.list(|scan| draft.document(scan))?;
        self.field(b',', "untargeted")?;
        self.list(|scan| draft.edges(scan, false))?;
        self.take(|scan| scan.byte(b'}'))?;
        self.field(b',', "nodes")?;
        self.list(|scan| draft.node(scan))?;
        self.take(|scan| {
            scan.byte(b',')?;
            scan.field(&["edges", "links"], 0).map(drop)
        })?;
        self.list(|scan| draft.edges(scan, true))?;
        self.take(|scan| scan.byte(b'}'))?;
        // Nothing but blanks may follow.
        match self.take(|scan| scan.peek()) {
            Err(_) if self.is_over && self.window[self.at..].trim_ascii().is_empty() => Ok(()),
            _ => Err(Stop::Odd),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{read, read_by};
    use crate::graph::store::{general, write_json};

    const EXAMPLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));

    #[test]
    fn what_we_write_is_read() {
        let network = read(&mut EXAMPLE.as_bytes()).expect("the example is as we write it");
        assert_eq!(network, general::read(EXAMPLE).expect("a network"));
        let mut bytes = Vec::new();
        write_json(&network, &mut bytes).expect("a list takes all");
        assert_eq!(String::from_utf8(bytes).expect("text"), EXAMPLE);
    }

    /// Wherever a window ends, in a number, in a word, in a character.
    #[test]
    fn windows_of_any_size() {
        let text = EXAMPLE.replace("France", "Frañce 😀 \\\"F\\u00e9\\\"");
        let network = general::read(&text).expect("a network");
        for step in 1..100 {
            assert_eq!(read_by(&mut text.as_bytes(), step).as_ref(), Some(&network), "{step}");
        }
    }

    /// What is left to the other reader, which knows what to say.
    #[test]
    fn nothing_else_is_read() {
        let cut = |from: &str, to: &str| {
            assert!(EXAMPLE.contains(from), "{from}");
            EXAMPLE.replacen(from, to, 1)
        };
        for text in [
            String::new(),
            EXAMPLE[..EXAMPLE.len() - 2].to_owned(),
            format!("{EXAMPLE}x"),
            cut("\"version\":1", "\"version\":2"),
            cut("\"sent\":0", "\"sent\":-1"),
            cut("\"sent\":0", "\"sent\":0.5"),
            cut("\"sign\":1", "\"sign\":2"),
            cut("\"target\":\"country:ua\"", "\"target\":\"country:xx\""),
            cut("\"modality\":\"actual\"", "\"modality\":\"sure\""),
            cut("\"doc\":\"example-1\"", "\"doc\":\"other\""),
            cut("\"trigger\":", "\"else\":"),
        ] {
            assert!(read(&mut text.as_bytes()).is_none(), "{text}");
        }
    }
}
