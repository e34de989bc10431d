//! [`Vocabulary`]: the relation types and the frames that state them, read from `data/en/relations/*.toml`.

mod file;
mod kinds;

pub use file::Sample;
pub use kinds::Kinds;

use super::frame::{Frame, FrameClass};
use super::glance::Needs;
use crate::error::{Error, Result};
use crate::extract::clause::Reality;
use file::{ENGLISH_FILES, Entry, File, expand, reality, sign};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use toml::Spanned;

/// Index of a relation type in its [`Vocabulary`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RelationIndex(pub u16);

/// One relation type of the vocabulary.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RelationKind {
    /// Its name: "supports".
    pub name: String,
    /// What it says, in one line.
    pub meaning: String,
    /// PLOVER 2021 type, where there is one.
    pub plover: Option<String>,
    /// CAMEO code, where there is one.
    pub cameo: Option<String>,
    /// +1 cooperation, -1 conflict, 0 neither.
    pub sign: i8,
    /// Goldstein weight in tenths: 35 is 3.5.
    pub weight_tenths: i16,
    /// Does it hold both ways?
    pub symmetric: bool,
    /// Is what is done to a thing done to its owner? "opposed the EU's plan" opposes the EU; "met Paris's envoy" does
    /// not meet Paris.
    pub owner: bool,
    /// May its noun take its target from the clause around it: "amid opposition from Hungary"?
    pub circumstance: bool,
    /// Is its noun worth stating with a source and no target: "pledges from Germany"?
    pub untargeted: bool,
    /// Is the target, left out, the body whose office the source holds: "Prime Minister Novak of Mexico resigned"?
    pub office: bool,
    /// Does who reports it of another accuse him: "London says Paris seized the ship"?
    pub harm: bool,
    /// Nouns that stand for the place where they are, if they have no owner: "targets in Lebanon". With them, what one
    /// country does to a place of another is done to that country.
    pub sites: Vec<String>,
    /// Nouns that are no actors and yet may be the target, for want of one: "hotel"; `*` stands for any beginning, `#` for
    /// a number alone ("107 were injured").
    pub patients: Vec<String>,
    /// Kinds that may stand as source.
    pub(in crate::extract::relation) source: Kinds,
    /// Kinds that may stand as target.
    pub(in crate::extract::relation) target: Kinds,
    /// Sentences and what they state: tests.
    pub examples: Vec<String>,
    /// Sentences that state no such relation: tests.
    pub silent: Vec<String>,
}

/// All relation types of one language with their frames, indexed by the frames' head words.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    relations: Vec<RelationKind>,
    frames: Vec<Frame>,
    /// Head lemma to frames, the most specific first.
    heads: FxHashMap<String, Vec<u32>>,
    /// Regular past and present forms of the verbs that head frames, and their lemmas.
    forms: FxHashMap<String, String>,
    /// How many of the frames are built in; those of users come after them.
    n_builtin: usize,
}

/// The regular forms of a verb: "betrays", "betrayed", "betraying"; a last consonant single and doubled.
fn inflected(verb: &str) -> Vec<String> {
    let ends = |letters: &str| verb.chars().last().is_some_and(|c| letters.contains(c));
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    let mut out = vec![format!("{stem}ed"), format!("{stem}ing"), format!("{verb}s")];
    if let Some(stem) = verb.strip_suffix('y') {
        out.extend([format!("{stem}ied"), format!("{stem}ies")]);
    }
    if ends("bdgklmnprt") {
        let last = &verb[verb.len() - 1..];
        out.extend([format!("{verb}{last}ed"), format!("{verb}{last}ing")]);
    }
    out
}

/// Relations whose objects are the source's own: who deploys or withdraws troops is who they belong to.
const OWN_FORCES: [&str; 2] = ["mobilizes-against", "withdraws-from"];

static ENGLISH: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::parse(&ENGLISH_FILES).expect("the embedded relation files are checked by tests"));

