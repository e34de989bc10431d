//! One way out for each format; [`OutputFormat`] knows them all.

mod annotations;
mod columns;
pub(in crate::graph) mod csv;
mod cytoscape;
pub mod dot;
mod ftm;
mod gexf;
mod graphml;
mod graphology;
mod graphviz;
pub(crate) mod html;
mod jgf;
mod markdown;
pub(crate) mod mermaid;
mod neo4j;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "png")]
mod png;
mod polecat;
pub mod rdf;
mod said;
pub(crate) mod svg;
mod xml;

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
#[non_exhaustive]
pub enum OutputFormat {
    /// The native file, node-link JSON.
    Json,
    /// One record a line.
    Jsonl,
    /// Tables, read back without loss; several files.
    Csv,
    /// A picture, for Graphviz.
    Dot,
    /// A picture that browsers and word processors show.
    Svg,
    /// A picture in points.
    Png,
    /// A page to look around in, for any browser, offline.
    Html,
    /// A picture, for Mermaid.
    Mermaid,
    /// A report to read.
    Markdown,
    /// XML for graph programs.
    GraphMl,
    /// XML for Gephi, with time.
    Gexf,
    /// JSON for Cytoscape.
    Cytoscape,
    /// JSON for sigma.js and Gephi Lite.
    Graphology,
    /// JSON Graph Format.
    Jgf,
    /// RDF, for people and for tools that know no named graphs.
    Turtle,
    /// RDF with a named graph for each article.
    NQuads,
    /// The quotes as annotations of the articles.
    Annotations,
    /// Tables for Neo4j's importer; several files.
    Neo4j,
    /// A script for Neo4j and Memgraph.
    Cypher,
    /// FollowTheMoney entities.
    FollowTheMoney,
    /// POLECAT's table of events.
    Polecat,
    /// Tables in columns; several files.
    #[cfg(feature = "parquet")]
    Parquet,
    /// One SQLite file, for very many articles.
    #[cfg(feature = "store")]
    Store,
}

