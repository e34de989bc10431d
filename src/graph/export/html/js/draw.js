// The picture.
const canvas = document.getElementById("net");
const pen = canvas.getContext("2d");
const view = { x: 0, y: 0, k: 1, w: 1, h: 1 };
const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
let colors = {};

function readColors() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["ground", "ink", "faint", "rule", "halo", "for", "against", "neither", "is", "pick", "edge", "person", "country", "organization", "body", "armed", "party", "vague"]) {
    colors[name] = style.getPropertyValue("--" + name).trim();
  }
}

const KINDS = {
  person: ["person", "round", "person"], country: ["country", "box", "country"], organization: ["organization", "six", "organisation"],
  "government-body": ["body", "box", "government body"], party: ["party", "six", "party"], "armed-group": ["armed", "eight", "armed group"],
  group: ["vague", "round", "group"], place: ["vague", "box", "place"], unknown: ["vague", "round", "unknown"],
};
const kindOf = (actor) => KINDS[actor.kind] ?? KINDS.unknown;

function shape(pen, [fill, form], x, y, r) {
  pen.beginPath();
  if (form === "box") pen.roundRect(x - r, y - r * 0.85, 2 * r, 1.7 * r, fill === "country" ? r * 0.4 : 0);
  else if (form === "round") pen.arc(x, y, r, 0, 7);
  else {
    const corners = form === "six" ? 6 : 8;
    const start = form === "six" ? 0 : Math.PI / 8;
    for (let i = 0; i < corners; i++) pen.lineTo(x + r * 1.1 * Math.cos(start + (i * 2 * Math.PI) / corners), y + r * 1.1 * Math.sin(start + (i * 2 * Math.PI) / corners));
    pen.closePath();
  }
  pen.fillStyle = colors[fill];
  pen.fill();
  pen.setLineDash(fill === "vague" ? [3, 2] : []);
  pen.strokeStyle = colors.edge;
  pen.lineWidth = 1;
  pen.stroke();
  pen.setLineDash([]);
}

// From the network's places to the screen's and back.
const across = (x) => (x - view.x) * view.k + view.w / 2;
const down = (y) => (y - view.y) * view.k + view.h / 2;
// Dots shrink less than ways, but a crowd would be one blot.
const size = () => Math.min(1.6, Math.max(nodes.length > 300 ? 0.25 : 0.55, Math.sqrt(view.k) * (nodes.length > 300 ? 0.8 : 1)));

// A line's start, control and end on the screen.
function path(edge) {
  const [from, to] = [actors[edge.a], actors[edge.b]];
  const [ax, ay, bx, by] = [across(from.x), down(from.y), across(to.x), down(to.y)];
  const s = size();
  if (from === to) {
    const r = from.r * s;
    const out = r + (22 + 9 * edge.nth) * s;
    return { loop: true, x: ax - r * 0.6, y: ay - r * 0.8, cx: ax, cy: ay - r - out, ex: ax + r * 0.6, ey: ay - r * 0.8, out };
  }
  const far = Math.hypot(bx - ax, by - ay) || 1;
  const aside = edge.bend * Math.min(40, far * 0.22) * Math.min(1.4, Math.max(0.7, s));
  const [cx, cy] = [(ax + bx) / 2 - ((by - ay) / far) * aside, (ay + by) / 2 + ((bx - ax) / far) * aside];
  const trim = (x, y, r) => {
    const d = Math.hypot(cx - x, cy - y) || 1;
    const share = Math.min(1, (r * s + 2) / d);
    return [x + (cx - x) * share, y + (cy - y) * share];
  };
  const [x, y] = trim(ax, ay, from.r);
  const [ex, ey] = trim(bx, by, to.r);
  return { x, y, cx, cy, ex, ey };
}

