//! Which field of a collector's JSON is what: names that are known, and the user's own.

use crate::{Error, Result};
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;

/// What is known of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Field {
    /// Its id.
    Id,
    /// Its text.
    Text,
    /// Its headline.
    Title,
    /// The day of publication.
    Date,
    /// Where it can be read.
    Url,
    /// Who published it.
    Publisher,
    /// Who wrote it.
    Byline,
}

/// The fields, their names for `--map`, and where the common collectors keep them; a dot leads into an object.
const KNOWN: [(Field, &str, &[&str]); 7] = [
    (Field::Id, "id", &["id", "stories_id", "uuid", "uri"]),
    (
        Field::Text,
        "text",
        // Newscatcher has the whole text under "summary"; where others have a summary, they have a text too.
        &[
            "text",
            "maintext",
            "content",
            "body",
            "raw_text",
            "event_text",
            "plaintext",
            "content_text",
            "fields.bodyText",
            "summary",
        ],
    ),
    (
        Field::Title,
        "title",
        &["title", "headline", "headline.main", "webTitle"],
    ),
    (
        Field::Date,
        "date",
        &[
            "date",
            "date_publish",
            "publish_date",
            "pub_date",
            "publishedAt",
            "published_at",
            "published_date",
            "date_published",
            "publishing_date",
            "published",
            "webPublicationDate",
            "seendate",
        ],
    ),
    (
        Field::Url,
        "url",
        &["url", "source_url", "link", "webUrl", "web_url", "links.permalink"],
    ),
    (
        Field::Publisher,
        "publisher",
        // newsapi.org: {"source": {"id": null, "name": "Example News"}}
        &[
            "publisher",
            "publisher.name",
            "source",
            "source.name",
            "source.title",
            "sitename",
            "source-hostname",
            "media_name",
            "name_source",
            "publication",
            "source_domain",
            "hostname",
            "thread.site",
            "clean_url",
            "domain",
        ],
    ),
    (
        Field::Byline,
        "byline",
        &[
            "byline",
            "byline.original",
            "author",
            "author.name",
            "authors",
            "fields.byline",
        ],
    ),
];

/// Where an article's fields stand in the JSON of a collector.
///
/// ```
/// use newsgraph::read::{Field, Fields};
/// let mut fields = Fields::default();
/// fields.map("text=story.body,date=day")?;
/// assert_eq!(fields.names(Field::Text)[0], "story.body");
/// assert!(fields.map("text").is_err());
/// # Ok::<(), newsgraph::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    names: BTreeMap<Field, Vec<String>>,
}

impl Default for Fields {
    fn default() -> Fields {
        let names = |names: &[&str]| names.iter().map(|name| name.to_string()).collect();
        Fields {
            names: KNOWN.iter().map(|(field, _, known)| (*field, names(known))).collect(),
        }
    }
}

impl Fields {
    /// The names of a field, the first that is there counts.
    pub fn names(&self, field: Field) -> &[String] {
        self.names.get(&field).map_or(&[], Vec::as_slice)
    }

    /// Names of the user's own, which go before the known ones: `text=body,date=meta.published`.
    ///
    /// # Errors
    ///
    /// Another form, or a field that articles have not.
    pub fn map(&mut self, pairs: &str) -> Result<()> {
        for pair in pairs.split(',').filter(|pair| !pair.trim().is_empty()) {
            let all = || KNOWN.map(|(_, name, _)| name).join(", ");
            let Some((to, from)) = pair.split_once('=').filter(|(_, from)| !from.trim().is_empty()) else {
                let what = format!(
                    "\"{pair}\" maps nothing: expected FIELD=NAME such as text=body, with a FIELD of {}",
                    all()
                );
                return Err(Error::new(what));
            };
            let Some((field, ..)) = KNOWN.iter().find(|(_, name, _)| *name == to.trim()) else {
                let what = format!("articles have no field \"{}\": expected one of {}", to.trim(), all());
                return Err(Error::new(what));
            };
            self.names.entry(*field).or_default().insert(0, from.trim().to_string());
        }
        Ok(())
    }

    fn wanted(&self, path: &str) -> bool {
        self.names.values().flatten().any(|name| name == path)
    }

    /// Does a wanted name lead into the object of this name?
    fn leads_into(&self, path: &str) -> bool {
        let inside = |name: &String| name.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
        self.names.values().flatten().any(inside)
    }
}