impl OutputFormat {
    /// All of them, in the order in which help lists them.
    pub const ALL: &'static [OutputFormat] = &[
        OutputFormat::Json,
        OutputFormat::Jsonl,
        OutputFormat::Csv,
        OutputFormat::Dot,
        OutputFormat::Svg,
        OutputFormat::Png,
        OutputFormat::Html,
        OutputFormat::Mermaid,
        OutputFormat::Markdown,
        OutputFormat::GraphMl,
        OutputFormat::Gexf,
        OutputFormat::Cytoscape,
        OutputFormat::Graphology,
        OutputFormat::Jgf,
        OutputFormat::Turtle,
        OutputFormat::NQuads,
        OutputFormat::Annotations,
        OutputFormat::Neo4j,
        OutputFormat::Cypher,
        OutputFormat::FollowTheMoney,
        OutputFormat::Polecat,
        #[cfg(feature = "parquet")]
        OutputFormat::Parquet,
        #[cfg(feature = "store")]
        OutputFormat::Store,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            OutputFormat::Json => "json",
            OutputFormat::Jsonl => "jsonl",
            OutputFormat::Csv => "csv",
            OutputFormat::Dot => "dot",
            OutputFormat::Svg => "svg",
            OutputFormat::Png => "png",
            OutputFormat::Html => "html",
            OutputFormat::Mermaid => "mermaid",
            OutputFormat::Markdown => "markdown",
            OutputFormat::GraphMl => "graphml",
            OutputFormat::Gexf => "gexf",
            OutputFormat::Cytoscape => "cytoscape",
            OutputFormat::Graphology => "graphology",
            OutputFormat::Jgf => "jgf",
            OutputFormat::Turtle => "turtle",
            OutputFormat::NQuads => "nquads",
            OutputFormat::Annotations => "annotations",
            OutputFormat::Neo4j => "neo4j",
            OutputFormat::Cypher => "cypher",
            OutputFormat::FollowTheMoney => "ftm",
            OutputFormat::Polecat => "polecat",
            #[cfg(feature = "parquet")]
            OutputFormat::Parquet => "parquet",
            #[cfg(feature = "store")]
            OutputFormat::Store => "store",
        }
    }

    /// Endings of file names; the first is the usual one.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            OutputFormat::Json => &["json"],
            OutputFormat::Jsonl => &["jsonl", "ndjson"],
            OutputFormat::Csv => &["csv"],
            OutputFormat::Dot => &["dot", "gv"],
            OutputFormat::Svg => &["svg"],
            OutputFormat::Png => &["png"],
            OutputFormat::Html => &["html", "htm"],
            OutputFormat::Mermaid => &["mmd", "mermaid"],
            OutputFormat::Markdown => &["md", "markdown"],
            OutputFormat::GraphMl => &["graphml"],
            OutputFormat::Gexf => &["gexf"],
            OutputFormat::Cytoscape => &["cyjs", "cyto.json"],
            OutputFormat::Graphology => &["graphology.json"],
            OutputFormat::Jgf => &["jgf", "jgf.json"],
            OutputFormat::Turtle => &["ttl"],
            OutputFormat::NQuads => &["nq"],
            OutputFormat::Annotations => &["jsonld"],
            OutputFormat::Neo4j => &["neo4j"],
            OutputFormat::Cypher => &["cypher", "cql"],
            OutputFormat::FollowTheMoney => &["ftm", "ftm.json", "ijson"],
            OutputFormat::Polecat => &["tsv"],
            #[cfg(feature = "parquet")]
            OutputFormat::Parquet => &["parquet"],
            #[cfg(feature = "store")]
            OutputFormat::Store => &["ngdb", "sqlite"],
        }
    }

    /// What it is, in a line.
    pub fn about(self) -> &'static str {
        match self {
            OutputFormat::Json => "the network with all evidence, as networkx and D3 read it",
            OutputFormat::Jsonl => "the same, one record a line, for streams and version control",
            OutputFormat::Csv => "the same as tables, for spreadsheets, pandas and DuckDB",
            OutputFormat::Dot => "a picture for Graphviz",
            OutputFormat::Svg => "a picture",
            OutputFormat::Png => "a picture in points",
            OutputFormat::Html => "a page to look around in, offline, in any browser",
            OutputFormat::Mermaid => "a small picture for GitHub and notes",
            OutputFormat::Markdown => "a report: who stands where, every statement with quote and source",
            OutputFormat::GraphMl => "XML for Gephi, yEd, igraph and networkx",
            OutputFormat::Gexf => "XML for Gephi, with time",
            OutputFormat::Cytoscape => "JSON for Cytoscape and web pages",
            OutputFormat::Graphology => "JSON for sigma.js and Gephi Lite",
            OutputFormat::Jgf => "JSON Graph Format",
            OutputFormat::Turtle => "RDF, every statement with its provenance",
            OutputFormat::NQuads => "the same with a named graph for each article",
            OutputFormat::Annotations => "Web Annotations: the quotes as marks on the articles",
            OutputFormat::Neo4j => "tables for neo4j-admin database import",
            OutputFormat::Cypher => "a script for Neo4j and Memgraph",
            OutputFormat::FollowTheMoney => "entities for Aleph and OpenSanctions' tools",
            OutputFormat::Polecat => "a table of events as POLECAT publishes them",
            #[cfg(feature = "parquet")]
            OutputFormat::Parquet => "tables in columns, for data frames and DuckDB",
            #[cfg(feature = "store")]
            OutputFormat::Store => "one SQLite file that is added to, and asked without reading all of it",
        }
    }

    /// The format that a file's name asks for: the longest ending that fits, `net.ftm.json` before `net.json`.
    pub fn from_path(path: impl AsRef<Path>) -> Option<OutputFormat> {
        let name = path.as_ref().file_name()?.to_str()?.to_ascii_lowercase();
        let fits = |end: &str| {
            name.strip_suffix(end)
                .is_some_and(|start| start.ends_with('.') && start.len() > 1)
        };
        let longest = |format: &OutputFormat| {
            let fitting = format.extensions().iter().filter(|end| fits(end));
            fitting.map(|end| end.len()).max()
        };
        let all = OutputFormat::ALL.iter().copied();
        all.filter(|format| longest(format).is_some()).max_by_key(longest)
    }

    /// The tables of a format that is several files, the one first that stands for all; empty where the format is one file.
    pub fn parts(self) -> &'static [&'static str] {
        match self {
            OutputFormat::Csv => &csv::PARTS,
            OutputFormat::Neo4j => &neo4j::PARTS,
            #[cfg(feature = "parquet")]
            OutputFormat::Parquet => &parquet::PARTS,
            _ => &[],
        }
    }

    /// Is it a picture, which shows the strongest edges and says how many it hides?
    pub fn is_picture(self) -> bool {
        matches!(
            self,
            OutputFormat::Dot | OutputFormat::Svg | OutputFormat::Png | OutputFormat::Mermaid
        )
    }

    /// Writes a network in this format; of several files the first. The same network gives the same bytes.
    ///
    /// # Errors
    ///
    /// Those of `out`, and that a picture is more than its program draws.
    pub fn write(self, network: &Network, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        match self {
            OutputFormat::Json => store::write_json(network, out),
            OutputFormat::Jsonl => store::write_jsonl(network, out),
            OutputFormat::Dot => dot::write(network, options, out),
            OutputFormat::Svg if options.draw == Draw::Graphviz => graphviz::write("svg", network, options, out),
            OutputFormat::Svg => svg::write(network, options, out),
            #[cfg(feature = "png")]
            OutputFormat::Png if options.draw == Draw::Ours => png::write(network, options, out),
            OutputFormat::Png => graphviz::write("png", network, options, out),
            OutputFormat::Html => html::write(network, options, out),
            OutputFormat::Mermaid => {
                let text = mermaid::text(network, options).map_err(io::Error::other)?;
                out.write_all(text.as_bytes())
            }
            OutputFormat::Markdown => markdown::write(network, options, out),
            OutputFormat::GraphMl => graphml::write(network, out),
            OutputFormat::Gexf => gexf::write(network, out),
            OutputFormat::Cytoscape => cytoscape::write(network, out),
            OutputFormat::Graphology => graphology::write(network, out),
            OutputFormat::Jgf => jgf::write(network, out),
            OutputFormat::Turtle => rdf::write_turtle(network, options.base_iri(), out),
            OutputFormat::NQuads => rdf::write_nquads(network, options.base_iri(), out),
            OutputFormat::Annotations => annotations::write(network, options, out),
            OutputFormat::Cypher => neo4j::write_cypher(network, out),
            OutputFormat::FollowTheMoney => ftm::write(network, out),
            OutputFormat::Polecat => polecat::write(network, out),
            #[cfg(feature = "store")]
            OutputFormat::Store => out.write_all(&store::Store::bytes(network).map_err(io::Error::other)?),
            several => several.write_part(several.parts()[0], network, options, out),
        }
    }

    /// Writes one of the [`parts`](OutputFormat::parts); of a format that is one file, that file.
    ///
    /// # Errors
    ///
    /// As [`write`](OutputFormat::write).
    pub fn write_part(self, part: &str, network: &Network, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        match self {
            OutputFormat::Csv => csv::write(part, network, options, out),
            OutputFormat::Neo4j => neo4j::write(part, network, out),
            #[cfg(feature = "parquet")]
            OutputFormat::Parquet => parquet::write(part, network, out),
            whole => whole.write(network, options, out),
        }
    }
}

