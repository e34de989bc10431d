//! What a page says of itself: JSON-LD first, then meta tags, then marks in the page.

use crate::read::date;
use dom_query::Document;
use serde_json::Value;

/// What is known of a page's article besides its text.
#[derive(Debug, Default)]
pub(super) struct About {
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) url: Option<String>,
    /// The whole text, which some pages have in their JSON-LD only.
    pub(super) body: Option<String>,
    /// Classes of what only subscribers may read: part of the story, whatever they are called.
    pub(super) story: Vec<String>,
}

/// JSON-LD of a page beyond this is no description.
const LARGEST_DESCRIPTION: usize = 2 << 20;

pub(super) fn of(document: &Document) -> About {
    let said = json_ld(document);
    let meta = |names: &[&str]| {
        names.iter().find_map(|name| {
            let found = document.select_single(&format!("meta[{name}]")).attr("content")?;
            line(&found)
        })
    };
    let attribute = |selector: &str, name: &str| {
        document
            .select_single(selector)
            .attr(name)
            .and_then(|value| line(&value))
    };
    let words = |selector: &str| line(&document.select_single(selector).text());
    let site = meta(&["property='og:site_name'", "name='application-name'", "name='publisher'"])
        .or_else(|| attribute("[itemprop='publisher'] [itemprop='name']", "content"))
        .or_else(|| words("[itemprop='publisher'] [itemprop='name']"));
    let url = said
        .url
        .filter(|url| is_address(url))
        .or_else(|| attribute("link[rel='canonical']", "href").filter(|url| is_address(url)))
        .or_else(|| meta(&["property='og:url'"]).filter(|url| is_address(url)));
    let date = said.date.and_then(|date| date::day(&date)).or_else(|| {
        let named = [
            "property='article:published_time'",
            "itemprop='datePublished'",
            "name='article:published_time'",
            "name='parsely-pub-date'",
            "name='dc.date.issued'",
            "name='DC.date.issued'",
            "name='pubdate'",
            "name='publish-date'",
            "name='date'",
        ];
        meta(&named)
            .or_else(|| attribute("[itemprop='datePublished']", "datetime"))
            .or_else(|| attribute("article time[datetime]", "datetime"))
            .or_else(|| attribute("time[pubdate]", "datetime"))
            .and_then(|date| date::day(&date))
    });
    let byline = said
        .byline
        .or_else(|| {
            meta(&[
                "name='author'",
                "name='byl'",
                "name='parsely-author'",
                "property='article:author'",
            ])
        })
        .or_else(|| words("[rel='author']"))
        .or_else(|| words(".byline a"))
        .or_else(|| {
            let found = document.select("[itemprop='author'] [itemprop='name']");
            let names: Vec<String> = found.nodes().iter().filter_map(|node| line(&node.text())).collect();
            (!names.is_empty()).then(|| names.join(", "))
        })
        .filter(|byline| !is_address(byline));
    let title = said
        .title
        .or_else(|| meta(&["property='og:title'", "name='twitter:title'"]))
        .or_else(|| words("[itemprop='headline']"))
        .or_else(|| words("h1"))
        .or_else(|| words("title").map(|title| without_site(&title).to_string()));
    // A page that does not name its publisher has one: whose address it is.
    let host = url
        .as_deref()
        .and_then(|url| url.split('/').nth(2))
        .map(|host| host.trim_start_matches("www.").to_string());
    About {
        title,
        date,
        publisher: said.publisher.or(site).or(host),
        byline: byline.map(|byline| strip_by(&byline).to_string()),
        url,
        body: said.body,
        story: said.story,
    }
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

fn strip_by(byline: &str) -> &str {
    match byline.get(..3) {
        Some(by) if by.eq_ignore_ascii_case("by ") => byline[3..].trim_start(),
        _ => byline,
    }
}

/// "Dam talks collapse | Riverside Tribune" without the site.
fn without_site(title: &str) -> &str {
    let cut = [" | ", " – ", " — ", " - "]
        .iter()
        .filter_map(|sign| title.rsplit_once(sign))
        .next();
    match cut {
        Some((headline, site)) if headline.split(' ').count() >= 3 && site.split(' ').count() <= 4 => headline.trim(),
        _ => title,
    }
}

/// On one line, if there is anything.
fn line(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// The description of an article among the JSON-LD of a page; where there are several, of the first.
fn json_ld(document: &Document) -> About {
    let mut all = Vec::new();
    for script in document.select("script[type='application/ld+json']").nodes() {
        let text = script.text();
        if text.len() <= LARGEST_DESCRIPTION {
            all.extend(parsed(&text));
        }
    }
    let mut things = Vec::new();
    for value in &all {
        collect(value, &mut things);
    }
    let is = |thing: &Value, what: fn(&str) -> bool| match &thing["@type"] {
        Value::String(kind) => what(kind),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(what),
        _ => false,
    };
    let article = |kind: &str| kind.ends_with("Article") || kind.ends_with("Posting");
    let Some(found) = things.iter().find(|thing| is(thing, article)) else {
        return About::default();
    };
    // Who is named by an id is described elsewhere on the page.
    let described = |value: &Value| -> Option<String> {
        name(value).or_else(|| {
            let id = value["@id"].as_str()?;
            things
                .iter()
                .filter(|thing| thing["@id"].as_str() == Some(id))
                .find_map(|thing| name(thing))
        })
    };
    let text = |name: &str| found[name].as_str().and_then(line).map(|text| unescaped(&text));
    let authors = match &found["author"] {
        Value::Array(authors) => authors.iter().filter_map(described).collect(),
        one => described(one).into_iter().collect::<Vec<_>>(),
    };
    About {
        title: text("headline"),
        date: text("datePublished"),
        publisher: described(&found["publisher"]),
        byline: (!authors.is_empty()).then(|| authors.join(", ")),
        url: text("url").or_else(|| {
            let page = &found["mainEntityOfPage"];
            page.as_str().or_else(|| page["@id"].as_str()).and_then(line)
        }),
        body: found["articleBody"].as_str().map(unescaped),
        story: classes(&found["hasPart"]),
    }
}

/// `.paywall` of the parts of an article, which its page marks for search engines.
fn classes(parts: &Value) -> Vec<String> {
    match parts {
        Value::Array(parts) => parts.iter().flat_map(classes).collect(),
        part => {
            let selectors = part["cssSelector"].as_str().unwrap_or("").split(',');
            let class = |selector: &str| selector.trim().strip_prefix('.').map(str::to_string);
            selectors.filter_map(class).collect()
        }
    }
}

/// Sites wrap it in comments and break lines in its strings.
fn parsed(text: &str) -> Option<Value> {
    let text = text
        .trim()
        .trim_start_matches("//")
        .trim_start()
        .trim_start_matches("<![CDATA[");
    let text = text
        .trim_end_matches("]]>")
        .trim_end()
        .trim_end_matches("//")
        .trim_end();
    let text = text.trim_end_matches("]]>");
    serde_json::from_str(text).ok().or_else(|| {
        let tame: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&tame).ok()
    })
}

/// A value and what it lists, in order.
fn collect<'v>(value: &'v Value, things: &mut Vec<&'v Value>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, things)),
        Value::Object(_) => {
            things.push(value);
            collect(&value["@graph"], things);
            collect(&value["mainEntity"], things);
        }
        _ => {}
    }
}

fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => line(name).map(|name| unescaped(&name)),
        Value::Array(values) => values.first().and_then(name),
        other => other["name"].as_str().and_then(line).map(|name| unescaped(&name)),
    }
}

/// Some sites write entities into their JSON.
fn unescaped(text: &str) -> String {
    match text.contains('&') || text.contains('<') {
        true => super::text_of(text).unwrap_or_else(|_| text.to_string()),
        false => text.to_string(),
    }
}
