//! The part of the Python package `newsgraph` that is Rust. What a user sees is in `newsgraph/__init__.py`; records cross as JSON, so that
//! they are what the program prints.

mod query;

use newsgraph::extract::Extractor;
use newsgraph::extract::actor::Registry;
use newsgraph::graph::export::{Flavour, Options};
use newsgraph::graph::query::Names;
use newsgraph::graph::{self, OutputFormat};
use newsgraph::{Article, Error, pipeline};
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use std::fs;
use std::path::PathBuf;

fn value_error(error: Error) -> PyErr {
    PyValueError::new_err(error.to_string())
}

fn os_error(path: &std::path::Path, error: &std::io::Error) -> PyErr {
    PyOSError::new_err(format!("{}: {error}", path.display()))
}

/// What reads the articles: the built-in words and those of the user's files.
#[pyclass(frozen, name = "Extractor", module = "newsgraph._newsgraph")]
struct PyExtractor(Extractor);

#[pymethods]
impl PyExtractor {
    #[new]
    fn new(py: Python<'_>, actors: Vec<PathBuf>, lexicon: Vec<PathBuf>) -> PyResult<PyExtractor> {
        let read = |path: &PathBuf| fs::read_to_string(path).map_err(|e| os_error(path, &e));
        py.detach(|| {
            let mut extractor = Extractor::english();
            for path in &actors {
                let name = path.display().to_string();
                extractor = extractor.with_actors(&name, &read(path)?).map_err(value_error)?;
            }
            for path in &lexicon {
                let name = path.display().to_string();
                extractor = extractor.with_relations(&name, &read(path)?).map_err(value_error)?;
            }
            Ok(PyExtractor(extractor))
        })
    }

    /// Articles, one JSON object a line, to a network.
    fn build(&self, py: Python<'_>, lines: &str, jobs: usize) -> PyResult<Network> {
        py.detach(|| {
            let articles = articles(lines)?;
            let articles = articles.into_iter().map(Ok);
            let network = pipeline::build(&self.0, articles, jobs, Err).map_err(value_error)?;
            Ok(Network(network))
        })
    }

    /// Every statement of the articles, as `newsgraph extract` prints it.
    fn extract(&self, py: Python<'_>, lines: &str, jobs: usize) -> PyResult<String> {
        py.detach(|| {
            let articles = articles(lines)?;
            let mut out = Vec::new();
            pipeline::extract(&self.0, articles.into_iter().map(Ok), jobs, |result| {
                for observation in result?.1.observations {
                    serde_json::to_writer(&mut out, &observation).map_err(|e| Error::new("no record").caused_by(e))?;
                    out.push(b'\n');
                }
                Ok(())
            })
            .map_err(value_error)?;
            Ok(String::from_utf8(out).expect("JSON is text"))
        })
    }

    /// Networks as one, with who is who worked out anew.
    fn merge(&self, py: Python<'_>, networks: Vec<Py<Network>>) -> Network {
        py.detach(|| {
            let mut all = graph::Network::new();
            for network in &networks {
                all.merge(&network.get().0);
            }
            Network(all.identified(self.0.registry()))
        })
    }
}

fn articles(lines: &str) -> PyResult<Vec<Article>> {
    // What a caller names is read, in whatever language.
    let options = newsgraph::read::Options {
        format: Some(newsgraph::read::InputFormat::Jsonl),
        any_language: true,
        ..Default::default()
    };
    let read = newsgraph::read::articles(lines.as_bytes(), "texts", &options);
    read.collect::<newsgraph::Result<_>>().map_err(value_error)
}

/// A network; never changes.
#[pyclass(frozen, module = "newsgraph._newsgraph")]
struct Network(graph::Network);

#[pymethods]
impl Network {
    /// Reads a file: JSON, JSON Lines or a store.
    #[staticmethod]
    fn load(py: Python<'_>, path: PathBuf) -> PyResult<Network> {
        py.detach(|| {
            fs::File::open(&path).map_err(|e| os_error(&path, &e))?;
            graph::open(&path).map(Network).map_err(value_error)
        })
    }

    /// Reads the bytes of a file.
    #[staticmethod]
    fn read(py: Python<'_>, bytes: &[u8]) -> PyResult<Network> {
        py.detach(|| graph::read(bytes)).map(Network).map_err(value_error)
    }

