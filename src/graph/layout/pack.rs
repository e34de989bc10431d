//! Parts side by side: the largest first, the small ones where there is room.

/// How many times as wide as high a picture is at best.
const WIDE: f64 = 1.2;

/// Moves the boxes of a part so that its corner is the origin; gives its width and height.
pub fn room(boxes: &[[f64; 2]], at: &mut [[f64; 2]]) -> [f64; 2] {
    let (mut low, mut high) = ([f64::MAX; 2], [f64::MIN; 2]);
    for (size, place) in boxes.iter().zip(at.iter()) {
        for axis in 0..2 {
            low[axis] = low[axis].min(place[axis] - size[axis] / 2.0);
            high[axis] = high[axis].max(place[axis] + size[axis] / 2.0);
        }
    }
    for place in at {
        *place = [place[0] - low[0], place[1] - low[1]];
    }
    [high[0] - low[0], high[1] - low[1]]
}

/// The corners of rooms, so that all together are about [`WIDE`] times as wide as they are high and leave little room between them.
pub fn side_by_side(rooms: &[[f64; 2]], air: f64) -> Vec<[f64; 2]> {
    let widest = rooms.iter().map(|room| room[0]).fold(0.0, f64::max);
    let mut order: Vec<usize> = (0..rooms.len()).collect();
    order.sort_by(|&a, &b| (rooms[b][0] * rooms[b][1]).total_cmp(&(rooms[a][0] * rooms[a][1])));
    let mut best: Option<(f64, Vec<[f64; 2]>)> = None;
    for wider in 0..24 {
        let (corners, [w, h]) = fill(rooms, &order, widest * (1.0 + 0.1 * f64::from(wider)), air);
        let needed = (w / WIDE).max(h);
        if best.as_ref().is_none_or(|(least, _)| needed < *least) {
            best = Some((needed, corners));
        }
    }
    best.map(|(_, corners)| corners).unwrap_or_default()
}

/// A stretch of the lower edge of what is filled: left, right, how far down.
type Step = [f64; 3];

/// Puts one room after another as high up as it fits in a width; how wide and high all are.
fn fill(rooms: &[[f64; 2]], order: &[usize], width: f64, air: f64) -> (Vec<[f64; 2]>, [f64; 2]) {
    let mut corners = vec![[0.0; 2]; rooms.len()];
    let mut edge: Vec<Step> = vec![[0.0, width + air, 0.0]];
    let (mut right, mut below) = (0.0_f64, 0.0_f64);
    for &i in order {
        let [w, h] = rooms[i];
        let [x, y] = highest(&edge, w + air, width + air);
        corners[i] = [x, y];
        (right, below) = (right.max(x + w), below.max(y + h));
        lower(&mut edge, [x, x + w + air, y + h + air]);
    }
    (corners, [right, below])
}

/// Where a room so wide is highest up, of equals the leftmost.
fn highest(edge: &[Step], w: f64, width: f64) -> [f64; 2] {
    let mut best = [0.0, f64::MAX];
    for (i, &[left, ..]) in edge.iter().enumerate() {
        // The first is always tried: a room may be as wide as all.
        if i > 0 && left + w > width + 1e-6 {
            break;
        }
        let below = edge[i..].iter().take_while(|step| step[0] < left + w - 1e-6);
        let y = below.map(|step| step[2]).fold(0.0, f64::max);
        if y < best[1] {
            best = [left, y];
        }
    }
    best
}

/// Lowers the edge in a stretch.
fn lower(edge: &mut Vec<Step>, new: Step) {
    let [left, right, _] = new;
    let mut next = Vec::with_capacity(edge.len() + 2);
    let mut is_in = false;
    for &[from, to, y] in edge.iter() {
        if from < left {
            next.push([from, to.min(left), y]);
        }
        if !is_in && to > left {
            next.push(new);
            is_in = true;
        }
        if to > right {
            next.push([from.max(right), to, y]);
        }
    }
    *edge = next;
}

#[cfg(test)]
mod tests {
    use super::side_by_side;

    #[test]
    fn rooms_do_not_overlap() {
        let rooms: Vec<[f64; 2]> = (0..60)
            .map(|i| [20.0 + f64::from(i * 37 % 50), 10.0 + f64::from(i * 53 % 70)])
            .collect();
        let rooms = [vec![[400.0, 300.0]], rooms].concat();
        let at = side_by_side(&rooms, 5.0);
        for a in 0..rooms.len() {
            for b in 0..a {
                let apart = |axis: usize| {
                    at[a][axis] >= at[b][axis] + rooms[b][axis] || at[b][axis] >= at[a][axis] + rooms[a][axis]
                };
                assert!(apart(0) || apart(1), "{a} and {b}");
            }
        }
        let area: f64 = rooms.iter().map(|[w, h]| w * h).sum();
        let side = |axis: usize| {
            (0..rooms.len())
                .map(|i| at[i][axis] + rooms[i][axis])
                .fold(0.0, f64::max)
        };
        assert!(side(0) * side(1) < 1.4 * area, "{} x {} for {area}", side(0), side(1));
    }
}
