//! `newsgraph sparql`: a query in the standard language of RDF.

use super::filter::FilterArgs;
use super::{Common, Outcome};
use crate::Result;
use clap::Args;
use std::path::PathBuf;

/// `newsgraph sparql`
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsgraph sparql 'SELECT ?who WHERE { ?who rel:supports actor:country:ua }' week.json
  newsgraph sparql 'ASK { actor:country:hu rel:opposes ?x }' week.json
  newsgraph sparql query.rq week.json -f csv
  newsgraph sparql 'DESCRIBE actor:country:fr' week.json
Prefixes that are known: actor doc obs run statement ng rel schema skos prov oa owl rdf rdfs sem wd xsd; docs/sparql.md tells what they
hold. Build with --features sparql to have it; any other store reads what newsgraph export -o week.nq writes.")]
pub(super) struct Sparql {
    /// A query: SELECT, ASK, CONSTRUCT or DESCRIBE; or a file .rq with one.
    query: String,
    /// Networks, or articles.
    inputs: Vec<PathBuf>,
    /// table, json, csv, tsv; ntriples of CONSTRUCT and DESCRIBE.
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    format: String,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    common: Common,
}

#[cfg(not(feature = "sparql"))]
pub(super) fn run(_: &Sparql) -> Result<Outcome> {
    Err(crate::Error::new(
        "this newsgraph was built without SPARQL: build it anew with cargo install --path . --features sparql; or write \
         RDF with newsgraph export -o net.nq, which any SPARQL store reads",
    ))
}

#[cfg(feature = "sparql")]
pub(super) use answer::run;

#[cfg(feature = "sparql")]
mod answer {
    use super::{Outcome, Result, Sparql};
    use crate::Error;
    use crate::cli::filter::Asked;
    use crate::cli::output;
    use crate::graph::export::rdf;
    use crate::graph::sparql::{Answer, Value, ask};
    use itertools::Itertools;
    use serde_json::json;
    use std::io::{self, Write};
    use std::path::Path;

    pub(in crate::cli) fn run(args: &Sparql) -> Result<Outcome> {
        let format = args.format.as_str();
        if !matches!(format, "table" | "json" | "csv" | "tsv" | "ntriples") {
            let what = format!("unknown format \"{format}\"; expected table, json, csv, tsv or ntriples");
            return Err(Error::new(what));
        }
        let query = match Path::new(&args.query).extension().is_some_and(|e| e == "rq") {
            false => args.query.clone(),
            true => std::fs::read_to_string(&args.query).map_err(|e| {
                Error::new(format!("cannot read the query: {e}"))
                    .in_file(&args.query)
                    .caused_by(e)
            })?,
        };
        let asked = Asked::of(&args.inputs, &args.filter.filter(), &args.common)?;
        let answer = ask(asked.part(), &query)?;
        if format == "ntriples" && !matches!(answer, Answer::Triples(_)) {
            return Err(Error::new(
                "only CONSTRUCT and DESCRIBE give triples; expected -f table, json, csv or tsv",
            ));
        }
        let found = match &answer {
            Answer::Table(_, rows) => !rows.is_empty(),
            Answer::Truth(truth) => *truth,
            Answer::Triples(lines) => !lines.is_empty(),
        };
        output::write_whole(None, |out| match (&answer, format) {
            (Answer::Table(names, rows), "json") => results(names, rows, out),
            (Answer::Table(names, rows), "csv" | "tsv") => separated(names, rows, format == "csv", out),
            (Answer::Table(names, rows), _) => table(names, rows, out),
            (Answer::Truth(truth), "json") => writeln!(out, "{}", json!({"head": {}, "boolean": truth})),
            (Answer::Truth(truth), _) => writeln!(out, "{truth}"),
            (Answer::Triples(lines), _) => lines.iter().try_for_each(|line| writeln!(out, "{line}")),
        })?;
        Ok(match (found, asked.failed) {
            (_, true) => Outcome::SomeFailed,
            (false, _) => Outcome::NothingFound,
            _ => Outcome::Done,
        })
    }

