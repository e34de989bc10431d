//! The word classes of `data/en/stance.toml`: which verbs report, plan, ask, deny or only carry a noun.

use crate::error::{Error, Result};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::LazyLock;

/// What a governing word does to the clause or noun it governs. A set: one word may do several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effect(u64);

impl Effect {
    /// Its finite complement is what somebody says.
    pub const REPORTS: Effect = Effect(1);
    /// Its complement does not hold.
    pub const NEGATES: Effect = Effect(2);
    /// Its complement is meant to happen.
    pub const PLANS: Effect = Effect(4);
    /// Its complement is asked for.
    pub const ASKS: Effect = Effect(8);
    /// Its complement may be so.
    pub const DOUBTS: Effect = Effect(16);
    /// A verb that only carries its noun object.
    pub const LIGHT: Effect = Effect(32);
    /// A light verb whose subject undergoes the noun.
    pub const RECEIVES: Effect = Effect(64);
    /// A light verb that asks for its noun.
    pub const SEEKS: Effect = Effect(128);
    /// Its infinitive belongs to its subject even across an object.
    pub const SUBJECT_CONTROL: Effect = Effect(256);
    /// A noun whose owner acts when it acts: "strike", "government".
    pub const ACTS: Effect = Effect(512);
    /// A noun that stands against its owner: "enemy".
    pub const OPPOSES_OWNER: Effect = Effect(1024);
    /// A noun that only measures what its "of" names: "wave", "series".
    pub const MEASURES: Effect = Effect(2048);

    /// What its object is said to have done is its subject's claim: "accused Moscow of attacking".
    pub const CLAIMS: Effect = Effect(4096);
    /// Its finite complement is said not to hold: "denied that".
    pub const REFUTES: Effect = Effect(8192);
    /// Its finite complement may be so: "fears that".
    pub const FEARS: Effect = Effect(16384);
    /// Denied, it denies its complement: "does not believe that".
    pub const BELIEVES: Effect = Effect(32768);
    /// Its noun object is yet to come: "plans talks".
    pub const AWAITS: Effect = Effect(65536);
    /// Its subject undergoes the noun after "into", "under" or "with": "ran into opposition".
    pub const RUNS_INTO: Effect = Effect(131_072);

    /// A noun that tells when: never an agent, even after "by".
    pub const TELLS_TIME: Effect = Effect(262_144);
    /// Its noun object is no more: "ended its support".
    pub const ENDS: Effect = Effect(524_288);
    /// Whom it helps does what its "in" names: "helped Kyiv in the fight".
    pub const HELPS: Effect = Effect(1_048_576);

    /// A noun for words that somebody utters, who says what they say: "letter", "resolution".
    pub const TELLS: Effect = Effect(2_097_152);
    /// Who says it of another's harm accuses: "says that", not "confirms that".
    pub const ALLEGES: Effect = Effect(4_194_304);

    /// An act of force: "were killed when gunmen attacked".
    pub const HARMS: Effect = Effect(8_388_608);

    /// A participle that names an owner: "belonging to", "operated by".
    pub const OWNS: Effect = Effect(16_777_216);

    /// What an act does that is its subject: its obliques are the act's. "clashes erupted between", "strikes killed ten in"
    pub const HAPPENS: Effect = Effect(33_554_432);
    /// Its participle after a comma tells what the main clause led to: "opened fire on the crowd, killing ten".
    pub const RESULTS: Effect = Effect(67_108_864);

    /// What stands after "for" or "of" its object did: "sentenced two men for the bombing of".
    pub const BLAMES: Effect = Effect(134_217_728);
    /// What stands after "to" its subject got into: "led to clashes with".
    pub const LEADS_TO: Effect = Effect(268_435_456);

    /// A noun for those who bear arms for a state: "army".
    pub const ARMED: Effect = Effect(536_870_912);
    /// A noun for those whom they fight: "militant".
    pub const FIGHTS: Effect = Effect(1_073_741_824);

