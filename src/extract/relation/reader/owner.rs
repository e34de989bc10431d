//! Whose a thing or an office is.

use super::{Reader, Referent};
use crate::extract::actor::{ActorIndex, Form, Kind, Role, RoleKind};
use crate::extract::clause::{Class, Effect};
use crate::extract::syntax::Deprel;

/// What two share whose names a hyphen joins before it.
const SHARED: [&str; 8] = [
    "war",
    "conflict",
    "border",
    "dispute",
    "rivalry",
    "relationship",
    "relation",
    "tie",
];

impl Reader<'_> {
    /// The body whose office, in the words of sentence `s`, an actor holds; nobody where there are several.
    pub fn office(&self, s: usize, actor: ActorIndex) -> Option<Referent> {
        let mut bodies = self.cast.roles.iter().filter(|role| {
            let holder = self.cast.mention(role.holder);
            holder.sentence as usize == s
                && holder.actor == Some(actor)
                && matches!(role.kind, RoleKind::Office | RoleKind::Leads)
                && !role.former
                && !role.future
        });
        let role = bodies.next()?;
        let body = self.cast.mention(role.body);
        let same = |other: &Role| self.cast.mention(other.body).actor == body.actor;
        if !bodies.all(same) {
            return None;
        }
        let elsewhere = body.sentence as usize != s;
        Some(Referent {
            actor: body.actor?,
            span: if elsewhere { role.title } else { body.span },
            form: if elsewhere { Form::Nominal } else { body.form },
            indirect: false,
            about: None,
        })
    }

    /// Whose it is: "the EU" of "the EU's plan", "Ukraine" of "Ukrainian exports" or of "the future of Ukraine".
    pub(super) fn owners(&self, s: usize, word: usize, steps: u8) -> Vec<Referent> {
        let tree = &self.clauses[s].tree;
        // "the Russo-Ukrainian war": of both, and of neither alone.
        let between = |c: usize| {
            matches!(tree.deprel(c), Deprel::Amod | Deprel::Compound)
                && c > 1
                && matches!(tree.form(c - 1), "-" | "–")
                && {
                    let first = tree.form(c - 2);
                    first.starts_with(char::is_uppercase) && tree.form(c).starts_with(char::is_uppercase)
                }
        };
        if SHARED.contains(&tree.lemma(word)) && tree.children(word).any(between) {
            return Vec::new();
        }
        if steps > 2 || !tree.is_noun(word) || self.mention(s, word).is_some() {
            return Vec::new();
        }
        if self.clauses[s].stance.noun(tree.lemma(word)).has(Effect::OPPOSES_OWNER) && steps > 0 {
            return Vec::new();
        }
        // "the annexation of Tibet by China": China's deed; Tibet is not its owner.
        let undergone = self.clauses[s].stance.noun(tree.lemma(word)).has(Effect::UNDERGONE);
        let mut ways: Vec<(u8, usize)> = Vec::new();
        for c in tree.children(word) {
            if undergone && tree.deprel(c) == Deprel::Nmod && tree.case(c).is_some_and(|k| !tree.is(k, "by")) {
                continue;
            }
            let rank = match tree.deprel(c) {
                Deprel::NmodPoss => 0,
                Deprel::Amod | Deprel::Compound => 1,
                Deprel::Nmod
                    if tree
                        .case(c)
                        .is_some_and(|k| tree.is(k, "of") || tree.is(k, "by") || tree.is(k, "from")) =>
                {
                    2
                }
                // "vehicles belonging to the militia", "a plane used by the air force"
                Deprel::Acl if self.clauses[s].stance.verb(tree.lemma(c)).has(Effect::OWNS) => {
                    let owner = tree
                        .children(c)
                        .find(|&o| tree.case(o).is_some_and(|k| tree.is(k, "to") || tree.is(k, "by")));
                    ways.extend(owner.map(|o| (2, o)));
                    continue;
                }
                _ => continue,
            };
            ways.push((rank, c));
        }
        // "the bill put forward by Paris"
        ways.extend(self.clauses[s].maker(word).map(|c| (2, c)));
        ways.sort_unstable();
        for (rank, c) in ways {
            // "American and Israeli strikes" have two owners.
            let mut conjuncts = Vec::new();
            tree.conjuncts(c, &mut conjuncts);
            let mut found: Vec<Referent> = conjuncts.into_iter().filter_map(|c| self.refer_exactly(s, c)).collect();
            // "a Russian missile and drone strike", "a Rosatom-owned ship": the name hangs on the first modifier.
            let names_owner = tree.is_noun(c) || self.clauses[s].stance.verb(tree.lemma(c)).has(Effect::OWNS);
            if found.is_empty() && rank == 1 && names_owner {
                let modifies = |&g: &usize| g < c && matches!(tree.deprel(g), Deprel::Amod | Deprel::Compound);
                let named = tree.children(c).filter(modifies).find_map(|g| self.refer_exactly(s, g));
                found.extend(named.filter(|r| r.form == Form::Name));
            }
            // "a school bus" is no more than a kind of bus.
            found.retain(|r| {
                let sort = rank == 1 && r.form == Form::Nominal && self.actor(r.actor).kind == Kind::Organization;
                !(sort && tree.deprel(c) == Deprel::Compound)
            });
            if found.is_empty() && rank != 1 {
                found = self.owners(s, c, steps + 1);
            }
            if !found.is_empty() {
                let (low, high) = self.phrase(s, word);
                let tokens = &self.sentences[s].tokens;
                let about = Some(tokens[low].span.join(tokens[high].span));
                return found
                    .into_iter()
                    .map(|r| Referent {
                        indirect: true,
                        about,
                        ..r
                    })
                    .collect();
            }
        }
        Vec::new()
    }

    /// Who did what a noun of force names: the army, in "the army launched a strike that killed ten".
    pub(super) fn doers(&self, s: usize, word: usize) -> Vec<Referent> {
        let clauses = &self.clauses[s];
        let p = clauses.proposition(word);
        let suffered = |v: usize| {
            let effect = clauses.stance.verb(clauses.tree.lemma(v));
            [Effect::RECEIVES, Effect::PARRIES, Effect::SEEKS]
                .into_iter()
                .any(|e| effect.has(e))
        };
        if p.class != Class::Noun || p.carrier.is_some_and(suffered) {
            return Vec::new();
        }
        let found = p.subjects.iter().filter_map(|&w| self.refer_exactly(s, w));
        found.map(|r| Referent { indirect: true, ..r }).collect()
    }

    /// First and last word of the noun phrase of `word`, without its relative clauses.
    fn phrase(&self, s: usize, word: usize) -> (usize, usize) {
        let tree = &self.clauses[s].tree;
        let (mut low, mut high) = (word, word);
        for c in tree.children(word) {
            if matches!(
                tree.deprel(c),
                Deprel::Nmod | Deprel::NmodPoss | Deprel::Amod | Deprel::Compound | Deprel::Nummod | Deprel::Acl
            ) {
                let (l, h) = tree.extent(c);
                low = low.min(l);
                high = high.max(h);
            }
        }
        (low, high)
    }
}