    type Rows = [Vec<Option<Value>>];

    /// The W3C's SPARQL 1.1 Query Results JSON.
    fn results(names: &[String], rows: &Rows, out: &mut dyn Write) -> io::Result<()> {
        let value = |value: &Value| match value {
            Value::Iri(iri) => json!({"type": "uri", "value": iri}),
            Value::Blank(name) => json!({"type": "bnode", "value": name}),
            Value::Literal(text, _, Some(language)) => json!({"type": "literal", "value": text, "xml:lang": language}),
            Value::Literal(text, kind, None) if kind.ends_with("#string") => json!({"type": "literal", "value": text}),
            Value::Literal(text, kind, None) => json!({"type": "literal", "value": text, "datatype": kind}),
        };
        let bindings = rows.iter().map(|row| {
            let cells = names
                .iter()
                .zip(row)
                .filter_map(|(name, cell)| Some((name.clone(), value(cell.as_ref()?))));
            serde_json::Value::Object(cells.collect())
        });
        let all = json!({"head": {"vars": names}, "results": {"bindings": bindings.collect::<Vec<_>>()}});
        serde_json::to_writer_pretty(&mut *out, &all)?;
        writeln!(out)
    }

    /// The W3C's CSV and TSV: plain values in the one, RDF terms in the other.
    fn separated(names: &[String], rows: &Rows, commas: bool, out: &mut dyn Write) -> io::Result<()> {
        let cell = |value: &Value| match (value, commas) {
            (Value::Iri(iri), true) => quoted(iri),
            (Value::Iri(iri), false) => format!("<{iri}>"),
            (Value::Blank(name), _) => format!("_:{name}"),
            (Value::Literal(text, ..), true) => quoted(text),
            (Value::Literal(text, kind, language), false) => {
                let text = format!("{text:?}");
                match language {
                    Some(language) => format!("{text}@{language}"),
                    None if kind.ends_with("#string") => text,
                    None => format!("{text}^^<{kind}>"),
                }
            }
        };
        let (mark, between) = if commas { ("", ",") } else { ("?", "\t") };
        writeln!(
            out,
            "{}",
            names.iter().map(|name| format!("{mark}{name}")).join(between)
        )?;
        for row in rows {
            let cells = row.iter().map(|value| value.as_ref().map_or(String::new(), cell));
            writeln!(out, "{}", cells.collect::<Vec<_>>().join(between))?;
        }
        Ok(())
    }

    fn quoted(text: &str) -> String {
        match text.contains(['"', ',', '\n', '\r']) {
            true => format!("\"{}\"", text.replace('"', "\"\"")),
            false => text.to_owned(),
        }
    }

    /// Columns for people: IRIs with their prefix, texts as they are.
    fn table(names: &[String], rows: &Rows, out: &mut dyn Write) -> io::Result<()> {
        let prefixes = rdf::prefixes(rdf::BASE);
        let cell = |value: &Option<Value>| match value {
            None => String::new(),
            Some(Value::Iri(iri)) => (prefixes.iter())
                .find_map(|(name, start)| Some(format!("{name}:{}", iri.strip_prefix(start.as_str())?)))
                .unwrap_or_else(|| format!("<{iri}>")),
            Some(Value::Blank(name)) => format!("_:{name}"),
            Some(Value::Literal(text, ..)) => output::one_line(&text.split_whitespace().join(" ")),
        };
        let mut lines: Vec<Vec<String>> = vec![names.to_vec()];
        lines.extend(rows.iter().map(|row| row.iter().map(cell).collect()));
        let width = |i: usize| lines.iter().map(|line| line[i].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..names.len()).map(width).collect();
        for line in &lines {
            let cells = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
            writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
        }
        Ok(())
    }
}
