//! Attacks in words: a politician who "attacks" another criticizes him, two who "clash" oppose each other.

use super::Observation;
use crate::extract::actor::{Actor, Kind};
use crate::extract::relation::reader::Reader;
use rustc_hash::FxHashSet;

/// What is rewritten, by the first letters of its trigger, and as what.
const FIGHTS: [(&str, &str); 5] = [
    ("attack", "criticizes"),
    ("assail", "criticizes"),
    ("slam", "criticizes"),
    ("clash", "opposes"),
    ("battle", "opposes"),
];

/// Words of a sentence that tell of blood.
const WEAPONS: [&str; 9] = [
    "knife", "gun", "stab", "shot", "shoot", "axe", "hammer", "physical", "punch",
];

/// Rewrites the attacks of which both ends are parties or named persons with an office or a party: nobody of them was hurt.
/// Linear in roles and observations.
pub(super) fn not_deeds(reader: &Reader, out: &mut [Observation]) {
    let attacks = |o: &Observation| {
        let fight = FIGHTS
            .iter()
            .find(|(verb, _)| o.trigger.to_ascii_lowercase().starts_with(verb))?;
        (o.relation == "attacks").then_some(fight.1)
    };
    if !out.iter().any(|o| attacks(o).is_some()) {
        return;
    }
    let holders: FxHashSet<usize> = reader
        .cast
        .roles
        .iter()
        .filter_map(|role| reader.cast.mention(role.holder).actor)
        .map(|actor| actor.0 as usize)
        .collect();
    let known = |(i, actor): &(usize, &Actor)| {
        let named = actor.label.starts_with(char::is_uppercase);
        named
            && (actor.kind == Kind::Party
                || actor.kind == Kind::Person && (actor.wikidata.is_some() || holders.contains(i)))
    };
    let actors = reader.cast.actors.iter().enumerate();
    let politicians: FxHashSet<&str> = actors.filter(known).map(|(_, actor)| actor.id.as_str()).collect();
    for o in out {
        let Some(relation) = attacks(o) else { continue };
        let hurt = WEAPONS.iter().any(|w| o.quote.contains(w));
        let target = o.target.as_deref().is_some_and(|t| politicians.contains(t));
        let Some(kind) = reader
            .vocabulary
            .by_name(relation)
            .map(|i| reader.vocabulary.relation(i))
        else {
            continue;
        };
        if target && !hurt && politicians.contains(o.source.as_str()) {
            o.rule = format!("{relation}:in words, {}", o.rule);
            o.relation = relation.to_string();
            o.sign = kind.sign;
            o.symmetric = kind.symmetric;
            (o.plover, o.cameo) = (kind.plover.clone(), kind.cameo.clone());
        }
    }
}
