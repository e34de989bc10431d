//! A word as one end of a relation: whom it names, alone or with others.

use super::speaker::is_first_person;
use super::{Reader, Referent};
use crate::extract::actor::{Form, Kind, Role, RoleKind};
use crate::extract::clause::Effect;
use crate::extract::relation::frame::End;
use crate::extract::relation::vocabulary::RelationKind;
use crate::extract::syntax::{Deprel, Upos, Xpos};

impl Reader<'_> {
    /// The actors that a word stands for as one end of a relation: by its own mention, as a speaker's "we", or, for
    /// a target, as the owners of the plan, the army or the cause that the word names, when the relation means owners.
    /// What has neither may be a target of its own, or stand for its place; see [`RelationKind`].
    pub fn refer(&self, s: usize, word: usize, predicate: usize, end: End, kind: &RelationKind) -> Vec<Referent> {
        self.refer_as(s, word, predicate, end, kind.owner, Some(kind))
    }

    /// As [`Reader::refer`], for a relation that means owners or not; without its kind, things are no targets.
    pub fn refer_as(
        &self,
        s: usize,
        word: usize,
        predicate: usize,
        end: End,
        owner_is_meant: bool,
        kind: Option<&RelationKind>,
    ) -> Vec<Referent> {
        let tree = &self.clauses[s].tree;
        // "no country attacked": nobody did.
        if tree
            .kids(word, Deprel::Det)
            .any(|d| ["no", "any", "every"].iter().any(|w| tree.is(d, w)))
        {
            return Vec::new();
        }
        // Who says "we support" supports, and speaks for others at most.
        if is_first_person(tree.form(word))
            && let Some(speaker) = self.refer_to_speaker(s, word, predicate)
        {
            return vec![speaker];
        }
        // "farmers whose land was seized": the farmers'.
        if tree.xpos(word) == Xpos::WpPoss
            && let Some(owner) = self.relative_owner(s, word)
        {
            return self.refer_as(s, owner, predicate, end, owner_is_meant, kind);
        }
        if let Some(country) = self.own_country(s, word) {
            return vec![country];
        }
        if let Some(all) = self.both(s, word) {
            return all;
        }
        if let Some(all) = self.coordinated(s, word) {
            return all;
        }
        let counted = self.measured(s, word);
        if !counted.is_empty() {
            let refer = |&c: &usize| self.refer_as(s, c, predicate, end, owner_is_meant, kind);
            return counted.iter().flat_map(refer).collect();
        }
        if let Some(named) = self.named_after(s, word) {
            return vec![named];
        }
        if let Some(found) = self.refer_exactly(s, word) {
            let found = self.named_beside(s, word, &found).unwrap_or(found);
            let mut all = self.with_conjuncts(s, word, found);
            self.add_examples(s, word, &mut all);
            return all;
        }
        if let Some(mention) = self.mention(s, word) {
            let m = self.cast.mention(mention);
            let several = self.cast.several(mention).iter();
            let all: Vec<Referent> = several
                .map(|&actor| Referent {
                    actor,
                    span: m.span,
                    form: m.form,
                    indirect: false,
                    about: None,
                })
                .collect();
            if !all.is_empty() {
                return all;
            }
        }
        let kind = kind.filter(|_| end == End::Target);
        let thing = kind.and_then(|kind| self.patient(s, word, kind));
        // "the minister, Kofi Adarkwa,", "both senators, Ann Lund and Tom Berg,": either of the two may have been found.
        let unknown = self
            .mention(s, word)
            .is_none_or(|m| self.cast.mention(m).actor.is_none());
        for beside in tree.kids(word, Deprel::Appos).chain(tree.kids(word, Deprel::Flat)) {
            if let Some(found) = self
                .refer_exactly(s, beside)
                .filter(|_| tree.is_noun(word) && unknown && thing.is_none())
            {
                // "commanders Ann Lund and Tom Berg"
                let mut named = Vec::new();
                tree.conjuncts(beside, &mut named);
                let mut all = vec![found];
                for other in named.into_iter().filter_map(|c| self.refer_exactly(s, c)) {
                    if !all.iter().any(|r| r.actor == other.actor) {
                        all.push(other);
                    }
                }
                return all;
            }
        }
        let effect = self.clauses[s].stance.noun(tree.lemma(word));
        let owned = match end {
            End::Target => owner_is_meant,
            End::Source => effect.has(Effect::ACTS) || effect.has(Effect::TELLS),
        };
        let mut found = if owned { self.owners(s, word, 0) } else { Vec::new() };
        if found.is_empty() && end == End::Source && effect.has(Effect::ACTS) {
            found = self.doers(s, word);
        }
        let Some(kind) = kind.filter(|_| found.is_empty()) else {
            return found;
        };
        if thing.is_none() && kind.sites.iter().any(|site| site == tree.lemma(word)) {
            let places = self.place_of(s, word);
            if !places.is_empty() {
                return places;
            }
        }
        // "Sudak, a town held by the army": the town is Sudak.
        if thing.is_none()
            && self.mention(s, word).is_none()
            && tree.deprel(word) == Deprel::Appos
            && let Some(beside) = tree.head(word).filter(|&h| tree.upos(h) == Upos::Propn)
        {
            return self.refer_exactly(s, beside).into_iter().collect();
        }
        thing.into_iter().collect()
    }

    /// "Comedian and actor Ivo Brandt", "the interim leader of the union, Ivo Brandt,": the name of whom a description
    /// calls one person.
    fn named_beside(&self, s: usize, word: usize, found: &Referent) -> Option<Referent> {
        let tree = &self.clauses[s].tree;
        // "hit out at House Speaker Ivo Brandt": the parser may take the body for the head of the name.
        let mention = self.mention(s, word);
        let titled = || {
            let role = self.cast.roles.iter().find(|r| Some(r.body) == mention)?;
            let (body, holder) = (self.cast.mention(role.body), self.cast.mention(role.holder));
            let close = body.sentence == holder.sentence
                && body.span.end <= role.title.start
                && role.title.end <= holder.span.start
                && holder.span.start - body.span.end <= role.title.len() as u32 + 2;
            let modifies = matches!(
                tree.deprel(word),
                Deprel::NmodPoss | Deprel::Amod | Deprel::Compound | Deprel::NmodDesc
            );
            if close && !modifies {
                self.refer_exactly(s, holder.head as usize)
            } else {
                None
            }
        };
        if found.form == Form::Name {
            return titled();
        }
        if found.form != Form::Nominal || tree.xpos(word) != Xpos::Nn {
            return None;
        }
        if self.actor(found.actor).kind != Kind::Person {
            return self.body_beside(s, word);
        }
        let person = |c: usize| {
            let r = self
                .refer_exactly(s, c)
                .filter(|r| r.form == Form::Name && tree.upos(c) == Upos::Propn)?;
            (self.actor(r.actor).kind == Kind::Person).then_some(r)
        };
        let beside = |w: usize| {
            let close = |c: &usize| matches!(tree.deprel(*c), Deprel::Flat | Deprel::Appos) && *c > w;
            tree.children(w).filter(close).find_map(person)
        };
        let both = || {
            let bare = |c: &usize| tree.xpos(*c) == Xpos::Nn && tree.kid(*c, Deprel::Det).is_none();
            let described = |c: &usize| {
                let desc = |d: usize| bare(&d) && tree.kid(d, Deprel::Cc).is_some();
                tree.kid(word, Deprel::Det).is_none() && tree.kids(*c, Deprel::NmodDesc).any(desc)
            };
            let named = || tree.kids(word, Deprel::Conj).filter(described).find_map(person);
            tree.kids(word, Deprel::Conj)
                .filter(bare)
                .find_map(beside)
                .or_else(named)
        };
        // The parser may hang the name on what the description is about: "leader of the union, Ivo Brandt,".
        let across = || {
            let body = |c: &usize| {
                self.refer_exactly(s, *c)
                    .is_some_and(|r| self.actor(r.actor).kind != Kind::Person)
            };
            tree.kids(word, Deprel::Nmod).filter(body).find_map(beside)
        };
        beside(word).or_else(both).or_else(across)
    }

    /// "hit out at U.S. House Speaker Ivo Brandt": the parser may hang a title and its name side by side.
    fn named_after(&self, s: usize, word: usize) -> Option<Referent> {
        let tree = &self.clauses[s].tree;
        let name = word + 1;
        let apart = name < tree.len() && tree.head(name) == tree.head(word) && tree.deprel(name) == tree.deprel(word);
        if !apart || tree.upos(name) != Upos::Propn {
            return None;
        }
        let title = self.sentences[s].tokens[word].span;
        let holds = |r: &Role| {
            let holder = self.cast.mention(r.holder);
            holder.sentence as usize == s && holder.head as usize == name && r.title.overlaps(title)
        };
        let titled = self.cast.roles.iter().any(holds);
        self.refer_exactly(s, name).filter(|_| titled)
    }

    /// "the news agency Orsen Press sued": a body goes by the name right behind what it is called.
    fn body_beside(&self, s: usize, word: usize) -> Option<Referent> {
        let tree = &self.clauses[s].tree;
        let behind = |&c: &usize| {
            matches!(tree.deprel(c), Deprel::Flat | Deprel::Appos) && c > word && tree.extent(c).0 == word + 1
        };
        let named = |c: usize| {
            let found = self.refer_exactly(s, c).filter(|r| r.form == Form::Name)?;
            let kind = self.actor(found.actor).kind;
            matches!(
                kind,
                Kind::Organization | Kind::GovernmentBody | Kind::Party | Kind::ArmedGroup | Kind::Unknown
            )
            .then_some(found)
        };
        tree.children(word).filter(behind).find_map(named)
    }

    /// "Foreign Minister Ivo Brandt of Peru said his government": Peru, whose office he holds. "Ivo Brandt said the country
    /// will": the same, where it names no other.
    fn own_country(&self, s: usize, word: usize) -> Option<Referent> {
        const OWN: [&str; 5] = ["government", "country", "administration", "cabinet", "nation"];
        let tree = &self.clauses[s].tree;
        if !OWN.contains(&tree.lemma(word)) {
            return None;
        }
        let owner = match tree.kid(word, Deprel::NmodPoss) {
            Some(c) => Some(c).filter(|&c| tree.xpos(c) == Xpos::PrpPoss)?,
            None => self.speaker_of_country(s, word)?,
        };
        let person = self.refer_exactly(s, owner)?.actor;
        let current = |role: &&Role| {
            self.cast.mention(role.holder).actor == Some(person)
                && matches!(role.kind, RoleKind::Office | RoleKind::Leads)
                && !role.former
        };
        let mut bodies = self
            .cast
            .roles
            .iter()
            .filter(current)
            .map(|r| self.cast.mention(r.body).actor);
        let body = bodies.next()??;
        let country = self.actor(body).kind == Kind::Country && bodies.all(|b| b == Some(body));
        let first = if tree.head(owner) == Some(word) { owner } else { word };
        let span = self.sentences[s].tokens[first]
            .span
            .join(self.sentences[s].tokens[word].span);
        country.then_some(Referent {
            actor: body,
            span,
            form: Form::Nominal,
            indirect: false,
            about: None,
        })
    }

    /// Who says what "the country" does, where nothing else tells which country that is.
    fn speaker_of_country(&self, s: usize, word: usize) -> Option<usize> {
        let clauses = &self.clauses[s];
        let tree = &clauses.tree;
        let bare = tree.children(word).all(|c| tree.is(c, "the")) && tree.kid(word, Deprel::Det).is_some();
        let open = tree.lemma(word) == "country" && bare && self.refer_exactly(s, word).is_none();
        let clause = tree.head(word).filter(|_| open && tree.deprel(word) == Deprel::Nsubj)?;
        let verb = tree.head(clause).filter(|_| tree.deprel(clause) == Deprel::Ccomp)?;
        match clauses.subjects(verb)[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// What "whose" stands for: the noun that its relative clause modifies.
    fn relative_owner(&self, s: usize, word: usize) -> Option<usize> {
        let tree = &self.clauses[s].tree;
        let mut at = word;
        for _ in 0..6 {
            let above = tree.head(at)?;
            if tree.deprel(at) == Deprel::AclRelcl {
                return Some(above);
            }
            at = above;
        }
        None
    }

    /// "The army and the police say they have killed": they are both, where the pronoun names nobody else.
    fn both(&self, s: usize, word: usize) -> Option<Vec<Referent>> {
        let clauses = &self.clauses[s];
        let tree = &clauses.tree;
        if !tree.is(word, "they") || self.refer_exactly(s, word).is_some() {
            return None;
        }
        let mut at = word;
        for _ in 0..6 {
            let above = tree.head(at)?;
            if tree.deprel(at) == Deprel::Ccomp && tree.is_verb(above) {
                let subjects = clauses.subjects(above);
                let all: Vec<Referent> = subjects.iter().filter_map(|&w| self.refer_exactly(s, w)).collect();
                return (all.len() > 1 && all.len() == subjects.len()).then_some(all);
            }
            at = above;
        }
        None
    }

    /// "Indian and Pakistani officials" are both countries, not a third body.
    fn coordinated(&self, s: usize, word: usize) -> Option<Vec<Referent>> {
        let tree = &self.clauses[s].tree;
        let acts = |lemma: &str| self.clauses[s].stance.noun(lemma).has(Effect::ACTS);
        if !acts(tree.lemma(word)) && !tree.lemma(word).strip_suffix('s').is_some_and(acts) {
            return None;
        }
        let first = tree.children(word).find(|&c| {
            c < word && matches!(tree.deprel(c), Deprel::Amod | Deprel::Compound) && tree.kid(c, Deprel::Conj).is_some()
        })?;
        let mut conjuncts = Vec::new();
        tree.conjuncts(first, &mut conjuncts);
        let all: Vec<Referent> = conjuncts.iter().filter_map(|&c| self.refer_exactly(s, c)).collect();
        let apart = all
            .iter()
            .enumerate()
            .all(|(i, r)| all[..i].iter().all(|o| o.actor != r.actor));
        (all.len() == conjuncts.len() && all.len() > 1 && apart).then_some(all)
    }

    /// "the navies of China and India", "French and German officials": a noun that stands for one country stands for
    /// those coordinated with it.
    fn with_conjuncts(&self, s: usize, word: usize, found: Referent) -> Vec<Referent> {
        let tree = &self.clauses[s].tree;
        let mut all = vec![found];
        for c in tree.children(word) {
            if !matches!(
                tree.deprel(c),
                Deprel::Nmod | Deprel::NmodPoss | Deprel::Amod | Deprel::Compound
            ) {
                continue;
            }
            if self.refer_exactly(s, c).is_some_and(|r| r.actor == all[0].actor) {
                let mut conjuncts = Vec::new();
                tree.conjuncts(c, &mut conjuncts);
                for other in conjuncts.into_iter().filter_map(|c| self.refer_exactly(s, c)) {
                    if !all.iter().any(|r| r.actor == other.actor) {
                        all.push(other);
                    }
                }
            }
        }
        all
    }

    /// "banks such as Dalmar and Orsen", "three senators, including Ivo Brandt": what is done by or to all of them is done
    /// by or to those named.
    fn add_examples(&self, s: usize, word: usize, all: &mut Vec<Referent>) {
        let tree = &self.clauses[s].tree;
        // "strikes on Peru, including the port": the port is not among the strikers.
        let aims = |c: usize| {
            tree.case(c)
                .is_some_and(|k| ["on", "against", "at"].iter().any(|w| tree.is(k, w)))
        };
        if tree.kids(word, Deprel::Nmod).any(aims) {
            return;
        }
        let described = all[0].form == Form::Nominal && self.actor(all[0].actor).kind == Kind::Group;
        let is_example = |c: usize| {
            // "two senators, Ivo Brandt and Anna Dalmar,"
            let apposed = described && tree.deprel(c) == Deprel::Appos && tree.upos(c) == Upos::Propn;
            apposed
                || tree.case(c).is_some_and(|k| {
                    let such_as = tree.is(k, "such") && tree.kids(k, Deprel::Fixed).any(|f| tree.is(f, "as"));
                    // "senators like Ivo Brandt"
                    let like = tree.is(k, "like") && matches!(tree.xpos(word), Xpos::Nns | Xpos::Nnps);
                    such_as || like || tree.is(k, "including")
                })
        };
        // "expelled four lawmakers, including Ivo Brandt": parsers hang the example on the verb.
        let of_verb = tree
            .head(word)
            .filter(|_| matches!(tree.deprel(word), Deprel::Obj | Deprel::NsubjPass))
            .into_iter()
            .flat_map(|h| tree.kids(h, Deprel::Obl))
            .filter(|&c| c > word && tree.case(c).is_some_and(|k| tree.is(k, "including")));
        for c in tree.children(word).filter(|&c| is_example(c)).chain(of_verb) {
            let mut named = Vec::new();
            tree.conjuncts(c, &mut named);
            for example in named.into_iter().filter_map(|c| self.refer_exactly(s, c)) {
                if example.form == Form::Name && !all.iter().any(|r| r.actor == example.actor) {
                    all.push(example);
                }
            }
        }
    }
}
