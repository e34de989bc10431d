//! Cases of reading, one line each.

use super::{InputFormat, Options, articles, open};

#[test]
fn lines_of_json() {
    for (line, expected) in [
        (r#"{"id":"a","text":"T"}"#, r#"a|T|-|-|-|-"#),
        (
            r#"{"id":7,"maintext":"T","title":"H","date_publish":"2024-03-02 08:00:00"}"#,
            "7|T|H|2024-03-02|-|-",
        ),
        (
            r#"{"body":"T","headline":"H","publishedAt":"2024-03-02T08:00:00Z"}"#,
            "f-1|T|H|2024-03-02|-|-",
        ),
        (
            r#"{"content":"T","source":{"id":null,"name":"Example"},"url":"u"}"#,
            "f-1|T|-|-|Example|u",
        ),
        (
            r#"{"raw_text":"R","text":null,"hostname":"h","source_url":"u"}"#,
            "f-1|R|-|-|h|u",
        ),
        (r#"{"raw_text":"R","text":"T","title":" "}"#, "f-1|T|-|-|-|-"),
        (r#"{"event_text":"","id":""}"#, "f-1||-|-|-|-"),
        ("\u{feff}{\"text\":\"T\"}", "f-1|T|-|-|-|-"),
        ("{\"text\":\"T\"}\r", "f-1|T|-|-|-|-"),
        (
            r#"{"text":"T","source":"https://e.example/a/1","source-hostname":"E"}"#,
            "f-1|T|-|-|E|https://e.example/a/1",
        ),
        (r#"{"text":"T","source":"https://e.example"}"#, "f-1|T|-|-|-|-"),
        (
            r#"{"text":"T","source":"https://e.example","url":"u"}"#,
            "f-1|T|-|-|-|u",
        ),
        (
            r#"{"id":"a"}"#,
            "f.jsonl:1: no text: expected one of the fields text, maintext, content, body, raw_text, event_text, plaintext, content_text, fields.bodyText, summary; --map text=NAME tells of another",
        ),
        (
            r#"["a"]"#,
            "f.jsonl:1: not a JSON object (column 0): expected {\"id\": …, \"text\": …} on one line",
        ),
        (
            r#"{"text":"#,
            "f.jsonl:1: not a JSON object (column 8): expected {\"id\": …, \"text\": …} on one line",
        ),
    ] {
        let read = articles(line.as_bytes(), "news/f.jsonl", &Options::default())
            .next()
            .expect("one article or error");
        let shown = match read {
            Ok(a) => {
                let or = |value: &Option<String>| value.clone().unwrap_or("-".into());
                [
                    a.id.clone(),
                    a.text.clone(),
                    or(&a.title),
                    or(&a.date),
                    or(&a.publisher),
                    or(&a.url),
                ]
                .join("|")
            }
            Err(error) => error.to_string().replace("news/", ""),
        };
        assert_eq!(shown, expected, "{line}");
    }
}

#[test]
fn texts() {
    for (bytes, expected) in [
        (&b"Paris"[..], "Paris"),
        (b"", ""),
        (b"\xef\xbb\xbfParis", "Paris"),
        (b"\xff\xfeP\0a\0", "Pa"),
        (b"\xfe\xff\0P\0a", "Pa"),
        (b"P\0a\0r\0i\0s\0 \0i\0s\0.\0", "Paris is."),
        (b"\0P\0a\0r\0i\0s\0 \0i\0s\0.", "Paris is."),
        (b"\x01\0\x02\0\x03\0\x04\0\x05\0\x06\0\x07\0\x08\0", "error"),
        (b"Caf\xe9 \x80", "Café €"),
        (b"a text with one \0 in it", "a text with one \0 in it"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0", "error"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "error"),
        (b"PK\x03\x04\x14\0\0\0\x08\0\xff", "error"),
    ] {
        let mut read = articles(bytes, "a.b.txt", &Options::default());
        let shown = match read.next().expect("one article") {
            Ok(article) => {
                assert_eq!(article.id, "a.b");
                article.text
            }
            Err(error) => {
                assert!(error.to_string().starts_with("a.b.txt: binary file: "), "{error}");
                "error".to_string()
            }
        };
        assert_eq!(shown, expected, "{bytes:?}");
        assert!(read.next().is_none());
        assert_eq!(
            read.warnings().is_empty(),
            !expected.contains("Caf") && !["Pa", "Paris is."].contains(&expected)
        );
    }
}

#[test]
fn formats_are_guessed() {
    for (name, bytes, expected) in [
        ("a.txt", "{\"text\": \"T\"}", InputFormat::Text),
        ("a.JSONL", "Paris", InputFormat::Jsonl),
        ("a.ndjson", "", InputFormat::Jsonl),
        ("stdin", "{\"text\": \"T\"}", InputFormat::Jsonl),
        ("stdin", "\n { \"text\": \"T\"}", InputFormat::Jsonl),
        ("stdin", "[{\"text\": \"T\"}]", InputFormat::Json),
        ("stdin", "{\n\"text\": \"T\"}", InputFormat::Json),
        ("stdin", "{\"n\": 1, \"articles\": [{", InputFormat::Json),
        ("stdin", "{\"text\": \"T\", \"items\": [{", InputFormat::Jsonl),
        ("stdin", "{\"items\": [{}]}\n{\"text\": \"T\"}", InputFormat::Jsonl),
        ("a.json", "{\"text\": \"T\"}", InputFormat::Json),
        ("a.json", "{\"text\": \"T\"}\n{\"text\": \"T\"}", InputFormat::Jsonl),
        ("stdin", "[Paris] agreed.", InputFormat::Text),
        ("stdin", "Paris", InputFormat::Text),
        ("stdin", "{Paris}", InputFormat::Text),
        ("a.JSONL.gz", "Paris", InputFormat::Jsonl),
        ("a.txt.zst", "Paris", InputFormat::Text),
        ("a.gz", "Paris", InputFormat::Text),
        ("a.warc.gz", "Paris", InputFormat::Warc),
        ("a.txt", "WARC/1.1\r\n", InputFormat::Warc),
        ("a.txt", "\n<!-- x --><!DOCTYPE html>", InputFormat::Html),
        ("a.txt", "<head>", InputFormat::Html),
        ("a.xml", "<?xml version='1.0'?>\n<rss>", InputFormat::Feed),
        (
            "a.html",
            "<?xml version='1.0'?><!-- x --><feed xmlns=''>",
            InputFormat::Feed,
        ),
        ("a.xml", "<?xml version='1.0'?><!DOCTYPE html><html>", InputFormat::Html),
        ("a.txt", "<Paris> backs <Rome>", InputFormat::Text),
        ("a.jsonl", "<html>", InputFormat::Jsonl),
    ] {
        let guess = InputFormat::of(name, bytes.as_bytes());
        assert_eq!(guess, expected, "{name}: {bytes}");
    }
}

#[test]
fn folders_in_order_of_names() {
    let folder = std::env::temp_dir().join(format!("newsgraph-read-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("b")).expect("a folder to write in");
    let write = |name: &str, text: &[u8]| std::fs::write(folder.join(name), text).expect("a file to write");
    write("c.txt", b"C");
    write(
        "a.jsonl",
        b"{\"id\":\"a1\",\"text\":\"A\"}\nbad\n{\"id\":\"a3\",\"text\":\"A\"}\n",
    );
    write("b/x.txt", b"X");
    write(".hidden.txt", b"H");
    write("picture.png", b"\x89PNG");
    let read: Vec<String> = open(&folder, &Options::default())
        .expect("a folder of articles")
        .map(|read| read.map_or_else(|error| error.to_string(), |article| article.id))
        .collect();
    let empty = open(&folder.join("b"), &Options::default()).map(|articles| articles.count());
    std::fs::remove_file(folder.join("b/x.txt")).expect("the file just written");
    let none = open(&folder.join("b"), &Options::default()).map(|articles| articles.count());
    let missing = open(&folder.join("missing.txt"), &Options::default()).map(|articles| articles.count());
    std::fs::remove_dir_all(&folder).expect("the folder just made");
    assert_eq!(read.len(), 5, "{read:?}");
    assert_eq!([&read[0], &read[2], &read[3], &read[4]], ["a1", "a3", "x", "c"]);
    assert!(read[1].contains("a.jsonl:2: not a JSON object"), "{}", read[1]);
    assert_eq!(empty.expect("one article"), 1);
    assert!(
        none.expect_err("no articles")
            .to_string()
            .contains("no articles in this folder")
    );
    assert!(missing.expect_err("no file").to_string().contains("no such file"));
}