    /// A noun for any deed: "decision".
    pub const DOES: Effect = Effect(2_147_483_648);

    /// An act of state: without an agent, the country did it where it was done. "jailed in Peru", "deported from Peru"
    pub const GOVERNS: Effect = Effect(4_294_967_296);

    /// A noun for what is done to whom its "of" names: "the annexation of".
    pub const UNDERGONE: Effect = Effect(8_589_934_592);
    /// A noun for people who came together: "demonstrator".
    pub const CROWDS: Effect = Effect(17_179_869_184);
    /// A noun for who did it: "the perpetrator".
    pub const DID_IT: Effect = Effect(34_359_738_368);
    /// Its passive tells what somebody may have done.
    pub const CHARGES: Effect = Effect(68_719_476_736);

    /// What its object is, its subject made or did: "the bill Paris put forward", not "the bill Paris opposes".
    pub const MAKES: Effect = Effect(137_438_953_472);

    /// A verb whose subject undergoes the words that are its object, and a noun for such words: "rejects criticism".
    pub const PARRIES: Effect = Effect(274_877_906_944);
    /// A noun for what is imposed on somebody for a deed: "sanctions on Paris for arming the rebels".
    pub const IMPOSED: Effect = Effect(549_755_813_888);
    /// A noun for who speaks for a country: "envoy".
    pub const SPEAKS: Effect = Effect(1_099_511_627_776);

    /// Does the set hold all of `other`?
    pub fn has(self, other: Effect) -> bool {
        self.0 & other.0 == other.0
    }
}

/// Word classes of one language.
#[derive(Clone, Debug)]
pub struct Stance {
    verbs: FxHashMap<String, Effect>,
    nouns: FxHashMap<String, Effect>,
    sources: Vec<String>,
    circumstance: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    reporting: String,
    sources: Vec<String>,
    negative: String,
    negative_nouns: String,
    planned: String,
    planned_nouns: String,
    asked: String,
    asked_nouns: String,
    possible: String,
    possible_nouns: String,
    light: String,
    receiving: String,
    parrying: String,
    parried: String,
    seeking: String,
    subject_control: String,
    circumstance: Vec<String>,
    acting: String,
    spokesmen: String,
    adverse: String,
    measures: String,
    claiming: String,
    charging: String,
    refuting: String,
    fearing: String,
    believing: String,
    awaiting: String,
    running_into: String,
    imposed: String,
    ending: String,
    helping: String,
    alleging: String,
    uttered: String,
    harming: Vec<String>,
    blaming: String,
    leading_to: String,
    armed: String,
    fighting: String,
    deeds: String,
    governing: String,
    owning: String,
    making: String,
    happening: String,
    resulting: String,
    times: String,
    undergone: String,
    crowds: String,
    perpetrators: String,
}

static ENGLISH: LazyLock<Stance> = LazyLock::new(|| {
    Stance::parse(include_str!("../../../data/en/stance.toml")).expect("the embedded stance.toml is checked by tests")
});

