//! Who stands left of whom.

use super::Link;
use std::cmp::Reverse;

const ROUNDS: usize = 24;

/// The rank of each box of a part, the leftmost 0: links lead to the right, but for those that would close a circle.
pub fn ranks(n: usize, part: &[usize], links: &[Link], inside: &[usize]) -> Vec<usize> {
    let place = places(n, part, links, inside);
    // Of each pair one way counts, whichever has more links.
    let mut ways: Vec<(usize, usize)> = inside.iter().map(|&i| (links[i].from, links[i].to)).collect();
    for way in &mut ways {
        if place[way.0] > place[way.1] {
            *way = (way.1, way.0);
        }
    }
    let mut order = part.to_vec();
    order.sort_unstable_by_key(|&node| place[node]);
    let mut rank = vec![0_i64; n];
    for &node in &order {
        let before = ways.iter().filter(|way| way.1 == node).map(|way| rank[way.0] + 1);
        rank[node] = before.max().unwrap_or(0);
    }
    // Each goes where its links are shortest, as far as they let it.
    for round in 0..ROUNDS {
        let turn: Vec<usize> = match round % 2 {
            0 => order.iter().rev().copied().collect(),
            _ => order.clone(),
        };
        for node in turn {
            let before: Vec<i64> = ways
                .iter()
                .filter(|way| way.1 == node)
                .map(|way| rank[way.0] + 1)
                .collect();
            let after: Vec<i64> = ways
                .iter()
                .filter(|way| way.0 == node)
                .map(|way| rank[way.1] - 1)
                .collect();
            let mut all = [&before[..], &after[..]].concat();
            all.sort_unstable();
            let Some(&wanted) = all.get(all.len().saturating_sub(1) / 2) else {
                continue;
            };
            let (least, most) = (before.iter().max(), after.iter().min());
            rank[node] = wanted.max(*least.unwrap_or(&i64::MIN)).min(*most.unwrap_or(&i64::MAX));
        }
    }
    let first = part.iter().map(|&node| rank[node]).min().unwrap_or(0);
    let mut ranks = vec![0; n];
    for &node in part {
        ranks[node] = (rank[node] - first) as usize;
    }
    ranks
}

/// A place in line for each, such that few links lead back: who only acts comes first, who is only acted on last, of the others who acts most (P. Eades,
/// X. Lin, W. Smyth, *A fast and effective heuristic for the feedback arc set problem*, 1993).
fn places(n: usize, part: &[usize], links: &[Link], inside: &[usize]) -> Vec<usize> {
    let mut left: Vec<usize> = part.to_vec();
    let mut place = vec![0; n];
    let (mut front, mut back) = (0, part.len());
    while !left.is_empty() {
        let is_left = |node: usize| left.binary_search(&node).is_ok();
        let (mut out, mut into) = (vec![0_i64; n], vec![0_i64; n]);
        for &i in inside {
            let Link { from, to, .. } = links[i];
            if is_left(from) && is_left(to) {
                out[from] += 1;
                into[to] += 1;
            }
        }
        let sink = left.iter().position(|&node| out[node] == 0 && into[node] > 0);
        let next = match sink {
            Some(next) => {
                back -= 1;
                place[left[next]] = back;
                next
            }
            None => {
                let key = |i: &usize| (into[left[*i]] == 0, out[left[*i]] - into[left[*i]], Reverse(left[*i]));
                let next = (0..left.len()).max_by_key(key).unwrap_or(0);
                place[left[next]] = front;
                front += 1;
                next
            }
        };
        left.remove(next);
    }
    place
}
