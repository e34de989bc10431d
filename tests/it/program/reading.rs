//! What goes in, in every form: pages, feeds, archives, packed; and what becomes of bad inputs, which docs/reading.md tells.

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
      <content:encoded><![CDATA[<p>The council rejected the plan.</p><script>x()</script><p>Caf&eacute; owners cheered.</p>]]></content:encoded></item>
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

/// Builds the bad input of a row of docs/reading.md under `bad`, and gives how to name it; none where this machine cannot have it.
fn bad(name: &str, place: &Place) -> Option<String> {
    let line = |text: &str| format!("{}\n", serde_json::json!({ "text": text }));
    let nested = |n: usize| "<div>".repeat(n) + "The minister left." + &"</div>".repeat(n);
    let (file, bytes): (&str, Vec<u8>) = match name {
        "text of 1 GB in 1 MB of gzip" => ("bad.txt.gz", gz_of(b"", b'a', 1 << 14, b"")),
        "line of 1 GB" => (
            "bad.jsonl.gz",
            gz_of(
                b"{\"text\": \"",
                b'a',
                1 << 14,
                format!("\"}}\n{}", line("Rome backs Kyiv.")).as_bytes(),
            ),
        ),
        "text of 1 GB in 33 kB of Zstandard" => ("bad.zst", zst_bomb(1 << 13, 17)),
        "Zstandard that asks for 2 GB of memory" => ("bad.zst", zst_bomb(4, 31)),
        "gzip in gzip in gzip" => ("bad.txt.gz", gz(&gz(&gz(GOOD.as_bytes())))),
        "gzip cut off" => {
            let whole = gz((0..300)
                .map(|i| line(&format!("Rome backs Kyiv. {i}")))
                .collect::<String>()
                .as_bytes());
            ("bad.jsonl.gz", whole[..whole.len() / 2].to_vec())
        }
        "gzip with a wrong sum" => {
            let mut whole = gz(GOOD.as_bytes());
            let at = whole.len() - 6;
            whole[at] ^= 1;
            ("bad.txt.gz", whole)
        }
        "program, picture or archive" => (
            "bad.txt",
            b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0".to_vec(),
        ),
        "NUL bytes in a text" => ("bad.txt", b"Rome backs\0 Kyiv on the\0 third day of talks.".to_vec()),
        "NUL bytes in JSON" => ("bad.jsonl", b"{\"text\": \"Rome\0 backs Kyiv.\"}".to_vec()),
        "Windows-1252" => ("bad.txt", b"The caf\xe9 owner backs Kyiv, he said \x96 twice.".to_vec()),
        "UTF-16" => (
            "bad.txt",
            [
                vec![0xff, 0xfe],
                "Rome backs Kyiv.".encode_utf16().flat_map(u16::to_le_bytes).collect(),
            ]
            .concat(),
        ),
        "UTF-8 cut within a character" => (
            "bad.txt",
            "Rome backs Kyiv – “again” – and “again” – and “again”"
                .as_bytes()
                .split_last()
                .unwrap()
                .1
                .to_vec(),
        ),
        "right-to-left marks" => (
            "bad.txt",
            "Rome \u{202e}backs\u{202c} Kyiv. \u{200f}France backs Ukraine.".into(),
        ),
        "half a surrogate pair in JSON" => (
            "bad.jsonl",
            br#"{"text": "Rome backs Kyiv. \ud83d It \ud83d\ude00 said \\ud83d so."}"#.to_vec(),
        ),
        "JSON 100,000 deep" => (
            "bad.jsonl",
            format!(
                "{{\"x\": {}{}, \"text\": \"\"}}",
                "[".repeat(100_000),
                "]".repeat(100_000)
            )
            .into(),
        ),
        "JSON with 5 million numbers beside the text" => (
            "bad.jsonl",
            format!(
                "{{\"x\": [{}0], \"text\": \"Rome backs Kyiv.\"}}",
                "0,".repeat(5_000_000)
            )
            .into(),
        ),
        "line that is cut off" => (
            "bad.jsonl",
            format!("{}{{\"text\": \"Rome ba", line("Rome backs Kyiv.")).into(),
        ),
        "page 100,000 elements deep" => ("bad.html", nested(100_000).into()),
        "page of 700,000 elements" => ("bad.html", "<p>The minister left.".repeat(700_000).into()),
        "tag with 100,000 attributes" => {
            let attributes: String = (0..100_000).map(|i| format!(" a{i}=1")).collect();
            (
                "bad.html",
                format!("<p{attributes}>The minister left the town.</p>").into(),
            )
        }
        "tags that never end" => ("bad.html", "<html><a <b <i <p ".repeat(100_000).into()),
        "front page" => (
            "bad.html",
            b"<html><h3><a href=1>Minister leaves</a></h3><h3><a href=2>Storm closes ports</a></h3></html>".to_vec(),
        ),
        "feed with entities of entities" => {
            let bomb =
                "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>";
            ("bad.rss", format!("<?xml version='1.0'?>{bomb}<rss><channel><item><description>Rome backs Kyiv. &b; &c;</description></item></channel></rss>").into())
        }
        "feed cut off" => (
            "bad.rss",
            b"<rss><channel><item><description>Rome backs Kyiv.</description></item><item><desc".to_vec(),
        ),
        "XML that is no feed" => (
            "bad.xml",
            b"<?xml version='1.0'?><urlset><url><loc>x</loc></url></urlset>".to_vec(),
        ),
        "web archive: length too short" => {
            let one = record(
                "conversion",
                "https://a.example/1",
                b"Rome backs Kyiv.\nSerbia criticized Ukraine.\n",
                Some("16"),
            );
            (
                "bad.warc",
                [
                    one,
                    record("conversion", "https://a.example/2", b"France backs Ukraine.", None),
                ]
                .concat(),
            )
        }
        "web archive: length too long" => (
            "bad.warc",
            record("conversion", "https://a.example/1", b"Rome backs Kyiv.", Some("999")),
        ),
        "web archive: length no number" => (
            "bad.warc",
            record("conversion", "https://a.example/1", b"Rome backs Kyiv.", Some("-1")),
        ),
        "web archive: record of 20 MB" => (
            "bad.warc.gz",
            gz(&record(
                "conversion",
                "https://a.example/1",
                &vec![b'a'; 20 << 20],
                None,
            )),
        ),
        "web archive: page of 1 GB in gzip" => {
            let body = http("Content-Encoding: gzip\r\n", &gz_of(b"<p>", b'a', 1 << 14, b""));
            ("bad.warc", record("response", "https://a.example/1", &body, None))
        }
        "web archive that is none" => ("bad.warc", b"Rome backs Kyiv.\n".repeat(99)),
        "empty file" => ("bad.txt", Vec::new()),
        "id that is a path" => (
            "bad.jsonl",
            b"{\"id\": \"../../../../tmp/x\", \"text\": \"Rome backs Kyiv.\"}".to_vec(),
        ),
        "file that is not there, with control sequences in its name" => {
            return Some("bad\u{1b}]0;x\u{7}\u{9b}31m.txt".to_string());
        }
        #[cfg(unix)]
        "folder with a link to itself" => {
            place.write("bad/a.txt", "Rome backs Kyiv.");
            std::os::unix::fs::symlink("..", place.path("bad/round")).expect("a link can be made");
            return Some("bad".to_string());
        }
        #[cfg(unix)]
        "file that must not be read" => {
            use std::os::unix::fs::PermissionsExt;
            place.write("bad.txt", "Rome backs Kyiv.");
            let path = place.path("bad.txt");
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("it is ours");
            // The superuser may read everything.
            return std::fs::read(path).is_err().then(|| "bad.txt".to_string());
        }
        #[cfg(unix)]
        "file without an end" => return Some("/dev/zero".to_string()),
        _ => panic!("docs/reading.md has a bad input that the test does not know: {name}"),
    };
    place.write(file, bytes);
    Some(file.to_string())
}