impl Stance {
    /// The built-in English classes.
    pub fn english() -> &'static Stance {
        &ENGLISH
    }

    /// Reads a `stance.toml`.
    ///
    /// # Errors
    /// When it is not TOML or a class is missing or unknown; the message names the line.
    pub fn parse(text: &str) -> Result<Stance> {
        let file: File = toml::from_str(text).map_err(|e| {
            let line = e.span().map_or(1, |s| 1 + text[..s.start].matches('\n').count());
            Error::new(e.message().to_string()).in_file("stance.toml").on_line(line)
        })?;
        let mut verbs = FxHashMap::default();
        let mut nouns = FxHashMap::default();
        let mut put = |map: usize, words: &str, effect: Effect| {
            let map: &mut FxHashMap<String, Effect> = if map == 0 { &mut verbs } else { &mut nouns };
            for word in words.split_whitespace() {
                map.entry(word.to_string()).or_default().0 |= effect.0;
            }
        };
        put(0, &file.reporting, Effect::REPORTS);
        put(0, &file.negative, Effect::NEGATES);
        put(1, &file.negative_nouns, Effect::NEGATES);
        put(0, &file.planned, Effect::PLANS);
        put(1, &file.planned_nouns, Effect::PLANS);
        put(0, &file.asked, Effect::ASKS);
        put(1, &file.asked_nouns, Effect::ASKS);
        put(0, &file.possible, Effect::DOUBTS);
        put(1, &file.possible_nouns, Effect::DOUBTS);
        put(0, &file.light, Effect::LIGHT);
        put(0, &file.receiving, Effect::RECEIVES);
        put(0, &file.parrying, Effect::PARRIES);
        put(1, &file.parried, Effect::PARRIES);
        put(0, &file.seeking, Effect::SEEKS);
        put(0, &file.subject_control, Effect::SUBJECT_CONTROL);
        put(1, &file.acting, Effect::ACTS);
        put(1, &file.spokesmen, Effect::SPEAKS);
        put(1, &file.adverse, Effect::OPPOSES_OWNER);
        put(1, &file.measures, Effect::MEASURES);
        put(0, &file.claiming, Effect::CLAIMS);
        put(0, &file.charging, Effect::CHARGES);
        put(0, &file.refuting, Effect::REFUTES);
        put(0, &file.fearing, Effect::FEARS);
        put(0, &file.believing, Effect::BELIEVES);
        put(0, &file.awaiting, Effect::AWAITS);
        put(0, &file.running_into, Effect::RUNS_INTO);
        put(1, &file.imposed, Effect::IMPOSED);
        put(0, &file.ending, Effect::ENDS);
        put(0, &file.helping, Effect::HELPS);
        put(1, &file.helping, Effect::HELPS);
        put(0, &file.alleging, Effect::ALLEGES);
        put(1, &file.uttered, Effect::TELLS);
        put(0, &file.blaming, Effect::BLAMES);
        put(0, &file.leading_to, Effect::LEADS_TO);
        put(1, &file.armed, Effect::ARMED);
        put(1, &file.fighting, Effect::FIGHTS);
        put(1, &file.deeds, Effect::DOES);
        put(0, &file.governing, Effect::GOVERNS);
        put(0, &file.owning, Effect::OWNS);
        put(0, &file.making, Effect::MAKES);
        put(0, &file.happening, Effect::HAPPENS);
        put(0, &file.resulting, Effect::RESULTS);
        put(1, &file.times, Effect::TELLS_TIME);
        put(1, &file.undergone, Effect::UNDERGONE);
        put(1, &file.crowds, Effect::CROWDS);
        put(1, &file.perpetrators, Effect::DID_IT);
        for phrase in file.harming {
            verbs.entry(phrase).or_default().0 |= Effect::HARMS.0;
        }
        Ok(Stance {
            verbs,
            nouns,
            sources: file.sources,
            circumstance: file.circumstance,
        })
    }

    /// What a verb or adjective does to its complement.
    pub fn verb(&self, lemma: &str) -> Effect {
        // A lemma guessed from an unknown form may lack its last letter.
        let with_e = || {
            if lemma.ends_with('e') {
                None
            } else {
                self.verbs.get(&format!("{lemma}e"))
            }
        };
        self.verbs.get(lemma).or_else(with_e).copied().unwrap_or_default()
    }

    /// What a noun does to its complement.
    pub fn noun(&self, lemma: &str) -> Effect {
        self.nouns.get(lemma).copied().unwrap_or_default()
    }

    /// Does this preposition name who says it?
    pub fn names_source(&self, lemma: &str) -> bool {
        self.sources.iter().any(|s| s == lemma)
    }

    /// Does this preposition set a noun against what the clause's subject does?
    pub fn is_circumstance(&self, lemma: &str) -> bool {
        self.circumstance.iter().any(|s| s == lemma)
    }
}
