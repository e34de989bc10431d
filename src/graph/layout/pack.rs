//! Parts side by side, as on shelves.

/// How many times as wide as high a picture is at best.
const WIDE: f64 = 1.5;

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

/// The corners of rooms in rows, so that all together are about one and a half times as wide as they are high.
pub fn shelves(rooms: &[[f64; 2]], air: f64) -> Vec<[f64; 2]> {
    let widest = rooms.iter().map(|room| room[0]).fold(0.0, f64::max);
    // The highest first, so that a row wastes little; of equals the first.
    let mut order: Vec<usize> = (0..rooms.len()).collect();
    order.sort_by(|&a, &b| rooms[b][1].total_cmp(&rooms[a][1]));
    let mut best: Option<(f64, Vec<[f64; 2]>)> = None;
    for wider in 0..24 {
        let (corners, [w, h]) = rows(rooms, &order, widest * (1.0 + 0.25 * f64::from(wider)), air);
        let needed = (w / WIDE).max(h);
        if best.as_ref().is_none_or(|(least, _)| needed < *least) {
            best = Some((needed, corners));
        }
    }
    best.map(|(_, corners)| corners).unwrap_or_default()
}

/// Rooms in rows of a width; how wide and high all are.
fn rows(rooms: &[[f64; 2]], order: &[usize], width: f64, air: f64) -> (Vec<[f64; 2]>, [f64; 2]) {
    let mut corners = vec![[0.0; 2]; rooms.len()];
    let (mut x, mut y, mut row, mut right) = (0.0, 0.0, 0.0_f64, 0.0_f64);
    for &i in order {
        let [w, h] = rooms[i];
        if x > 0.0 && x + w > width {
            (x, y, row) = (0.0, y + row + air, 0.0);
        }
        corners[i] = [x, y];
        right = right.max(x + w);
        x += w + air;
        row = row.max(h);
    }
    (corners, [right, y + row])
}
