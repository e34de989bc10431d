//! The user's `actors.toml`, laid over the registry.

use super::load::kind;
use super::{Entry, How, Registry};
use crate::{Error, Result};
use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    actor: Vec<UserActor>,
    #[serde(default)]
    not_same: Vec<NotSame>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UserActor {
    id: Spanned<String>,
    name: String,
    kind: Option<Spanned<String>>,
    #[serde(default)]
    alias: Vec<Spanned<String>>,
    /// Kept for people who read the file: a role is only ever taken from an article.
    #[serde(default, rename = "role")]
    _role: Vec<toml::Table>,
    wikidata: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NotSame {
    ids: Spanned<Vec<String>>,
}

impl Registry {
    /// Lays a user's `actors.toml` over this registry: new actors are added, a known id gets the further forms, and the user's
    /// forms win over the built-in ones.
    ///
    /// ```
    /// use newsgraph::extract::actor::Registry;
    /// let mine = "[[actor]]\nid = \"organization:acme\"\nname = \"Acme Steel\"\nkind = \"organization\"\nalias = [\"Acme\"]\n";
    /// let registry = Registry::english().with_user(mine, "actors.toml").unwrap();
    /// assert_eq!(registry.find("Acme").unwrap().id, "organization:acme");
    /// let wrong = Registry::english().with_user("[[actor]]\nname = 3\n", "actors.toml").unwrap_err();
    /// assert!(wrong.to_string().starts_with("actors.toml:"));
    /// ```
    ///
    /// # Errors
    ///
    /// When the text is not TOML, a field is missing or unknown, or a kind is not one of ours; the error names file and line.
    pub fn with_user(mut self, text: &str, file_name: &str) -> Result<Registry> {
        let line_of = |byte: usize| text.get(..byte).map_or(1, |t| t.matches('\n').count() + 1);
        let file: File = toml::from_str(text).map_err(|e| {
            let at = e.span().map_or(1, |span| line_of(span.start));
            Error::new(e.message().trim().to_string())
                .in_file(file_name)
                .on_line(at)
        })?;
        let wrong = |what: String, byte: usize| Error::new(what).in_file(file_name).on_line(line_of(byte));
        for actor in file.actor {
            let at = actor.id.span().start;
            let id = actor.id.into_inner();
            let Some((prefix, rest)) = id.split_once(':') else {
                return Err(wrong(
                    format!("the id \"{id}\" has no kind; write it as \"person:{id}\" or the like"),
                    at,
                ));
            };
            if rest.is_empty() || actor.name.trim().is_empty() {
                return Err(wrong(format!("the actor \"{id}\" needs an id and a name"), at));
            }
            let kind = match &actor.kind {
                Some(name) => kind(name.get_ref()).ok_or_else(|| {
                    wrong(
                        format!(
                            "\"{}\" is no kind; take person, country, organization, government-body, party, armed-group, group or place",
                            name.get_ref()
                        ),
                        name.span().start,
                    )
                })?,
                None => kind(prefix).unwrap_or_default(),
            };
            let index = match self.by_id.get(&id) {
                Some(&index) => {
                    let entry = &mut self.entries[index as usize];
                    entry.label = actor.name.clone();
                    entry.user = true;
                    entry.wikidata = actor.wikidata.or(entry.wikidata.take());
                    index
                }
                None => {
                    let index = self.entries.len() as u32;
                    self.by_id.insert(id.clone(), index);
                    self.entries.push(Entry {
                        id,
                        label: actor.name.clone(),
                        kind,
                        wikidata: actor.wikidata,
                        user: true,
                        ..Entry::default()
                    });
                    index
                }
            };
            self.own(index, &actor.name);
            for alias in actor.alias {
                if alias.get_ref().trim().is_empty() {
                    return Err(wrong("an alias is empty".to_string(), alias.span().start));
                }
                self.entries[index as usize].names.push(alias.get_ref().clone());
                self.own(index, alias.get_ref());
            }
        }
        for pair in file.not_same {
            let at = pair.ids.span().start;
            let ids = pair.ids.into_inner();
            if ids.len() < 2 {
                return Err(wrong("not_same wants two ids or more".to_string(), at));
            }
            for (i, a) in ids.iter().enumerate() {
                for b in &ids[i + 1..] {
                    self.not_same.insert((a.clone(), b.clone()));
                }
            }
        }
        Ok(self)
    }

    /// Gives a form to a user's entry; built-in meanings of the form go, those of other user entries stay beside it.
    fn own(&mut self, entry: u32, form: &str) {
        let key = super::super::fold::key(form);
        if let Some(aliases) = self.aliases.get_mut(key.as_str()) {
            aliases.retain(|a| self.entries[a.entry as usize].user);
        }
        self.senses.remove(&key);
        self.alias(entry, How::Name, form, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Registry::default()
            .with_user(text, "actors.toml")
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn errors_name_the_line() {
        assert!(error("[[actor]]\nid = \"x\"\nname = \"X\"\n").starts_with("actors.toml:2: "));
        assert!(error("[[actor]]\nid = \"person:x\"\nname = \"X\"\nkind = \"hero\"\n").starts_with("actors.toml:4: "));
        assert!(error("[[not_same]]\nids = [\"person:x\"]\n").starts_with("actors.toml:2: "));
        assert!(error("[[actor]\n").starts_with("actors.toml:1: "));
    }

    #[test]
    fn the_users_forms_win() {
        let text = "[[actor]]\nid = \"place:washington\"\nname = \"Washington\"\nkind = \"place\"\n";
        let registry = Registry::english().with_user(text, "a").unwrap();
        assert_eq!(registry.find("Washington").unwrap().id, "place:washington");
        let text = "[[not_same]]\nids = [\"person:a\", \"person:b\"]\n";
        let registry = Registry::default().with_user(text, "a").unwrap();
        assert!(registry.never_same("person:b", "person:a"));
    }
}
