//! The extractor: an article to what it states.
//!
//! [`text`] → [`syntax`] → `clause` and [`actor`] → [`quote`] → [`relation`]: each stage is a function of the ones before.
//! [`fact`] branches off after `clause`.

pub mod actor;
mod check;
pub(crate) mod clause;
pub mod fact;
pub mod quote;
pub mod relation;
pub mod syntax;
pub mod text;

use crate::{Article, Result};
use actor::{Cast, Registry};
use clause::{Clauses, Stance, Tree};
use fact::{Fact, Granularity};
use quote::{Attribution, Saying};
use relation::{Observation, Vocabulary};
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::{Arc, OnceLock};
use syntax::{Analyzer, Parse, Reading, Scratch};
use text::{Block, Sentence};

thread_local! {
    /// Each thread's memory for parsing, which knows the words that the thread has met.
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Holds the models and word lists, and runs the stages in order. Shared by all threads.
#[derive(Clone, Debug)]
pub struct Extractor {
    analyzer: &'static Analyzer,
    registry: Arc<Registry>,
    vocabulary: Cow<'static, Vocabulary>,
    stance: &'static Stance,
    saying: &'static Saying,
}

/// What the extractor found in one article.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Extraction {
    /// Its sentences, furniture included.
    pub sentences: Vec<Sentence>,
    /// Their parses, side by side.
    pub parses: Vec<Parse>,
    /// Its actors, mentions and roles.
    pub cast: Cast,
    /// Who says what in it.
    pub attributions: Vec<Attribution>,
    /// The relations it states.
    pub observations: Vec<Observation>,
}

impl Extractor {
    /// The built-in English extractor. The first one reads the models, which takes some tenths of a second; the others cost nothing.
    pub fn english() -> Extractor {
        static ENGLISH: OnceLock<Extractor> = OnceLock::new();
        let english = || Extractor {
            analyzer: Analyzer::english(),
            registry: Arc::new(Registry::builtin().clone()),
            vocabulary: Cow::Borrowed(Vocabulary::english()),
            stance: Stance::english(),
            saying: Saying::english(),
        };
        ENGLISH.get_or_init(english).clone()
    }

    /// The same with actors of your own besides: the text of a TOML file (`docs/data.md`), and its name for errors.
    ///
    /// ```
    /// use newsgraph::{Article, extract::Extractor};
    /// let actors = "[[actor]]\nid = \"organization:acme\"\nname = \"Acme\"\nkind = \"organization\"\n";
    /// let relations = "[[relation]]\nname = \"snubs\"\nmeaning = \"turns down an invitation\"\nsign = \"-\"\nframes = [\"A snub B\"]\n";
    /// let extractor = Extractor::english()
    ///     .with_actors("actors.toml", actors)?
    ///     .with_relations("relations.toml", relations)?;
    /// let found = extractor.extract(&Article::new("a", "Acme snubbed Germany."));
    /// let o = &found.observations[0];
    /// assert_eq!((o.source.as_str(), o.relation.as_str()), ("organization:acme", "snubs"));
    /// # Ok::<(), newsgraph::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Registry::with_user`].
    pub fn with_actors(self, name: &str, text: &str) -> Result<Extractor> {
        let registry = self.registry().clone().with_user(name, text)?;
        Ok(self.with_registry(registry))
    }

    /// The same with relations of your own besides: the text of a TOML file (`docs/data.md`), and its name for errors.
    ///
    /// # Errors
    ///
    /// As [`Vocabulary::with_user`].
    pub fn with_relations(self, name: &str, text: &str) -> Result<Extractor> {
        let vocabulary = self.vocabulary().with_user(name, text)?;
        Ok(self.with_vocabulary(vocabulary))
    }

    /// The same with other actors.
    #[must_use]
    pub fn with_registry(mut self, registry: Registry) -> Extractor {
        self.registry = Arc::new(registry);
        self
    }

    /// The same with other relations.
    #[must_use]
    pub fn with_vocabulary(mut self, vocabulary: Vocabulary) -> Extractor {
        self.vocabulary = Cow::Owned(vocabulary);
        self
    }

    /// The actors it knows.
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// The relations it knows.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Sentences with their parses. Linear in the text.
    pub fn parse(&self, text: &str) -> (Vec<Sentence>, Vec<Parse>) {
        let sentences = text::split(text);
        let parses = self.parses(text, &sentences);
        (sentences, parses)
    }