/// The values of the wanted fields of one object.
pub(super) struct Values<'f> {
    fields: &'f Fields,
    found: BTreeMap<String, String>,
}

impl Values<'_> {
    /// All values of a field, in order of its names.
    pub(super) fn all(&self, field: Field) -> impl Iterator<Item = &str> {
        let names = self.fields.names(field).iter();
        names.filter_map(|name| self.found.get(name)).map(String::as_str)
    }

    pub(super) fn get(&self, field: Field) -> Option<String> {
        self.fields
            .names(field)
            .iter()
            .find_map(|name| self.found.get(name))
            .cloned()
    }
}

/// Reads an object; what is not wanted is passed over without being kept, however large.
pub(super) fn values<'f>(json: &str, fields: &'f Fields) -> serde_json::Result<Values<'f>> {
    let mut found = BTreeMap::new();
    let mut from = serde_json::Deserializer::from_str(json);
    from.deserialize_map(Object {
        fields,
        path: "",
        found: &mut found,
    })?;
    from.end()?;
    Ok(Values { fields, found })
}

/// An object at a path: its wanted values go to `found`.
struct Object<'a> {
    fields: &'a Fields,
    path: &'a str,
    found: &'a mut BTreeMap<String, String>,
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> std::result::Result<(), M::Error> {
        while let Some(key) = map.next_key::<String>()? {
            let path = match self.path {
                "" => key,
                path => format!("{path}.{key}"),
            };
            if self.fields.wanted(&path) || self.fields.leads_into(&path) {
                map.next_value_seed(Value {
                    fields: self.fields,
                    path,
                    found: self.found,
                })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// A value at a path.
struct Value<'a> {
    fields: &'a Fields,
    path: String,
    found: &'a mut BTreeMap<String, String>,
}

impl Value<'_> {
    fn keep(self, value: impl Into<String>) {
        if self.fields.wanted(&self.path) {
            self.found.insert(self.path, value.into());
        }
    }
}

impl<'de> serde::de::DeserializeSeed<'de> for Value<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> std::result::Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, value: &str) -> std::result::Result<(), E> {
        self.keep(value);
        Ok(())
    }

    fn visit_string<E>(self, value: String) -> std::result::Result<(), E> {
        self.keep(value);
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> std::result::Result<(), E> {
        self.keep(value.to_string());
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> std::result::Result<(), E> {
        self.keep(value.to_string());
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> std::result::Result<(), E> {
        self.keep(value.to_string());
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> std::result::Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> std::result::Result<(), E> {
        Ok(())
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> std::result::Result<(), M::Error> {
        Object {
            fields: self.fields,
            path: &self.path,
            found: self.found,
        }
        .visit_map(map)
    }

    /// Several authors, or a text paragraph by paragraph.
    fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> std::result::Result<(), S::Error> {
        let mut all: Vec<String> = Vec::new();
        while let Some(one) = seq.next_element_seed(Word)? {
            all.extend(one);
        }
        if !all.is_empty() {
            let text = self.fields.names(Field::Text).contains(&self.path);
            self.keep(all.join(if text { "\n\n" } else { ", " }));
        }
        Ok(())
    }
}

/// An element of a list: a string, the `name` of an object, or nothing.
struct Word;

impl<'de> serde::de::DeserializeSeed<'de> for Word {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> std::result::Result<Option<String>, D::Error> {
        from.deserialize_any(Word)
    }
}

impl<'de> Visitor<'de> for Word {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, value: &str) -> std::result::Result<Option<String>, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_u64<E>(self, _: u64) -> std::result::Result<Option<String>, E> {
        Ok(None)
    }

    fn visit_i64<E>(self, _: i64) -> std::result::Result<Option<String>, E> {
        Ok(None)
    }

    fn visit_f64<E>(self, _: f64) -> std::result::Result<Option<String>, E> {
        Ok(None)
    }

    fn visit_bool<E>(self, _: bool) -> std::result::Result<Option<String>, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> std::result::Result<Option<String>, E> {
        Ok(None)
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> std::result::Result<Option<String>, M::Error> {
        let mut name = None;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "name" => name = map.next_value_seed(Word)?,
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(name)
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> std::result::Result<Option<String>, S::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}
