//! Titles to [`Role`]s: who holds which post of whom.

use super::draft::Link;
use super::fold::{capital, key};
use super::refer::Resolver;
use super::role::{Here, Post, posts};
use super::words::{Title, Words};
use super::{Form, Kind, MentionIndex, MentionKind, Role, RoleKind};

impl Resolver<'_, '_> {
    /// All titles of the article.
    pub(super) fn read_posts(&mut self) {
        let words = Words::english();
        let mut out = Vec::new();
        for view in self.views.iter().filter(|v| v.is_story()) {
            let here = Here::of(&self.drafts, view.index as usize);
            out.extend(posts(view, words, here));
        }
        self.posts = out;
    }

    /// The words of a title without "former" and the like, as a key.
    pub(super) fn title_key(&self, post: &Post) -> String {
        let view = &self.views[post.sentence];
        key(view.words(post.title.first, post.title.end))
    }

    /// Makes roles of the titles whose holder and body are clear, and lets title mentions mean their holders.
    /// Called again once pronouns are understood: "its president", "she was mayor of".
    pub(super) fn hold_posts(&mut self) {
        for n in 0..self.posts.len() {
            let post = self.posts[n].clone();
            let Some(holder) = post.holder.filter(|_| !post.done) else {
                continue;
            };
            let Some(person) = self.drafts[holder].slot else {
                continue;
            };
            if post.same
                && let Some(i) = self.draft_at(post.sentence as u32, post.head as u32)
                && matches!(self.drafts[i].link, Link::Noun(_))
                && self.drafts[i].slot.is_none()
            {
                self.drafts[i].slot = Some(person);
            }
            let Title::Post(kind) = post.title.kind else {
                continue;
            };
            let title = self.title_key(&post);
            // "her French counterpart": the same office as hers, of France.
            let kind = if last_word(&title).starts_with("counterpart") {
                RoleKind::Office
            } else {
                kind
            };
            let pronoun = post
                .body_pronoun
                .and_then(|p| self.draft_at(post.sentence as u32, p as u32));
            let body = post
                .body
                .filter(|&b| self.drafts[b].slot.is_some())
                .or(pronoun.filter(|&p| {
                    self.drafts[p]
                        .slot
                        .is_some_and(|s| kind == RoleKind::Represents || self.book.slots[s].kind != Kind::Person)
                }))
                .or_else(|| {
                    self.said
                        .iter()
                        .rev()
                        .find(|(t, p, _)| *p == person && last_word(t) == last_word(&title))
                        .map(|s| s.2)
                })
                .or_else(|| {
                    (kind == RoleKind::Office && pronoun.is_none() && post.body.is_none())
                        .then(|| self.unmistakable_body(&post, person, &title))
                        .flatten()
                });
            let Some(body) = body else { continue };
            let Some(slot) = self.drafts[body].slot else {
                continue;
            };
            // A person is no body, but has spokesmen and lawyers.
            if slot == person || self.book.slots[slot].kind == Kind::Person && kind != RoleKind::Represents {
                continue;
            }
            self.posts[n].done = true;
            let country = matches!(self.book.slots[slot].kind, Kind::Country | Kind::Place);
            // "Ukrainian Air Force commander": a force is meant, or a place that has a boss.
            let led = kind == RoleKind::Leads
                && (self.book.slots[slot].kind == Kind::Place
                    || self.drafts[body].mention.kind == MentionKind::Org
                        && self.drafts[body].mention.form == Form::Name);
            if country && !led && says_origin(kind, &title) {
                continue;
            }
            // "Republican senator Ann Lund": a party has members in offices, and leaders of its own.
            let kind = match kind {
                RoleKind::Office if self.drafts[body].party && post.body.is_some() => RoleKind::Member,
                kind => kind,
            };
            // Who heads a country holds its office; who leads in a country leads something else of it.
            let kind = match kind {
                RoleKind::Leads
                    if country && (title.contains("chief executive") || title.contains("administrator")) =>
                {
                    RoleKind::Office
                }
                kind => kind,
            };
            self.said.push((title, person, body));
            self.push_role(&post, holder, body, kind);
        }
    }

    fn push_role(&mut self, post: &Post, holder: usize, body: usize, kind: RoleKind) {
        let view = &self.views[post.sentence];
        self.roles.push(Role {
            holder: MentionIndex(holder as u32),
            body: MentionIndex(body as u32),
            kind,
            title: view.span(self.post_start(post), post.title.end),
            former: post.title.former,
            future: post.title.future,
        });
    }

    /// Where the post itself begins: a "former" before it is said by [`Role::former`].
    fn post_start(&self, post: &Post) -> usize {
        let tokens = &self.views[post.sentence].tokens;
        let mut first = post.title.first;
        while first + 1 < post.title.end && (self.book.words.is_former(tokens[first]) || tokens[first] == "-") {
            first += 1;
        }
        first
    }

