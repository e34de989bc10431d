//! What goes in, in every form: pages, feeds, archives, packed.

mod bad;
mod json;
mod runs;

use crate::place::{Place, Ran};
use serde_json::Value;
use std::io::Write;

const GOOD: &str = "France backs Ukraine. Serbia criticized Ukraine.\n";

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).expect("memory can be written");
    packer.finish().expect("memory can be written")
}

/// `n` times 64 kB of one letter, never whole in memory.
fn gz_of(start: &[u8], letter: u8, n: usize, end: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let block = vec![letter; 1 << 16];
    let blocks = std::iter::repeat_n(block.as_slice(), n);
    for part in std::iter::once(start).chain(blocks).chain([end]) {
        packer.write_all(part).expect("memory can be written");
    }
    packer.finish().expect("memory can be written")
}

fn zst(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// A frame of `n` blocks of 128 kB of one letter, with a window of 2 to the `log`.
fn zst_bomb(n: usize, log: u8) -> Vec<u8> {
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0, (log - 10) << 3];
    for i in 0..n {
        let head = u32::from(i + 1 == n) | 1 << 1 | (128 << 10) << 3;
        frame.extend(&head.to_le_bytes()[..3]);
        frame.push(b'a');
    }
    frame
}

/// A record of a web archive; its length may be a lie.
fn record(kind: &str, uri: &str, content: &[u8], length: Option<&str>) -> Vec<u8> {
    let length = length.map_or(content.len().to_string(), str::to_string);
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2024-03-09T00:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
    )
    .into_bytes();
    if kind == "conversion" {
        record = String::from_utf8(record)
            .unwrap()
            .replace("application/http; msgtype=response", "text/plain")
            .into_bytes();
    }
    record.extend(content);
    record.extend(b"\r\n\r\n");
    record
}

fn http(head: &str, body: &[u8]) -> Vec<u8> {
    let mut all = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{head}\r\n").into_bytes();
    all.extend(body);
    all
}

fn page(text: &str) -> String {
    format!("<!DOCTYPE html><html><head><title>A page</title></head><body><p>{text}</p></body></html>")
}

/// The articles that were read, each as `id|title|date|publisher|byline|url|text`.
fn articles(ran: &Ran) -> Vec<String> {
    let line = |line: &str| {
        let record: Value = serde_json::from_str(line).expect("a line is JSON");
        ["id", "title", "date", "publisher", "byline", "url", "text"]
            .map(|field| record[field].as_str().unwrap_or("-").replace("\n\n", " ¶ "))
            .join("|")
    };
    ran.out.lines().map(line).collect()
}

#[test]
fn pages_are_read_as_they_are_kept() {
    for (name, html, kept) in crate::pages::all() {
        let place = Place::new("page");
        place.write(&format!("{name}.html"), html);
        let ran = place.run(&["articles", &format!("{name}.html")]);
        let shown = match ran.code {
            0 => {
                let record: Value = serde_json::from_str(&ran.out).expect("a line of JSON");
                let fields = ["title", "date", "publisher", "byline", "url"];
                let head = fields
                    .map(|f| format!("{f}: {}\n", record[f].as_str().unwrap_or("-")))
                    .concat();
                format!("{head}\n{}\n", record["text"].as_str().expect("a text"))
            }
            _ => ran.err.clone(),
        };
        crate::pages::same(name, &shown, kept);
    }
}

