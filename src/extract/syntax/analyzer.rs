//! The [`Analyzer`]: one loaded model, from sentences to parses.

use super::clusters::Clusters;
use super::feature::{Spelled, Spelling, spell_with};
use super::irregular;
use super::lemma::Lemmatizer;
use super::memo::{Lemmas, Spellings};
use super::mend::mend;
use super::model::{MAGIC, Reader, Writer};
use super::name::{Label, NameTagger, View};
use super::network::{Extent, Memory, Network, Node, TOGETHER, Tag};
use super::valid::free_function_words;
use super::{Parse, Word};
use crate::extract::text::Sentence;
use crate::{Error, Result, Span};
use std::ops::Range;
use std::sync::LazyLock;

/// The model for English that is built into the library.
static ENGLISH: &[u8] = include_bytes!("../../../models/en.bin");

/// The network that tags and parses, lemmatizer and name tagger of one language.
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
    #[doc(hidden)]
    pub clusters: Clusters,
    /// Parts of speech and trees.
    #[doc(hidden)]
    pub network: Network,
    /// Lemmas.
    #[doc(hidden)]
    pub lemmatizer: Lemmatizer,
    /// Names.
    #[doc(hidden)]
    pub names: NameTagger,
}

/// Memory that an [`Analyzer`] works in; keep one per thread and nothing is allocated per word, and words met before take
/// less time. Some megabytes.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    known: Spellings,
    spellings: Vec<Spelling>,
    letters: Vec<char>,
    extents: Vec<Extent>,
    memory: Memory,
    nodes: Vec<Node>,
    tags: Vec<Tag>,
    features: Vec<u64>,
    keys: Vec<u32>,
    lemmas: Lemmas,
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

    /// The bytes of that model, to compare its hash with that of `models/en.bin`.
    pub fn english_bytes() -> &'static [u8] {
        ENGLISH
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
            network: Network::read(&mut input)?,
            lemmatizer: Lemmatizer::read(&mut input)?,
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
        self.network.write(&mut out);
        self.lemmatizer.write(&mut out);
        self.names.write(&mut out);
        out.into_bytes()
    }

    /// Analyses one sentence of `text`. Always a tree with one root; linear in the sentence's length.
    pub fn parse(&self, text: &str, sentence: &Sentence) -> Parse {
        self.parse_with(&mut Scratch::default(), text, sentence)
    }

    /// As [`Analyzer::parse`], in memory that is used again.
    pub fn parse_with(&self, scratch: &mut Scratch, text: &str, sentence: &Sentence) -> Parse {
        let mut parse = Parse::default();
        self.parse_together(scratch, text, &[sentence], |_, found| parse = found);
        parse
    }

    /// Analyses the sentences of `text`, in their order: as [`Analyzer::parse`] each, in less time.
    pub fn parse_all(&self, scratch: &mut Scratch, text: &str, sentences: &[Sentence]) -> Vec<Parse> {
        let mut parses = vec![Parse::default(); sentences.len()];
        // Sentences of like length go together, and none waits long for another's end.
        let mut order: Vec<usize> = (0..sentences.len()).collect();
        order.sort_by_key(|&i| std::cmp::Reverse(sentences[i].tokens.len()));
        for places in order.chunks(TOGETHER) {
            let few: Vec<&Sentence> = places.iter().map(|&i| &sentences[i]).collect();
            self.parse_together(scratch, text, &few, |k, parse| parses[places[k]] = parse);
        }
        parses
    }

    /// Analyses up to [`TOGETHER`] sentences, the longest first, and hands each parse to `take` with its sentence's place.
    fn parse_together(
        &self,
        scratch: &mut Scratch,
        text: &str,
        sentences: &[&Sentence],
        mut take: impl FnMut(usize, Parse),
    ) {
        scratch.spellings.clear();
        scratch.extents.clear();
        let (known, letters) = (&mut scratch.known, &mut scratch.letters);
        known.open(self.clusters.stamp());
        let mut spell = |word: &str| known.get(word, || Spelled::new(word, &self.clusters, letters));
        for sentence in sentences {
            scratch.extents.push(Extent {
                n_words: sentence.tokens.len(),
                headline: spell_with(text, sentence, &mut scratch.spellings, &mut spell),
            });
        }
        let (memory, nodes) = (&mut scratch.memory, &mut scratch.nodes);
        self.network.run(&scratch.spellings, &scratch.extents, memory, nodes);
        let mut start = 0;
        for (k, sentence) in sentences.iter().enumerate() {
            let words = start..start + sentence.tokens.len();
            start = words.end;
            take(
                k,
                self.finish(scratch, text, sentence, words, scratch.extents[k].headline),
            );
        }
    }

    /// Names and lemmas of the sentence at `words` among those that the network has read.
    fn finish(
        &self,
        scratch: &mut Scratch,
        text: &str,
        sentence: &Sentence,
        words: Range<usize>,
        headline: bool,
    ) -> Parse {
        let Scratch {
            spellings,
            nodes,
            tags,
            features,
            keys,
            lemmas,
            marks,
            labels,
            ..
        } = scratch;
        let (spellings, nodes) = (&spellings[words.clone()], &nodes[words]);
        tags.clear();
        tags.extend(nodes.iter().map(|n| n.tag));
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
        lemmas.open(self.lemmatizer.stamp());
        for (token, node) in sentence.tokens.iter().zip(nodes) {
            let start = parse.lemmas.len();
            let form = token.span.of(text);
            let (upos, xpos) = self.network.tags[node.tag as usize];
            let xpos = irregular::tense(form, xpos);
            let lemma = lemmas.get(form, node.tag, |out| match irregular::lemma(form, xpos) {
                Some(known) => out.push_str(known),
                None => self.lemmatizer.lemma(form, node.tag, keys, out),
            });
            parse.lemmas.push_str(lemma);
            let lemma = Span::new(start, parse.lemmas.len());
            parse.words.push(Word {
                upos,
                xpos,
                head: node.head,
                deprel: node.label,
                lemma,
            });
        }
        free_function_words(&mut parse.words);
        mend(&mut parse, text, sentence);
        parse
    }
}
