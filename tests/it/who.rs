//! Runs tests/cases/coreference, tests/cases/mentions and tests/cases/roles: one line a case, `text => expected; expected`, where `not` before
//! an expectation says that it must not be found. Lines that fail today stand in tests/cases/known-failures/coreference
//! and roles; `UPDATE=1 cargo test` moves each line to where it belongs.

use newsgraph::extract::Extractor;
use newsgraph::extract::actor::{Cast, MentionIndex, MentionRecord, RoleKind, records};
use std::fs;
use std::path::{Path, PathBuf};

/// The actor's id.
fn id(cast: &Cast, m: MentionIndex) -> &str {
    cast.mention(m).actor.map_or("nobody", |a| cast.actor(a).id.as_str())
}

/// "words = actor", for every mention.
fn mentions(text: &str, cast: &Cast) -> Vec<String> {
    (0..cast.mentions.len())
        .map(|i| MentionIndex(i as u32))
        .map(|m| format!("{} = {}", cast.mention(m).span.of(text), id(cast, m)))
        .collect()
}

/// "words form actor", for every record of a mention.
fn listed(text: &str, cast: &Cast) -> Vec<String> {
    let line = |r: &MentionRecord| {
        let form = format!("{:?}", r.form).to_lowercase();
        let of = if r.of.is_some() { "of " } else { "" };
        format!("{} {form} {of}{}", r.text, r.actor.or(r.of).unwrap_or("nobody"))
    };
    records("case", text, cast).iter().map(line).collect()
}

/// "holder -kind-> body title", for every role.
fn roles(text: &str, cast: &Cast) -> Vec<String> {
    let shown = |r: &newsgraph::extract::actor::Role| {
        let kind = match r.kind {
            RoleKind::Office => "holds-office",
            RoleKind::Leads => "leads",
            RoleKind::Member => "member-of",
            RoleKind::Represents => "represents",
            other => panic!("{other:?} has no name here"),
        };
        let time = match (r.former, r.future) {
            (true, _) => " (former)",
            (_, true) => " (future)",
            _ => "",
        };
        let (holder, body, title) = (id(cast, r.holder), id(cast, r.body), r.title.of(text));
        format!("{holder} -{kind}-> {body} {title}{time}")
    };
    cast.roles.iter().map(shown).collect()
}

/// What is wrong with a line: nothing when it is right, or no case.
fn failure(line: &str, shown: fn(&str, &Cast) -> Vec<String>) -> Option<String> {
    if line.starts_with('#') || line.trim().is_empty() {
        return None;
    }
    let (text, expected) = line
        .split_once("=>")
        .unwrap_or_else(|| panic!("no \"=>\" between text and expectation, write one: {line}"));
    let text = text.trim();
    let found = shown(text, &Extractor::english().mentions(text).cast);
    let mut wrong = Vec::new();
    for e in expected.split(';').map(str::trim).filter(|e| !e.is_empty()) {
        match e.strip_prefix("not ") {
            Some(e) if found.iter().any(|f| f == e) => wrong.push(format!("should not have {e}")),
            None if !found.iter().any(|f| f == e) => wrong.push(format!("misses {e}")),
            _ => {}
        }
    }
    (!wrong.is_empty()).then(|| format!("{text}\n  {}\n  has {}", wrong.join("\n  "), found.join("; ")))
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name)
}

fn check(name: &str, shown: fn(&str, &Cast) -> Vec<String>) {
    let update = std::env::var_os("UPDATE").is_some();
    let known = format!("known-failures/{name}");
    let mut files: Vec<String> = fs::read_dir(folder(name))
        .expect("the folder of cases is there")
        .filter_map(|e| e.ok()?.file_name().into_string().ok())
        .filter(|n| n.ends_with(".txt"))
        .collect();
    files.sort();
    let (mut wrong, mut right_now, mut count) = (Vec::new(), Vec::new(), [0, 0]);
    for file in &files {
        let mut kept = [String::new(), String::new()];
        for (at, place) in [name, known.as_str()].into_iter().enumerate() {
            let lines = fs::read_to_string(folder(place).join(file)).unwrap_or_default();
            for line in lines.lines() {
                let case = !line.starts_with('#') && !line.trim().is_empty();
                let failed = failure(line, shown);
                let to = if case { usize::from(failed.is_some()) } else { at };
                kept[to].push_str(line);
                kept[to].push('\n');
                if !case {
                    continue;
                }
                count[to] += 1;
                match failed {
                    Some(f) if at == 0 => wrong.push(f),
                    None if at == 1 => right_now.push(line.to_string()),
                    _ => {}
                }
            }
        }
        if update {
            fs::create_dir_all(folder(&known)).expect("the folder can be made");
            for (place, text) in [name, known.as_str()].into_iter().zip(&kept) {
                let path = folder(place).join(file);
                if text.is_empty() {
                    let _ = fs::remove_file(path);
                } else {
                    fs::write(path, text).expect("the folder is writable");
                }
            }
        }
    }
    println!("{name}: {} lines right, {} known failures", count[0], count[1]);
    if update {
        return;
    }
    assert!(wrong.is_empty(), "{} lines fail:\n{}", wrong.len(), wrong.join("\n"));
    assert!(
        right_now.is_empty(),
        "these known failures pass now; move them with UPDATE=1 cargo test:\n{}",
        right_now.join("\n")
    );
}

#[test]
fn coreference_cases() {
    check("coreference", mentions);
}

#[test]
fn mention_cases() {
    check("mentions", listed);
}

#[test]
fn role_cases() {
    check("roles", roles);
}