// A place on a line: 0 is its start, 1 its end.
function along(p, t) {
  const u = 1 - t;
  if (p.loop) {
    const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
    return [a * p.x + b * (p.cx - p.out) + c * (p.cx + p.out) + d * p.ex, a * p.y + (b + c) * p.cy + d * p.ey];
  }
  return [u * u * p.x + 2 * u * t * p.cx + t * t * p.ex, u * u * p.y + 2 * u * t * p.cy + t * t * p.ey];
}

function head(edge, x, y, fromX, fromY, s) {
  const far = Math.hypot(x - fromX, y - fromY) || 1;
  const [wx, wy] = [(x - fromX) / far, (y - fromY) / far];
  const spot = (back, side) => [x - wx * back * s - wy * side * s, y - wy * back * s + wx * side * s];
  pen.beginPath();
  pen.setLineDash([]);
  if (edge.not) {
    pen.arc(x - wx * 4 * s, y - wy * 4 * s, 4 * s, 0, 7);
    pen.fillStyle = colors.ground;
    pen.fill();
    pen.lineWidth = 1.5;
    pen.stroke();
  } else if (edge.side === "against") {
    pen.moveTo(...spot(1, 6));
    pen.lineTo(...spot(1, -6));
    pen.lineWidth = 3;
    pen.stroke();
  } else {
    pen.moveTo(...spot(9, 4));
    pen.lineTo(x, y);
    pen.lineTo(...spot(9, -4));
    if (edge.is) return pen.stroke();
    pen.closePath();
    pen.fillStyle = pen.strokeStyle;
    pen.fill();
  }
}

const dashes = (edge) => (edge.ev.every((quote) => quote.mode) ? [1.5, 4] : edge.ev.every((quote) => quote.who) ? [7, 4] : []);

function line(edge, p, isLit) {
  const width = edge.is ? 1 : Math.min(5, 1.2 + Math.log(edge.ev.length));
  pen.beginPath();
  pen.moveTo(p.x, p.y);
  if (p.loop) pen.bezierCurveTo(p.cx - p.out, p.cy, p.cx + p.out, p.cy, p.ex, p.ey);
  else pen.quadraticCurveTo(p.cx, p.cy, p.ex, p.ey);
  if (isLit === 2) {
    pen.setLineDash([]);
    [pen.strokeStyle, pen.lineWidth] = [colors.pick, width + 6];
    pen.stroke();
  }
  pen.setLineDash(dashes(edge));
  [pen.strokeStyle, pen.lineWidth] = [colors[edge.side], width];
  pen.stroke();
}

let isAsked = false;
function redraw() {
  if (isAsked) return;
  isAsked = true;
  requestAnimationFrame(() => {
    isAsked = false;
    draw();
  });
}

