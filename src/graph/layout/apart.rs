//! Boxes that overlap are pushed apart.

/// Air around a box.
const AIR: f64 = 6.0;
const ROUNDS: usize = 120;

/// Moves boxes, each pair along the way that is shorter for it, until none overlap or the rounds are over.
pub fn push(boxes: &[[f64; 2]], at: &mut [[f64; 2]]) {
    let widest = |axis: usize| boxes.iter().map(|size| size[axis]).fold(1.0, f64::max) + AIR;
    let cell = [widest(0), widest(1)];
    for round in 0..ROUNDS {
        let grid = Grid::of(at, cell);
        let mut moved = false;
        for a in 0..at.len() {
            for row in grid.rows_around(at[a]) {
                for &b in row.iter().filter(|&&b| b as usize > a) {
                    moved |= part(boxes, at, a, b as usize, round);
                }
            }
        }
        if !moved {
            return;
        }
    }
}

/// Places by the cell that they are in, row by row.
struct Grid {
    low: [f64; 2],
    cell: [f64; 2],
    columns: usize,
    rows: usize,
    /// Where each cell's places begin; one more at the end.
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Grid {
    /// Cells of a size at least; larger ones where places lie far apart, so that there are few more cells than places.
    fn of(at: &[[f64; 2]], cell: [f64; 2]) -> Grid {
        let (low, high) = super::corners(at);
        let most = (at.len() as f64).sqrt() * 2.0 + 1.0;
        let cell: [f64; 2] = std::array::from_fn(|axis| cell[axis].max((high[axis] - low[axis]) / most));
        let count = |axis: usize| ((high[axis] - low[axis]) / cell[axis]) as usize + 1;
        let mut grid = Grid {
            low,
            cell,
            columns: count(0),
            rows: count(1),
            starts: vec![0; count(0) * count(1) + 1],
            places: vec![0; at.len()],
        };
        let cells: Vec<usize> = at
            .iter()
            .map(|&place| {
                let [x, y] = grid.cell(place);
                y * grid.columns + x
            })
            .collect();
        for &cell in &cells {
            grid.starts[cell + 1] += 1;
        }
        for cell in 1..grid.starts.len() {
            grid.starts[cell] += grid.starts[cell - 1];
        }
        let mut next = grid.starts.clone();
        for (place, &cell) in cells.iter().enumerate() {
            grid.places[next[cell] as usize] = place as u32;
            next[cell] += 1;
        }
        grid
    }

    fn cell(&self, place: [f64; 2]) -> [usize; 2] {
        let most = [self.columns - 1, self.rows - 1];
        std::array::from_fn(|axis| {
            (((place[axis] - self.low[axis]) / self.cell[axis]).max(0.0) as usize).min(most[axis])
        })
    }

    /// All that were in the cell of a place and in those around it.
    fn rows_around(&self, place: [f64; 2]) -> impl Iterator<Item = &[u32]> {
        let [x, y] = self.cell(place);
        (y.saturating_sub(1)..=(y + 1).min(self.rows - 1)).map(move |row| {
            let first = row * self.columns + x.saturating_sub(1);
            let last = row * self.columns + (x + 1).min(self.columns - 1);
            &self.places[self.starts[first] as usize..self.starts[last + 1] as usize]
        })
    }
}

/// Pushes two apart where they overlap; tells whether they did.
fn part(boxes: &[[f64; 2]], at: &mut [[f64; 2]], a: usize, b: usize, round: usize) -> bool {
    let over = |axis: usize| {
        let room = (boxes[a][axis] + boxes[b][axis]) / 2.0 + AIR;
        room - (at[b][axis] - at[a][axis]).abs()
    };
    let (x, y) = (over(0), over(1));
    if x <= 0.01 || y <= 0.01 {
        return false;
    }
    let axis = usize::from(y < x);
    // On one spot: the later goes right or down.
    let forward = at[b][axis] >= at[a][axis];
    // A little less than half at first, so that a crowd spreads evenly.
    let share = if round < ROUNDS / 2 { 0.4 } else { 0.5 };
    let by = [x, y][axis] * share * if forward { 1.0 } else { -1.0 };
    at[a][axis] -= by;
    at[b][axis] += by;
    true
}
