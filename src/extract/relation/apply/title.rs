//! Titles and appositions as relations: "Foreign Minister Eva Lund of Norway".

use crate::extract::actor::{Form, RoleKind};
use crate::extract::relation::reader::{Reader, Referent};
use crate::extract::relation::{Confidence, Modality, Observation};
use crate::extract::text::Block;

/// Titles and appositions as relations: holds-office, leads, member-of, represents.
pub(super) fn roles(reader: &Reader, out: &mut Vec<Observation>) {
    for role in &reader.cast.roles {
        let (holder, body) = (reader.cast.mention(role.holder), reader.cast.mention(role.body));
        let (Some(person), Some(office_of)) = (holder.actor, body.actor) else {
            continue;
        };
        if person == office_of {
            continue;
        }
        let s = holder.sentence as usize;
        if reader.sentences[s].block != Block::Body || !reader.sentences[s].span.contains(role.title) {
            continue;
        }
        let name = match role.kind {
            RoleKind::Office => "holds-office",
            RoleKind::Leads => "leads",
            RoleKind::Member => "member-of",
            RoleKind::Represents => "represents",
        };
        let a = Referent {
            actor: person,
            span: holder.span,
            form: holder.form,
            indirect: false,
            about: None,
        };
        // "President Novak", where only another sentence names the country: the title stands for it.
        let elsewhere = holder.sentence != body.sentence;
        let b = Referent {
            actor: office_of,
            span: if elsewhere { role.title } else { body.span },
            form: if elsewhere { Form::Nominal } else { body.form },
            indirect: false,
            about: None,
        };
        let mut o = reader.blank(s, &a, Some(&b), role.title);
        o.relation = name.to_string();
        if let Some(kind) = reader.vocabulary.by_name(name).map(|i| reader.vocabulary.relation(i)) {
            o.sign = kind.sign;
            o.cameo = kind.cameo.clone();
            o.plover = kind.plover.clone();
        }
        o.modality = if role.future {
            Modality::Planned
        } else {
            Modality::Actual
        };
        if matches!(role.kind, RoleKind::Office | RoleKind::Leads | RoleKind::Represents) {
            let title = role.title.of(&reader.article.text);
            o.title = Some(if role.former {
                format!("former {title}")
            } else {
                title.to_string()
            });
        }
        o.rule = format!("{name}:title");
        o.confidence = if holder.form == Form::Name && !elsewhere {
            Confidence::High
        } else {
            Confidence::Medium
        };
        out.push(o);
    }
}