function draw() {
  const ratio = window.devicePixelRatio || 1;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, view.w, view.h);
  const s = size();
  // Who is looked at, and all it is linked to; else everybody is.
  const at = state.hover?.edge ?? (state.hover ? null : state.edge);
  const who = state.hover?.actor ?? (state.hover ? null : state.actor);
  const near = new Set();
  if (at) [at.a, at.b].forEach((n) => near.add(n));
  else if (who) {
    near.add(who.n);
    for (const edge of lines) if (edge.a === who.n || edge.b === who.n) near.add(edge.a).add(edge.b);
  }
  const isLit = (edge) => (at ? (edge === at ? 2 : 0) : who ? Number(edge.a === who.n || edge.b === who.n) : 1);
  const isCrowd = lines.length > 1500;
  const isOff = (p) => Math.max(p.x, p.cx, p.ex) < 0 || Math.min(p.x, p.cx, p.ex) > view.w || Math.max(p.y, p.cy, p.ey) < 0 || Math.min(p.y, p.cy, p.ey) > view.h;
  const told = [];
  for (const lit of [0, 1, 2]) {
    for (const edge of lines) {
      if (isLit(edge) !== lit) continue;
      const p = path(edge);
      if (isOff(p)) continue;
      pen.globalAlpha = lit === 0 && near.size ? 0.1 : isCrowd && !near.size ? Math.min(1, 500 / lines.length + view.k * 0.5) : edge.is && lit < 2 ? 0.8 : 1;
      line(edge, p, lit);
      if (lit === 0 && near.size) continue;
      if (!isCrowd || near.size || view.k > 0.6) {
        head(edge, p.ex, p.ey, p.cx, p.cy, Math.max(0.7, s));
        if (edge.both && !p.loop) head(edge, p.x, p.y, p.cx, p.cy, Math.max(0.7, s));
      }
      told.push([edge, p, lit]);
    }
  }
  const taken = [];
  for (const actor of [...nodes].reverse()) {
    const [x, y] = [across(actor.x), down(actor.y)];
    if (x < -30 || y < -30 || x > view.w + 30 || y > view.h + 30) continue;
    pen.globalAlpha = near.size && !near.has(actor.n) ? 0.2 : 1;
    shape(pen, kindOf(actor), x, y, actor.r * s);
    const r = actor.r * s;
    taken.push([x - r, y - r, x + r, y + r]);
    if (actor === state.actor || actor === state.hover?.actor || actor.n === state.focus) {
      pen.beginPath();
      pen.arc(x, y, r + 5, 0, 7);
      pen.strokeStyle = colors.pick;
      pen.lineWidth = 2.5;
      pen.stroke();
    }
  }
  names(near, who, s, taken);
  if (told.length <= 70 || near.size || view.k > 1.4) labels(told, near, taken);
  pen.globalAlpha = 1;
}

const isFree = (box, taken) => taken.every((other) => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3]);

function write(text, x, y, color, on = pen) {
  on.strokeStyle = colors.halo;
  on.lineWidth = 3.5;
  on.lineJoin = "round";
  on.strokeText(text, x, y);
  on.fillStyle = color;
  on.fillText(text, x, y);
}

// How much of two rooms is the same.
const common = (a, b) => Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) * Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));

// Names of as many actors as have room, the busiest first; among few, and where one looks, all of them.
function names(near, who, s, taken) {
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  const isCrowd = nodes.length > 120;
  const order = near.size ? [...nodes.filter((a) => near.has(a.n)), ...nodes.filter((a) => !near.has(a.n))] : nodes.slice(0, isCrowd && view.k < 0.7 ? 40 + 300 * view.k : nodes.length);
  const isAlways = (isNear) => (isNear ? near.size < 40 : nodes.length <= 80 && !near.size);
  // A name may stand on a small dot, but on no name.
  const names = [];
  const seen = order.filter((actor) => {
    const [x, y] = [across(actor.x), down(actor.y)];
    return x > -60 && y > -20 && x < view.w + 60 && y < view.h + 20 && !(near.size && isCrowd && !near.has(actor.n));
  });
  for (const actor of seen) {
    const [x, y] = [across(actor.x), down(actor.y)];
    const isNear = near.has(actor.n);
    const high = Math.round(Math.min(17, 11 + actor.r / 3));
    pen.font = `${actor === who ? "600 " : ""}${high}px ${FONT}`;
    const half = pen.measureText(actor.label).width / 2 + 2;
    const r = actor.r * s;
    const [side, aslant, up] = [r + half + 2, r * 0.7 + half, high * 0.7];
    const spots = [[x, y + r + up], [x, y - r - up], [x + side, y], [x - side, y], [x + aslant, y + r + up * 0.6], [x - aslant, y + r + up * 0.6], [x + aslant, y - r - up * 0.6], [x - aslant, y - r - up * 0.6]];
    if (isAlways(isNear)) spots.push([x, y + r + up * 2.6], [x, y - r - up * 2.6]);
    let best = null;
    let least = Infinity;
    for (const [i, spot] of spots.entries()) {
      const box = [spot[0] - half, spot[1] - high * 0.6, spot[0] + half, spot[1] + high * 0.6];
      if (box[0] < 0 || box[2] > view.w || box[1] < 0 || box[3] > view.h) continue;
      const onNames = names.reduce((sum, other) => sum + common(box, other), 0);
      if (onNames > 0 && !isAlways(isNear)) continue;
      const onDots = isCrowd ? 0 : taken.reduce((sum, other) => sum + common(box, other), 0);
      const cost = 8 * onNames + onDots + 6 * i;
      if (cost < least) [best, least] = [{ spot, box }, cost];
      if (least === 0) break;
    }
    if (!best) continue;
    pen.globalAlpha = near.size && !isNear ? 0.25 : 1;
    write(actor.label, ...best.spot, colors.ink);
    names.push(best.box);
  }
  taken.push(...names);
  canvas.dataset.named = String(names.length);
}