    /// The bytes of a format; `part` is one of the tables of a format that has several.
    #[allow(clippy::too_many_arguments)] // Each is a keyword in Python.
    #[pyo3(signature = (format, part=None, top=None, title=None, excel_safe=false, gephi=false))]
    fn export<'py>(
        &self,
        py: Python<'py>,
        format: &str,
        part: Option<&str>,
        top: Option<usize>,
        title: Option<String>,
        excel_safe: bool,
        gephi: bool,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let format: OutputFormat = format.parse().map_err(value_error)?;
        if let Some(part) = part.filter(|part| !format.parts().contains(part)) {
            let all = format.parts().join(", ");
            return Err(PyValueError::new_err(format!(
                "no part {part:?} in {}: expected one of {all}",
                format.name()
            )));
        }
        let plain = Options::default();
        let options = Options {
            top: top.or(plain.top),
            title,
            excel_safe,
            flavour: if gephi { Flavour::Gephi } else { Flavour::Plain },
            ..plain
        };
        let bytes = py.detach(|| {
            let mut out = Vec::new();
            let written = match part {
                Some(part) => format.write_part(part, &self.0, &options, &mut out),
                None => format.write(&self.0, &options, &mut out),
            };
            written.map(|()| out)
        });
        let bytes = bytes.map_err(|e| PyValueError::new_err(e.to_string()))?;
        Ok(PyBytes::new(py, &bytes))
    }

    /// The format that a file's name asks for.
    #[staticmethod]
    fn format_of(path: PathBuf) -> Option<&'static str> {
        OutputFormat::from_path(path).map(OutputFormat::name)
    }

    /// The tables of a format.
    #[staticmethod]
    fn parts_of(format: &str) -> PyResult<Vec<&'static str>> {
        let format: OutputFormat = format.parse().map_err(value_error)?;
        Ok(format.parts().to_vec())
    }

    /// The answers to a pattern and filters, as `newsgraph query -f jsonl` prints them.
    #[pyo3(signature = (pattern, filters, evidence, limit, sort))]
    fn query(
        &self,
        py: Python<'_>,
        pattern: Option<&str>,
        filters: &str,
        evidence: bool,
        limit: Option<usize>,
        sort: Option<&str>,
    ) -> PyResult<String> {
        py.detach(|| query::answers(&self.0, pattern, filters, evidence, limit, sort))
            .map_err(value_error)
    }

    /// The part that filters keep.
    fn subgraph(&self, py: Python<'_>, filters: &str) -> PyResult<Network> {
        let part = py.detach(|| {
            let filter = query::filter(filters)?;
            self.0.subgraph_with(&filter, &Names::of(&self.0).with_builtin())
        });
        part.map(Network).map_err(value_error)
    }

    /// The network without a document.
    fn without(&self, py: Python<'_>, document: &str) -> PyResult<Network> {
        py.detach(|| {
            let mut rest = self.0.clone();
            match rest.drop_document(document) {
                true => Ok(Network(rest.identified(Registry::builtin()))),
                false => Err(value_error(Error::new(format!("there is no document {document:?}")))),
            }
        })
    }

    /// What is wrong with the quotes, given the texts.
    fn verify(&self, py: Python<'_>, texts: Vec<(String, String)>) -> Vec<String> {
        py.detach(|| graph::verify(&self.0, texts).iter().map(ToString::to_string).collect())
    }

    /// How many actors, edges and documents there are.
    fn size(&self) -> (usize, usize, usize) {
        let n_edges = self.0.edges().count() + self.0.untargeted().count();
        (self.0.nodes().count(), n_edges, self.0.documents().count())
    }

    fn __eq__(&self, other: &Network) -> bool {
        self.0 == other.0
    }
}

/// The names of the formats that can be written.
#[pyfunction]
fn formats() -> Vec<&'static str> {
    OutputFormat::ALL.iter().map(|format| format.name()).collect()
}

#[pymodule]
fn _newsgraph(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<PyExtractor>()?;
    module.add_class::<Network>()?;
    module.add_function(wrap_pyfunction!(formats, module)?)
}
