use super::{Worked, each_record};
use crate::cli::{Cli, Common};
use crate::read::{Options, Records};
use clap::Parser;

/// The options of a command that was given none.
fn common(jobs: usize) -> Common {
    let jobs = jobs.to_string();
    Cli::parse_from(["newsgraph", "--jobs", &jobs, "a.txt"]).build.common
}

#[test]
fn an_article_that_panics_is_named_and_the_rest_is_read() {
    let lines = "{\"text\": \"one\"}\n{\"text\": \"two\"}\n{\"text\": \"three\"}\n";
    for jobs in [1, 2] {
        let options = Options::default();
        let records = Records::new(lines.as_bytes(), "a.jsonl", &options);
        let work = |article: &crate::Article| match article.text.as_str() {
            "two" => panic!("a mistake of ours"),
            text => text.len(),
        };
        let mut told = Vec::new();
        let done = each_record(records, &options, &common(jobs), work, |worked| {
            told.push(match worked {
                Ok(Worked::Article(article, _, n)) => format!("{} {n}", article.id),
                Ok(Worked::Skipped(why)) => why.to_string(),
                Err(error) => error.to_string(),
            });
            Ok(())
        });
        done.unwrap();
        assert_eq!((told[0].as_str(), told[2].as_str()), ("a-1 3", "a-3 5"), "{jobs} jobs");
        assert!(
            told[1].starts_with("a.jsonl:2: ") && told[1].contains("a mistake of ours"),
            "{}",
            told[1]
        );
    }
}
