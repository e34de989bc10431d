//! [`Reference`]: the word classes of `data/en/reference.toml`.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::sync::LazyLock;

/// Which words tell who is meant.
#[derive(Debug)]
pub(in crate::extract::actor) struct Reference {
    /// Verbs beside a quotation whose subject says it.
    pub(super) saying: FxHashSet<String>,
    /// What "it" is under when it means nothing.
    pub(super) impersonal: FxHashSet<String>,
    /// Nouns for a country.
    pub(super) lands: FxHashSet<String>,
    /// What governments and armed forces are called.
    pub(super) state_organs: FxHashSet<String>,
    /// Nouns for organisations, parties, armed groups and places named before.
    pub(super) organisations: FxHashSet<String>,
    pub(super) parties: FxHashSet<String>,
    pub(super) armed_groups: FxHashSet<String>,
    /// What a place named before is called.
    pub(super) places: FxHashSet<String>,
    /// What one person named before is called.
    pub(super) people: FxHashSet<String>,
    /// Nouns that tell nobody apart.
    pub(super) anybody: FxHashSet<String>,
    /// Adjectives that tell nobody apart either.
    pub(super) plain: FxHashSet<String>,
    /// What two countries, two people, two of any kind named together are called: "the two countries".
    pub(super) pair_lands: FxHashSet<String>,
    pub(super) pair_people: FxHashSet<String>,
    pub(super) pair_sides: FxHashSet<String>,
    /// Places that are told apart by their noun alone.
    pub(super) sites: FxHashSet<String>,
    /// Bodies whose name tells their place after "of".
    pub(super) named_after_places: FxHashSet<String>,
    /// What describes no person.
    pub(super) no_person: FxHashSet<String>,
    /// Verbs before which "it" means nothing.
    pub(super) weather: FxHashSet<String>,
    /// Verbs that answer what their object did.
    pub(super) judging: FxHashSet<String>,
    /// What such an answer is called.
    pub(super) judgements: FxHashSet<String>,
    /// Verbs that bring another to do something.
    pub(super) asking: FxHashSet<String>,
    /// Verbs whose subject does what the infinitive behind their object tells.
    pub(super) promising: FxHashSet<String>,
    /// Verbs that take a post from their object, that leave one, that follow somebody in one.
    pub(super) ousting: FxHashSet<String>,
    pub(super) leaving: FxHashSet<String>,
    pub(super) following: FxHashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    saying: String,
    impersonal: String,
    lands: String,
    state_organs: Vec<String>,
    organisations: String,
    parties: String,
    armed_groups: String,
    places: String,
    people: String,
    anybody: String,
    plain: String,
    pair_lands: String,
    pair_people: String,
    pair_sides: String,
    sites: String,
    named_after_places: String,
    no_person: String,
    weather: String,
    judging: String,
    judgements: String,
    asking: String,
    promising: String,
    ousting: String,
    leaving: String,
    following: String,
}

static ENGLISH: LazyLock<Reference> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../../../data/en/reference.toml"))
        .expect("the embedded reference.toml is checked by tests");
    let set = |words: String| -> FxHashSet<String> { words.split_whitespace().map(str::to_string).collect() };
    Reference {
        saying: set(file.saying),
        impersonal: set(file.impersonal),
        lands: set(file.lands),
        state_organs: file.state_organs.into_iter().collect(),
        organisations: set(file.organisations),
        parties: set(file.parties),
        armed_groups: set(file.armed_groups),
        places: set(file.places),
        people: set(file.people),
        anybody: set(file.anybody),
        plain: set(file.plain),
        pair_lands: set(file.pair_lands),
        pair_people: set(file.pair_people),
        pair_sides: set(file.pair_sides),
        sites: set(file.sites),
        named_after_places: set(file.named_after_places),
        no_person: set(file.no_person),
        weather: set(file.weather),
        judging: set(file.judging),
        judgements: set(file.judgements),
        asking: set(file.asking),
        promising: set(file.promising),
        ousting: set(file.ousting),
        leaving: set(file.leaving),
        following: set(file.following),
    }
});

impl Reference {
    /// The built-in English classes.
    pub(in crate::extract::actor) fn english() -> &'static Reference {
        &ENGLISH
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_file_can_be_read() {
        let words = Reference::english();
        assert!(words.saying.contains("say") && words.lands.contains("country"));
        assert!(words.state_organs.contains("armed forces") && words.people.contains("suspect"));
    }
}
