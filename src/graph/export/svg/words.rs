//! Words in a picture: how much room they take, and how they are written.

use crate::graph::export::dot::text::{html, wrap};
use std::io::{self, Write};

/// Rows of words around a place.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub at: [f64; 2],
    rows: Vec<(String, f64)>,
}

impl Words {
    /// Adds text of a size in rows of about so many characters.
    pub fn add(&mut self, text: &str, width: usize, size: f64) {
        self.rows
            .extend(wrap(text, width).lines().map(|row| (row.to_owned(), size)));
    }

    /// Width and height, about: no font is asked.
    pub fn size(&self) -> [f64; 2] {
        let widths = self.rows.iter().map(|(row, size)| width(row, *size));
        [
            widths.fold(0.0, f64::max),
            self.rows.iter().map(|(_, size)| size * 1.2).sum(),
        ]
    }

    /// The corners of the room they take.
    pub fn bounds(&self) -> [f64; 4] {
        let ([x, y], [w, h]) = (self.at, self.size());
        [x - w / 2.0, y - h / 2.0, x + w / 2.0, y + h / 2.0]
    }

    /// Writes them around their place, with a white edge where they stand on lines.
    pub fn write(&self, color: &str, edged: bool, out: &mut dyn Write) -> io::Result<()> {
        let edge = match edged {
            true => " stroke=\"white\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
            false => "",
        };
        let mut y = self.at[1] - self.size()[1] / 2.0;
        for (row, size) in &self.rows {
            y += size * 1.2;
            writeln!(
                out,
                "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{size}\" fill=\"{color}\" text-anchor=\"middle\"{edge} pointer-events=\"none\">{}</text>",
                self.at[0],
                y - size * 0.32,
                xml(row)
            )?;
        }
        Ok(())
    }
}

/// How wide text of a size is in a common sans-serif font, about.
pub fn width(text: &str, size: f64) -> f64 {
    let em = |c: char| match c {
        'i' | 'j' | 'l' | '\'' | '.' | ',' | ':' | '|' | '!' | 'I' | ' ' | 'f' | 't' | '-' | '(' | ')' => 0.3,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' => 0.88,
        'A'..='Z' => 0.7,
        // What is written in full squares.
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' => 1.0,
        '\u{1f000}'.. => 1.2,
        _ => 0.56,
    };
    text.chars().map(em).sum::<f64>() * size
}

/// Text as XML takes it, in elements and between double quotation marks.
pub fn xml(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| match c {
            '\n' => '\n',
            '\u{fffe}' | '\u{ffff}' => ' ',
            c => c,
        })
        .collect();
    plain.lines().map(html).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{Words, width, xml};

    #[test]
    fn hostile_text_stays_text() {
        for (text, expected) in [
            ("a<b>&\"c\"", "a&lt;b&gt;&amp;&quot;c&quot;"),
            ("two\nlines", "two\nlines"),
            ("\u{0}\u{ffff}\u{202e}", "   "),
        ] {
            assert_eq!(xml(text), expected, "{text:?}");
        }
    }

    #[test]
    fn words_take_room() {
        let mut words = Words::default();
        words.add("Secretary General, NATO", 20, 10.0);
        assert_eq!(words.size()[1], 24.0);
        assert!(width("mm", 10.0) > width("ii", 10.0));
    }
}
