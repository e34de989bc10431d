//! Does the extractor read the examples of a relation file as they say?

use super::Extractor;
use super::relation::{Expected, Sample};
use crate::{Article, Error, Result};

impl Extractor {
    /// Reads the sentence of an example, `sentence => edge; edge`, and looks for every edge; of a counter-example, looks
    /// that nothing states its relation. Modality and holder are not compared.
    ///
    /// # Errors
    /// What is missing or too much, beside what was found; or that the example cannot be read. With its line.
    ///
    /// ```
    /// use newsgraph::extract::{Extractor, relation::Sample};
    /// let text = "[[relation]]\nname = \"supports\"\nexamples = [\"France backed Kyiv. => France -supports-> Ukraine\"]\n";
    /// let samples = Sample::read("mine.toml", text)?;
    /// assert!(Extractor::english().check(&samples[0]).is_ok());
    /// # Ok::<(), newsgraph::Error>(())
    /// ```
    pub fn check(&self, sample: &Sample) -> Result<()> {
        self.problem(sample).map_err(|e| e.on_line(sample.line))
    }

    fn problem(&self, sample: &Sample) -> Result<()> {
        let (text, edges) = match sample.text.split_once("=>") {
            Some((text, edges)) => (text.trim(), edges.trim()),
            None if sample.silent => (sample.text.trim(), ""),
            None => {
                return Err(Error::new(format!(
                    "an example needs \"=>\" and its edges: \"{} => France -{}-> Ukraine\"",
                    sample.text, sample.relation
                )));
            }
        };
        let found = self.extract(&Article::new("example", text));
        let all = || match found.observations.as_slice() {
            [] => "nothing".to_string(),
            some => {
                let show = |o| Expected::from(o).to_string();
                some.iter().map(show).collect::<Vec<_>>().join("; ")
            }
        };
        if sample.silent {
            return match found.observations.iter().find(|o| o.relation == sample.relation) {
                Some(o) => Err(Error::new(format!(
                    "\"{text}\" must not state {}; found {} by the frame {}",
                    sample.relation,
                    Expected::from(o),
                    o.rule
                ))),
                None => Ok(()),
            };
        }
        for edge in edges.split(';') {
            let expected: Expected = edge.parse()?;
            if !found.observations.iter().any(|o| expected.is(o, &found.cast, false)) {
                return Err(Error::new(format!("\"{text}\" must state {expected}; found {}", all())));
            }
        }
        Ok(())
    }
}
