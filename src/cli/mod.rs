//! The program `newsgraph`: a file a command family. Results go to stdout, talk to stderr.

mod actor;
mod analysis;
mod articles;
mod build;
mod explain;
mod extract;
mod facts;
mod filter;
mod input;
mod lexicon;
mod meter;
mod network;
mod observations;
mod output;
mod query;
mod resolve;
#[cfg(feature = "store")]
mod search;
mod shell;
mod sparql;
#[cfg(feature = "store")]
mod sql;
mod stages;
#[cfg(feature = "store")]
mod store;
mod version;
mod view;
mod whole;
mod why;

use crate::Result;
use crate::read::{Fields, InputFormat};
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// News articles in, a network of who says and does what to whom out, every edge with its proof.
#[derive(Debug, Parser)]
#[command(name = "newsgraph", disable_version_flag = true, args_conflicts_with_subcommands = true, arg_required_else_help = false, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    build: build::Build,
    /// The version, and the hashes of the model and of the words that are built in.
    #[arg(short = 'V', long)]
    version: bool,
}

const EXAMPLES: &str = "Examples:
  newsgraph article.txt                          the network of one article, as a table
  newsgraph article.txt -o net.dot               the same as a picture for Graphviz
  newsgraph build news/ -o march.json            a folder of articles to one file
  newsgraph query 'Hungary -opposes-> ?' march.json -e
  newsgraph merge monday.json tuesday.json -o week.json
  newsgraph why 'Hungary -opposes-> ?' march.json  what these edges rest on
  newsgraph actor Orban week.json                what is known of one actor
  newsgraph resolve week.json -o actors.toml     who may be the same, for you to decide
  newsgraph export week.json -o week.svg
  newsgraph view news/ -o week.html              a page to look around in
  newsgraph extract < articles.jsonl             every statement, one JSON record a line
  newsgraph articles page.html                   what was read of a page

Exit codes: 0 done, 1 nothing found (query, actor, path and others), networks differ (diff) or a check failed (verify, lexicon check), 2 wrong usage,
3 some inputs failed and the rest was done, 4 no usable input or the output cannot be written, 130 interrupted, with nothing half written.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Articles to one network.
    Build(build::Build),
    /// Every statement of a relation, one JSON record a line.
    Extract(extract::Extract),
    /// The articles as they were read: text, headline, day and what else is known, one JSON record a line.
    Articles(stages::Stage),
    /// Sentences, words, tags and trees, as CoNLL-U.
    Parse(stages::Stage),
    /// Names, descriptions and pronouns with the actors they stand for, one JSON record a line.
    Mentions(stages::Stage),
    /// Open facts: every subject, relation and object that a sentence states, one JSON record a line.
    Facts(facts::Facts),
    /// Who says what: speaker, cue and content of every quotation and report, one JSON record a line.
    Quotes(stages::Quotes),
    /// Edges that match a pattern or filters.
    Query(query::Query),
    /// The shortest ways from one actor to another, each step with its edges.
    Path(analysis::Paths),
    /// How the stance of an actor moved, to another or to everybody; where it turned, with both quotes.
    Timeline(analysis::Timeline),
    /// What a network has that another has not: new, gone, flipped, stronger.
    Diff(analysis::Differ),
    /// Who is for and who against whom: the net stance of each pair.
    Stances(analysis::Stand),
    /// Who stands together and against whom, with the edges that hold a bloc together and those that contradict it.
    Blocs(analysis::Grouping),
    /// Whether a friend's friend is a friend: balanced and unbalanced triads by name.
    Balance(analysis::Balancing),
    /// Over whom the ways lead and at whom all look: betweenness, PageRank, friends and foes.
    Brokers(analysis::Brokering),
    /// Where two actors take the same side, and where they do not.
    Agreement(analysis::Agree),
    /// A network in numbers.
    Stats(analysis::Statistics),
    /// What an edge rests on: each sentence with its words marked, who is meant, the rule that read it.
    Why(why::Why),
    /// Everything about one actor: names, roles, allies, opponents, claims, each with its quotes.
    Actor(actor::Actor),
    /// Pairs of actors that may be one, side by side, as lines for an actors file.
    Resolve(resolve::Resolve),
    /// Networks, or articles, to one network; any order gives the same bytes.
    Merge(network::Merge),
    /// A network in another format.
    Export(network::Export),
    /// A page to look around in, for any browser, offline: search, filters, time, every edge with its quotes.
    View(view::View),
    /// A SPARQL query over the RDF form (feature `sparql`).
    Sparql(sparql::Sparql),
    /// Articles or networks into a store, one file for very many; what is in already costs nothing.
    #[cfg(feature = "store")]
    Add(store::Add),
    /// Documents out of a store, as if they had never been read.
    #[cfg(feature = "store")]
    Drop(store::Drop),
    /// Sentences that have these words, with the edges that rest on them.
    #[cfg(feature = "store")]
    Search(search::Search),
    /// A question to a store in SQL.
    #[cfg(feature = "store")]
    Sql(sql::Sql),
    /// The relations and the words that state them; tests of a file of your own.
    Lexicon(lexicon::Lexicon),
    /// What each stage made of a sentence: words, tree, actors, relations, or why there is none.
    Explain(explain::Explain),
    /// Checks every hash, quote and span of a network against the texts.
    Verify(network::Verify),
    /// The JSON Schema of an output.
    Schema(network::Schema),
    /// What lets a shell complete commands and options.
    Completions(shell::Completions),
    /// The manual page, of the program or of a command.
    Man(shell::Man),
}

