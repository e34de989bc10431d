//! What holds of every cast; who is meant by what is in `tests/cases/`.

use super::{Cast, Form, MentionIndex, Registry, cast};
use crate::extract::syntax::Analyzer;
use crate::extract::text;

fn read(article: &str) -> Cast {
    let sentences = text::split(article);
    let parses: Vec<_> = sentences
        .iter()
        .map(|s| Analyzer::english().parse(article, s))
        .collect();
    cast(article, &sentences, &parses, Registry::builtin())
}

#[test]
fn every_mention_can_be_found_by_its_head() {
    let article = "Peruvian President Ana Rojas told hardline Republicans that US-led forces, Kyiv's top general and the police \
                   had left. She thanked them for their help in Lima.";
    let cast = read(article);
    for (i, m) in cast.mentions.iter().enumerate() {
        assert_eq!(
            cast.mention_at(m.sentence as usize, m.head as usize),
            Some(MentionIndex(i as u32))
        );
        assert!(m.first <= m.head && m.head < m.end);
    }
    let pronouns = cast.mentions.iter().filter(|m| m.form == Form::Pronoun).count();
    assert_eq!(pronouns, 3);
}

#[test]
fn no_text_makes_it_fail() {
    let mut texts: Vec<String> = [
        "",
        " ",
        "\n\n",
        "'s",
        "-",
        "- - -",
        "of the of the of",
        "President",
        "the president of",
        "President, President, and President",
        "“”’'",
        "U.S.",
        "US-",
        "-US",
        "al-",
        "al-Assad",
        "(WHO)",
        "WHO (",
        "Mr",
        "Mr. ",
        "A, B and C, D",
        "counterparts, and",
        "его 北京 ありがとう 🇫🇷🙂",
        "İstanbul ﬁnance Ǆ",
        "pro-Russian-led-US",
        "\u{301}\u{301}",
        "President of of of Ana",
    ]
    .map(str::to_string)
    .to_vec();
    texts.push("President ".repeat(500));
    texts.push("Foreign Minister of ".repeat(300));
    texts.push("Ana Rojas, ".repeat(300));
    texts.push("US ".repeat(600));
    for article in texts {
        let cast = read(&article);
        for m in &cast.mentions {
            assert!(article.get(m.span.range()).is_some(), "{article:?}");
        }
    }
}

#[test]
fn a_missing_or_short_parse_is_no_failure() {
    let article = "French President Eva Lund met Hamas in Cairo. She left.";
    let sentences = text::split(article);
    let none = cast(article, &sentences, &[], Registry::builtin());
    assert!(none.actors.iter().any(|a| a.id == "country:fr"));
    let mut parses: Vec<_> = sentences
        .iter()
        .map(|s| Analyzer::english().parse(article, s))
        .collect();
    parses[0].words.truncate(2);
    cast(article, &sentences, &parses, Registry::builtin());
}
