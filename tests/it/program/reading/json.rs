//! JSON files that hold several articles, as collectors and news services give them.

use super::articles;
use crate::place::Place;

/// What the answer of each service becomes, as `id|title|date|publisher|byline|url|text`; `N` stands for the text.
#[test]
fn answers_of_news_services() {
    let text = "France backs Ukraine.";
    for (service, file, expected) in [
        (
            "NewsAPI",
            r#"{"status": "ok", "totalResults": 2, "articles": [
                {"source": {"id": null, "name": "Example News"}, "author": "Ann Lee", "title": "T", "description": "D", "url": "https://e.example/1",
                 "urlToImage": null, "publishedAt": "2024-03-02T08:00:00Z", "content": "N"},
                {"source": {"id": null, "name": "Other"}, "author": null, "title": "U", "publishedAt": "2024-03-03", "content": "N"}]}"#,
            &[
                "a-1|T|2024-03-02|Example News|Ann Lee|https://e.example/1|N",
                "a-2|U|2024-03-03|Other|-|-|N",
            ][..],
        ),
        (
            "an array",
            r#" [ {"id": "x", "text": "N"} , {"id": "y", "text": "N", "data": [{"text": "none"}]} ] "#,
            &["x|-|-|-|-|-|N", "y|-|-|-|-|-|N"],
        ),
        (
            "GDELT with texts of one's own",
            r#"{"articles": [{"url": "https://e.example/1", "title": "T", "seendate": "20240302T081500Z", "domain": "e.example", "text": "N"}]}"#,
            &["a-1|T|2024-03-02|e.example|-|https://e.example/1|N"],
        ),
        (
            "Newscatcher",
            r#"{"status":"ok","total_hits":1,"articles":[{"title":"T","author":"Ann Lee","published_date":"2024-03-02 08:00:00","link":"https://e.example/1",
                "clean_url":"e.example","excerpt":"E","summary":"N","rights":"e.example","_id":"q"}],"user_input":{"q":"x"}}"#,
            &["a-1|T|2024-03-02|e.example|Ann Lee|https://e.example/1|N"],
        ),
        (
            "the Guardian",
            r#"{"response": {"status": "ok", "total": 1, "results": [{"id": "world/1", "type": "article", "webPublicationDate": "2024-03-02T08:00:00Z",
                "webTitle": "T", "webUrl": "https://g.example/1", "fields": {"byline": "Ann Lee", "bodyText": "N"}}]}}"#,
            &["world/1|T|2024-03-02|-|Ann Lee|https://g.example/1|N"],
        ),
        (
            "Event Registry",
            r#"{"articles": {"results": [{"uri": "81", "lang": "eng", "date": "2024-03-02", "title": "T", "body": "N", "url": "https://e.example/1",
                "source": {"uri": "e.example", "title": "Example"}, "authors": [{"uri": "a@e", "name": "Ann Lee"}, {"name": "Bo Wu"}]}], "totalResults": 1}}"#,
            &["81|T|2024-03-02|Example|Ann Lee, Bo Wu|https://e.example/1|N"],
        ),
        (
            "Media Cloud",
            r#"[{"stories_id": 12, "media_name": "Example", "publish_date": "2024-03-02 00:00:00", "title": "T", "url": "https://e.example/1", "text": "N"}]"#,
            &["12|T|2024-03-02|Example|-|https://e.example/1|N"],
        ),
        (
            "news-please, a file for each article",
            "{\n  \"authors\": [\"Ann Lee\"],\n  \"date_publish\": \"2024-03-02 08:00:00\",\n  \"maintext\": \"N\",\n  \"source_domain\": \"e.example\",\n  \"title\": \"T\"\n}\n",
            &["a|T|2024-03-02|e.example|Ann Lee|-|N"],
        ),
        (
            "trafilatura",
            r#"{"title": "T", "author": "Ann Lee", "hostname": "e.example", "date": "2024-03-02", "source": "https://e.example/1", "source-hostname": "Example",
                "raw_text": "x", "text": "N"}"#,
            &["a|T|2024-03-02|Example|Ann Lee|https://e.example/1|N"],
        ),
        (
            "Webz.io",
            r#"{"posts": [{"thread": {"site": "e.example"}, "uuid": "u1", "url": "https://e.example/1", "author": "Ann Lee", "published": "2024-03-02T08:00:00.000+02:00",
                "title": "T", "text": "N"}], "totalResults": 1}"#,
            &["u1|T|2024-03-02|e.example|Ann Lee|https://e.example/1|N"],
        ),
        (
            "JSON Feed",
            r#"{"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [{"id": "1", "url": "https://e.example/1", "title": "T",
                "date_published": "2024-03-02T08:00:00Z", "content_text": "N", "authors": [{"name": "Ann Lee"}]}]}"#,
            &["1|T|2024-03-02|-|Ann Lee|https://e.example/1|N"],
        ),
        (
            "JSON Lines under another name",
            "{\"text\": \"N\"}\n{\"text\": \"N\"}\n",
            &["a-1|-|-|-|-|-|N", "a-2|-|-|-|-|-|N"],
        ),
        (
            "objects one after another, as jq prints them",
            "{\n  \"text\": \"N\"\n}\n{\n  \"text\": \"N\"\n}\n",
            &["a-1|-|-|-|-|-|N", "a-2|-|-|-|-|-|N"],
        ),
        (
            "text with brackets and quotation marks in it",
            r#"{"articles": [{"text": "N", "x": "]}\\\"]", "y": [[{"z": "}"}]]}, {"text": "N"}]}"#,
            &["a-1|-|-|-|-|-|N", "a-2|-|-|-|-|-|N"],
        ),
    ] {
        let file = file.replace("\"N\"", &format!("\"{text}\""));
        let expected: Vec<String> = expected
            .iter()
            .map(|line| line.replace("|N", &format!("|{text}")))
            .collect();
        let place = Place::new("services");
        place.write("a.json", &file);
        assert_eq!(
            articles(&place.run(&["articles", "a.json"]).code(0)),
            expected,
            "{service}"
        );
        // A folder has them too, and a pipe tells no name.
        assert_eq!(
            articles(&place.run(&["articles", "."]).code(0)),
            expected,
            "{service}, in a folder"
        );
        let piped = articles(&place.run_on(file.as_bytes(), &["articles"]).code(0));
        assert_eq!(piped.len(), expected.len(), "{service}, from a pipe");
        // All that takes networks sees that this is none.
        let built = place
            .run(&["query", "France -supports-> Ukraine", "a.json", "--count"])
            .code(0);
        assert_eq!(built.out, "1\n", "{service}");
    }
}

