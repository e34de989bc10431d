//! [`Balance`]: is a friend's friend a friend, and where not.

use super::signed::{Signed, Tie, rows};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// Three actors with a tie between each two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Triad<'a> {
    /// Ids, in order.
    pub actors: [&'a str; 3],
    /// The ties of the first and second, the first and third, the second and third.
    pub ties: [&'a Tie<'a>; 3],
}

impl Triad<'_> {
    /// How many of its ties are hostile, which is its type:
    ///
    /// ```text
    ///     A             A             A             A
    ///   +/ \+         +/ \+         +/ \-         -/ \-
    ///   B─+─C         B─-─C         B─-─C         B─-─C
    ///  0 balanced   1 unbalanced   2 balanced   3 unbalanced
    /// ```
    pub fn hostile(&self) -> usize {
        self.ties.iter().filter(|tie| tie.net < 0).count()
    }

    /// Is a friend's friend a friend, and an enemy's enemy too? So it is where an even number of ties is hostile.
    pub fn is_balanced(&self) -> bool {
        self.hostile().is_multiple_of(2)
    }

    /// Texts behind the weakest tie.
    pub fn strength(&self) -> u64 {
        self.ties.iter().map(|tie| tie.net.unsigned_abs()).min().unwrap_or(0)
    }
}

/// How far a network is balanced, in the sense of Heider (*Attitudes and cognitive organization*, Journal of Psychology 21, 1946): a triad is balanced
/// where the product of its signs is positive.
///
/// Cartwright and Harary (*Structural balance*, Psychological Review 63, 1956) showed that where all is balanced, the network falls into two camps,
/// friends within and enemies between; the degree of balance is theirs, the line index is Harary's (*On the measurement of structural balance*, 1959). Davis (*Clustering and structural balance in graphs*,
/// 1967) lets three be all against all: add [`triads`](Balance::triads)`[3]` to the balanced for his weak balance.
///
/// # Complexity
///
/// Triads are found by compact-forward (Latapy, *Main-memory triangle computations for very large (sparse (power-law)) graphs*, 2008): `O(m √m)` for
/// `m` ties at worst, near linear where no large part is tied to all the rest. Memory is linear; of the triads only as many are held as are asked for.
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// use newsgraph::graph::{self, analysis::{Balance, Basis, Signed}};
/// let network = graph::read(json)?;
/// let signed = Signed::of(&network, Basis::default());
/// let balance = Balance::of(&signed, 10);
/// assert_eq!((balance.triads, balance.degree()), ([0; 4], None)); // nobody is tied to both of two who are tied
/// assert!(balance.against.is_empty()); // and so two camps explain all
/// # Ok::<(), newsgraph::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Balance<'a> {
    /// How many triads have no, one, two, three hostile ties.
    pub triads: [u64; 4],
    /// The strongest balanced triads, by the texts behind their weakest tie, then behind all three, then in order of ids.
    pub balanced: Vec<Triad<'a>>,
    /// The strongest unbalanced ones.
    pub unbalanced: Vec<Triad<'a>>,
    /// The two camps, ids in order. Those whom no chain of ties joins are in the first by no more than convention.
    pub camps: [Vec<&'a str>; 2],
    /// The ties that contradict the camps, the strongest first: were they to turn, all would be balanced. So many at most is the line index.
    pub against: Vec<&'a Tie<'a>>,
    /// So many ties at least would have to turn: unbalanced triads that share no tie, and one for each unbalanced part of the network.
    pub at_least: usize,
    /// How many ties there are.
    pub ties: usize,
}

impl Balance<'_> {
    /// Balanced triads of all triads; nothing where there are none.
    pub fn degree(&self) -> Option<f64> {
        let [all_for, one, two, three] = self.triads;
        let all = all_for + one + two + three;
        (all > 0).then(|| (all_for + two) as f64 / all as f64)
    }
}

impl<'a> Balance<'a> {
    /// The balance of the ties, with at most `limit` triads of each sort by name.
    pub fn of(signed: &'a Signed<'a>, limit: usize) -> Balance<'a> {
        let mut balance = Balance {
            ties: signed.ties().len(),
            ..Balance::default()
        };
        let camps = Camps::of(signed);
        let mut named = [Strongest::new(limit), Strongest::new(limit)];
        let mut used = vec![false; signed.ties().len()];
        let mut needed = camps.unbalanced.iter().map(|_| 0).collect::<Vec<usize>>();
        triads(signed, |ties| {
            let hostile = ties.iter().filter(|tie| signed.net(**tie) < 0).count();
            balance.triads[hostile] += 1;
            named[hostile % 2].offer(signed, ties);
            if hostile % 2 == 1 && ties.iter().all(|tie| !used[*tie as usize]) {
                ties.iter().for_each(|tie| used[*tie as usize] = true);
                needed[camps.part[signed.ends[ties[0] as usize][0] as usize] as usize] += 1;
            }
        });
        [balance.balanced, balance.unbalanced] = named.map(|list| list.triads(signed));
        let least = needed.iter().zip(&camps.unbalanced);
        balance.at_least = least
            .map(|(n, is_unbalanced)| (*n).max(usize::from(*is_unbalanced)))
            .sum();
        for (id, side) in signed.actors().iter().zip(&camps.side) {
            balance.camps[usize::from(*side)].push(id);
        }
        let against = (0..signed.ties().len()).filter(|tie| camps.is_against(signed, *tie as u32));
        balance.against = against.map(|tie| &signed.ties()[tie]).collect();
        balance.against.sort_by_key(|tie| Reverse(tie.net.abs()));
        balance
    }
}

