//! Nouns and adjectives as predicates: "opposition from Hungary", "Hungary is critical of".

use super::{Class, Clauses, Effect, Proposition};
use crate::extract::syntax::{Deprel, Upos, Xpos};

/// Nouns for a share in a deed: "involvement in the murder of".
pub(super) const PART: [&str; 5] = ["involvement", "role", "participation", "part", "complicity"];

/// Verbs after which "as" tells what their subject is: "emerged as a critic of".
/// What somebody has in a deed: "his role in attacks on Oslo".
const PARTS: [&str; 7] = [
    "role",
    "part",
    "involvement",
    "participation",
    "complicity",
    "hand",
    "share",
];

const BECOMES: [&str; 5] = ["emerge", "re-emerge", "reemerge", "serve", "act"];

/// Verbs whose subject says what is in their object: "published a letter critical of".
const UTTERS: [&str; 11] = [
    "publish", "release", "issue", "send", "write", "sign", "post", "make", "deliver", "give", "tweet",
];

impl Clauses<'_> {
    /// A noun with the arguments around it and those that a light verb lends it.
    pub(super) fn noun(&self, n: usize) -> Proposition {
        let tree = &self.tree;
        let mut p = Proposition::new(n, Class::Noun);
        for c in tree.children(n) {
            match tree.deprel(c) {
                Deprel::NmodPoss => tree.conjuncts(c, &mut p.possessors),
                Deprel::Nmod | Deprel::Obl | Deprel::OblAgent | Deprel::NmodUnmarked => match tree.case(c) {
                    Some(case) => self.push_obliques(c, case, &mut p.obliques),
                    // "in Marantao, Lanao del Sur": only what stands before the noun modifies it.
                    None if c < n => tree.conjuncts(c, &mut p.modifiers),
                    None => {}
                },
                Deprel::Amod | Deprel::Compound | Deprel::Flat | Deprel::NmodDesc => {
                    tree.conjuncts(c, &mut p.modifiers);
                    // "US-China talks": the second name modifies the noun, the first the second. "a Russian missile and
                    // drone strike"
                    p.modifiers.extend(tree.kids(c, Deprel::Compound));
                    if tree.deprel(c) == Deprel::Compound {
                        p.modifiers.extend(tree.kids(c, Deprel::Amod));
                    }
                }
                Deprel::Acl => p.complements.push((self.marker(c), c)),
                Deprel::Nsubj | Deprel::NsubjPass if self.verb_before(n).is_none() => {
                    tree.conjuncts(c, &mut p.subjects)
                }
                _ => {}
            }
        }
        let mut lifted = Vec::new();
        for &(case, h) in &p.obliques {
            self.lift(h, false, &mut lifted);
            // "an attack by bandits on a village", "an attack on civilians by militants"
            self.lift_across(case, h, &mut lifted);
        }
        // "a strike on a depot and a village": parsers hang the second target on the strike.
        if self.stance.noun(tree.lemma(n)).has(Effect::ACTS)
            && let Some(&(on, last)) = p.obliques.iter().rfind(|&&(k, h)| h > n && tree.is(k, "on"))
        {
            let further = |&c: &usize| {
                c > last
                    && tree.case(c).is_none()
                    && tree.kid(c, Deprel::Det).is_some()
                    && !self.stance.noun(tree.lemma(c)).has(Effect::ACTS)
            };
            lifted.extend(tree.kids(n, Deprel::Conj).filter(further).map(|c| (on, c)));
        }
        for oblique in lifted {
            if !p.obliques.contains(&oblique) {
                p.obliques.push(oblique);
            }
        }
        if p.subjects.is_empty() && tree.kid(n, Deprel::Cop).is_some() {
            for c in self.own_subjects(n) {
                tree.conjuncts(c, &mut p.subjects);
            }
        }
        // "emerged as a critic of Berlin": what it has become, it is.
        if p.subjects.is_empty()
            && tree.deprel(n) == Deprel::Obl
            && tree.case(n).is_some_and(|k| tree.is(k, "as"))
            && let Some(h) = tree.head(n).filter(|&h| BECOMES.contains(&tree.lemma(h)))
            && tree.kid(h, Deprel::Obj).is_none()
            && !self.is_passive(h, 0)
        {
            p.subjects = self.surface_subjects(h, 0);
        }
        // "became the fiercest critic of Berlin"
        if p.subjects.is_empty()
            && tree.deprel(n) == Deprel::Xcomp
            && let Some(h) = tree
                .head(n)
                .filter(|&h| matches!(tree.lemma(h), "become" | "remain" | "stay"))
        {
            p.subjects = self.surface_subjects(h, 0);
        }
        // "U.S. and Israeli strikes": parsers take the first name for the first of two nouns.
        if tree.deprel(n) == Deprel::Conj
            && let Some(h) = tree.head(n).filter(|&h| tree.upos(h) == Upos::Propn)
            && h + 3 <= n
            && tree.is(h + 1, "and")
            && tree.head(h + 2) == Some(n)
            && tree.deprel(h + 2) == Deprel::Amod
            && tree.form(h + 2).starts_with(char::is_uppercase)
        {
            p.modifiers.push(h);
        }
        // "Paris, an ally of Berlin": an apposition speaks of what it stands beside.
        if p.subjects.is_empty() && tree.deprel(n) == Deprel::Appos {
            // "elect a president, 50 members of the council and ten mayors" is a list.
            let list = |h: &usize| tree.xpos(n) == Xpos::Nns && tree.xpos(*h) == Xpos::Nn;
            p.subjects.extend(tree.head(n).filter(|h| !list(h)));
        }
        if tree.deprel(n) == Deprel::Conj && p.subjects.is_empty() && tree.case(n).is_none() {
            self.share_with_conjunct(n, &mut p);
        }
        // "support for Kyiv in its fight": whose fight it is, is Kyiv.
        let pronoun = |&w: &usize| tree.xpos(w) == Xpos::PrpPoss && !tree.is(w, "our") && !tree.is(w, "my");
        if p.subjects.is_empty()
            && p.possessors.iter().all(pronoun)
            && let Some(helped) = self.helped_in(n)
        {
            p.possessors.clear();
            p.subjects = helped;
        }
        // "over his role in attacks on Oslo": who has the role did it.
        if p.subjects.is_empty()
            && p.possessors.is_empty()
            && tree.deprel(n) == Deprel::Nmod
            && tree.case(n).is_some_and(|k| tree.is(k, "in"))
            && let Some(h) = tree.head(n).filter(|&h| PARTS.contains(&tree.lemma(h)))
        {
            p.possessors.extend(tree.kids(h, Deprel::NmodPoss));
        }
        self.lend_from_verb(n, &mut p);
        if p.subjects.is_empty() && p.possessors.is_empty() {
            p.subjects = self.hurt_in(n);
        }
        if p.subjects.is_empty() && p.possessors.is_empty() {
            p.subjects = self.crowd_at(n);
        }
        let named = |&m: &usize| tree.form(m).starts_with(char::is_uppercase);
        if p.subjects.is_empty() && p.possessors.is_empty() && !p.modifiers.iter().any(named) {
            p.subjects = self.blamed_for(n);
        }
        // "a company with ties to Peru" has them.
        if p.subjects.is_empty()
            && p.possessors.is_empty()
            && matches!(tree.lemma(n), "tie" | "link" | "connection" | "relation")
            && tree.case(n).is_some_and(|k| tree.is(k, "with"))
            && let Some(h) = tree
                .head(n)
                .filter(|&h| tree.deprel(n) == Deprel::Nmod && tree.is_noun(h))
        {
            tree.conjuncts(h, &mut p.subjects);
            // "a company and a hacker, both with ties to"
            if tree.deprel(h) == Deprel::Conj {
                p.subjects.splice(0..0, tree.head(h));
            }
        }
        p
    }

    /// Who hurt somebody in the act that `n` names: the rebels, in "the rebels killed ten people in an attack on".
    fn hurt_in(&self, n: usize) -> Vec<usize> {
        let tree = &self.tree;
        let within = tree.case(n).is_some_and(|k| tree.is(k, "in") || tree.is(k, "during"));
        let nobodys = tree.children(n).all(|c| {
            !(matches!(tree.deprel(c), Deprel::Amod | Deprel::Compound) && tree.form(c).starts_with(char::is_uppercase))
                && tree.case(c).is_none_or(|k| !tree.is(k, "by"))
        });
        let against = tree.kids(n, Deprel::Nmod).any(|c| {
            tree.case(c)
                .is_some_and(|k| ["on", "against", "at"].iter().any(|w| tree.is(k, w)))
        });
        if !(within && nobodys && against && self.stance.noun(tree.lemma(n)).has(Effect::ACTS)) {
            return Vec::new();
        }
        tree.head(n)
            .filter(|&h| tree.deprel(n) == Deprel::Obl && tree.is_verb(h))
            .filter(|&h| {
                let effect = self.stance.verb(tree.lemma(h));
                effect.has(Effect::RESULTS) || effect.has(Effect::HARMS)
            })
            .map_or(Vec::new(), |h| self.verb_subjects(h, 0))
    }

    /// Who protests at the protest that `n` names: the demonstrators, in "police clashed with demonstrators at a protest against".
    fn crowd_at(&self, n: usize) -> Vec<usize> {
        let tree = &self.tree;
        let gathers = ["protest", "demonstration", "rally", "march", "riot"].contains(&tree.lemma(n));
        let during = tree
            .case(n)
            .is_some_and(|k| ["at", "in", "during", "amid"].iter().any(|w| tree.is(k, w)));
        let verb = tree.head(n).filter(|&h| gathers && during && tree.is_verb(h));
        let crowd = |&c: &usize| c < n && self.stance.noun(tree.lemma(c)).has(Effect::CROWDS);
        verb.map_or(Vec::new(), |h| tree.children(h).filter(crowd).collect())
    }

    /// Who did what `n` names by what befalls him for it: the two men, in "sentenced two men for the bombing of".
    fn blamed_for(&self, n: usize) -> Vec<usize> {
        let tree = &self.tree;
        let mut top = n;
        // "on charges of murder", "for the attempted murder and kidnapping of", "of involvement in the murder of"
        for _ in 0..3 {
            match tree.head(top) {
                Some(h) if tree.deprel(top) == Deprel::Conj && tree.is_noun(h) => top = h,
                Some(h)
                    if tree.deprel(top) == Deprel::Nmod
                        && tree.case(top).is_some_and(|k| tree.is(k, "of"))
                        && ["charge", "suspicion", "count", "accusation"].contains(&tree.lemma(h)) =>
                {
                    top = h;
                }
                Some(h)
                    if tree.deprel(top) == Deprel::Nmod
                        && tree.case(top).is_some_and(|k| tree.is(k, "in"))
                        && PART.contains(&tree.lemma(h)) =>
                {
                    top = h;
                }
                // "participated in the murder of"
                Some(h)
                    if matches!(tree.lemma(h), "participate" | "involve" | "involved")
                        && tree.deprel(top) == Deprel::Obl
                        && tree.case(top).is_some_and(|k| tree.is(k, "in")) =>
                {
                    return match tree.lemma(h) {
                        "involved" => self.surface_subjects(h, 0),
                        "involve" if !self.is_passive(h, 0) => Vec::new(),
                        "involve" => self.verb(h).objects,
                        _ => self.verb_subjects(h, 0),
                    };
                }
                _ => break,
            }
        }
        // "accused Peru of involvement in the attack", where the parser hangs the attack on the verb.
        let cased = tree
            .case(top)
            .is_some_and(|k| self.charges(k) || ["for", "with", "over", "on"].iter().any(|w| tree.is(k, w)));
        let Some(verb) = tree.head(top).filter(|&h| cased && tree.is_verb(h)) else {
            return Vec::new();
        };
        let names_charge = ["charge", "suspicion", "count", "accusation", "allegation"].contains(&tree.lemma(n));
        // One is convicted of crimes, but blamed for anything.
        let deed = tree.lemma(verb) != "blame" || self.stance.noun(tree.lemma(n)).has(Effect::ACTS);
        let blames = deed && self.stance.verb(tree.lemma(verb)).has(Effect::BLAMES);
        if names_charge || tree.deprel(top) != Deprel::Obl || !blames {
            return Vec::new();
        }
        self.verb(verb).objects
    }

    /// Does the preposition `k` begin what somebody is accused of: "of an attack", "of involvement in an attack"?
    pub(super) fn charges(&self, k: usize) -> bool {
        let tree = &self.tree;
        tree.is(k, "of") || tree.is(k, "in") && k > 0 && PART.contains(&tree.lemma(k - 1))
    }

    /// An adjective with what it is said of and its prepositional arguments.
    pub(super) fn adjective(&self, a: usize) -> Proposition {
        let tree = &self.tree;
        let mut p = Proposition::new(a, Class::Adjective);
        p.subjects = self.surface_subjects(a, 0);
        for c in tree.children(a) {
            match tree.deprel(c) {
                Deprel::Obl | Deprel::Nmod | Deprel::OblAgent => {
                    if let Some(case) = tree.case(c) {
                        self.push_obliques(c, case, &mut p.obliques);
                    }
                }
                Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl | Deprel::Csubj => {
                    p.complements.push((self.marker(c), c))
                }
                _ => {}
            }
        }
        if p.subjects.is_empty() && matches!(tree.deprel(a), Deprel::Amod | Deprel::Acl) {
            p.subjects.extend(tree.head(a));
        }
        // "published a letter critical of Paris": who published it says so.
        if let [told] = p.subjects[..]
            && self.stance.noun(tree.lemma(told)).has(Effect::TELLS)
            && tree.deprel(told) == Deprel::Obj
            && tree.deprel(a) != Deprel::Xcomp
            && let Some(verb) = tree.head(told)
            && UTTERS.contains(&tree.lemma(verb))
        {
            p.subjects = self.surface_subjects(verb, 0);
        }
        p
    }

    /// "The rebels were behind the attack": a preposition that is the predicate, with its noun as object.
    pub(super) fn predicate_preposition(&self, i: usize) -> Option<Proposition> {
        let tree = &self.tree;
        let noun = tree
            .head(i)
            .filter(|_| tree.deprel(i) == Deprel::Case && tree.is(i, "behind"))?;
        tree.kid(noun, Deprel::Cop)?;
        let mut p = Proposition::new(i, Class::Adjective);
        p.subjects = self.surface_subjects(noun, 0);
        p.objects.push(noun);
        Some(p)
    }

    fn push_obliques(&self, c: usize, case: usize, out: &mut Vec<(usize, usize)>) {
        let tree = &self.tree;
        let mut heads = Vec::new();
        tree.conjuncts(c, &mut heads);
        for h in heads {
            out.push((if h == c { case } else { tree.case(h).unwrap_or(case) }, h));
        }
    }

    /// "Kyiv's praise and support for Paris": conjuncts share what stands before the first and after the last.
    fn share_with_conjunct(&self, n: usize, p: &mut Proposition) {
        let tree = &self.tree;
        let Some(first) = tree.head(n).filter(|&h| tree.upos(h) == Upos::Noun) else {
            return;
        };
        if p.possessors.is_empty() {
            for c in tree.kids(first, Deprel::NmodPoss) {
                tree.conjuncts(c, &mut p.possessors);
            }
        }
        // "Russian missile and drone strikes": the name before the first is of both.
        if p.modifiers
            .iter()
            .all(|&m| !tree.form(m).starts_with(char::is_uppercase))
        {
            p.modifiers.extend(tree.kids(first, Deprel::Amod));
        }
        for c in tree.kids(first, Deprel::Nmod).filter(|&c| c > n) {
            if let Some(case) = tree.case(c) {
                self.push_obliques(c, case, &mut p.obliques);
            }
        }
    }

    /// Who is helped in what `n` names: Kyiv, in "helped Kyiv in the fight", "support for Kyiv in the fight".
    pub(super) fn helped_in(&self, n: usize) -> Option<Vec<usize>> {
        let tree = &self.tree;
        let h = tree.case(n).filter(|&k| tree.is(k, "in")).and(tree.head(n))?;
        let helps = |i: usize| {
            let effect = if tree.is_verb(i) {
                self.stance.verb(tree.lemma(i))
            } else {
                self.stance.noun(tree.lemma(i))
            };
            effect.has(Effect::HELPS)
        };
        let given_to = |noun: usize| {
            let to = |c: &usize| {
                tree.case(*c)
                    .is_some_and(|k| ["for", "to", "of", "with"].iter().any(|w| tree.is(k, w)))
            };
            tree.kids(noun, Deprel::Nmod).find(to)
        };
        let object = tree.kid(h, Deprel::Obj);
        // "remains steadfast in its support for Kyiv in its fight"
        let beside = tree.kids(h, Deprel::Obl).filter(|&o| o < n && helps(o)).last();
        let helped = if let Some(helps) = beside.filter(|_| !tree.is_noun(h)) {
            given_to(helps)
        } else if tree.is_verb(h) {
            match object {
                Some(o) if helps(h) => Some(o),
                Some(o) if helps(o) => given_to(o),
                _ => None,
            }
        } else if helps(h) {
            given_to(h)
        } else {
            // "Kyiv in the fight": who governs Kyiv helps it.
            tree.head(h)
                .filter(|&g| helps(g) && (tree.deprel(h) == Deprel::Obj || given_to(g) == Some(h)))
                .map(|_| h)
        }?;
        let mut all = Vec::new();
        tree.conjuncts(helped, &mut all);
        Some(all)
    }

    /// "Clashes erupted between A and B", "strikes killed ten in Gaza": what the verb says of where and with whom belongs
    /// to the act that is its subject.
    fn lend_from_event(&self, n: usize, h: usize, p: &mut Proposition) {
        let tree = &self.tree;
        if tree.deprel(n) != Deprel::Nsubj || !self.stance.verb(tree.lemma(h)).has(Effect::HAPPENS) {
            return;
        }
        // "take place between"
        let places = tree.kids(h, Deprel::Obj).filter(|&o| tree.is(o, "place"));
        let carriers: Vec<usize> = std::iter::once(h).chain(places).collect();
        // "killed ten people in Gaza": where parsers hang the place on the people.
        let of_object = tree
            .kids(h, Deprel::Obj)
            .flat_map(|o| tree.kids(o, Deprel::Nmod))
            .filter(|&c| tree.case(c).is_some_and(|k| tree.is(k, "in")));
        for c in carriers.into_iter().flat_map(|v| tree.children(v)).chain(of_object) {
            if matches!(tree.deprel(c), Deprel::Obl | Deprel::Nmod)
                && let Some(case) = tree.case(c)
                && !tree.is(case, "by")
            {
                self.push_obliques(c, case, &mut p.obliques);
            }
        }
    }

    /// A light verb gives its subject and its obliques to the noun that carries the meaning:
    /// "Brussels imposed sanctions on Moscow".
    fn lend_from_verb(&self, n: usize, p: &mut Proposition) {
        let tree = &self.tree;
        // In a coordination the first noun stands under the verb.
        let mut top = n;
        while let Some(h) = tree.head(top).filter(|&h| h < top) {
            // "hold a round of talks", "announce an end to joint patrols": the noun behind is what is held, or no more.
            let effect = self.stance.noun(tree.lemma(h));
            let carried = tree.deprel(top) == Deprel::Nmod
                && (effect.has(Effect::MEASURES) || effect.has(Effect::NEGATES))
                && tree.case(top).is_some_and(|k| tree.is(k, "of") || tree.is(k, "to"));
            if tree.deprel(top) != Deprel::Conj && !carried {
                break;
            }
            top = h;
        }
        // "praised Lithuania's support for Moldova", "in the face of opposition from Hungary": a phrase right behind
        // the noun belongs to it, whatever the parser says.
        if let Some(h) = tree.head(top) {
            for c in tree.children(h) {
                let behind = matches!(tree.deprel(c), Deprel::Obl | Deprel::Nmod);
                // "killed in strikes by the militia on a convoy": what an act is against stands behind its agent.
                let against = |k: usize| {
                    self.stance.noun(tree.lemma(n)).has(Effect::ACTS)
                        && k == tree.extent(n).1 + 1
                        && ["on", "against", "at"].iter().any(|w| tree.is(k, w))
                };
                if let Some(case) = tree.case(c).filter(|&k| behind && (k == n + 1 || against(k))) {
                    self.push_obliques(c, case, &mut p.obliques);
                }
            }
            self.lend_from_event(top, h, p);
        }
        let Some(h) = tree.head(top).filter(|&h| tree.is_verb(h)) else {
            return;
        };
        let object = matches!(tree.deprel(top), Deprel::Obj | Deprel::NsubjPass);
        let after_in = matches!(tree.deprel(top), Deprel::Obl)
            && tree
                .case(top)
                .is_some_and(|k| tree.is(k, "in") || tree.is(k, "into") || tree.is(k, "under"));
        let relative = tree.deprel(h) == Deprel::AclRelcl;
        if !(object || after_in || (relative && tree.head(h) == Some(top))) {
            return;
        }
        if !self.stance.verb(tree.lemma(h)).has(Effect::LIGHT) {
            return;
        }
        let verb = self.verb(h);
        p.carrier = Some(h);
        if p.subjects.is_empty() {
            p.subjects = verb.subjects;
        }
        for oblique in verb.obliques {
            if oblique.1 != top && !p.obliques.contains(&oblique) {
                p.obliques.push(oblique);
            }
        }
        for r in verb.recipients {
            p.recipients.push(r);
        }
        p.complements.extend(verb.complements);
    }
}