// What lines say, where there is room.
function labels(told, near, taken) {
  pen.globalAlpha = 1;
  pen.font = `11px ${FONT}`;
  for (const [edge, p, lit] of told.reverse()) {
    if (edge.is && !near.size) continue;
    const text = edge.words + (edge.ev.length > 1 ? " ×" + edge.ev.length : "");
    const half = pen.measureText(text).width / 2 + 1;
    if (Math.hypot(p.ex - p.x, p.ey - p.y) < half && !p.loop && lit < 2) continue;
    for (const t of [0.5, 0.42, 0.58, 0.34, 0.66]) {
      const [x, y] = along(p, t);
      const box = [x - half, y - 7, x + half, y + 7];
      if (lit < 2 && !isFree(box, taken)) continue;
      write(text, x, y, edge.side === "is" || edge.side === "neither" ? colors.faint : colors[edge.side]);
      taken.push(box);
      break;
    }
  }
}

// What is at a place of the screen.
function find(x, y) {
  const s = size();
  for (const actor of nodes) if (Math.hypot(across(actor.x) - x, down(actor.y) - y) < actor.r * s + 4) return { actor };
  let best = null;
  let least = 7;
  for (const edge of lines) {
    const p = path(edge);
    if (x < Math.min(p.x, p.cx, p.ex) - 40 || x > Math.max(p.x, p.cx, p.ex) + 40 || y < Math.min(p.y, p.cy, p.ey) - 9 || y > Math.max(p.y, p.cy, p.ey) + 9) continue;
    let [lastX, lastY] = [p.x, p.y];
    for (let i = 1; i <= 16; i++) {
      const [nextX, nextY] = along(p, i / 16);
      const [dx, dy] = [nextX - lastX, nextY - lastY];
      const t = Math.max(0, Math.min(1, ((x - lastX) * dx + (y - lastY) * dy) / (dx * dx + dy * dy || 1)));
      const far = Math.hypot(lastX + dx * t - x, lastY + dy * t - y);
      if (far < least) [best, least] = [{ edge }, far];
      [lastX, lastY] = [nextX, nextY];
    }
  }
  return best;
}

// Shows all of the picture.
function fit() {
  if (nodes.length === 0) return redraw();
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of nodes) [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  view.k = Math.min(1.5, (view.w - 120) / (right - left || 1), (view.h - 70) / (bottom - top || 1));
  view.k = Math.max(view.k, 0.02);
  [view.x, view.y] = [(left + right) / 2, (top + bottom) / 2];
  redraw();
}

function resize() {
  const ratio = window.devicePixelRatio || 1;
  [view.w, view.h] = [canvas.clientWidth, canvas.clientHeight];
  [canvas.width, canvas.height] = [view.w * ratio, view.h * ratio];
}

function zoom(by, x = view.w / 2, y = view.h / 2) {
  const k = Math.max(0.02, Math.min(8, view.k * by));
  view.x += (x - view.w / 2) * (1 / view.k - 1 / k);
  view.y += (y - view.h / 2) * (1 / view.k - 1 / k);
  view.k = k;
  redraw();
}