/// Calls `found` with the three ties of every triad.
fn triads(signed: &Signed, mut found: impl FnMut([u32; 3])) {
    let nodes = signed.actors().len();
    let mut order: Vec<u32> = (0..nodes as u32).collect();
    // The busiest first: then nobody has many neighbours before himself.
    order.sort_by_key(|&node| (Reverse(signed.around(node as usize).len()), node));
    let mut rank = vec![0; nodes];
    for (at, &node) in order.iter().enumerate() {
        rank[node as usize] = at as u32;
    }
    let ends: Vec<[u32; 2]> = signed
        .ends
        .iter()
        .map(|ends| ends.map(|end| rank[end as usize]))
        .collect();
    let (start, around) = rows(nodes, &ends);
    let around = |node: usize| &around[start[node]..start[node + 1]];
    for two in 0..nodes {
        for &(three, far) in around(two).iter().filter(|(three, _)| *three as usize > two) {
            let (mut here, mut there) = (around(two), around(three as usize));
            while let (Some((&(a, near), rest)), Some((&(b, across), others))) =
                (here.split_first(), there.split_first())
            {
                if a as usize >= two || b as usize >= two {
                    break;
                }
                if a == b {
                    found([near, across, far]);
                }
                here = if a <= b { rest } else { here };
                there = if b <= a { others } else { there };
            }
        }
    }
}

/// The strongest few of many triads.
struct Strongest {
    limit: usize,
    heap: BinaryHeap<Reverse<Rank>>,
}

/// Texts behind the weakest tie, texts behind all, the actors, the ties.
type Rank = (u64, u64, Reverse<[u32; 3]>, [u32; 3]);

impl Strongest {
    fn new(limit: usize) -> Strongest {
        let heap = BinaryHeap::new();
        Strongest { limit, heap }
    }

    fn offer(&mut self, signed: &Signed, mut ties: [u32; 3]) {
        // Ties are in order of their ends: so they come as first and second, first and third, second and third.
        ties.sort_unstable();
        let [ab, ac, _] = ties.map(|tie| signed.ends[tie as usize]);
        let nets = ties.map(|tie| signed.net(tie).unsigned_abs());
        let least = nets.into_iter().min().unwrap_or(0);
        let rank = (least, nets.iter().sum(), Reverse([ab[0], ab[1], ac[1]]), ties);
        self.heap.push(Reverse(rank));
        if self.heap.len() > self.limit {
            self.heap.pop();
        }
    }

    fn triads<'a>(self, signed: &'a Signed<'a>) -> Vec<Triad<'a>> {
        let sorted = self.heap.into_sorted_vec().into_iter();
        let triad = |Reverse((_, _, Reverse(actors), ties)): Reverse<Rank>| Triad {
            actors: actors.map(|actor| signed.actors()[actor as usize]),
            ties: ties.map(|tie| &signed.ties()[tie as usize]),
        };
        sorted.map(triad).collect()
    }
}

/// A split in two with few ties against it.
struct Camps {
    side: Vec<bool>,
    /// The connected part of each actor.
    part: Vec<u32>,
    /// Is that part unbalanced?
    unbalanced: Vec<bool>,
}

impl Camps {
    /// Along a spanning tree of each part every tie is given its due (Harary and Kabell, *A simple algorithm to detect balance in signed graphs*,
    /// 1980): what is balanced is found so, exactly. Then who has more ties against his side than for it changes sides, until nobody has.
    fn of(signed: &Signed) -> Camps {
        let nodes = signed.actors().len();
        let mut camps = Camps {
            side: vec![false; nodes],
            part: vec![u32::MAX; nodes],
            unbalanced: Vec::new(),
        };
        let mut queue = VecDeque::new();
        for first in 0..nodes {
            if camps.part[first] != u32::MAX {
                continue;
            }
            let part = camps.unbalanced.len() as u32;
            camps.unbalanced.push(false);
            camps.part[first] = part;
            queue.push_back(first);
            while let Some(here) = queue.pop_front() {
                for &(there, tie) in signed.around(here) {
                    let there = there as usize;
                    if camps.part[there] == u32::MAX {
                        camps.part[there] = part;
                        camps.side[there] = camps.side[here] != (signed.net(tie) < 0);
                        queue.push_back(there);
                    }
                }
            }
        }
        for tie in 0..signed.ties().len() as u32 {
            if camps.is_against(signed, tie) {
                camps.unbalanced[camps.part[signed.ends[tie as usize][0] as usize] as usize] = true;
            }
        }
        camps.settle(signed);
        camps
    }

    fn settle(&mut self, signed: &Signed) {
        let mut queue: VecDeque<usize> = (0..self.side.len()).collect();
        let mut waits = vec![true; self.side.len()];
        while let Some(here) = queue.pop_front() {
            waits[here] = false;
            let around = signed.around(here);
            let against = around.iter().filter(|(_, tie)| self.is_against(signed, *tie)).count();
            // Each change leaves fewer ties against, so it ends.
            if 2 * against > around.len() {
                self.side[here] = !self.side[here];
                for &(there, _) in around {
                    if !std::mem::replace(&mut waits[there as usize], true) {
                        queue.push_back(there as usize);
                    }
                }
            }
        }
    }

    fn is_against(&self, signed: &Signed, tie: u32) -> bool {
        let [a, b] = signed.ends[tie as usize];
        let together = self.side[a as usize] == self.side[b as usize];
        together != (signed.net(tie) > 0)
    }
}