/// Options of every command that reads articles.
#[derive(Clone, Debug, Args)]
struct Common {
    /// Threads over articles; 0 uses every core. The output does not depend on it.
    #[arg(long, default_value_t = 0, value_name = "N")]
    jobs: usize,
    /// Actors of your own: names, aliases, who is the same and who is not (TOML); of several files the last wins.
    #[arg(long, value_name = "FILE")]
    actors: Vec<PathBuf>,
    #[command(flatten)]
    own: lexicon::Own,
    /// Day of publication of articles that do not tell, YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// Publisher of articles that do not tell.
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// What the files hold, when looking at them does not tell: text, html, feed, jsonl, json or warc.
    #[arg(long, value_name = "FORMAT")]
    from: Option<InputFormat>,
    /// Where articles in JSON keep their fields, such as text=body,date=meta.day; id, text, title, date, url, publisher, byline.
    #[arg(long, value_name = "FIELD=NAME", value_parser = pairs)]
    map: Vec<String>,
    /// Read articles too that are certainly not in English.
    #[arg(long)]
    any_language: bool,
    /// Stop without a result when any input fails.
    #[arg(long)]
    strict: bool,
    /// No progress, no closing line.
    #[arg(short, long)]
    quiet: bool,
}

/// Names of fields, if they are some.
fn pairs(pairs: &str) -> Result<String> {
    Fields::default().map(pairs)?;
    Ok(pairs.to_string())
}

/// How a command ended, besides its error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    NothingFound,
    SomeFailed,
}

/// A panic tells where in newsgraph it was; its message may hold words of a text, and a terminal would obey some.
fn mind_panics() {
    std::panic::set_hook(Box::new(|panic| {
        output::say!("newsgraph: {panic}");
        let trace = std::backtrace::Backtrace::capture();
        if trace.status() == std::backtrace::BacktraceStatus::Captured {
            output::say!("{trace}");
        }
    }));
}

/// Runs the program on the process's arguments.
pub fn main() -> ExitCode {
    mind_panics();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        // It names what it does not understand, which may be the name of anybody's file.
        Err(e) if e.use_stderr() => {
            output::tell(e.render().to_string().trim_end());
            return ExitCode::from(2);
        }
        Err(e) => e.exit(),
    };
    whole::mind_interrupts();
    let done = match cli.command {
        None if cli.version => version::run(),
        None if cli.build.inputs.is_empty() && !input::piped() => {
            use clap::CommandFactory;
            let _ = Cli::command().print_help();
            return ExitCode::from(2);
        }
        None => build::run(&cli.build),
        Some(command) => run(command),
    };
    match done {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::NothingFound) => ExitCode::from(1),
        Ok(Outcome::SomeFailed) => ExitCode::from(3),
        // The reader of our output went away: that is its right.
        Err(e) if output::is_closed_pipe(&e) => ExitCode::SUCCESS,
        Err(e) => {
            output::complain(&e);
            ExitCode::from(4)
        }
    }
}

fn run(command: Command) -> Result<Outcome> {
    match command {
        Command::Build(args) => build::run(&args),
        Command::Extract(args) => extract::run(&args),
        Command::Articles(args) => articles::run(&args),
        Command::Parse(args) => stages::parse(&args),
        Command::Mentions(args) => stages::mentions(&args),
        Command::Facts(args) => facts::run(&args),
        Command::Quotes(args) => stages::quotes(&args),
        Command::Query(args) => query::run(&args),
        Command::Path(args) => analysis::path(&args),
        Command::Timeline(args) => analysis::timeline(&args),
        Command::Diff(args) => analysis::diff(&args),
        Command::Stances(args) => analysis::stances(&args),
        Command::Blocs(args) => analysis::blocs(&args),
        Command::Balance(args) => analysis::balance(&args),
        Command::Brokers(args) => analysis::brokers(&args),
        Command::Agreement(args) => analysis::agreement(&args),
        Command::Stats(args) => analysis::stats(&args),
        Command::Why(args) => why::run(&args),
        Command::Actor(args) => actor::run(&args),
        Command::Resolve(args) => resolve::run(&args),
        Command::Merge(args) => network::merge(&args),
        Command::Export(args) => network::export(&args),
        Command::View(args) => view::run(&args),
        Command::Sparql(args) => sparql::run(&args),
        #[cfg(feature = "store")]
        Command::Add(args) => store::add(&args),
        #[cfg(feature = "store")]
        Command::Drop(args) => store::drop(&args),
        #[cfg(feature = "store")]
        Command::Search(args) => search::run(&args),
        #[cfg(feature = "store")]
        Command::Sql(args) => sql::run(&args),
        Command::Lexicon(args) => lexicon::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Verify(args) => network::verify(&args),
        Command::Schema(args) => network::schema(&args),
        Command::Completions(args) => shell::completions(&args),
        Command::Man(args) => shell::man(&args),
    }
}