/// A file's name, its bytes, options, and the articles that are read.
type Form<'a> = (&'a str, &'a [u8], &'a [&'a str], &'a [&'a str]);

#[test]
fn every_form_of_input_is_seen() {
    let atom = r#"<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour News</title>
      <entry><title type="html">Freedonia &amp;amp; Sylvania</title><id>tag:1</id><link rel="alternate" href="https://news.example/1"/>
      <published>2024-03-05T10:00:00Z</published><updated>2024-03-07T10:00:00Z</updated><author><name>Ivo Brandt</name></author>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Freedonia backed <b>Sylvania</b>.</p><p>It &lt;smiled.</p></div></content></entry>
      <entry><title>Only a headline</title><id>tag:2</id></entry>
      <entry><title>Plain</title><id>tag:3</id><summary>Freedonia &amp; Sylvania agreed.</summary></entry></feed>"#;
    let rss = r#"<rss version="2.0" xmlns:content="c" xmlns:dc="d"><channel><title>The Gazette</title><link>https://gazette.example/</link>
      <item><title>Council rejects plan</title><link>https://gazette.example/2</link><guid>g2</guid><pubDate>Thu, 07 Mar 2024 09:00:00 GMT</pubDate>
      <dc:creator>Tess Arden</dc:creator><description>Short.</description>
      <content:encoded><![CDATA[<figure><img src=a><figcaption>The hall. Photo: Jo Lind.</figcaption></figure><p>The council rejected the plan.</p><script>x()</script><p>Caf&eacute; owners cheered.</p>]]></content:encoded></item>
      <item><title>No id</title><description>&lt;p&gt;Klopstokia denied it.&lt;/p&gt;</description></item></channel></rss>"#;
    let response = http("", page("Freedonia criticised Klopstokia on Monday.").as_bytes());
    let thanks = page("Sylvania thanked Freedonia for its help.");
    let chunks = format!("{:x}\r\n{thanks}\r\n0\r\n\r\n", thanks.len());
    let chunked = http("Transfer-Encoding: chunked\r\n", chunks.as_bytes());
    let packed = http(
        "Content-Encoding: gzip\r\n",
        &gz(page("Klopstokia threatened Sylvania again.").as_bytes()),
    );
    let missing =
        b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>There is no such page here.</p>".to_vec();
    let warc: Vec<u8> = [
        record("warcinfo", "-", b"software: x", None),
        record("request", "https://a.example/1", b"GET / HTTP/1.1\r\n\r\n", None),
        record("response", "https://a.example/1", &response, None),
        record("response", "https://a.example/2", &missing, None),
        record("response", "<https://a.example/3>", &chunked, None),
        record("response", "https://a.example/4", &packed, None),
        record(
            "conversion",
            "https://a.example/5",
            b"Freedonia rejected the offer.\n",
            None,
        ),
    ]
    .concat();
    let members: Vec<u8> = [
        gz(&record("response", "https://a.example/1", &response, None)),
        gz(&record("response", "https://a.example/3", &chunked, None)),
    ]
    .concat();
    let json = r#"{"story": {"body": ["Paris agreed.", "Rome too."], "by": ["Ann", "Bo"]}, "authors": 3}"#;
    let a_page = [
        "https://a.example/1|A page|-|-|-|https://a.example/1|Freedonia criticised Klopstokia on Monday.",
        "https://a.example/3|A page|-|-|-|https://a.example/3|Sylvania thanked Freedonia for its help.",
    ];
    let texts = ["b|-|-|-|-|-|France backs Ukraine. Serbia criticized Ukraine.\n"];
    let a_short = page("It is a page.");
    let polish = b"<meta charset=iso-8859-2><p>Prezydent S\xb3omka said no to it.</p>";
    // Marks in the page, with an advertisement, and a list of other stories that is none of ours.
    let marked = r#"<div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">Port is shut</h1>
      <b itemprop="author" itemscope><i itemprop="name">Ann Lee</i></b><b itemprop="author" itemscope><i itemprop="name">Bo Wu</i></b>
      <meta itemprop="datePublished" content="2024-03-04T08:00"><div itemprop="publisher" itemscope><meta itemprop="name" content="Micro Post"></div>
      <div itemprop="articleBody"><p>Freedonia closed the port on Monday.</p><amp-ad>Advertisement</amp-ad><p>Sylvania criticised the closure.</p>
      <p><b>Read more:</b> <a href="2">Storm closes ports in the north</a></p></div></div>"#;
    // An article within the description of its page, of which subscribers see more.
    let described = r#"<script type="application/ld+json">{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": "Port is shut",
      "datePublished": "2024-03-04", "author": ["Ann Lee", {"name": "Bo Wu"}], "publisher": {"name": "C News"},
      "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": ".paywall"}}}</script>
      <article><p>Freedonia closed the port on Monday.</p><div class="paywall"><p>Sylvania criticised the closure.</p></div></article>"#;
    let frames = [
        zst(b"France backs Ukraine. "),
        vec![0x50, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 9],
        zst(b"Serbia criticized Ukraine.\n"),
    ]
    .concat();
    let (once, other, twice) = (gz(GOOD.as_bytes()), zst(GOOD.as_bytes()), gz(&zst(GOOD.as_bytes())));
    let line = gz(br#"{"id":"x","maintext":"Rome agreed.","publisher":{"name":"P"}}"#);
    let all: &[Form] = &[
        ("b.txt", GOOD.as_bytes(), &[], &texts),
        ("b.txt.gz", &once, &[], &texts),
        ("b.zst", &other, &[], &texts),
        ("b.txt.gz", &twice, &[], &texts),
        ("b.zst", &frames, &[], &texts),
        (
            "b",
            atom.as_bytes(),
            &[],
            &[
                "tag:1|Freedonia & Sylvania|2024-03-05|Harbour News|Ivo Brandt|https://news.example/1|Freedonia backed Sylvania. ¶ It <smiled.",
                "tag:3|Plain|-|Harbour News|-|-|Freedonia & Sylvania agreed.",
            ],
        ),
        (
            "b.xml",
            rss.as_bytes(),
            &[],
            &[
                "g2|Council rejects plan|2024-03-07|The Gazette|Tess Arden|https://gazette.example/2|The council rejected the plan. ¶ Café owners cheered.",
                "b-2|No id|-|The Gazette|-|-|Klopstokia denied it.",
            ],
        ),
        (
            "b.warc",
            &warc,
            &[],
            &[
                a_page[0],
                a_page[1],
                "https://a.example/4|A page|-|-|-|https://a.example/4|Klopstokia threatened Sylvania again.",
                "https://a.example/5|-|-|-|-|https://a.example/5|Freedonia rejected the offer.\n",
            ],
        ),
        ("b.warc.gz", &members, &[], &a_page),
        ("b.jsonl.gz", &line, &[], &["x|-|-|P|-|-|Rome agreed."]),
        (
            "b.jsonl",
            json.as_bytes(),
            &["--map", "text=story.body,byline=story.by"],
            &["b-1|-|-|-|Ann, Bo|-|Paris agreed. ¶ Rome too."],
        ),
        ("b.txt", a_short.as_bytes(), &[], &["b|A page|-|-|-|-|It is a page."]),
        (
            "b.html",
            a_short.as_bytes(),
            &["--from", "text"],
            &[
                "b|-|-|-|-|-|<!DOCTYPE html><html><head><title>A page</title></head><body><p>It is a page.</p></body></html>",
            ],
        ),
        (
            "2024-03-02-b.html",
            a_short.as_bytes(),
            &[],
            &["2024-03-02-b|A page|2024-03-02|-|-|-|It is a page."],
        ),
        ("b.html", polish, &[], &["b|-|-|-|-|-|Prezydent Słomka said no to it."]),
        (
            "b.html",
            marked.as_bytes(),
            &[],
            &[
                "b|Port is shut|2024-03-04|Micro Post|Ann Lee, Bo Wu|-|Freedonia closed the port on Monday. ¶ Sylvania criticised the closure.",
            ],
        ),
        (
            "b.html",
            described.as_bytes(),
            &[],
            &[
                "b|Port is shut|2024-03-04|C News|Ann Lee, Bo Wu|-|Freedonia closed the port on Monday. ¶ Sylvania criticised the closure.",
            ],
        ),
    ];
    for (name, bytes, options, expected) in all {
        let place = Place::new("form");
        place.write(name, bytes);
        let ran = place.run(&[&["articles", name], *options].concat()).code(0);
        assert_eq!(articles(&ran), *expected, "{name} {options:?}\n{}", ran.err);
        // The same from a pipe, where no name helps, if it is not the name that tells.
        if !options.is_empty() || name.starts_with("2024") || name.ends_with("jsonl") {
            continue;
        }
        let piped = place.run_on(bytes, &["articles"]).code(0);
        assert_eq!(articles(&piped).len(), expected.len(), "{name} from a pipe");
    }
}

