//! One way out for each format; [`OutputFormat`] knows them all.

pub mod dot;
pub mod html;
pub mod rdf;
pub mod svg;

use super::{Network, store};
use std::io::{self, Write};
use std::path::Path;
use std::str::FromStr;

/// A format that a network can be written in.
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// use newsgraph::graph::{self, OutputFormat, export::Options};
/// let network = graph::read(json)?;
/// let format = OutputFormat::from_path("net.gv").unwrap();
/// assert_eq!(format.name(), "dot");
/// let mut picture = Vec::new();
/// format.write(&network, &Options::default(), &mut picture).unwrap();
/// assert!(picture.starts_with(b"digraph"));
/// # Ok::<(), newsgraph::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OutputFormat {
    /// The native file, node-link JSON.
    Json,
    /// One record a line.
    Jsonl,
    /// A picture, for Graphviz.
    Dot,
    /// A picture that browsers and word processors show.
    Svg,
    /// A page to look around in, for any browser, offline.
    Html,
    /// RDF, for people and for tools that know no named graphs.
    Turtle,
    /// RDF with a named graph for each article.
    NQuads,
    /// One SQLite file, for very many articles.
    #[cfg(feature = "store")]
    Store,
}

#[cfg(feature = "store")]
const ALL: [OutputFormat; 8] = [
    OutputFormat::Json,
    OutputFormat::Jsonl,
    OutputFormat::Dot,
    OutputFormat::Svg,
    OutputFormat::Html,
    OutputFormat::Turtle,
    OutputFormat::NQuads,
    OutputFormat::Store,
];
#[cfg(not(feature = "store"))]
const ALL: [OutputFormat; 7] = [
    OutputFormat::Json,
    OutputFormat::Jsonl,
    OutputFormat::Dot,
    OutputFormat::Svg,
    OutputFormat::Html,
    OutputFormat::Turtle,
    OutputFormat::NQuads,
];

impl OutputFormat {
    /// All of them, in the order in which help lists them.
    pub const ALL: [OutputFormat; ALL.len()] = ALL;

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            OutputFormat::Json => "json",
            OutputFormat::Jsonl => "jsonl",
            OutputFormat::Dot => "dot",
            OutputFormat::Svg => "svg",
            OutputFormat::Html => "html",
            OutputFormat::Turtle => "turtle",
            OutputFormat::NQuads => "nquads",
            #[cfg(feature = "store")]
            OutputFormat::Store => "store",
        }
    }

    /// File name extensions; the first is the usual one.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            OutputFormat::Json => &["json"],
            OutputFormat::Jsonl => &["jsonl", "ndjson"],
            OutputFormat::Dot => &["dot", "gv"],
            OutputFormat::Svg => &["svg"],
            OutputFormat::Html => &["html", "htm"],
            OutputFormat::Turtle => &["ttl"],
            OutputFormat::NQuads => &["nq"],
            #[cfg(feature = "store")]
            OutputFormat::Store => &["ngdb", "sqlite"],
        }
    }

    /// What it is, in a line.
    pub fn about(self) -> &'static str {
        match self {
            OutputFormat::Json => "the network with all evidence, as networkx and D3 read it",
            OutputFormat::Jsonl => "the same, one record a line, for streams and version control",
            OutputFormat::Dot => "a picture for Graphviz",
            OutputFormat::Svg => "a picture",
            OutputFormat::Html => "a page to look around in, offline, in any browser",
            OutputFormat::Turtle => "RDF, every statement with its provenance",
            OutputFormat::NQuads => "the same with a named graph for each article",
            #[cfg(feature = "store")]
            OutputFormat::Store => "one SQLite file that is added to, and asked without reading all of it",
        }
    }

    /// The format that a file's name asks for.
    pub fn from_path(path: impl AsRef<Path>) -> Option<OutputFormat> {
        let extension = path.as_ref().extension()?.to_str()?.to_ascii_lowercase();
        let has = |format: &OutputFormat| format.extensions().contains(&extension.as_str());
        OutputFormat::ALL.into_iter().find(has)
    }

    /// Writes a network in this format. The same network gives the same bytes.
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    pub fn write(self, network: &Network, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        match self {
            OutputFormat::Json => store::write_json(network, out),
            OutputFormat::Jsonl => store::write_jsonl(network, out),
            OutputFormat::Dot => dot::write(network, options, out),
            OutputFormat::Svg => svg::write(network, options, out),
            OutputFormat::Html => html::write(network, options, out),
            OutputFormat::Turtle => rdf::write_turtle(network, options.base_iri(), out),
            OutputFormat::NQuads => rdf::write_nquads(network, options.base_iri(), out),
            #[cfg(feature = "store")]
            OutputFormat::Store => out.write_all(&store::Store::bytes(network).map_err(io::Error::other)?),
        }
    }
}

impl FromStr for OutputFormat {
    type Err = crate::Error;

    fn from_str(name: &str) -> crate::Result<OutputFormat> {
        let named = |format: &OutputFormat| format.name() == name || format.extensions().contains(&name);
        OutputFormat::ALL.into_iter().find(named).ok_or_else(|| {
            let known = OutputFormat::ALL.map(OutputFormat::name).join(", ");
            crate::Error::new(format!("no output format {name:?}: expected one of {known}"))
        })
    }
}

/// What can be chosen about an export. Files that are read back keep everything; most of these are for pictures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Draw the strongest so many edges and say how many are hidden; `None` draws all.
    pub top: Option<usize>,
    /// A headline for the picture.
    pub title: Option<String>,
    /// Show what colours and lines mean.
    pub legend: bool,
    /// Write a person's office below the name instead of drawing it as a line.
    pub fold_offices: bool,
    /// Under which IRI the ids of actors, documents and statements stand in RDF, as [`rdf::check_base`] gives it; [`rdf::BASE`]
    /// when there is none.
    pub base_iri: Option<String>,
}

impl Options {
    fn base_iri(&self) -> &str {
        self.base_iri.as_deref().unwrap_or(rdf::BASE)
    }
}

impl Default for Options {
    fn default() -> Options {
        Options {
            top: Some(40),
            title: None,
            legend: true,
            fold_offices: true,
            base_iri: None,
        }
    }
}
