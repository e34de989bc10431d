//! Frames around those who belong together: `--cluster bloc`.

use super::scene::{self, Scene};
use crate::extract::actor::Kind;
use crate::graph::analysis::{Basis, Blocs, Signed};
use crate::graph::export::Cluster;
use crate::graph::{Edge, Network};
use std::collections::{BTreeMap, BTreeSet};

/// The actors of a scene by what their frame says; a frame has two at least.
pub fn groups<'a>(network: &'a Network, scene: &Scene<'a>, by: Cluster) -> Vec<(String, Vec<&'a str>)> {
    let all: BTreeMap<&str, String> = match by {
        Cluster::Kind => scene
            .actors
            .keys()
            .filter_map(|&id| Some((id, kind(network, id)?)))
            .collect(),
        Cluster::Country => countries(network, scene),
        Cluster::Bloc => blocs(network),
    };
    let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for &id in scene.actors.keys() {
        if let Some(group) = all.get(id) {
            groups.entry(group).or_default().push(id);
        }
    }
    groups.retain(|_, ids| ids.len() > 1);
    groups.into_iter().map(|(name, ids)| (name.to_owned(), ids)).collect()
}

fn kind(network: &Network, id: &str) -> Option<String> {
    let kind = serde_json::to_value(network.node(id)?.actor.kind).ok()?;
    Some(kind.as_str()?.replace('-', " "))
}

/// Whose they are: of a country itself, by their office, or as an article tells it of "the army (Niger)".
fn countries<'a>(network: &'a Network, scene: &Scene<'a>) -> BTreeMap<&'a str, String> {
    let edges: Vec<&Edge> = network.edges().collect();
    let offices = scene::offices(network, &edges);
    let is_country = |id: &&str| network.node(id).is_some_and(|node| node.actor.kind == Kind::Country);
    let country = |id: &'a str| {
        let marked = id.rsplit_once('@').map(|(_, mark)| format!("country:{mark}"));
        let country = [Some(id), offices.get(id).map(|edge| edge.target()), marked.as_deref()]
            .into_iter()
            .flatten()
            .find(is_country)?;
        Some((id, network.label(country).to_owned()))
    };
    scene.actors.keys().filter_map(|&id| country(id)).collect()
}

/// Who stands together in the whole of the network, not only in what is drawn.
fn blocs(network: &Network) -> BTreeMap<&str, String> {
    let signed = Signed::of(network, Basis::default());
    let found: Vec<BTreeSet<String>> = (Blocs::of(&signed).blocs.iter())
        .map(|bloc| bloc.members.iter().map(|&id| id.to_owned()).collect())
        .collect();
    let bloc = |id: &str| found.iter().position(|members| members.contains(id));
    (network.nodes())
        .filter_map(|node| {
            let id = node.actor.id.as_str();
            Some((id, format!("bloc {}", bloc(id)? + 1)))
        })
        .collect()
}