impl FromStr for OutputFormat {
    type Err = crate::Error;

    fn from_str(name: &str) -> crate::Result<OutputFormat> {
        let named = |format: &OutputFormat| format.name() == name || format.extensions().contains(&name);
        OutputFormat::ALL.iter().copied().find(named).ok_or_else(|| {
            let known: Vec<&str> = OutputFormat::ALL.iter().map(|format| format.name()).collect();
            let known = known.join(", ");
            crate::Error::new(format!("no output format {name:?}: expected one of {known}"))
        })
    }
}

/// Whose spelling of the columns' names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Flavour {
    /// Ours.
    #[default]
    Plain,
    /// Gephi's spreadsheet import: `Id`, `Source`, `Target`, `Type`, `Weight`, `Label`.
    Gephi,
}

/// Who draws SVG and PNG.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Draw {
    /// We do: nothing needs to be installed, and the same network gives the same bytes on every machine. PNG then needs the feature `png`; without it
    /// Graphviz draws that.
    #[default]
    Ours,
    /// Graphviz, whose version and fonts decide on the bytes.
    Graphviz,
}

/// What a DOT picture draws frames around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cluster {
    /// Actors of one kind.
    Kind,
    /// What belongs to one country.
    Country,
    /// Who stands together; [`Blocs`](crate::graph::analysis::Blocs).
    Bloc,
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
    /// In DOT, what frames are drawn around; `None` draws none.
    pub cluster: Option<Cluster>,
    /// Who draws SVG and PNG.
    pub draw: Draw,
    /// In CSV, no text that a spreadsheet would take for a formula.
    pub excel_safe: bool,
    /// In CSV, whose spelling of the columns' names.
    pub flavour: Flavour,
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
            cluster: None,
            draw: Draw::Ours,
            excel_safe: false,
            flavour: Flavour::Plain,
        }
    }
}
