//! The user's `actors.toml`, laid over the registry.

use super::load::kind;
use super::{Entry, How, Registry, Sense};
use crate::extract::actor::fold::key;
use crate::{Error, Result};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use toml::{Spanned, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    actor: Vec<UserActor>,
    #[serde(default)]
    same: Vec<Spanned<Value>>,
    #[serde(default)]
    not_same: Vec<Spanned<Value>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UserActor {
    id: Spanned<String>,
    name: Option<String>,
    kind: Option<Spanned<String>>,
    #[serde(default)]
    alias: Vec<Spanned<String>>,
    /// Words that speak for this actor where another one has the same name.
    #[serde(default)]
    cue: Vec<String>,
    /// Kept for people who read the file: a role is only ever taken from an article.
    #[serde(default, rename = "role")]
    _role: Vec<toml::Table>,
    wikidata: Option<String>,
}

/// Ids that the user says something of, and the line where.
struct Group {
    ids: Vec<String>,
    line: usize,
}

/// Makes errors of one file.
struct Source<'a> {
    text: &'a str,
    name: &'a str,
}

impl Source<'_> {
    fn line(&self, byte: usize) -> usize {
        self.text.get(..byte).map_or(1, |t| t.matches('\n').count() + 1)
    }

    fn error(&self, what: impl Into<String>, line: usize) -> Error {
        Error::new(what).in_file(self.name).on_line(line)
    }

    /// `["a", "b"]`, or a table with `ids`. A table whose line of ids was deleted says nothing.
    fn groups(&self, list: Vec<Spanned<Value>>, field: &str) -> Result<Vec<Group>> {
        let mut groups = Vec::new();
        for item in list {
            let line = self.line(item.span().start);
            let wrong = || {
                let what = format!("{field} expects ids of two actors or more: ids = [\"person:a\", \"person:b\"]");
                self.error(what, line)
            };
            let ids = match item.into_inner() {
                Value::Array(ids) => ids,
                Value::Table(table) if table.is_empty() => continue,
                Value::Table(mut table) => match table.remove("ids") {
                    Some(Value::Array(ids)) if table.is_empty() => ids,
                    _ => return Err(wrong()),
                },
                _ => return Err(wrong()),
            };
            let ids: Option<Vec<String>> = ids.iter().map(|id| id.as_str().map(str::to_string)).collect();
            let ids = ids.filter(|ids| ids.len() > 1).ok_or_else(wrong)?;
            if let Some(id) = ids.iter().find(|id| !is_id(id)) {
                let what =
                    format!("{field}: \"{id}\" is no id; expected one such as \"person:{id}\", see `newsgraph actor`");
                return Err(self.error(what, line));
            }
            groups.push(Group { ids, line });
        }
        Ok(groups)
    }
}

fn is_id(id: &str) -> bool {
    id.split_once(':')
        .is_some_and(|(kind, rest)| !kind.is_empty() && !rest.is_empty())
        && !id.contains(char::is_whitespace)
}

