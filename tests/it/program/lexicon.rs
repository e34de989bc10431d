//! `newsgraph lexicon` and `--lexicon`: relations of the user's own.

use crate::place::Place;

const MINE: &str = include_str!("../../../examples/relations.toml");

#[test]
fn a_file_of_ones_own_adds_relations_and_words() {
    let place = Place::new("lexicon-own");
    place.write("mine.toml", MINE);
    place.write("a.txt", "France snubbed Germany on Monday.");
    let with = |relation: &str| {
        let pattern = format!("France -{relation}-> Germany");
        ["query", &pattern, "a.txt", "--lexicon", "mine.toml", "-q"].map(str::to_string)
    };
    let run = |args: [String; 6]| place.run(&args.each_ref().map(String::as_str));
    assert_eq!(run(with("snubs")).code(0).out, "France -snubs-> Germany\n");
    // Of two frames as long as each other, the user's is read.
    run(with("rejects")).code(1);
    place
        .run(&["query", "France -rejects-> Germany", "a.txt", "-q"])
        .code(0);
    // A network that was made with the file is read without it.
    place
        .run(&["build", "a.txt", "--lexicon", "mine.toml", "-q", "-o", "net.json"])
        .code(0);
    let found = place.run(&["query", "? -[-]-> Germany", "net.json", "-q"]).code(0);
    assert_eq!(found.out, "France -snubs-> Germany\n");
}

#[test]
fn check_tries_the_examples() {
    let place = Place::new("lexicon-check");
    place.write("mine.toml", MINE);
    let ran = place.run(&["lexicon", "check", "mine.toml"]).code(0);
    assert_eq!(ran.out, "mine.toml: 4 examples tried, 4 as they should be\n");
    let wrong = MINE
        .replace("France sent an invitation to Germany.", "France snubbed Chad.")
        .replace("France -snubs-> Germany", "Germany -snubs-> France");
    place.write("wrong.toml", wrong);
    let ran = place.run(&["lexicon", "check", "wrong.toml"]).code(1);
    for part in [
        "wrong.toml:18: \"France snubbed Germany.\" must state Germany -snubs-> France; found France -snubs-> Germany",
        "wrong.toml:21: \"France snubbed Chad.\" must not state snubs; found France -snubs-> Chad by the frame",
        "wrong.toml: 4 examples tried, 2 as they should be",
    ] {
        assert!(ran.out.contains(part), "{}", ran.out);
    }
    let without = "[[relation]]\nname = \"hums\"\nmeaning = \"m\"\nsign = \"0\"\nframes = [\"A hum B\"]\n";
    place.write("without.toml", without);
    let ran = place.run(&["lexicon", "check", "without.toml"]).code(1);
    assert!(ran.out.contains("hums: a new relation needs an example"), "{}", ran.out);
}

#[test]
fn errors_name_file_and_line_and_what_to_do() {
    let place = Place::new("lexicon-errors");
    let cases = [
        (
            "[[relation]]\nname = \"hums\"\nframes = [\"A hum B\"]\n",
            "bad.toml:2: the relation \"hums\" is new: it needs `meaning",
        ),
        (
            "[[relation]]\nname = \"supports\"\nverbs = []\n",
            "bad.toml:3: unknown field `verbs`",
        ),
        ("[[relation]]\nname = \"supports\"\nframes = [\"A B\"]\n", "bad.toml:3:"),
        (
            "[[relation]]\nname = \"supports\"\nsign = \"plus\"\n",
            "bad.toml:2: sign is \"plus\"; expected \"+\"",
        ),
        (
            "[[relation]]\nname = \"</script>[x](y)\"\nmeaning = \"m\"\nsign = \"0\"\n",
            "bad.toml:2: \"</script>[x](y)\" is no name of a relation",
        ),
        ("[[relation]\n", "bad.toml:1:"),
        (
            "[[relation]]\nname = \"supports\"\nframes = [\"A $many B\"]\n",
            "bad.toml:3: the frame",
        ),
    ];
    for (text, error) in cases {
        place.write("bad.toml", text);
        place.run(&["lexicon", "check", "bad.toml"]).code(4).says(&[error]);
    }
    place
        .run(&["build", "--lexicon", "none.toml", "none.txt"])
        .code(4)
        .says(&["none.toml: cannot read the lexicon"]);
    place.write(
        "bad.toml",
        "[[relation]]\nname = \"supports\"\nexamples = [\"France backed Kyiv.\"]\n",
    );
    let ran = place.run(&["lexicon", "check", "bad.toml"]).code(1);
    assert!(
        ran.out.starts_with("bad.toml:3: an example needs \"=>\""),
        "{}",
        ran.out
    );
}

#[test]
fn the_vocabulary_can_be_read() {
    let place = Place::new("lexicon-show");
    let list = place.run(&["lexicon", "list"]).code(0).out;
    assert!(
        list.lines().any(|l| l.starts_with("supports ") && l.contains("+")),
        "{list}"
    );
    let shown = place.run(&["lexicon", "show", "supports"]).code(0).out;
    for part in ["supports: ", "\nverb\n", "\nnoun\n", "\nexamples\n"] {
        assert!(shown.contains(part), "{part:?} in {shown}");
    }
    let word = place.run(&["lexicon", "show", "sanction"]).code(0).out;
    assert!(word.lines().any(|l| l.starts_with("sanctions ")), "{word}");
    place.run(&["lexicon", "show", "xyzzy"]).code(1).says(&["lexicon list"]);
}