/// The program in 700 MB of address space, which holds its models and its threads: nothing grows with what is packed.
#[cfg(unix)]
fn run(place: &Place, args: &[&str]) -> Ran {
    let quoted: Vec<String> = args.iter().map(|arg| format!("'{arg}'")).collect();
    let line = format!(
        "ulimit -v 700000; exec '{}' {}",
        env!("CARGO_BIN_EXE_newsgraph"),
        quoted.join(" ")
    );
    crate::place::run(
        std::process::Command::new("sh")
            .args(["-c", &line])
            .current_dir(place.path("")),
        b"",
    )
}

#[cfg(not(unix))]
fn run(place: &Place, args: &[&str]) -> Ran {
    place.run(args)
}

#[test]
fn bad_inputs_get_what_the_docs_say() {
    let docs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reading.md");
    let docs = std::fs::read_to_string(docs).expect("the docs are there");
    let table = docs.split("## Bad inputs").nth(1).expect("the table of bad inputs");
    let rows: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| input"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() > 30);
    let mut wrong = Vec::new();
    for row in rows {
        let place = Place::new("bad");
        place.write("good.txt", GOOD);
        let Some(input) = bad(row[0], &place) else { continue };
        let start = std::time::Instant::now();
        let ran = run(&place, &["extract", &input, "good.txt", "--jobs", "1"]);
        let seconds = start.elapsed().as_secs();
        // What the third column has in code is said, and the good one is read.
        let said = row[2].split('`').skip(1).step_by(2);
        let missing: Vec<&str> = said
            .chain(["\"doc\":\"good\""])
            .filter(|words| !ran.err.contains(words) && !ran.out.contains(words))
            .collect();
        let tame = !ran.err.contains(|c: char| c.is_control() && c != '\n');
        if ran.code.to_string() != row[1] || !missing.is_empty() || !tame || seconds >= 60 {
            let out: String = ran.out.chars().take(300).collect();
            wrong.push(format!(
                "{}: exit {}, {seconds} s, missing {missing:?}\n{}\n{out}",
                row[0], ran.code, ran.err
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn threads_and_order_do_not_change_the_bytes() {
    let place = Place::new("threads");
    for (name, html, _) in crate::pages::all() {
        place.write(&format!("in/{name}.html"), html);
    }
    let lines: String = (0..60)
        .map(|i| {
            format!(
                "{{\"id\": \"n{i}\", \"text\": \"France backs Ukraine. Serbia criticized {}.\"}}\n",
                ["Ukraine", "Turkey"][i % 2]
            )
        })
        .collect();
    place.write("in/lines.jsonl", lines);
    let runs: Vec<String> = ["1", "2", "5"]
        .map(|jobs| place.run(&["extract", "in", "--jobs", jobs]).out)
        .to_vec();
    assert!(runs[0].lines().count() > 100);
    assert!(runs.iter().all(|run| *run == runs[0]));
    let one = place.run(&["build", "in", "-f", "json"]).out;
    let two = place
        .run(&[
            "build",
            "in/lines.jsonl",
            "in/weblog.html",
            "in/tables.html",
            "in",
            "-f",
            "json",
        ])
        .out;
    assert_eq!(one, two);
}

#[test]
fn an_extract_is_built_as_its_articles_are() {
    let place = Place::new("fold");
    let line = |id: &str, text: &str| {
        format!(
            "{}\n",
            serde_json::json!({"id": id, "text": text, "title": "T", "date": "2024-03-02"})
        )
    };
    let two = [
        line("one", "France backs Ukraine."),
        line("two", "Serbia criticized Ukraine."),
        line("none", "It rained."),
    ]
    .concat();
    // The same id with another text, next to it and later, and an id that must be escaped.
    let more = [
        two.clone(),
        line("two", "Turkey criticized Ukraine."),
        line("a\"b\\", "Norway backs France."),
        line("one", "France backs Serbia."),
    ]
    .concat();
    for (name, lines) in [("two", two), ("more", more)] {
        place.write("a.jsonl", lines);
        let from_articles = place.run(&["build", "a.jsonl", "-f", "json"]).code(0);
        place
            .run(&["extract", "a.jsonl", "--documents", "-o", "out.jsonl"])
            .code(0);
        let from_extract = place.run(&["build", "out.jsonl", "-f", "json"]).code(0);
        assert_eq!(from_articles.out, from_extract.out, "{name}");
        place.write("out.jsonl.gz", gz(place.read("out.jsonl").as_bytes()));
        assert_eq!(
            place.run(&["build", "out.jsonl.gz", "-f", "json"]).code(0).out,
            from_articles.out
        );
        // Bare observations are read too; they know less of their articles.
        place.run(&["extract", "a.jsonl", "-o", "bare.jsonl"]).code(0);
        let bare = place.run(&["query", "? -supports-> ?", "bare.jsonl"]).code(0);
        assert!(bare.out.contains("France -supports-> Ukraine"), "{}", bare.out);
    }
    let mut half = place.read("out.jsonl");
    let n_lines = half.lines().count();
    half.truncate(half.len() - 20);
    place.write("half.jsonl", half);
    place
        .run(&["build", "half.jsonl"])
        .code(4)
        .says(&[&format!("half.jsonl:{n_lines}: ")]);
}

#[test]
fn a_stopped_extract_goes_on() {
    let place = Place::new("resume");
    let line = |i: usize| match i {
        7 => "{\"id\": \n".to_string(),
        _ => {
            format!("{{\"id\": \"n{i}\", \"text\": \"France backs Ukraine. It rained. Serbia criticized Turkey.\"}}\n")
        }
    };
    let lines: String = (0..20).map(line).collect();
    place.write("a.jsonl", &lines);
    let whole = place.run(&["extract", "a.jsonl"]).code(3).out;
    // It stops at the bad line and keeps what is done.
    place
        .run(&["extract", "a.jsonl", "-o", "out.jsonl", "--strict"])
        .code(4)
        .says(&["a.jsonl:8: "]);
    assert_eq!(place.files(), ["a.jsonl", "out.jsonl.part", "out.jsonl.part.state"]);
    let state = place.read("out.jsonl.part.state");
    assert!(state.contains("\"records\":7,\"last\":\"a.jsonl:7\""), "{state}");
    // A line was being written when the machine stopped.
    let part = place.read("out.jsonl.part");
    assert!(whole.starts_with(&part));
    place.write("out.jsonl.part", format!("{part}{{\"doc\":\"n7\",\"se"));
    place
        .run(&["extract", "a.jsonl", "-o", "out.jsonl", "--resume"])
        .code(3);
    assert_eq!(place.read("out.jsonl"), whole);
    assert_eq!(place.files(), ["a.jsonl", "out.jsonl"]);
    // Once more is nothing to do; anew is anew.
    place
        .run(&["extract", "a.jsonl", "-o", "out.jsonl", "--resume"])
        .code(0)
        .says(&["whole already"]);
    place.run(&["extract", "a.jsonl", "-o", "out.jsonl"]).code(3);
    assert_eq!(place.read("out.jsonl"), whole);
    // Other inputs, other options, less than was written: told, and nothing is lost.
    let stopped = |place: &Place| {
        place.write("out2.jsonl.part", &part);
        place.write("out2.jsonl.part.state", &state);
    };
    place.write("b.jsonl", "{\"text\": \"It rained.\"}\n");
    for (args, told) in [
        (
            &["extract", "b.jsonl", "-o", "out2.jsonl", "--resume"][..],
            "other inputs or options",
        ),
        (
            &["extract", "a.jsonl", "-o", "out2.jsonl", "--resume", "--documents"],
            "other inputs or options",
        ),
    ] {
        stopped(&place);
        place.run(args).code(4).says(&[told]);
        assert_eq!(place.read("out2.jsonl.part"), part);
    }
    stopped(&place);
    place.write("out2.jsonl.part", &part[..10]);
    place
        .run(&["extract", "a.jsonl", "-o", "out2.jsonl", "--resume"])
        .code(4)
        .says(&["10 are there"]);
    stopped(&place);
    place.write("a.jsonl", &lines[..line(0).len() * 3]);
    place
        .run(&["extract", "a.jsonl", "-o", "out2.jsonl", "--resume"])
        .code(4)
        .says(&["inputs have changed", "a.jsonl:7", "nothing"]);
    place.run(&["extract", "a.jsonl", "--resume"]).code(2);
}
