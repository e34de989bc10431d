//! One clause to its proposition: active, passive, relative, participial, coordinated, controlled.

use super::{Class, Effect, Proposition, Stance, Tree};
use crate::extract::syntax::{Deprel, Upos, Xpos};

/// How far control, coordination and relative clauses are followed to find a subject.
pub(super) const MAX_STEPS: u8 = 8;

/// All clauses of one sentence, built on demand.
pub struct Clauses<'a> {
    /// The sentence's tree.
    pub tree: Tree<'a>,
    /// The word classes of the language.
    pub stance: &'a Stance,
    /// For each "according to X": the head of the clause it stands in, and X.
    pub(super) sources: Vec<(usize, usize)>,
}

impl<'a> Clauses<'a> {
    /// The clauses of a sentence.
    pub fn new(tree: Tree<'a>, stance: &'a Stance) -> Clauses<'a> {
        let mut sources = Vec::new();
        for word in 0..tree.len() {
            if !tree
                .case(word)
                .is_some_and(|k| stance.names_source(&tree.form(k).to_ascii_lowercase()))
            {
                continue;
            }
            // The parser may hang it on any noun of the clause.
            let mut at = word;
            while let Some(h) = tree.head(at) {
                at = h;
                if tree.is_verb(h) || tree.deprel(h) == Deprel::Root {
                    break;
                }
            }
            sources.push((at, word));
        }
        Clauses { tree, stance, sources }
    }

    /// For each "according to X": the head of the clause it stands in, and X.
    pub fn sources(&self) -> &[(usize, usize)] {
        &self.sources
    }

    /// The proposition that word `i` states, as a verb, noun or adjective.
    pub fn proposition(&self, i: usize) -> Proposition {
        let tree = &self.tree;
        let mut proposition = if let Some(verb) = self
            .mistagged_verb(i)
            .or_else(|| self.lost_verb(i))
            .or_else(|| self.hidden_verb(i))
        {
            verb
        } else if tree.is_verb(i) && !matches!(tree.upos(i), Upos::Noun | Upos::Propn) && !self.is_gerund_noun(i) {
            self.verb(i)
        } else if tree.upos(i) == Upos::Adj || matches!(tree.xpos(i), Xpos::Jj | Xpos::Vbn) {
            self.adjective(i)
        } else {
            self.noun(i)
        };
        proposition.status = self.status(i);
        proposition
    }

    /// "a mass shooting": what has an article is a noun, whatever its tag.
    fn is_gerund_noun(&self, i: usize) -> bool {
        let tree = &self.tree;
        tree.xpos(i) == Xpos::Vbg
            && tree
                .children(i)
                .any(|c| c < i && tree.deprel(c) == Deprel::Det && (tree.is(c, "a") || tree.is(c, "the")))
            && tree.kid(i, Deprel::Obj).is_none()
    }

    /// The words that stand as the subject of a verb, its own or one that it shares: in "a bridge built in May and sold
    /// twice", the bridge, of both. A relative pronoun gives way to what it stands for.
    pub fn subjects(&self, v: usize) -> Vec<usize> {
        self.surface_subjects(v, 0)
    }

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
                    p.complements.push((self.marker(c), c))
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
            && p.obliques.iter().all(|&(_, h)| h != a)
        {
            objects.push(a);
        }
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
        p
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

    /// The words that stand as the subject of a verb, wherever they stand: its own, the one it shares with a
    /// coordinated verb, the noun it modifies, or the one that controls it.
    pub(super) fn surface_subjects(&self, v: usize, steps: u8) -> Vec<usize> {
        let mut out = Vec::new();
        if steps > MAX_STEPS {
            return out;
        }
        out = self.tree_subjects(v, steps);
        if out.is_empty()
            && let Some(stray) = self.stray_subject(v)
        {
            self.tree.conjuncts(stray, &mut out);
            out.retain(|&w| w < v);
        }
        out
    }

    /// As [`Clauses::surface_subjects`], by the tree alone.
    fn tree_subjects(&self, v: usize, steps: u8) -> Vec<usize> {
        let tree = &self.tree;
        let mut out = Vec::new();
        let antecedent = self.antecedent(v);
        let own = self.own_subjects(v);
        for &c in &own {
            // "the White House sharply criticized": of an adverb before a verb the parser makes a noun now and then.
            let adverb = c + 1 == v && tree.form(c).ends_with("ly") && tree.xpos(c) == Xpos::Nn;
            if let Some(named) = tree.kids(c, Deprel::Compound).last().filter(|&n| adverb && n + 1 == c) {
                self.push_argument(named, antecedent, &mut out);
                continue;
            }
            // "assured his colleagues that Washington would": with a subject behind it, "that" opens a clause.
            if own.len() == 1 || !tree.is(c, "that") {
                self.push_argument(c, antecedent, &mut out);
            }
        }
        if !out.is_empty() {
            return out;
        }
        // "Norway appoints her": of a name right before a verb in the present the parser makes a compound now and then.
        let finite = matches!(tree.xpos(v), Xpos::Vbz | Xpos::Vbd);
        if finite
            && let Some(before) = v.checked_sub(1)
            && tree.deprel(before) == Deprel::Compound
            && tree.upos(before) == Upos::Propn
            && tree.head(before) == Some(v)
        {
            self.push_argument(before, antecedent, &mut out);
            return out;
        }
        let Some(h) = tree.head(v) else { return out };
        if let Some(main) = self.led_by(v) {
            return self.surface_subjects(main, steps + 1);
        }
        let infinitive = self.marker(v).is_some_and(|m| tree.is(m, "to"));
        match tree.deprel(v) {
            Deprel::AclRelcl => out.push(h),
            // "Kofi Adarkwa, the minister, met": the parser takes the name for the root and the verb for an aside.
            Deprel::Parataxis | Deprel::Acl | Deprel::Conj | Deprel::Appos
                if tree.is_noun(h) && h < v && matches!(tree.xpos(v), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) =>
            {
                tree.conjuncts(h, &mut out);
                out.retain(|&w| w != v);
            }
            Deprel::Conj => return self.surface_subjects(h, steps + 1),
            Deprel::Csubj if infinitive => return self.surface_subjects(h, steps + 1),
            Deprel::Acl if infinitive => return self.agents_of_noun(h, steps + 1),
            // "a message on Twitter blaming Tehran": a place does not act, whatever hangs on it.
            Deprel::Acl
                if tree.xpos(v) == Xpos::Vbg
                    && tree.upos(h) == Upos::Propn
                    && tree
                        .case(h)
                        .is_some_and(|k| ["on", "in", "at"].iter().any(|w| tree.is(k, w))) => {}
            // "sent a letter criticizing Paris": what the letter says, its sender says.
            Deprel::Acl if tree.xpos(v) == Xpos::Vbg => {
                if let Some(verb) = self.author(h) {
                    return self.surface_subjects(verb, steps + 1);
                }
                if self.stance.noun(tree.lemma(h)).has(Effect::TELLS) {
                    out = self.agents_of_noun(h, steps + 1);
                }
                if out.is_empty() {
                    out.push(h);
                }
            }
            Deprel::Acl if tree.xpos(v) == Xpos::Vbn => out.push(h),
            Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl if tree.is_verb(h) => {
                // A finite clause has its own subject; if none was found, the tree is broken: guess nothing.
                let finite = matches!(tree.xpos(v), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) && !infinitive;
                if finite && tree.deprel(v) != Deprel::Xcomp {
                    return out;
                }
                return self.controllers(h, v, infinitive, steps + 1);
            }
            Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl => return self.surface_subjects(h, steps + 1),
            _ => {}
        }
        out
    }

    /// The subjects that hang on a verb or predicate. "Tanks fired at the town, witnesses said", "Dalmar, Brandt said, is
    /// weak": of two that the parser hangs on "said", one belongs to what is said.
    pub(super) fn own_subjects(&self, v: usize) -> Vec<usize> {
        let tree = &self.tree;
        let mut own = self.hanging_subjects(v);
        if let Some(h) = tree.head(v).filter(|_| own.is_empty()) {
            if let Some((subject, _)) = self.lent(v, h) {
                own.push(subject);
            }
        } else if let Some((_, speaker)) = tree.kids(v, Deprel::Ccomp).find_map(|c| self.lent(c, v)) {
            own = vec![speaker];
        }
        own
    }

    fn hanging_subjects(&self, v: usize) -> Vec<usize> {
        let is_subject = |c: &usize| matches!(self.tree.deprel(*c), Deprel::Nsubj | Deprel::NsubjPass);
        self.tree.children(v).filter(is_subject).collect()
    }

    /// The subject of a content clause that hangs on its verb of saying, and the speaker beside it.
    fn lent(&self, clause: usize, verb: usize) -> Option<(usize, usize)> {
        let tree = &self.tree;
        let predicate = tree.is_verb(clause) || tree.kid(clause, Deprel::Cop).is_some();
        if tree.deprel(clause) != Deprel::Ccomp || !predicate || !self.hanging_subjects(clause).is_empty() {
            return None;
        }
        let above = self.hanging_subjects(verb);
        let (&first, &last) = (above.first()?, above.last()?);
        if first < clause && clause < last && clause < verb {
            return Some((first, last));
        }
        // "Dalmar, Brandt said, is weak"
        let comma = |i: usize| i < tree.len() && tree.form(i) == ",";
        let speaker = tree.kids(first, Deprel::Appos).last()?;
        let (low, high) = tree.extent(speaker);
        let inserted = low > 0 && comma(low - 1) && high + 1 == verb && comma(verb + 1) && clause > verb;
        (above.len() == 1 && inserted && self.reports(verb)).then_some((first, speaker))
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

    /// The verb whose subject does what its object `noun` does: "signed an order banning", "issued a statement praising".
    fn author(&self, noun: usize) -> Option<usize> {
        let tree = &self.tree;
        let verb = tree
            .head(noun)
            .filter(|&h| tree.is_verb(h) && tree.deprel(noun) == Deprel::Obj)?;
        let carries = self.stance.verb(tree.lemma(verb)).has(Effect::LIGHT);
        (carries && self.stance.noun(tree.lemma(noun)).has(Effect::ACTS)).then_some(verb)
    }

    /// Who does the infinitive or participle `v` under verb `h`: "urged Berlin to send" has Berlin send.
    fn controllers(&self, h: usize, v: usize, infinitive: bool, steps: u8) -> Vec<usize> {
        let tree = &self.tree;
        let effect = self.stance.verb(tree.lemma(h));
        let asks = effect.has(Effect::ASKS);
        // "sentenced a man for leading", "accused Moscow of attacking", "kept Paris from voting": the object did it.
        let blamed = self.marker(v).is_some_and(|m| {
            tree.is(m, "of") || ((tree.is(m, "for") || tree.is(m, "from")) && tree.xpos(v) == Xpos::Vbg)
        });
        let complement = tree.deprel(v) != Deprel::Advcl || (asks && infinitive) || blamed;
        if complement && !effect.has(Effect::SUBJECT_CONTROL) && !self.is_passive(h, 0) {
            let antecedent = self.antecedent(h);
            let mut out = Vec::new();
            for c in tree.children(h) {
                if matches!(tree.deprel(c), Deprel::Obj | Deprel::Iobj) && c < v {
                    self.push_argument(c, antecedent, &mut out);
                }
            }
            // "called on Berlin to send", "appealed to Berlin to send"
            if out.is_empty() && asks {
                for c in tree.children(h) {
                    let addressed = tree
                        .case(c)
                        .is_some_and(|k| ["on", "upon", "to", "with", "for"].iter().any(|p| tree.is(k, p)));
                    if tree.deprel(c) == Deprel::Obl && c < v && addressed {
                        self.push_argument(c, antecedent, &mut out);
                    }
                }
            }
            if !out.is_empty() {
                return out;
            }
        }
        let mut out = self.surface_subjects(h, steps);
        // "assists Kyiv to win the war", "stands by Kyiv to win the war": both do.
        if infinitive && effect.has(Effect::HELPS) && tree.deprel(v) == Deprel::Advcl && !self.is_passive(h, 0) {
            for c in tree.children(h).filter(|&c| c < v) {
                let by = || tree.case(c).is_some_and(|k| tree.is(k, "by") || tree.is(k, "with"));
                if tree.deprel(c) == Deprel::Obj || (tree.deprel(c) == Deprel::Obl && by()) {
                    self.push_argument(c, None, &mut out);
                }
            }
        }
        out
    }

    /// Who does what a noun names: "Berlin" of "Berlin's pledge", of "a pledge by Berlin", of "Berlin made a pledge".
    pub(super) fn agents_of_noun(&self, n: usize, steps: u8) -> Vec<usize> {
        let tree = &self.tree;
        let mut out = Vec::new();
        for c in tree.children(n) {
            let by = || tree.case(c).is_some_and(|k| tree.is(k, "by") || tree.is(k, "from"));
            // "supports Kyiv in its efforts to win"
            if tree.xpos(c) == Xpos::PrpPoss
                && let Some(helped) = self.helped_in(n)
            {
                return helped;
            }
            if tree.deprel(c) == Deprel::NmodPoss || (tree.deprel(c) == Deprel::Nmod && by()) {
                tree.conjuncts(c, &mut out);
            }
        }
        if !out.is_empty() || steps > MAX_STEPS {
            return out;
        }
        if let Some(h) = tree.head(n)
            && tree.is_verb(h)
            && matches!(tree.deprel(n), Deprel::Obj | Deprel::NsubjPass)
        {
            let p = self.verb_subjects(h, steps + 1);
            out.extend(p);
        }
        out
    }

    /// Deep subjects of a verb: its surface subjects in the active, its agents in the passive.
    pub(super) fn verb_subjects(&self, v: usize, steps: u8) -> Vec<usize> {
        if !self.is_passive(v, 0) {
            return self.surface_subjects(v, steps);
        }
        let tree = &self.tree;
        let mut out = Vec::new();
        for c in tree.children(v) {
            if tree.deprel(c) == Deprel::OblAgent {
                tree.conjuncts(c, &mut out);
            }
        }
        out
    }

    /// The noun that a relative clause modifies, when `v` stands in one.
    pub fn antecedent(&self, v: usize) -> Option<usize> {
        let tree = &self.tree;
        let mut at = v;
        for _ in 0..MAX_STEPS {
            match tree.deprel(at) {
                Deprel::AclRelcl => return tree.head(at).filter(|&noun| !self.is_told(noun, at)),
                Deprel::Conj | Deprel::Xcomp | Deprel::Ccomp => at = tree.head(at)?,
                _ => return None,
            }
        }
        None
    }

    /// "assured his colleagues that Washington would": the clause is what they are told, not one about them.
    pub(super) fn is_told(&self, noun: usize, clause: usize) -> bool {
        let tree = &self.tree;
        matches!(tree.deprel(noun), Deprel::Obj | Deprel::Iobj)
            && tree.head(noun).is_some_and(|v| self.reports(v))
            && tree.children(clause).any(|c| tree.is(c, "that"))
            && tree
                .children(clause)
                .any(|c| tree.deprel(c) == Deprel::Nsubj && !tree.is_relative(c))
    }

    /// Adds an argument and what is coordinated with it; a relative pronoun gives way to what it stands for.
    fn push_argument(&self, i: usize, antecedent: Option<usize>, out: &mut Vec<usize>) {
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
            && u - v <= 3
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
            if lifted || (passive && tree.is(case, "by")) {
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

    /// Is it a day, a month, a number: no agent, even after "by"?
    pub fn is_time(&self, i: usize) -> bool {
        let lemma = self.tree.lemma(i).to_ascii_lowercase();
        self.tree.upos(i) == Upos::Num || self.stance.noun(&lemma).has(Effect::TELLS_TIME)
    }

    /// The word that marks a subordinate clause: "to", "that", "if", "of".
    pub fn marker(&self, v: usize) -> Option<usize> {
        self.tree
            .children(v)
            .find(|&c| c < v && matches!(self.tree.deprel(c), Deprel::Mark | Deprel::Case))
    }
}