impl Registry {
    /// Lays a user's `actors.toml` over this registry: new actors are added, a known id gets the further forms, and the user's
    /// forms win over the built-in ones. Several actors of the user's may share a form; then their `cue` words decide.
    ///
    /// ```
    /// use newsgraph::extract::actor::Registry;
    /// let mine = "[[actor]]\nid = \"organization:acme\"\nname = \"Acme Steel\"\nkind = \"organization\"\nalias = [\"Acme\"]\n";
    /// let registry = Registry::builtin().clone().with_user("actors.toml", mine).unwrap();
    /// assert_eq!(registry.find("Acme").unwrap().id, "organization:acme");
    /// let same = "same = [[\"organization:acme\", \"unknown:acme-s-a\"]]";
    /// assert_eq!(registry.with_user("actors.toml", same).unwrap().same_as("unknown:acme-s-a"), "organization:acme");
    /// let wrong = Registry::builtin().clone().with_user("actors.toml", "[[actor]]\nname = 3\n").unwrap_err();
    /// assert!(wrong.to_string().starts_with("actors.toml:"));
    /// ```
    ///
    /// # Errors
    ///
    /// When the text is not TOML, a field is missing or unknown, a kind is not one of ours, or two actors are said to be
    /// the same and not the same; the error names file and line.
    pub fn with_user(mut self, name: &str, text: &str) -> Result<Registry> {
        let source = Source { text, name };
        let file: File = toml::from_str(text).map_err(|e| {
            let at = e.span().map_or(1, |span| source.line(span.start));
            source.error(e.message().trim(), at)
        })?;
        let mut cues: FxHashMap<u32, Vec<String>> = FxHashMap::default();
        let mut seen = FxHashSet::default();
        for actor in file.actor {
            self.user_actor(actor, &source, &mut cues, &mut seen)?;
        }
        let same = source.groups(file.same, "same")?;
        let not_same = source.groups(file.not_same, "not_same")?;
        for group in &same {
            self.join(&group.ids);
        }
        for group in &not_same {
            for (i, a) in group.ids.iter().enumerate() {
                for b in &group.ids[i + 1..] {
                    self.not_same.insert((a.clone(), b.clone()));
                }
            }
        }
        for group in same.iter().chain(&not_same) {
            for (i, a) in group.ids.iter().enumerate() {
                for b in &group.ids[i + 1..] {
                    if a != b && self.same_as(a) == self.same_as(b) && self.never_same(a, b) {
                        let what =
                            format!("\"{a}\" and \"{b}\" are said to be the same and not_same; delete one of the two");
                        return Err(source.error(what, group.line));
                    }
                }
            }
        }
        Ok(self)
    }

    fn user_actor(
        &mut self,
        actor: UserActor,
        source: &Source,
        cues: &mut FxHashMap<u32, Vec<String>>,
        seen: &mut FxHashSet<String>,
    ) -> Result<()> {
        let line = source.line(actor.id.span().start);
        let id = actor.id.into_inner();
        if !is_id(&id) {
            let what =
                format!("\"{id}\" is no id; expected a kind and a name without blanks, such as \"person:jane-roe\"");
            return Err(source.error(what, line));
        }
        if !seen.insert(id.clone()) {
            return Err(source.error(
                format!("the actor \"{id}\" stands here twice; make one block of the two"),
                line,
            ));
        }
        let known = self.by_id.get(&id).copied();
        let name = match (actor.name, known) {
            (Some(name), _) if !name.trim().is_empty() => name,
            (None, Some(index)) => self.entry(index).label.clone(),
            _ => return Err(source.error(format!("the actor \"{id}\" is new and needs a name = \"…\""), line)),
        };
        let said = match &actor.kind {
            Some(name) => Some(kind(name.get_ref()).ok_or_else(|| {
                let what = format!(
                    "\"{}\" is no kind; expected person, country, organization, government-body, party, armed-group, group or place",
                    name.get_ref()
                );
                source.error(what, source.line(name.span().start))
            })?),
            None => None,
        };
        let index = match known {
            Some(index) => index,
            None => {
                let index = self.entries.len() as u32;
                self.by_id.insert(id.clone(), index);
                let prefix = id.split(':').next().unwrap_or("");
                self.entries.push(Entry {
                    kind: kind(prefix).unwrap_or_default(),
                    id,
                    ..Entry::default()
                });
                index
            }
        };
        let entry = &mut self.entries[index as usize];
        entry.label.clone_from(&name);
        entry.user = true;
        entry.kind = said.unwrap_or(entry.kind);
        entry.wikidata = actor.wikidata.or(entry.wikidata.take());
        cues.insert(index, actor.cue);
        self.own(index, &name, cues);
        for alias in actor.alias {
            if alias.get_ref().trim().is_empty() {
                let what = "an alias is empty; write a name or delete it";
                return Err(source.error(what, source.line(alias.span().start)));
            }
            self.entries[index as usize].names.push(alias.get_ref().clone());
            self.own(index, alias.get_ref(), cues);
        }
        Ok(())
    }