impl Clauses<'_> {
    /// Whom a noun in a circumstance is set against: the subject of the clause that "amid opposition", "despite
    /// criticism" or "in the face of protests" modifies; or the object of "opposition from X has delayed Y".
    pub fn circumstance_subject(&self, n: usize) -> Option<Vec<usize>> {
        let tree = &self.tree;
        if tree.deprel(n) == Deprel::Nsubj
            && let Some(h) = tree.head(n).filter(|&h| tree.is_verb(h))
        {
            let objects = self.verb(h).objects;
            return (!objects.is_empty()).then_some(objects);
        }
        let mut at = n;
        for _ in 0..6 {
            let case = tree.case(at)?;
            let h = tree.head(at)?;
            let preposition = self.stance.is_circumstance(&tree.form(case).to_ascii_lowercase());
            // "in the face of": the noun "face" says it.
            let noun = tree.is(case, "of") && self.stance.is_circumstance(tree.lemma(h));
            // "with the help of Norway": whom Norway helps is who acts.
            let helps = at == n && tree.is(case, "with") && self.stance.noun(tree.lemma(n)).has(Effect::HELPS);
            if preposition || noun || helps {
                return self.subject_above(if noun { tree.head(h)? } else { h });
            }
            at = h;
        }
        None
    }

    /// Who made what a noun names: "Paris" of "a claim made by Paris", "the bill Paris put forward".
    pub fn maker(&self, n: usize) -> Option<usize> {
        let tree = &self.tree;
        let who = |v: usize| {
            tree.kid(v, Deprel::Nsubj)
                .filter(|&c| c > n && !tree.is_relative(c) && tree.is_noun(c))
        };
        let does = tree
            .kids(n, Deprel::AclRelcl)
            .filter(|&v| self.stance.verb(tree.lemma(v)).has(Effect::MAKES))
            .filter(|&v| tree.is_verb(v) && tree.children(v).all(|c| !tree.is(c, "that")))
            .find_map(who);
        tree.kids(n, Deprel::Acl)
            .filter(|&v| tree.xpos(v) == Xpos::Vbn && v > n)
            .filter(|&v| self.stance.verb(tree.lemma(v)).has(Effect::MAKES))
            .find_map(|v| {
                tree.children(v)
                    .find(|&c| tree.case(c).is_some_and(|k| tree.is(k, "by")) && tree.is_noun(c) && !self.is_time(c))
            })
            .or(does)
    }

    /// Who acts in the clause that happened "during", "after" or "in" what the noun `n` names, or who "comes for" it.
    pub fn subjects_during(&self, n: usize) -> Vec<usize> {
        let tree = &self.tree;
        // "after days of clashes with", "following a series of talks with"
        let n = match tree.head(n) {
            Some(h)
                if tree.deprel(n) == Deprel::Nmod
                    && tree.case(n).is_some_and(|k| tree.is(k, "of"))
                    && (self.is_time(h) || self.stance.noun(tree.lemma(h)).has(Effect::MEASURES)) =>
            {
                h
            }
            _ => n,
        };
        let when = tree.case(n).is_some_and(|k| {
            ["during", "after", "following", "at", "in"]
                .iter()
                .any(|w| tree.is(k, w))
        });
        // "arrived for talks", "visits Oslo for talks", but not "criticised Paris for talks"
        let comes_for = |h: usize| {
            tree.case(n).is_some_and(|k| tree.is(k, "for"))
                && (tree.kid(h, Deprel::Obj).is_none() || tree.lemma(h) == "visit")
        };
        // "led to clashes with"
        let leads_to = |h: usize| {
            tree.case(n).is_some_and(|k| tree.is(k, "to") || tree.is(k, "into"))
                && self.stance.verb(tree.lemma(h)).has(Effect::LEADS_TO)
        };
        tree.head(n)
            .filter(|&h| tree.deprel(n) == Deprel::Obl && tree.is_verb(h) && !self.is_passive(h, 0))
            .filter(|&h| when || comes_for(h) || leads_to(h))
            .map_or(Vec::new(), |h| self.subjects(h))
    }

    /// Whom "criticism" befalls in "faces criticism", "came under criticism".
    pub fn undergoers_of(&self, n: usize) -> Option<Vec<usize>> {
        let h = self
            .tree
            .head(n)
            .filter(|&h| self.tree.is_verb(h) && self.receives(n, h))?;
        self.undergoers(h)
    }

    /// The subject of the nearest verb at or above `i` that has one.
    fn subject_above(&self, i: usize) -> Option<Vec<usize>> {
        let tree = &self.tree;
        let mut at = i;
        for _ in 0..12 {
            if tree.is_verb(at)
                && let Some(found) = self.undergoers(at)
            {
                return Some(found);
            }
            at = tree.head(at)?;
        }
        None
    }

    /// Does the subject of verb `h` undergo the noun `n`: "faces opposition", "ran into opposition", "came under attack"?
    fn receives(&self, n: usize, h: usize) -> bool {
        let tree = &self.tree;
        let effect = self.stance.verb(tree.lemma(h));
        let said = self.stance.noun(tree.lemma(n)).has(Effect::PARRIES);
        let parries = effect.has(Effect::PARRIES);
        let object = tree.deprel(n) == Deprel::Obj && (effect.has(Effect::RECEIVES) || parries && said);
        let under = tree
            .case(n)
            .is_some_and(|k| ["into", "under", "with", "to"].iter().any(|w| tree.is(k, w)))
            && effect.has(Effect::RUNS_INTO)
            && (said || !parries);
        object || under
    }

    fn undergoers(&self, v: usize) -> Option<Vec<usize>> {
        let p = self.verb(v);
        let words = if p.passive { p.objects } else { p.subjects };
        (!words.is_empty()).then_some(words)
    }
}