#[test]
fn languages_are_left_out_and_counted() {
    let place = Place::new("languages");
    let texts = [
        (
            "de",
            "Die Regierung hat den Haushalt für das kommende Jahr beschlossen und will auch die Steuern senken, wie der Minister sagte.",
        ),
        (
            "fr",
            "Le gouvernement a annoncé que les impôts ne seront pas augmentés cette année, et la ministre est sur le départ.",
        ),
        (
            "ru",
            "Правительство объявило о новых мерах поддержки для жителей приграничных районов страны.",
        ),
        (
            "zh",
            "政府宣布了新的措施以支持边境地区的居民并且批评了邻国的决定同时呼吁对话。",
        ),
        // Doubtful ones are kept.
        ("short", "Paris soutient Kyiv."),
        ("names", "Bundeskanzler Scholz, Die Linke and Der Spiegel."),
        (
            "english",
            "The minister said that \"la lutte continue\", and the party of Die Grünen in the Bundestag criticised it.",
        ),
        (
            "headline",
            "Kremlin warns West over missiles; NATO rejects claim; Kyiv hails vote; Berlin, Paris back plan",
        ),
        (
            "quote",
            "\"Мы не отступим\", the president said in Moscow on Friday, and criticised NATO.",
        ),
    ];
    let lines: String = texts
        .iter()
        .map(|(id, text)| format!("{}\n", serde_json::json!({"id": id, "text": text})))
        .collect();
    place.write("a.jsonl", lines);
    let ran = place.run(&["articles", "a.jsonl"]).code(0);
    let ids: Vec<String> = articles(&ran)
        .iter()
        .map(|a| a.split('|').next().unwrap().to_string())
        .collect();
    assert_eq!(ids, ["short", "names", "english", "headline", "quote"]);
    assert_eq!(
        ran.err,
        "newsgraph: left out: 1 in Chinese characters, 1 in Cyrillic script, 1 in French, 1 in German; --any-language reads other languages too\n"
    );
    let all = place.run(&["articles", "a.jsonl", "--any-language"]).code(0);
    assert_eq!((articles(&all).len(), all.err.as_str()), (texts.len(), ""));
}

#[test]
fn patterns_mean_files() {
    let place = Place::new("patterns");
    place.write("news/a.txt", "France backs Ukraine.");
    place.write("news/deep/b.txt", "Serbia criticized Ukraine.");
    place.write("news/[c].txt", "Turkey criticized Serbia.");
    for (pattern, n) in [
        ("news/**/*.txt", 3),
        ("news/*.txt", 2),
        ("news/?.txt", 1),
        ("news/[c].txt", 1),
    ] {
        let ran = place.run(&["articles", pattern]).code(0);
        assert_eq!(articles(&ran).len(), n, "{pattern}");
    }
    place
        .run(&["articles", "news/*.html"])
        .code(4)
        .says(&["no file is meant by this pattern"]);
    place.run(&["articles", "news/***"]).code(4).says(&["not a pattern"]);
}