    /// Gives a form to a user's entry; built-in meanings of the form go, those of other user entries stay beside it, and
    /// without a cue for one of them nobody is meant.
    fn own(&mut self, entry: u32, form: &str, cues: &FxHashMap<u32, Vec<String>>) {
        let key = key(form);
        if let Some(aliases) = self.aliases.get_mut(key.as_str()) {
            aliases.retain(|a| self.entries[a.entry as usize].user);
        }
        self.senses.remove(&key);
        self.alias(entry, How::Name, form, false);
        let Some(aliases) = self.aliases.get_mut(key.as_str()) else {
            return;
        };
        if aliases.iter().any(|a| a.entry != entry) {
            let nobody = Sense {
                entry: None,
                cues: Vec::new(),
            };
            let sense = |a: &super::Alias| Sense {
                entry: Some(a.entry),
                cues: cues.get(&a.entry).cloned().unwrap_or_default(),
            };
            let senses = std::iter::once(nobody).chain(aliases.iter().map(sense)).collect();
            self.senses.insert(key, senses);
            aliases.iter_mut().for_each(|a| a.ambiguous = true);
        }
    }

    /// From now on all these ids are the first one's.
    fn join(&mut self, ids: &[String]) {
        let first = self.same_as(&ids[0]).to_string();
        for id in &ids[1..] {
            let old = self.same_as(id).to_string();
            if old == first {
                continue;
            }
            for target in self.same.values_mut().filter(|target| **target == old) {
                target.clone_from(&first);
            }
            self.same.insert(old, first.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Registry::default()
            .with_user("actors.toml", text)
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn errors_name_the_line_and_say_what_to_do() {
        for (text, start, says) in [
            (
                "[[actor]]\nid = \"x\"\nname = \"X\"\n",
                "actors.toml:2: ",
                "person:jane-roe",
            ),
            (
                "[[actor]]\nid = \"person:x\"\nname = \"X\"\nkind = \"hero\"\n",
                "actors.toml:4: ",
                "armed-group",
            ),
            ("[[actor]]\nid = \"person:x\"\n", "actors.toml:2: ", "needs a name"),
            (
                "[[actor]]\nid = \"person:x\"\nname = \"X\"\nalias = [\"\"]\n",
                "actors.toml:4: ",
                "alias is empty",
            ),
            (
                "[[actor]]\nid = \"a:x\"\nname = \"X\"\n[[actor]]\nid = \"a:x\"\nname = \"Y\"\n",
                "actors.toml:5: ",
                "twice",
            ),
            ("[[actor]]\nid = \"a:x\"\nnam = \"X\"\n", "actors.toml:3: ", "nam"),
            ("[[not_same]]\nids = [\"person:x\"]\n", "actors.toml:1: ", "two actors"),
            ("[[same]]\nid = [\"person:x\"]\n", "actors.toml:1: ", "ids = "),
            (
                "same = [\n  [\"person:x\", \"y\"],\n]\n",
                "actors.toml:2: ",
                "\"y\" is no id",
            ),
            ("same = [\"person:x\"]\n", "actors.toml:1: ", "two actors"),
            (
                "same = [[\"a:b\", \"a:c\"], [\"a:c\", \"a:d\"]]\n[[not_same]]\nids = [\"a:d\", \"a:b\"]\n",
                "actors.toml:2: ",
                "delete one",
            ),
            ("[[actor]\n", "actors.toml:1: ", ""),
        ] {
            let error = error(text);
            assert!(error.starts_with(start) && error.contains(says), "{text}{error}");
        }
    }

    #[test]
    fn the_users_forms_win() {
        let text = "[[actor]]\nid = \"place:washington\"\nname = \"Washington\"\nkind = \"place\"\n";
        let registry = Registry::english().with_user("a", text).unwrap();
        assert_eq!(registry.find("Washington").unwrap().id, "place:washington");
        let text = "[[actor]]\nid = \"country:fr\"\nalias = [\"Hexagon\"]\n";
        let registry = Registry::english().with_user("a", text).unwrap();
        assert_eq!(registry.find("Hexagon").unwrap().label, "France");
    }

    #[test]
    fn same_and_not_same() {
        let text = "same = [[\"a:x\", \"a:y\"], [\"a:z\", \"a:x\"]]\nnot_same = [[\"person:a\", \"person:b\"]]\n";
        let registry = Registry::default().with_user("a", text).unwrap();
        assert!(registry.never_same("person:b", "person:a"));
        let ids = ["a:x", "a:y", "a:z", "a:other"].map(|id| registry.same_as(id));
        assert_eq!(ids, ["a:z", "a:z", "a:z", "a:other"]);
        // A block whose line was deleted says nothing.
        assert!(!Registry::default().with_user("a", "[[same]]\n").unwrap().joins_any());
    }
}
