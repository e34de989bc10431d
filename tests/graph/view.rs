//! The picture of our own and the page: what is in them, and that text from strangers stays text.

use crate::fixture::{nato, network};
use crate::random::{self, Random};
use newsgraph::extract::actor::Kind;
use newsgraph::graph::layout::{Link, Tie, layers, place};
use newsgraph::graph::{Network, OutputFormat, export::Options};
use serde_json::Value;

fn written(format: OutputFormat, network: &Network, options: &Options) -> String {
    let mut out = Vec::new();
    format.write(network, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// What the page is told.
fn data(page: &str) -> Value {
    let start = "<script type=\"application/json\" id=\"data\">";
    let (_, rest) = page.split_once(start).expect("data");
    serde_json::from_str(rest.split_once("</script>").expect("an end").0).expect("JSON")
}

/// Names of elements in order, if each that is opened is closed.
fn elements(xml: &str) -> Result<Vec<&str>, String> {
    let (mut open, mut all) = (Vec::new(), Vec::new());
    for tag in xml.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').ok_or(format!("not closed: {tag}"))?;
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        match tag.strip_prefix('/') {
            Some(name) if open.pop() == Some(name) => {}
            Some(name) => return Err(format!("unexpected end: {name}")),
            None if tag.ends_with('/') => all.push(name),
            None => {
                all.push(name);
                open.push(name);
            }
        }
        let bare = text.split('&').skip(1).find(|rest| !rest.contains(';'));
        if let Some(bare) = bare.or(text.contains('>').then_some(text)) {
            return Err(format!("not escaped: {bare}"));
        }
    }
    match open.is_empty() {
        true => Ok(all),
        false => Err(format!("never closed: {open:?}")),
    }
}

#[test]
fn a_picture_shows_what_the_network_says() {
    let network = network(&nato());
    let picture = written(OutputFormat::Svg, &network, &Options::default());
    for (expected, n) in [
        ("class=\"actor\"", 24),
        (">attacks ×3<", 1),
        (
            "“Russia shelled Ukraine, and Ukraine struck Russia.” (AP, 2023-11-28)",
            1,
        ),
        ("href=\"https://example.org/ap/1128\"", 4),
        (">Secretary General, NATO<", 1),
        (">OSCE<", 1),
        ("stroke=\"#b2182b\"", 1),
        ("stroke-dasharray=\"6 4\"", 1),
        ("24 actors · 45 edges · 4 articles · 2023-11-27 to 2023-11-30<", 1),
        ("a claim", 1),
    ] {
        assert!(picture.matches(expected).count() >= n, "{expected}\n{picture}");
    }
    assert_eq!(picture, written(OutputFormat::Svg, &network, &Options::default()));
    elements(&picture).unwrap_or_else(|what| panic!("{what}\n{picture}"));
    let top = Options {
        top: Some(3),
        ..Options::default()
    };
    assert!(written(OutputFormat::Svg, &network, &top).contains("42 edges hidden"));
}

#[test]
fn a_page_is_told_everything() {
    let network = network(&nato());
    let data = data(&written(OutputFormat::Html, &network, &Options::default()));
    let list = |name: &str| data[name].as_array().expect("a list").clone();
    assert_eq!(list("actors").len(), network.nodes().count());
    assert_eq!(
        list("edges").len(),
        network.edges().count() + network.untargeted().count()
    );
    assert_eq!(list("docs").len(), network.documents().count());
    let mut n_marks = 0;
    for edge in list("edges") {
        for quote in edge["ev"].as_array().expect("quotes") {
            let text: Vec<u16> = quote["quote"].as_str().expect("a quote").encode_utf16().collect();
            for mark in quote["marks"].as_array().expect("marks") {
                let at = |i: usize| mark[i].as_u64().expect("a number") as usize;
                let words = String::from_utf16(&text[at(0)..at(1)]).expect("whole characters");
                assert!(!words.trim().is_empty(), "{quote}");
                n_marks += 1;
            }
        }
    }
    assert!(n_marks > 100, "{n_marks}");
}

/// What must not reach the page as anything but text.
const PAYLOADS: [&str; 6] = [
    "</script><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "--><!--<script>",
    "\u{2028}\u{2029}]]>&lt;b&gt;",
    "\u{202e}evil\u{0}\u{7f}",
    "javascript:document.title='owned'",
];

#[test]
fn text_from_strangers_stays_text() {
    for payload in PAYLOADS {
        let mut articles = nato();
        for read in &mut articles {
            read.document.title = Some(payload.into());
            read.document.publisher = Some(payload.into());
            read.document.url = Some(payload.into());
            for actor in &mut read.actors {
                actor.label = format!("{} {payload}", actor.label);
                actor.aliases.insert(payload.into());
                actor.wikidata = Some(payload.into());
                actor.kind = Kind::Unknown;
            }
        }
        let network = network(&articles);
        let options = Options {
            title: Some(payload.into()),
            ..Options::default()
        };
        let page = written(OutputFormat::Html, &network, &options);
        // The data and the script, and no comment, for what is in one is not closed by a script's end.
        assert_eq!(page.matches("<script").count(), 2, "{payload}");
        assert_eq!(page.matches("</script").count(), 2, "{payload}");
        assert!(!page.contains("<!--") && !page.contains("<img"), "{payload}");
        assert_eq!(data(&page)["title"].as_str(), Some(payload));
        assert!(data(&page)["docs"][0]["url"].is_null(), "{payload}");
        let picture = written(OutputFormat::Svg, &network, &options);
        let found = elements(&picture).unwrap_or_else(|what| panic!("{what}\n{picture}"));
        let known = ["svg", "title", "rect", "text", "g", "a", "path", "ellipse", "circle"];
        assert!(found.iter().all(|name| known.contains(name)), "{found:?}");
        assert!(!picture.contains("href="), "{payload}");
    }
    for seed in 0..12 {
        let mut random = Random::new(seed);
        let articles: Vec<_> = (0..6).map(|_| random::article(&mut random)).collect();
        let network = random::network(&articles);
        let picture = written(OutputFormat::Svg, &network, &Options::default());
        elements(&picture).unwrap_or_else(|what| panic!("seed {seed}: {what}\n{picture}"));
        data(&written(OutputFormat::Html, &network, &Options::default()));
    }
}

#[test]
fn nothing_is_drawn_of_nothing() {
    let options = Options::default();
    for format in [OutputFormat::Svg, OutputFormat::Html] {
        assert!(!written(format, &Network::new(), &options).contains("NaN"));
    }
    assert_eq!(place(&[], &[], 10.0), Vec::<[f64; 2]>::new());
    assert_eq!(place(&[[10.0, 4.0]], &[], 10.0), [[5.0, 2.0]]);
}

/// Ties such as `0-1 1-2`.
fn ties(text: &str) -> Vec<Tie> {
    let number = |n: &str| n.parse().expect("a number");
    let tie = |tie: &str| {
        let (a, b) = tie.split_once('-').expect("a tie");
        Tie {
            a: number(a),
            b: number(b),
            weight: 1.0,
        }
    };
    text.split_whitespace().map(tie).collect()
}

#[test]
fn boxes_stand_apart_and_on_the_paper() {
    let star: String = (1..60).map(|i| format!("0-{i} ")).collect();
    let chain: String = (1..30).map(|i| format!("{}-{i} ", i - 1)).collect();
    for (n, text) in [
        (5, ""),
        (2, "0-1 0-1 1-0"),
        (3, "0-0 1-2"),
        (4, "0-1 1-2 2-3 3-0 0-2 1-3"),
        (60, &*star),
        (30, &*chain),
        (600, &*star),
    ] {
        let boxes: Vec<[f64; 2]> = (0..n).map(|i| [20.0 + (i % 7) as f64 * 10.0, 20.0]).collect();
        let at = place(&boxes, &ties(text), 60.0);
        for (i, (a, size)) in at.iter().zip(&boxes).enumerate() {
            assert!(
                a[0] >= size[0] / 2.0 - 1e-6 && a[1] >= size[1] / 2.0 - 1e-6,
                "{i} of {text}: {a:?}"
            );
            for (j, b) in at.iter().enumerate().skip(i + 1) {
                let over = |axis: usize| (boxes[i][axis] + boxes[j][axis]) / 2.0 - (a[axis] - b[axis]).abs();
                assert!(over(0) < 0.5 || over(1) < 0.5, "{i} on {j} of {n}, {text}");
            }
        }
    }
}

/// Left, top, right, bottom.
fn room(at: [f64; 2], size: [f64; 2]) -> [f64; 4] {
    [
        at[0] - size[0] / 2.0,
        at[1] - size[1] / 2.0,
        at[0] + size[0] / 2.0,
        at[1] + size[1] / 2.0,
    ]
}

fn is_over(a: [f64; 4], b: [f64; 4]) -> bool {
    a[2].min(b[2]) - a[0].max(b[0]) > 0.5 && a[3].min(b[3]) - a[1].max(b[1]) > 0.5
}

#[test]
fn in_layers_words_cover_nothing_and_no_line_goes_through_a_box() {
    for seed in 0..60 {
        let mut random = Random::new(seed);
        let mut next = |n: usize| random.below(n);
        let (n, m) = (2 + next(25), 1 + next(80));
        let boxes: Vec<[f64; 2]> = (0..n)
            .map(|_| [30.0 + next(120) as f64, 20.0 + next(30) as f64])
            .collect();
        let links: Vec<Link> = (0..m)
            .map(|_| Link {
                from: next(n),
                to: next(n),
                words: [20.0 + next(60) as f64, 12.0 * (1 + next(2)) as f64],
            })
            .collect();
        let made = layers(&boxes, &links);
        assert_eq!(made, layers(&boxes, &links));
        let mut taken: Vec<[f64; 4]> = (made.at.iter().zip(&boxes))
            .map(|(&at, &size)| room(at, size))
            .collect();
        for (link, way) in links.iter().zip(&made.ways) {
            assert_eq!(way.is_none(), link.from == link.to, "a loop is led nowhere");
            let Some(way) = way else { continue };
            for place in &way.through[1..way.through.len() - 1] {
                let is_in = |other: &[f64; 4]| is_over(room(*place, [1.2, 1.2]), *other);
                assert!(!taken[..n].iter().any(is_in), "seed {seed}: {link:?} through a box");
            }
        }
        for (link, way) in links.iter().zip(&made.ways) {
            taken.extend(way.as_ref().map(|way| room(way.words, link.words)));
        }
        for (i, a) in taken.iter().enumerate() {
            assert!(
                a.iter().all(|side| side.is_finite()) && a[0] > -0.1 && a[1] > -2.0,
                "seed {seed}: {a:?}"
            );
            assert!(
                !taken[..i].iter().any(|b| is_over(*a, *b)),
                "seed {seed}: {i} of {n} boxes and {m} words"
            );
        }
    }
}

#[cfg(feature = "png")]
#[test]
fn a_picture_in_points_is_drawn_of_everything() {
    let mut hostile = nato();
    for (read, payload) in hostile.iter_mut().zip(PAYLOADS) {
        read.document.title = Some(payload.into());
        for actor in &mut read.actors {
            actor.label = format!("{} {payload} Київ 東京 👍", actor.label);
        }
    }
    let many = Options {
        top: Some(3),
        title: Some("Ångström, Řehoř & <b>".into()),
        ..Options::default()
    };
    for (network, options) in [
        (network(&nato()), Options::default()),
        (network(&hostile), many),
        (Network::new(), Options::default()),
    ] {
        let draw = || {
            let mut out = Vec::new();
            OutputFormat::Png
                .write(&network, &options, &mut out)
                .expect("a picture");
            out
        };
        let picture = draw();
        assert!(picture.starts_with(b"\x89PNG"));
        assert!(picture == draw(), "the same bytes");
    }
}

#[test]
fn places_are_the_same_on_every_machine() {
    let boxes = [
        [60.0, 20.0],
        [50.0, 24.0],
        [40.0, 20.0],
        [70.0, 30.0],
        [30.0, 20.0],
        [20.0, 20.0],
    ];
    let at = place(&boxes, &ties("0-1 1-2 2-0 2-3 3-4"), 90.0);
    let bits: Vec<[u64; 2]> = at.iter().map(|place| place.map(f64::to_bits)).collect();
    let expected: [[u64; 2]; 6] = [
        [0x403e_0000_0000_0000, 0x4023_ffff_ffff_fffc],
        [0x403d_b9f5_2ebc_e750, 0x405d_7f62_92b4_067c],
        [0x4062_a849_2bc1_eea8, 0x4050_143a_2484_1968],
        [0x4072_8f74_94df_a27e, 0x4050_3402_f11a_fba4],
        [0x407a_b275_e0a2_872e, 0x404f_dd9f_811a_74c0],
        [0x4024_0000_0000_0000, 0x4067_1fb1_495a_033e],
    ];
    assert_eq!(bits, expected, "{at:?}");
}