    /// "President Rojas" with no country: the one whose president the registry knows her to be, if the article names it;
    /// else the country that the article is about.
    fn unmistakable_body(&self, post: &Post, person: usize, title: &str) -> Option<usize> {
        // "presidents", of several
        let title = match title.strip_suffix('s') {
            Some(one)
                if matches!(last_word(one), "president" | "chancellor" | "king" | "queen")
                    || one.ends_with("prime minister") =>
            {
                one
            }
            _ => title,
        };
        let national = [
            "president",
            "minister",
            "premier",
            "chancellor",
            "king",
            "queen",
            "emir",
            "sultan",
            "leader",
        ]
        .contains(&last_word(title))
            || title.contains("secretary")
            || title.contains("security advis");
        // "Attorney General Ann Lund", who is known to have been just that.
        let known = self.book.slots[person]
            .entry
            .and_then(|e| self.book.registry.entry(e).office.as_deref())
            .is_some_and(|office| last_word(&key(office)) == last_word(title));
        if !national && !known {
            return None;
        }
        let at = post.sentence as u32;
        let nearest = |slot: usize| {
            // The last mention before the title's sentence ends, else the first in the article.
            let names = |d: &&super::draft::Draft| d.slot == Some(slot) && d.mention.form == Form::Name;
            let end = self.drafts.partition_point(|d| d.mention.sentence <= at);
            self.drafts[..end]
                .iter()
                .rposition(|d| names(&d))
                .or_else(|| self.drafts.iter().position(|d| names(&d)))
        };
        if let Some(entry) = self.book.slots[person].entry
            && let Some(body) = &self.book.registry.entry(entry).body
        {
            let slot = self.book.slot_of(body);
            // Of the leader of a party whom the article calls prime minister the registry knows too little.
            if slot.is_some() || body.starts_with("country:") {
                return slot.and_then(nearest);
            }
        }
        // "Vice President Ann Lund" in capitals is one of a country; a vice president may be one of a bank.
        let tokens = &self.views[post.sentence].tokens;
        let in_capitals = (post.title.first..post.title.end).all(|t| capital(tokens[t]));
        let vice = in_capitals && matches!(title, "vice president" | "former vice president");
        if !is_national(title) && !vice {
            return None;
        }
        // "The Peruvian Congress removed president Luis Paz": the country of the only body in the sentence.
        let mut of_body: Vec<usize> = Vec::new();
        for d in self
            .drafts
            .iter()
            .filter(|d| d.mention.sentence == at && d.mention.inner && !self.is_another(d))
        {
            let country = d.slot.filter(|&s| self.book.slots[s].kind == Kind::Country);
            of_body.extend(country.filter(|s| !of_body.contains(s)));
        }
        match of_body[..] {
            [country] => nearest(country),
            _ => self.home.and_then(nearest),
        }
    }
}

/// The last word of a title's key: "minister" of "foreign minister", "secretary" of "secretary of state".
pub(super) fn last_word(title: &str) -> &str {
    let head = title.split(" of ").next().unwrap_or(title);
    head.rsplit(' ').next().unwrap_or(head)
}

/// Is the post one of a whole country, so that in an article on one country it needs no name? A vice president may be
/// one of a bank, a premier one of a province.
fn is_national(title: &str) -> bool {
    if title.contains("vice president") || title.contains("state") && !title.contains("secretary of state") {
        return false;
    }
    matches!(
        last_word(title),
        "president" | "minister" | "chancellor" | "king" | "queen" | "taoiseach" | "ayatollah"
    ) || title.ends_with("secretary of state")
        || title.ends_with("supreme leader")
        || title.contains("security advis")
}

/// "a Toronto lawyer", "a Swedish scientist", "the US candidate": a country or place before such a title says where from, not for whom.
fn says_origin(kind: RoleKind, title: &str) -> bool {
    // "a Peruvian opposition leader" leads in Peru, not Peru.
    let parts = [
        "opposition",
        "rebel",
        "militia",
        "union",
        "student",
        "protest",
        "community",
        "tribal",
        "religious",
        "spiritual",
        "separatist",
        "cult",
        "gang",
        "party",
        "group",
    ];
    kind == RoleKind::Member
        || kind == RoleKind::Leads
            && (matches!(
                last_word(title),
                "operator"
                    | "owner"
                    | "founder"
                    | "captain"
                    | "coach"
                    | "boss"
                    | "ceo"
                    | "chairman"
                    | "chair"
                    | "commander"
            ) || title.split(' ').any(|w| parts.contains(&w))
                || title.ends_with("military leader"))
        || kind == RoleKind::Represents
            && matches!(
                last_word(title),
                "lawyer"
                    | "attorney"
                    | "candidate"
                    | "nominee"
                    | "mate"
                    | "contender"
                    | "agent"
                    | "solicitor"
                    | "barrister"
                    | "advocate"
            )
}