impl Vocabulary {
    /// The built-in English vocabulary.
    pub fn english() -> &'static Vocabulary {
        &ENGLISH
    }

    /// Reads relation files: pairs of file name and text. A relation named in several files is one relation; the
    /// later file adds its frames, and may give them codes of their own.
    ///
    /// # Errors
    /// When a file is not TOML, a field is missing or unknown, or a frame cannot be read: with file and line.
    pub(crate) fn parse(files: &[(&str, &str)]) -> Result<Vocabulary> {
        let mut vocabulary = Vocabulary::default();
        for &(name, text) in files {
            vocabulary.read(name, text)?;
        }
        vocabulary.n_builtin = vocabulary.frames.len();
        vocabulary.index();
        Ok(vocabulary)
    }

    /// This vocabulary and what a user's file adds: relations of its own, and frames for relations that are there. Of two
    /// frames of equal length that fit the same words, the user's is taken.
    ///
    /// # Errors
    /// When it is not TOML, a field is missing or unknown, or a frame cannot be read: with file and line.
    ///
    /// ```
    /// use newsgraph::{Article, extract::{Extractor, relation::Vocabulary}};
    /// let mine = "[[relation]]\nname = \"snubs\"\nmeaning = \"turns down an invitation\"\nsign = \"-\"\nframes = [\"A snub B\"]\n";
    /// let vocabulary = Vocabulary::english().with_user("mine.toml", mine)?;
    /// let found = Extractor::english().with_vocabulary(vocabulary).extract(&Article::new("a", "France snubbed Germany."));
    /// assert_eq!(found.observations[0].relation, "snubs");
    /// # Ok::<(), newsgraph::Error>(())
    /// ```
    pub fn with_user(&self, name: &str, text: &str) -> Result<Vocabulary> {
        let mut vocabulary = self.clone();
        vocabulary.read(name, text)?;
        vocabulary.heads.clear();
        vocabulary.index();
        Ok(vocabulary)
    }

    fn read(&mut self, name: &str, text: &str) -> Result<()> {
        let line = |at: usize| 1 + text[..at.min(text.len())].matches('\n').count();
        let file = File::read(name, text)?;
        for entry in file.relation {
            // Lines are counted for errors alone: counting them for every frame took as long as all other loading.
            let start = entry.name.span().start;
            self.add(entry, &file.words, &line)
                .map_err(|e| e.on_line(line(start)).in_file(name))?;
        }
        Ok(())
    }

    fn add(&mut self, entry: Entry, words: &BTreeMap<String, String>, line: &dyn Fn(usize) -> usize) -> Result<()> {
        let kinds = |names: &Option<Vec<String>>| match names {
            Some(names) => Kinds::parse(names.iter().map(String::as_str)),
            None => Ok(Kinds::ANY),
        };
        let sign = entry.sign.as_deref().map(sign).transpose()?;
        let reality = match &entry.modality {
            Some(text) => reality(text.get_ref()).map_err(|e| e.on_line(line(text.span().start)))?,
            None => Reality::Actual,
        };
        let entry_codes = entry.plover.clone().map(|plover| (plover, entry.cameo.clone()));
        let index = match self.relations.iter().position(|r| r.name == *entry.name.get_ref()) {
            Some(i) => i,
            None => {
                let name = entry.name.get_ref();
                if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_') {
                    return Err(Error::new(format!(
                        "\"{name}\" is no name of a relation; expected letters, digits and hyphens, such as \"turns-down\""
                    )));
                }
                let (Some(meaning), Some(sign)) = (entry.meaning, sign) else {
                    return Err(Error::new(format!(
                        "the relation \"{name}\" is new: it needs `meaning = \"…\"`, in a line, and `sign = \"+\"`, \"-\" or \"0\"; \
                         or take the name of a relation that is there (newsgraph lexicon list)"
                    )));
                };
                self.relations.push(RelationKind {
                    name: name.clone(),
                    meaning,
                    plover: entry.plover,
                    cameo: entry.cameo,
                    sign,
                    weight_tenths: (entry.weight * 10.0).round() as i16,
                    symmetric: entry.symmetric,
                    owner: entry.owner,
                    circumstance: entry.circumstance,
                    untargeted: entry.untargeted,
                    office: entry.office,
                    harm: entry.harm,
                    sites: entry.sites.split_whitespace().map(str::to_string).collect(),
                    patients: entry.patients.split_whitespace().map(str::to_string).collect(),
                    source: kinds(&entry.source)?,
                    target: kinds(&entry.target)?,
                    examples: Vec::new(),
                    silent: Vec::new(),
                });
                self.relations.len() - 1
            }
        };
        // Codes given again for a relation hold for the frames beside them.
        let codes = entry_codes.filter(|(plover, _)| self.relations[index].plover.as_ref() != Some(plover));
        let texts = |list: Vec<Spanned<String>>| list.into_iter().map(Spanned::into_inner);
        self.relations[index].examples.extend(texts(entry.examples));
        self.relations[index].silent.extend(texts(entry.silent));
        let relation = RelationIndex(index as u16);
        for (class, voiced, texts) in [
            (FrameClass::Verb, false, entry.frames),
            (FrameClass::Noun, false, entry.nouns),
            (FrameClass::Adjective, false, entry.adjectives),
            (FrameClass::Compound, false, entry.compounds),
            (FrameClass::Verb, true, entry.voiced),
        ] {
            for text in texts {
                let frame = expand(text.get_ref(), words).and_then(|t| Frame::parse(&t, class, relation));
                let mut frame = frame.map_err(|e| e.on_line(line(text.span().start)))?;
                frame.codes.clone_from(&codes);
                frame.reality = reality;
                frame.voiced = voiced;
                frame.own_forces = OWN_FORCES.contains(&self.relations[index].name.as_str());
                frame.text.clone_from(text.get_ref());
                self.frames.push(frame);
            }
        }
        for text in entry.answers {
            let frame = expand(text.get_ref(), words).and_then(|t| Frame::parse(&t, FrameClass::Verb, relation));
            let mut frame = frame.map_err(|e| e.on_line(line(text.span().start)))?;
            frame.text.clone_from(text.get_ref());
            frame.answer = true;
            self.frames.push(frame);
        }
        for noun in entry.agents {
            for text in [format!("{} of B", noun.get_ref()), format!("B {}", noun.get_ref())] {
                let frame = Frame::parse(&text, FrameClass::Noun, relation);
                let mut frame = frame.map_err(|e| e.on_line(line(noun.span().start)))?;
                frame.agent = true;
                self.frames.push(frame);
            }
        }
        Ok(())
    }

    fn index(&mut self) {
        for (i, frame) in self.frames.iter_mut().enumerate() {
            frame.needs = Needs::new(&frame.rest, &frame.modifiers, frame.case.as_ref());
            for head in frame.heads() {
                self.heads.entry(head.clone()).or_default().push(i as u32);
            }
        }
        let verb = |f: &&Frame| f.class == FrameClass::Verb && !f.copular;
        for head in self.frames.iter().filter(verb).flat_map(Frame::heads) {
            for form in inflected(head) {
                if !self.heads.contains_key(&form) {
                    self.forms.entry(form).or_insert_with(|| head.clone());
                }
            }
        }
        for list in self.heads.values_mut() {
            // Longer patterns first; among equals the user's, and then the order of the files.
            let builtin = |i: u32| (i as usize) < self.n_builtin;
            list.sort_by_key(|&i| (std::cmp::Reverse(self.frames[i as usize].specificity()), builtin(i), i));
        }
    }

    /// The relation types, in the order of the files.
    pub fn relations(&self) -> impl Iterator<Item = &RelationKind> + '_ {
        let hidden = [super::apply::NOTHING, super::apply::CULPRIT];
        self.relations
            .iter()
            .filter(move |r| !hidden.contains(&r.name.as_str()))
    }

    /// The relation type of that name, with its meaning, its sign and its codes.
    ///
    /// ```
    /// use newsgraph::extract::relation::Vocabulary;
    /// assert_eq!(Vocabulary::english().get("accuses").unwrap().sign, -1);
    /// ```
    pub fn get(&self, name: &str) -> Option<&RelationKind> {
        self.by_name(name).map(|index| self.relation(index))
    }

    /// One relation type.
    pub(crate) fn relation(&self, index: RelationIndex) -> &RelationKind {
        &self.relations[index.0 as usize]
    }

    /// The relation type of that name.
    pub(crate) fn by_name(&self, name: &str) -> Option<RelationIndex> {
        self.relations
            .iter()
            .position(|r| r.name == name)
            .map(|i| RelationIndex(i as u16))
    }

    /// The frames of one relation, in the order of the files.
    pub(crate) fn frames_of(&self, name: &str) -> impl Iterator<Item = &Frame> + '_ {
        let index = self.by_name(name);
        self.frames.iter().filter(move |f| Some(f.relation) == index)
    }

    /// The verb that `form` may be a regular form of, where it heads a frame: "feuded" is of "feud". For words whose
    /// lemma is guessed wrong.
    pub(super) fn verb_of(&self, form: &str) -> Option<&str> {
        self.forms.get(form).map(String::as_str)
    }

    /// The frames whose head is that lemma, the most specific first.
    pub(crate) fn frames(&self, lemma: &str) -> impl Iterator<Item = &Frame> + '_ {
        self.heads
            .get(lemma)
            .into_iter()
            .flatten()
            .map(|&i| &self.frames[i as usize])
    }
}
