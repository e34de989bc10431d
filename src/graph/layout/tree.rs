//! A tree of squares: what is far away pushes as one.

/// A square that looks smaller than this from where one stands is taken as one.
const NEAR: f64 = 0.9;
/// Points closer than the smallest square stay in one.
const DEEPEST: usize = 24;
const NONE: u32 = u32::MAX;
/// More squares are never open at once: of each depth three wait while the fourth is looked into.
const OPEN: usize = 3 * DEEPEST + 4;

struct Square {
    /// Sum of mass, and of mass times place.
    mass: f64,
    sum: [f64; 2],
    /// Known once all are in.
    middle: [f64; 2],
    children: [u32; 4],
    is_leaf: bool,
}

/// The squares, the whole first.
pub struct Tree {
    squares: Vec<Square>,
    side: f64,
}

impl Tree {
    /// The tree of some points with their masses.
    pub fn of(at: &[[f64; 2]], mass: &[f64]) -> Tree {
        let (mut low, mut high) = ([f64::MAX; 2], [f64::MIN; 2]);
        for place in at {
            for axis in 0..2 {
                low[axis] = low[axis].min(place[axis]);
                high[axis] = high[axis].max(place[axis]);
            }
        }
        let side = (high[0] - low[0]).max(high[1] - low[1]).max(1.0);
        let mut tree = Tree {
            squares: vec![Square::empty()],
            side,
        };
        for (place, &mass) in at.iter().zip(mass) {
            tree.insert(*place, mass, low);
        }
        for square in &mut tree.squares {
            square.middle = square.middle();
        }
        tree
    }

    fn insert(&mut self, place: [f64; 2], mass: f64, corner: [f64; 2]) {
        let (mut here, mut corner, mut half) = (0, corner, self.side / 2.0);
        for depth in 0.. {
            let square = &mut self.squares[here];
            let was_empty = square.mass == 0.0;
            let old = square.middle();
            let old_mass = square.mass;
            square.mass += mass;
            square.sum = [square.sum[0] + place[0] * mass, square.sum[1] + place[1] * mass];
            if was_empty || depth == DEEPEST {
                return;
            }
            if square.is_leaf {
                // The one that stood here moves down.
                square.is_leaf = false;
                let (quarter, _) = quarter(old, corner, half);
                let child = self.child(here, quarter);
                let square = &mut self.squares[child];
                square.mass = old_mass;
                square.sum = [old[0] * old_mass, old[1] * old_mass];
            }
            let (quarter, next) = quarter(place, corner, half);
            here = self.child(here, quarter);
            (corner, half) = (next, half / 2.0);
        }
    }

    fn child(&mut self, parent: usize, quarter: usize) -> usize {
        if self.squares[parent].children[quarter] == NONE {
            self.squares[parent].children[quarter] = self.squares.len() as u32;
            self.squares.push(Square::empty());
        }
        self.squares[parent].children[quarter] as usize
    }

    /// How all push one that stands here, for a rest of that length: mass by mass, less with the distance.
    pub fn push(&self, here: [f64; 2], rest: f64) -> [f64; 2] {
        let mut push = [0.0; 2];
        let mut open = [(0_u32, self.side); OPEN];
        let mut left = 1;
        while left > 0 {
            left -= 1;
            let (n, side) = open[left];
            let square = &self.squares[n as usize];
            let [dx, dy] = [here[0] - square.middle[0], here[1] - square.middle[1]];
            let far = dx * dx + dy * dy;
            if square.is_leaf || side * side < NEAR * NEAR * far {
                // Oneself, or one on the same spot: pushed by nobody.
                if far > 1e-9 {
                    let strength = square.mass * rest * rest / far.max(1.0);
                    push = [push[0] + dx * strength, push[1] + dy * strength];
                }
            } else {
                for &child in square.children.iter().filter(|&&child| child != NONE) {
                    open[left] = (child, side / 2.0);
                    left += 1;
                }
            }
        }
        push
    }
}

impl Square {
    fn empty() -> Square {
        Square {
            mass: 0.0,
            sum: [0.0; 2],
            middle: [0.0; 2],
            children: [NONE; 4],
            is_leaf: true,
        }
    }

    fn middle(&self) -> [f64; 2] {
        [self.sum[0] / self.mass, self.sum[1] / self.mass]
    }
}

/// Which quarter of a square a point is in, and its corner.
fn quarter(place: [f64; 2], corner: [f64; 2], half: f64) -> (usize, [f64; 2]) {
    let right = place[0] >= corner[0] + half;
    let below = place[1] >= corner[1] + half;
    let next = [
        corner[0] + if right { half } else { 0.0 },
        corner[1] + if below { half } else { 0.0 },
    ];
    (usize::from(right) + 2 * usize::from(below), next)
}
