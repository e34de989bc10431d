//! [`Reader`]: everything known of one article, and how a word of it is traced to an actor.

use super::frame::End;
use super::patient::Patients;
use super::vocabulary::{RelationKind, Vocabulary};
use super::{Confidence, Modality, Observation, Polarity};
use crate::extract::actor::{Actor, ActorIndex, Cast, Form, Kind, MentionIndex, Role, RoleKind};
use crate::extract::clause::{Clauses, Effect, Quotation, Speaker};
use crate::extract::syntax::{Deprel, Upos, Xpos};
use crate::extract::text::Sentence;
use crate::{Article, CharOffsets, Span};
use std::borrow::Cow;

/// An actor as one end of a relation.
#[derive(Clone, Debug)]
pub(super) struct Referent {
    pub actor: ActorIndex,
    /// The mention's words in this sentence.
    pub span: Span,
    pub form: Form,
    /// Reached through another noun: the EU in "opposed the EU's plan".
    pub indirect: bool,
    /// That noun with its phrase: "the EU's plan".
    pub about: Option<Span>,
}

/// One article with all that the earlier stages found in it.
pub(super) struct Reader<'a> {
    pub article: &'a Article,
    pub sentences: &'a [Sentence],
    pub clauses: &'a [Clauses<'a>],
    pub cast: &'a Cast,
    pub quotations: &'a [Quotation],
    pub vocabulary: &'a Vocabulary,
    /// What is no actor and was done something to.
    pub patients: Patients,
    chars: CharOffsets,
    /// For each sentence where its words begin in `mentions`.
    starts: Vec<u32>,
    /// For each word the mention that covers it, or `u32::MAX`.
    mentions: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl<'a> Reader<'a> {
    pub fn new(
        article: &'a Article,
        sentences: &'a [Sentence],
        clauses: &'a [Clauses<'a>],
        cast: &'a Cast,
        quotations: &'a [Quotation],
        vocabulary: &'a Vocabulary,
    ) -> Reader<'a> {
        let mut starts = Vec::with_capacity(sentences.len() + 1);
        let mut n = 0;
        for sentence in sentences {
            starts.push(n);
            n += sentence.tokens.len() as u32;
        }
        starts.push(n);
        let mut mentions = vec![NONE; n as usize];
        // Longer mentions first, so that the shortest that covers a word keeps it; a head always belongs to its own.
        let mut order: Vec<usize> = (0..cast.mentions.len()).filter(|&m| !cast.mentions[m].inner).collect();
        order.sort_by_key(|&m| std::cmp::Reverse(cast.mentions[m].end - cast.mentions[m].first));
        for &m in &order {
            let mention = &cast.mentions[m];
            let base = starts[mention.sentence as usize];
            for word in mention.first..mention.end {
                mentions[(base + word) as usize] = m as u32;
            }
        }
        for (m, mention) in cast.mentions.iter().enumerate().filter(|(_, m)| !m.inner) {
            mentions[(starts[mention.sentence as usize] + mention.head) as usize] = m as u32;
        }
        let chars = CharOffsets::new(&article.text);
        Reader {
            article,
            sentences,
            clauses,
            cast,
            quotations,
            vocabulary,
            patients: Patients::new(&cast.actors),
            chars,
            starts,
            mentions,
        }
    }

    /// The actor of a referent.
    pub fn actor(&self, index: ActorIndex) -> Cow<'_, Actor> {
        match self.patients.actor(index) {
            Some(patient) => Cow::Owned(patient),
            None => Cow::Borrowed(self.cast.actor(index)),
        }
    }

    /// The mention that covers a word.
    pub fn mention(&self, s: usize, word: usize) -> Option<MentionIndex> {
        let m = self.mentions[self.starts[s] as usize + word];
        (m != NONE).then_some(MentionIndex(m))
    }

    /// The actor that a word names itself, with no way round.
    pub fn refer_exactly(&self, s: usize, word: usize) -> Option<Referent> {
        let mention = self.cast.mention(self.mention(s, word)?);
        Some(Referent {
            actor: mention.actor?,
            span: mention.span,
            form: mention.form,
            indirect: false,
            about: None,
        })
    }

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
            .any(|d| tree.is(d, "no") || tree.is(d, "any"))
        {
            return Vec::new();
        }
        // Who says "we support" supports, and speaks for others at most.
        if is_first_person(tree.form(word))
            && let Some(speaker) = self.refer_to_speaker(s, word, predicate)
        {
            return vec![speaker];
        }
        if let Some(all) = self.coordinated(s, word) {
            return all;
        }
        let counted = self.measured(s, word);
        if !counted.is_empty() {
            let refer = |&c: &usize| self.refer_as(s, c, predicate, end, owner_is_meant, kind);
            return counted.iter().flat_map(refer).collect();
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
        // "the minister, Kofi Adarkwa,": either of the two may have been found.
        for beside in tree.kids(word, Deprel::Appos).chain(tree.kids(word, Deprel::Flat)) {
            if let Some(found) = self
                .refer_exactly(s, beside)
                .filter(|_| tree.is_noun(word) && self.mention(s, word).is_none() && thing.is_none())
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
        let found = if owned { self.owners(s, word, 0) } else { Vec::new() };
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
        if found.form != Form::Nominal || self.actor(found.actor).kind != Kind::Person || tree.xpos(word) != Xpos::Nn {
            return None;
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
            tree.kids(word, Deprel::Conj).filter(bare).find_map(beside)
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
                    such_as || tree.is(k, "including")
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

    fn refer_to_speaker(&self, s: usize, word: usize, predicate: usize) -> Option<Referent> {
        let in_sentence = || {
            self.clauses[s]
                .holder(predicate)
                .map(|w| Speaker { sentence: s, word: w })
        };
        let speaker = self.speaker(s, word).or_else(in_sentence)?;
        let mention = self.cast.mention(self.mention(speaker.sentence, speaker.word)?);
        let span = self.sentences[s].tokens[word].span;
        Some(Referent {
            actor: mention.actor?,
            span,
            form: Form::Pronoun,
            indirect: false,
            about: None,
        })
    }

    /// Whose it is: "the EU" of "the EU's plan", "Ukraine" of "Ukrainian exports" or of "the future of Ukraine".
    fn owners(&self, s: usize, word: usize, steps: u8) -> Vec<Referent> {
        let tree = &self.clauses[s].tree;
        if steps > 2 || !tree.is_noun(word) || self.mention(s, word).is_some() {
            return Vec::new();
        }
        if self.clauses[s].stance.noun(tree.lemma(word)).has(Effect::OPPOSES_OWNER) && steps > 0 {
            return Vec::new();
        }
        let mut ways: Vec<(u8, usize)> = Vec::new();
        for c in tree.children(word) {
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

    /// Who says the words around `word`, when it stands in a quotation. `O(log n)`.
    fn speaker(&self, s: usize, word: usize) -> Option<Speaker> {
        let at = self.quotations.partition_point(|q| (q.sentence, q.first) <= (s, word));
        let quotation = self.quotations.get(at.checked_sub(1)?)?;
        if quotation.sentence == s && word < quotation.end {
            quotation.speaker
        } else {
            None
        }
    }

    /// Whose claim the predicate is; nobody's when the article states it or the source says it of itself.
    pub fn holder(&self, s: usize, predicate: usize, source: ActorIndex) -> Option<ActorIndex> {
        let in_sentence = self.clauses[s]
            .holder(predicate)
            .map(|word| Speaker { sentence: s, word });
        let speaker = in_sentence.or_else(|| self.speaker(s, predicate))?;
        let actor = match self.mention(speaker.sentence, speaker.word) {
            Some(m) => self.cast.mention(m).actor?,
            None => self.owners(speaker.sentence, speaker.word, 0).first()?.actor,
        };
        (actor != source).then_some(actor)
    }

    /// Who says what the predicate states, in its own sentence.
    pub fn claimant(&self, s: usize, predicate: usize) -> Option<Referent> {
        let quoted = || self.speaker(s, predicate).filter(|x| x.sentence == s).map(|x| x.word);
        let word = self.clauses[s].holder(predicate).or_else(quoted)?;
        self.refer_as(s, word, predicate, End::Source, false, None)
            .into_iter()
            .next()
    }

    /// Is the verb whose subject stands there one of alleging, not of neutral news: "says", not "confirms"?
    pub fn alleges(&self, s: usize, speaker: Span) -> bool {
        let tree = &self.clauses[s].tree;
        let tokens = &self.sentences[s].tokens;
        let first = tokens.partition_point(|t| t.span.end <= speaker.start);
        let words = (first..tokens.len()).take_while(|&w| tokens[w].span.start < speaker.end);
        words
            .filter_map(|w| tree.head(w))
            .any(|h| tree.is_verb(h) && self.clauses[s].stance.verb(tree.lemma(h)).has(Effect::ALLEGES))
    }

    /// The same end, shown where the sentence names it: "Brandt" for "he" of "Brandt said he backed her". The nearest
    /// name wins. How it was found (`form`) stays, so that a pronoun stays a weaker link.
    pub fn by_name(&self, s: usize, end: Referent) -> Referent {
        if end.form == Form::Name {
            return end;
        }
        let names = (0..self.sentences[s].tokens.len())
            .filter_map(|w| self.mention(s, w))
            .map(|m| self.cast.mention(m))
            .filter(|m| m.form != Form::Pronoun && m.actor == Some(end.actor));
        // A description tells more than a pronoun: "the senator" for "he".
        let nearest = names
            .filter(|m| m.form == Form::Name || end.form == Form::Pronoun)
            .min_by_key(|m| {
                (
                    m.form != Form::Name,
                    m.span.start.abs_diff(end.span.start),
                    m.span.start,
                )
            });
        Referent {
            span: nearest.map_or(end.span, |m| m.span),
            ..end
        }
    }

    /// The actor and those it speaks for: whose office it holds, what it leads or belongs to.
    pub fn side(&self, actor: ActorIndex) -> Vec<ActorIndex> {
        let mut all = vec![actor];
        for role in &self.cast.roles {
            if self.cast.mention(role.holder).actor == Some(actor) {
                all.extend(self.cast.mention(role.body).actor);
            }
        }
        all
    }

    /// An observation with its ends, trigger and quote filled in.
    pub fn blank(&self, s: usize, a: &Referent, b: Option<&Referent>, trigger: Span) -> Observation {
        let text = &self.article.text;
        let sentence = self.sentences[s].span;
        let source = self.actor(a.actor);
        let target = b.map(|b| self.actor(b.actor));
        let words = |span: Span| span.of(text).to_string();
        Observation {
            doc: self.article.id.clone(),
            sent: s as u32,
            source: source.id.clone(),
            target: target.as_ref().map(|t| t.id.clone()),
            source_label: source.label.clone(),
            target_label: target.as_ref().map(|t| t.label.clone()),
            source_text: words(a.span),
            target_text: b.map(|b| words(b.span)),
            source_bytes: a.span,
            source_chars: self.chars.of(a.span),
            target_bytes: b.map(|b| b.span),
            target_chars: b.map(|b| self.chars.of(b.span)),
            trigger: words(trigger),
            trigger_bytes: trigger,
            trigger_chars: self.chars.of(trigger),
            relation: String::new(),
            plover: None,
            cameo: None,
            sign: 0,
            symmetric: false,
            polarity: Polarity::Affirmed,
            modality: Modality::Actual,
            holder: None,
            holder_label: None,
            title: None,
            about: None,
            amount: None,
            date: None,
            date_text: None,
            quote: words(sentence),
            bytes: sentence,
            chars: self.chars.of(sentence),
            rule: String::new(),
            confidence: Confidence::Medium,
        }
    }
}

fn is_first_person(form: &str) -> bool {
    ["we", "us", "our", "ours", "i", "me", "my"]
        .iter()
        .any(|w| form.eq_ignore_ascii_case(w))
}
