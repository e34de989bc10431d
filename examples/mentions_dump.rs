use newsgraph::extract::{actor, syntax::Analyzer, text};
use std::io::Write;
fn main() {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap();
    let path = args.next().unwrap();
    let raw = std::fs::read_to_string(&path).unwrap();
    let docs: Vec<(String, String)> = if path.ends_with(".jsonl") {
        raw.lines()
            .map(|l| {
                let v: serde_json::Value = serde_json::from_str(l).unwrap();
                (
                    v["id"].as_str().unwrap().to_string(),
                    v["text"].as_str().unwrap().to_string(),
                )
            })
            .collect()
    } else {
        vec![(
            std::path::Path::new(&path)
                .file_stem()
                .unwrap()
                .to_str()
                .unwrap()
                .to_string(),
            raw,
        )]
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let registry = actor::Registry::builtin();
    let (mut t_parse, mut t_cast) = (std::time::Duration::ZERO, std::time::Duration::ZERO);
    for (id, t) in &docs {
        let now = std::time::Instant::now();
        let sentences = text::split(t);
        let parses: Vec<_> = sentences.iter().map(|s| Analyzer::english().parse(t, s)).collect();
        t_parse += now.elapsed();
        let now = std::time::Instant::now();
        let cast = actor::cast(t, &sentences, &parses, registry);
        t_cast += now.elapsed();
        if command == "mentions" {
            for r in actor::records(id, t, &cast) {
                writeln!(out, "{}", serde_json::to_string(&r).unwrap()).unwrap();
            }
        } else {
            let name = |m: actor::MentionIndex| {
                let m = cast.mention(m);
                m.actor.map(|a| cast.actor(a).id.clone())
            };
            let roles: Vec<_> = cast.roles.iter().map(|r| serde_json::json!({"source": name(r.holder), "target": name(r.body),
                "relation": match r.kind { actor::RoleKind::Office => "holds-office", actor::RoleKind::Leads => "leads", actor::RoleKind::Member => "member-of", actor::RoleKind::Represents => "represents" },
                "title": r.title.of(t), "former": r.former, "sent": sentences[cast.mention(r.holder).sentence as usize].span.of(t)})).collect();
            writeln!(
                out,
                "{}",
                serde_json::json!({"id": id, "actors": cast.actors, "roles": roles})
            )
            .unwrap();
        }
    }
    eprintln!("parse {t_parse:?} cast {t_cast:?}");
}