    fn parses(&self, text: &str, sentences: &[Sentence]) -> Vec<Parse> {
        // Taken out while it is used, so that no thread goes on with what a panic has left half done.
        let mut scratch = SCRATCH.take();
        let parses = self.analyzer.parse_all(&mut scratch, text, sentences);
        SCRATCH.set(scratch);
        parses
    }

    /// The open facts of a text: its sentences, and the facts of each. Furniture states none. Linear in the text.
    ///
    /// ```
    /// use newsgraph::extract::{Extractor, fact::Granularity};
    /// let (sentences, facts) = Extractor::english().facts("Snow closed the pass.", Granularity::Standard);
    /// assert_eq!((sentences.len(), facts[0].len()), (1, 1));
    /// assert_eq!(facts[0][0].object, [2, 3]);
    /// ```
    pub fn facts(&self, text: &str, granularity: Granularity) -> (Vec<Sentence>, Vec<Vec<Fact>>) {
        let sentences = text::split(text);
        let facts = self.facts_of(text, &sentences, granularity);
        (sentences, facts)
    }

    /// As [`Extractor::facts`], of a line whose tokens are separated by blanks: see [`text::given`].
    pub fn facts_of_tokens(&self, line: &str, granularity: Granularity) -> (Vec<Sentence>, Vec<Vec<Fact>>) {
        let given = text::given(line);
        let facts = self.facts_of(&given.plain, &given.plain_sentences, granularity);
        (given.sentences, facts)
    }

    fn facts_of(&self, text: &str, sentences: &[Sentence], granularity: Granularity) -> Vec<Vec<Fact>> {
        let parses = self.parses(text, sentences);
        let clauses = self.clauses(text, sentences, &parses);
        let in_story = |sentence: &Sentence| sentence.block == Block::Body;
        sentences
            .iter()
            .zip(&clauses)
            .map(|(sentence, clauses)| match in_story(sentence) {
                true => fact::facts(clauses, granularity),
                false => Vec::new(),
            })
            .collect()
    }

    /// Actors, mentions and roles, without the relations.
    pub fn cast(&self, text: &str) -> Extraction {
        let (sentences, parses) = self.parse(text);
        let cast = actor::cast(text, &sentences, &parses, &self.registry);
        Extraction {
            sentences,
            parses,
            cast,
            ..Extraction::default()
        }
    }

    /// As [`cast`](Extractor::cast), with the asides: every mention of anybody or any place, whether it acts or not.
    pub fn mentions(&self, text: &str) -> Extraction {
        let (sentences, parses) = self.parse(text);
        let cast = actor::cast_with_asides(text, &sentences, &parses, &self.registry);
        Extraction {
            sentences,
            parses,
            cast,
            ..Extraction::default()
        }
    }

    /// Actors and attributions, without the relations.
    pub fn quotes(&self, text: &str) -> Extraction {
        let mut found = self.cast(text);
        found.attributions = {
            let clauses = self.clauses(text, &found.sentences, &found.parses);
            quote::attributions(text, &found.sentences, &clauses, &found.cast, self.saying)
        };
        found
    }

    /// Everything an article states. Linear in the text.
    ///
    /// ```
    /// use newsgraph::{Article, extract::Extractor};
    /// let found = Extractor::english().extract(&Article::new("a", "France backed Germany on Monday."));
    /// let first = &found.observations[0];
    /// assert_eq!((first.source_label.as_str(), first.relation.as_str()), ("France", "supports"));
    /// assert_eq!(first.quote, "France backed Germany on Monday.");
    /// ```
    pub fn extract(&self, article: &Article) -> Extraction {
        let mut found = self.cast(&article.text);
        (found.attributions, found.observations) = {
            let clauses = self.clauses(&article.text, &found.sentences, &found.parses);
            let said = quote::attributions(&article.text, &found.sentences, &clauses, &found.cast, self.saying);
            let mut quotations = clause::quotations(&article.text, &found.sentences, &clauses);
            quote::give_speakers(&found.sentences, &said, &mut quotations);
            let observations = relation::observations(
                article,
                &found.sentences,
                &clauses,
                &mut found.cast,
                &quotations,
                &self.vocabulary,
            );
            (said, observations)
        };
        found
    }

    fn clauses<'a>(&self, text: &'a str, sentences: &'a [Sentence], parses: &'a [Parse]) -> Vec<Clauses<'a>> {
        sentences
            .iter()
            .zip(parses)
            .map(|(sentence, parse)| Clauses::new(Tree::new(Reading { text, sentence, parse }), self.stance))
            .collect()
    }
}
