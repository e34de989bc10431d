//! What becomes of bad inputs, which docs/reading.md tells.

use super::{GOOD, gz, gz_of, http, record, zst_bomb};
use crate::place::{Place, Ran};

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
        "array of articles that is cut off" => (
            "bad.json",
            br#"[{"text": "Rome backs Kyiv."}, {"text": "Rome ba"#.to_vec(),
        ),
        "array with a brace too many" => ("bad.json", br#"[{"text": "Rome backs Kyiv."}}"#.to_vec()),
        "array with other things among the articles" => (
            "bad.json",
            br#"[7, {"text": "Rome backs Kyiv."}, ["x"], {"title": "No text"}, {"text": "France backs Ukraine."}]"#
                .to_vec(),
        ),
        "array with an article of 1 GB" => (
            "bad.json.gz",
            gz_of(
                b"[{\"text\": \"",
                b'a',
                1 << 14,
                b"\"}, {\"text\": \"Rome backs Kyiv.\"}]",
            ),
        ),
        "array 100,000 deep" => ("bad.json", "[".repeat(100_000).into()),
        "500 lines without a text" => ("bad.jsonl", "{\"words\": 3}\n".repeat(500).into_bytes()),
        "object with no text and no list" => ("bad.json", b"{\"status\": \"ok\", \"n\": 0}".to_vec()),
        "answer without articles" => ("bad.json", b"{\"status\": \"ok\", \"articles\": []}".to_vec()),
        "network where articles are expected" => (
            "bad.json",
            include_bytes!("../../../../docs/schema/example.json").to_vec(),
        ),
        "page 100,000 elements deep" => ("bad.html", nested(100_000).into()),
        "page of 700,000 elements" => ("bad.html", "<p>The minister left.".repeat(700_000).into()),
        "page 900 elements deep" => (
            "bad.html",
            nested(900)
                .replace("The minister left.", "Rome backs Kyiv on Monday.")
                .into(),
        ),
        "page deep in elements that close themselves in vain" => ("bad.html", "<div/>".repeat(50_000).into()),
        "page deep in elements that other ends follow" => ("bad.html", "<span></x>".repeat(50_000).into()),
        "page deep in elements whose end may be left out elsewhere" => {
            ("bad.html", "<rt><optgroup><path>".repeat(20_000).into())
        }
        "page deep behind a comment with a script in it" => {
            ("bad.html", format!("<!--<script>-->{}", nested(50_000)).into())
        }
        "page whose every paragraph opens 900 elements anew" => {
            let open: String = (0..900).map(|i| format!("<b id={i}>")).collect();
            ("bad.html", format!("<p>{open}{}", "<p>x".repeat(20_000)).into())
        }
        "page of 90,000 elements, each 980 deep" => (
            "bad.html",
            format!("{}{}", "<li><ul>".repeat(490), "<li>x".repeat(90_000)).into(),
        ),
        "tag with 10,000 attributes" => {
            let attributes: String = (0..10_000).map(|i| format!(" a{i}=1")).collect();
            (
                "bad.html",
                format!("<p{attributes}>The minister left the town.</p>").into(),
            )
        }
        "tag with a million attributes" => {
            let attributes: String = (0..1_000_000).map(|i| format!(" a{i}")).collect();
            ("bad.html", format!("<p{attributes}>The minister left.</p>").into())
        }
        "feed of a million entries" => ("bad.rss", format!("<rss>{}</rss>", "<item/>".repeat(1_000_000)).into()),
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
