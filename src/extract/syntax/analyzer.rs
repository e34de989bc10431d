//! The [`Analyzer`]: one loaded model, from sentences to parses.

use super::clusters::Clusters;
use super::feature::{Spelling, spell_sentence};
use super::lemma::Lemmatizer;
use super::model::{MAGIC, Reader, Writer};
use super::name::{Label, NameTagger, View};
use super::parse::{Parser, State};
use super::tag::{Tag, Tagger};
use super::{Parse, Word};
use crate::extract::text::Sentence;
use crate::{Error, Result, Span};
use std::sync::LazyLock;

/// The model for English that is built into the library.
static ENGLISH: &[u8] = include_bytes!("../../../models/en.bin");

/// Tagger, lemmatizer, parser and name tagger of one language.
///
/// ```
/// use newsgraph::extract::{syntax::Analyzer, text};
/// let text = "Paris backed Berlin.";
/// let parse = Analyzer::english().parse(text, &text::split(text)[0]);
/// assert_eq!(parse.lemma(1), "back");
/// assert_eq!(parse.head(0), Some(1));
/// ```
#[derive(Clone, Debug)]
pub struct Analyzer {
    /// Word classes.
    pub clusters: Clusters,
    /// Parts of speech.
    pub tagger: Tagger,
    /// Lemmas.
    pub lemmatizer: Lemmatizer,
    /// Trees.
    pub parser: Parser,
    /// Names.
    pub names: NameTagger,
}

/// Memory that an [`Analyzer`] works in; keep one per thread and nothing is allocated per word.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    spellings: Vec<Spelling>,
    letters: Vec<char>,
    tags: Vec<Tag>,
    draft: Vec<Tag>,
    features: Vec<u64>,
    keys: Vec<u32>,
    state: State,
    marks: Vec<u16>,
    labels: Vec<Label>,
}

impl Analyzer {
    /// The English model that is built into the library, loaded at the first call.
    pub fn english() -> &'static Analyzer {
        static ANALYZER: LazyLock<Analyzer> =
            LazyLock::new(|| Analyzer::from_bytes(ENGLISH).expect("the built-in model is tested"));
        &ANALYZER
    }

    /// Reads a model such as `models/en.bin`.
    ///
    /// # Errors
    ///
    /// When the bytes are no model of this version, or a damaged one.
    pub fn from_bytes(bytes: &[u8]) -> Result<Analyzer> {
        let mut input = Reader::new(bytes);
        if input.raw(MAGIC.len()).ok() != Some(MAGIC) {
            return Err(Error::new(
                "not a syntax model of this version; rebuild it with the command in models/en.md",
            ));
        }
        let analyzer = Analyzer {
            clusters: Clusters::read(&mut input)?,
            tagger: Tagger::read(&mut input)?,
            lemmatizer: Lemmatizer::read(&mut input)?,
            parser: Parser::read(&mut input)?,
            names: NameTagger::read(&mut input)?,
        };
        input.check(input.is_empty(), "last bytes")?;
        Ok(analyzer)
    }

    /// The model as a file holds it.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.raw(MAGIC);
        self.clusters.write(&mut out);
        self.tagger.write(&mut out);
        self.lemmatizer.write(&mut out);
        self.parser.write(&mut out);
        self.names.write(&mut out);
        out.into_bytes()
    }

    /// Analyses one sentence of `text`. Always a tree with one root; linear in the sentence's length.
    pub fn parse(&self, text: &str, sentence: &Sentence) -> Parse {
        self.parse_with(&mut Scratch::default(), text, sentence)
    }

    /// As [`Analyzer::parse`], in memory that is used again.
    pub fn parse_with(&self, scratch: &mut Scratch, text: &str, sentence: &Sentence) -> Parse {
        let Scratch {
            spellings,
            letters,
            tags,
            draft,
            features,
            keys,
            state,
            marks,
            labels,
        } = scratch;
        let headline = spell_sentence(text, sentence, &self.clusters, spellings, letters);
        self.tagger.tag(spellings, headline, tags, draft, features);
        state.start(spellings, tags, &self.tagger.tags);
        self.parser.parse(state, features);
        self.names.gazetteer.mark(spellings, marks);
        let view = View {
            words: spellings,
            tags,
            marks,
            headline,
        };
        let names = self.names.find(&view, labels, features);
        let mut parse = Parse {
            names,
            ..Parse::default()
        };
        parse.words.reserve_exact(tags.len());
        for ((token, &tag), node) in sentence.tokens.iter().zip(&*tags).zip(&state.nodes) {
            let start = parse.lemmas.len();
            self.lemmatizer.lemma(token.span.of(text), tag, keys, &mut parse.lemmas);
            let (upos, xpos) = self.tagger.tags[tag as usize];
            let lemma = Span::new(start, parse.lemmas.len());
            parse.words.push(Word {
                upos,
                xpos,
                head: node.head,
                deprel: node.label,
                lemma,
            });
        }
        parse
    }
}