#[test]
fn a_network_among_the_articles_is_left_out() {
    let place = Place::new("beside");
    place.write("news/a.json", r#"[{"text": "France backs Ukraine."}]"#);
    place.run(&["build", "news", "-o", "news/net.json"]).code(0);
    place
        .run(&["build", "news", "-o", "news/net.json"])
        .code(0)
        .says(&["left out: 1 that holds a network", "1 article,"]);
    place
        .run(&["extract", "news/net.json"])
        .code(4)
        .says(&["a network, and no articles"]);
}

/// What PowerShell's `>` writes.
#[test]
fn json_in_utf_16() {
    let lines =
        "{\"id\": \"é1\", \"text\": \"France backs Ukraine.\"}\r\n{\"id\": \"2\", \"text\": \"Rome agreed.\"}\r\n";
    for (name, mark, big) in [
        ("a.jsonl", true, false),
        ("a.jsonl", false, false),
        ("a.json", true, true),
    ] {
        let units = mark.then_some(0xfeff).into_iter().chain(lines.encode_utf16());
        let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        let place = Place::new("utf-16");
        place.write(name, units.flat_map(bytes).collect::<Vec<u8>>());
        let read = articles(&place.run(&["articles", name]).code(0));
        assert_eq!(
            read,
            ["é1|-|-|-|-|-|France backs Ukraine.", "2|-|-|-|-|-|Rome agreed."],
            "{name} {mark} {big}"
        );
    }
}
