//! A verb with its arguments as they are meant: active, passive, relative, coordinated.

use super::build::MAX_STEPS;
use super::{Class, Clauses, Effect, Proposition};
use crate::extract::syntax::{Deprel, Upos, Xpos};

/// Who is counted among the dead of his own deed: "ten people were killed, including the gunman".
const CULPRITS: [&str; 7] = [
    "perpetrator",
    "gunman",
    "attacker",
    "shooter",
    "bomber",
    "assailant",
    "killer",
];

impl Clauses<'_> {
    /// A verb with its arguments as they are meant, not as they stand.
    pub(super) fn verb(&self, v: usize) -> Proposition {
        let tree = &self.tree;
        let mut p = Proposition::new(v, Class::Verb);
        p.passive = self.is_passive(v, 0);
        let surface = self.surface_subjects(v, 0);
        let antecedent = self.antecedent(v);
        let (mut objects, mut beside) = (Vec::new(), Vec::new());
        for c in tree.children(v) {
            match tree.deprel(c) {
                Deprel::Obj => self.push_argument(c, antecedent, &mut objects),
                Deprel::Iobj => self.push_argument(c, antecedent, &mut p.recipients),
                Deprel::Obl | Deprel::OblAgent | Deprel::Nmod => {
                    if let Some(case) = tree.case(c) {
                        let mut heads = Vec::new();
                        self.push_argument(c, antecedent, &mut heads);
                        for h in heads {
                            let own = if h == c { case } else { tree.case(h).unwrap_or(case) };
                            // "abducted by Peru decades ago": the parser takes the name for a part of the time.
                            let named = |&w: &usize| p.passive && tree.upos(w) == Upos::Propn && w == own + 1;
                            let h = match tree.is(own, "by") && self.is_time(h) {
                                true => tree.kids(h, Deprel::Compound).find(named).unwrap_or(h),
                                false => h,
                            };
                            // "was arrested along with two others"
                            if tree.is(own, "along") && own + 1 < h && tree.is(own + 1, "with") {
                                beside.push(h);
                            } else if p.passive
                                && (tree.deprel(c) == Deprel::OblAgent || tree.is(own, "by"))
                                && !self.is_time(h)
                            {
                                p.subjects.push(h);
                            } else {
                                p.obliques.push((own, h));
                            }
                        }
                    }
                }
                Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl | Deprel::Csubj => {
                    p.complements.push((self.marker(c), c));
                    // "were shot dead by police"
                    if p.passive && tree.deprel(c) == Deprel::Xcomp && tree.upos(c) == Upos::Adj {
                        let by = |&o: &usize| tree.case(o).is_some_and(|k| tree.is(k, "by")) && !self.is_time(o);
                        // "found guilty of fraud by the court"
                        let within = tree.kids(c, Deprel::Obl).flat_map(|o| tree.kids(o, Deprel::Nmod));
                        for agent in tree
                            .kids(c, Deprel::Obl)
                            .chain(tree.kids(c, Deprel::OblAgent))
                            .chain(within)
                            .filter(by)
                        {
                            tree.conjuncts(agent, &mut p.subjects);
                        }
                    }
                }
                _ => {}
            }
        }
        // "wounded at least 94 people", "set off a bomb": what is counted and has no preposition of its own is the object.
        if objects.is_empty() && !p.passive {
            let counted = |c: usize| {
                tree.kid(c, Deprel::Nummod).is_some()
                    || tree.kids(c, Deprel::Det).any(|d| tree.is(d, "a") || tree.is(d, "an"))
            };
            let amount = |&c: &usize| c > v && tree.case(c).is_none() && counted(c);
            if let Some(c) = tree.kids(v, Deprel::Obl).find(amount).filter(|&c| !self.is_time(c)) {
                tree.conjuncts(c, &mut objects);
            }
        }
        // Parsers hang "by Germany" on "Poland" in "criticism of Poland by Germany"; names and times seldom take such phrases.
        let mut lifted = Vec::new();
        // "killed at least eight soldiers": a number with a preposition in it is the object all the same.
        if objects.is_empty()
            && !p.passive
            && let Some(&(case, h)) = p.obliques.iter().find(|&&(case, h)| h > v && self.is_estimate(case))
            && !self.is_time(h)
        {
            p.obliques.retain(|&(c, _)| c != case);
            objects.push(h);
        }
        let mut surface = surface;
        // "Up to 100 farmers marched": the same before the verb is the subject.
        if surface.is_empty()
            && let Some(&(case, h)) = p.obliques.iter().find(|&&(case, h)| h < v && self.is_estimate(case))
            && !self.is_time(h)
        {
            p.obliques.retain(|&(c, _)| c != case);
            surface.push(h);
        }
        for &word in objects.iter().chain(p.obliques.iter().map(|(_, h)| h)) {
            self.lift(word, p.passive, &mut lifted);
        }
        // "was called a liar by Paris"
        for word in tree.kids(v, Deprel::Xcomp).filter(|&c| p.passive && tree.is_noun(c)) {
            self.lift(word, true, &mut lifted);
        }
        for (case, h) in lifted {
            if p.passive && tree.is(case, "by") && !self.is_time(h) {
                p.subjects.push(h);
            } else if !p.obliques.contains(&(case, h)) {
                p.obliques.push((case, h));
            }
        }
        if objects.is_empty() {
            self.shared_object(v, antecedent, &mut objects);
        }
        // "the plan Hungary opposes": a relative clause with a subject and no object of its own.
        if let Some(a) = antecedent
            && objects.is_empty()
            && !p.passive
            && !surface.is_empty()
            && !surface.contains(&a)
            && tree.deprel(v) == Deprel::AclRelcl
            // "the plan Hungary says will fail"
            && tree.kid(v, Deprel::Ccomp).is_none()
            && p.obliques.iter().all(|&(_, h)| h != a)
        {
            objects.push(a);
        }
        let among = self.named_among(v, if p.passive { &surface } else { &objects });
        // "Ten people were killed in Israeli strikes": what happened in an act was done by its owner.
        if p.passive && p.subjects.is_empty() {
            self.push_acts(v, &mut p.subjects);
            // "are killed and others injured in an attack by": what stands at the end belongs to all.
            for u in tree.kids(v, Deprel::Conj).chain(tree.kids(v, Deprel::Advcl)) {
                if p.subjects.is_empty() && tree.is_verb(u) && self.is_passive(u, 0) {
                    self.push_acts(u, &mut p.subjects);
                }
            }
        }
        // "Ten people were killed in a shooting, including the gunman": it is his where it is nobody's.
        let nobodys = |&w: &usize| {
            self.stance.noun(tree.lemma(w)).has(Effect::ACTS)
                && tree
                    .children(w)
                    .all(|c| c > w || !tree.form(c).starts_with(char::is_uppercase))
        };
        if p.passive
            && self.stance.verb(tree.lemma(v)).has(Effect::RESULTS)
            && p.subjects.iter().all(nobodys)
            && let Some(&culprit) = among.iter().find(|&&w| CULPRITS.contains(&&*tree.small_form(w)))
        {
            p.subjects = vec![culprit];
        }
        if p.passive {
            // "Kyiv was given weapons": what is kept as object is the object, the subject receives it.
            if objects.is_empty() {
                p.objects = surface;
                p.objects.extend(beside);
            } else {
                p.objects = objects;
                p.recipients.extend(surface);
            }
        } else {
            p.subjects = surface;
            match objects.is_empty() {
                true if !p.subjects.is_empty() => p.subjects.extend(beside),
                true => {}
                false => objects.extend(beside),
            }
            p.objects = objects;
        }
        // "arrested nine people, including Ivo Brandt"
        let capital = |w: usize| tree.form(w).starts_with(char::is_uppercase);
        // "including politician Ivo Brandt"
        let name = |w: &&usize| {
            let beside = |c: usize| matches!(tree.deprel(c), Deprel::Appos | Deprel::Flat) && capital(c);
            capital(**w) || tree.children(**w).any(beside)
        };
        p.objects.extend(among.iter().filter(name));
        p
    }

    /// Those whom "including" names among `several`, beside the verb or beside them: "killed ten people, including the gunman".
    fn named_among(&self, v: usize, several: &[usize]) -> Vec<usize> {
        let tree = &self.tree;
        let mut out = Vec::new();
        let Some(&last) = several.last() else {
            return out;
        };
        if !matches!(tree.xpos(last), Xpos::Nns | Xpos::Nnps | Xpos::Cd) {
            return out;
        }
        for c in tree.children(v).chain(tree.children(last)) {
            let Some(case) = tree.case(c).filter(|&k| tree.is(k, "including") && k > last) else {
                continue;
            };
            // What stands between may be what is meant: "killed ten people in three towns, including Orsen".
            let between = (last + 1..case).any(|w| tree.is_noun(w));
            if matches!(tree.deprel(c), Deprel::Obl | Deprel::Nmod) && !between {
                let mut heads = Vec::new();
                tree.conjuncts(c, &mut heads);
                out.extend(heads.into_iter().filter(|h| !several.contains(h)));
            }
        }
        out
    }

    /// Is the verb passive: by its auxiliary, its subject, or as a bare participle?
    pub(super) fn is_passive(&self, v: usize, steps: u8) -> bool {
        let tree = &self.tree;
        // "Students protested against": a finite verb without an auxiliary is none, whatever its subject is called.
        let finite = matches!(tree.xpos(v), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
        // "was beaten and dragged by": of two participles the second may be tagged as a past.
        if tree.xpos(v) == Xpos::Vbd
            && steps <= MAX_STEPS
            && tree.deprel(v) == Deprel::Conj
            && tree
                .head(v)
                .is_some_and(|h| tree.xpos(h) == Xpos::Vbn && self.is_passive(h, steps + 1))
            && tree.children(v).all(|c| {
                !matches!(
                    tree.deprel(c),
                    Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Aux | Deprel::Ccomp | Deprel::Xcomp
                )
            })
            && tree
                .children(v)
                .any(|c| tree.case(c).is_some_and(|k| tree.is(k, "by")) && !self.is_time(c))
        {
            return true;
        }
        if tree.children(v).any(|c| match tree.deprel(c) {
            Deprel::AuxPass => true,
            Deprel::NsubjPass => !finite,
            _ => false,
        }) {
            return true;
        }
        if tree.xpos(v) != Xpos::Vbn || steps > MAX_STEPS {
            return false;
        }
        if tree
            .children(v)
            .any(|c| matches!(tree.deprel(c), Deprel::Aux | Deprel::Nsubj))
        {
            return false;
        }
        match tree.deprel(v) {
            Deprel::Conj => tree.head(v).is_some_and(|h| self.is_passive(h, steps + 1)),
            Deprel::Acl | Deprel::Advcl | Deprel::Amod | Deprel::AclRelcl => tree.kid(v, Deprel::Obj).is_none(),
            Deprel::Root | Deprel::Parataxis => {
                tree.children(v).any(|c| tree.case(c).is_some_and(|k| tree.is(k, "by")))
            }
            Deprel::Xcomp => true,
            _ => false,
        }
    }

    /// Is the preposition part of a number: "up to 40", "at least 40", "over 40"?
    fn is_estimate(&self, case: usize) -> bool {
        let tree = &self.tree;
        let is = |i: usize, word: &str| i < tree.len() && tree.is(i, word);
        let number = |i: usize| i < tree.len() && tree.upos(i) == Upos::Num;
        (is(case, "to") && case > 0 && is(case - 1, "up") && number(case + 1))
            || (is(case, "at") && (is(case + 1, "least") || is(case + 1, "most")) && number(case + 2))
            || (["over", "around", "about"].iter().any(|w| is(case, w)) && number(case + 1))
    }

    /// Adds an argument and what is coordinated with it; a relative pronoun gives way to what it stands for.
    pub(super) fn push_argument(&self, i: usize, antecedent: Option<usize>, out: &mut Vec<usize>) {
        match antecedent {
            Some(a) if self.tree.is_relative(i) => {
                // Only a whole coordination of persons is meant by "who": take the antecedent with its conjuncts
                // when it is the first of them.
                self.tree.conjuncts(a, out);
            }
            // A relative word without what it stands for is nobody.
            None if self.tree.xpos(i) == Xpos::Wdt => {}
            _ => self.tree.conjuncts(i, out),
        }
    }

    /// "condemned and rejected the plan": the object that coordinated verbs share stands with one of them.
    fn shared_object(&self, v: usize, antecedent: Option<usize>, out: &mut Vec<usize>) {
        let tree = &self.tree;
        let obj_of = |u: usize, out: &mut Vec<usize>| {
            for c in tree.kids(u, Deprel::Obj) {
                self.push_argument(c, antecedent, out);
            }
        };
        let bare = tree.children(v).filter(|&c| c > v).all(|c| {
            !matches!(
                tree.deprel(c),
                Deprel::Obl | Deprel::Xcomp | Deprel::Ccomp | Deprel::CompoundPrt
            )
        });
        if !bare {
            return;
        }
        if let Some(u) = tree.kids(v, Deprel::Conj).next()
            && tree.is_verb(u)
            && (v..=v + 3).contains(&u)
            && tree.kid(u, Deprel::Nsubj).is_none()
        {
            obj_of(u, out);
        } else if tree.deprel(v) == Deprel::Conj
            && let Some(u) = tree.head(v)
            && tree.is_verb(u)
            && v - u.min(v) <= 3
        {
            for c in tree.kids(u, Deprel::Obj).filter(|&c| c > v) {
                self.push_argument(c, antecedent, out);
            }
        }
    }

    /// Prepositional phrases that hang on a name or a time ("cooperation in the last years with Oman"), or "by" phrases on the object of a passive, but belong to what
    /// governs it.
    pub(super) fn lift(&self, word: usize, passive: bool, out: &mut Vec<(usize, usize)>) {
        const LIFTED: [&str; 12] = [
            "by", "on", "for", "from", "to", "with", "against", "over", "into", "towards", "toward", "at",
        ];
        let tree = &self.tree;
        for c in tree.kids(word, Deprel::Nmod) {
            let Some(case) = tree.case(c) else { continue };
            let alone = tree.upos(word) == Upos::Propn || (tree.upos(word) == Upos::Noun && self.is_time(word));
            let lifted = alone && LIFTED.iter().any(|w| tree.is(case, w));
            // "destroyed by fire, with estimates by the Red Cross": whose words they are did not do it.
            let says = self.stance.noun(tree.lemma(word)).has(Effect::TELLS);
            if lifted || (passive && !says && tree.is(case, "by")) {
                let mut heads = Vec::new();
                tree.conjuncts(c, &mut heads);
                out.extend(
                    heads
                        .into_iter()
                        .map(|h| (if h == c { case } else { tree.case(h).unwrap_or(case) }, h)),
                );
                self.lift(c, passive, out);
            }
        }
    }
}
