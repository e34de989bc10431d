// What is chosen, and what of the network is left then.
const linked = actors.filter((actor) => actor.at);
const everything = () => ({ off: new Set(), sides: new Set(["for", "against", "neither", "is"]), holder: "", source: "", done: false, first: 0, last: Math.max(0, days.length - 1) });
const state = { ...everything(), scope: core < actors.length ? "core" : "all", hub: null, actor: null, edge: null, hover: null };
let nodes = [];
let lines = [];

const isWhole = () => state.first === 0 && state.last >= days.length - 1;

function isLeft(quote) {
  if (quote.at < 0 ? !isWhole() : quote.at < state.first || quote.at > state.last) return false;
  if (state.done && quote.mode) return false;
  if (state.source && quote.from !== state.source.slice(1)) return false;
  if (state.holder === "article") return !quote.who;
  if (state.holder === "claims") return Boolean(quote.who);
  return !state.holder || quote.who === state.holder.slice(1);
}

// Works out the quotes, edges and actors that are left, and where they stand.
function refilter() {
  for (const edge of edges) {
    const isOn = state.sides.has(edge.side) && !state.off.has(edge.rel);
    edge.ev = isOn ? edge.all.filter(isLeft) : [];
  }
  const left = edges.filter((edge) => edge.ev.length > 0);
  const inScope = scope(left);
  const busy = new Map();
  lines = left.filter((edge) => inScope.has(edge.a) && (edge.b === null || inScope.has(edge.b)));
  for (const edge of lines) {
    for (const end of new Set([edge.a, edge.b ?? edge.a])) busy.set(end, (busy.get(end) ?? 0) + (edge.is ? 0.5 : edge.ev.length));
  }
  nodes = [...busy.keys()].sort((a, b) => busy.get(b) - busy.get(a) || a - b).map((n) => actors[n]);
  for (const actor of nodes) {
    actor.busy = busy.get(actor.n);
    actor.r = Math.min(15, 4.5 + 1.6 * Math.sqrt(actor.busy));
    if (state.scope !== "hub") [actor.x, actor.y] = actor.moved?.[state.scope] ?? (state.scope === "core" ? actor.core : actor.at);
  }
  if (state.scope === "hub") around(actors[state.hub]);
  lines = lines.filter((edge) => edge.b !== null);
  bend();
}

function scope(left) {
  if (state.scope === "core") return new Set(actors.slice(0, core).filter((actor) => actor.core).map((actor) => actor.n));
  if (state.scope === "all") return new Set(linked.map((actor) => actor.n));
  const near = new Set([state.hub]);
  for (const edge of left) {
    if (edge.a === state.hub && edge.b !== null) near.add(edge.b);
    if (edge.b === state.hub) near.add(edge.a);
  }
  return near;
}

// One actor in the middle, the others on rings around it: those for each other, then the rest, then those against.
function around(hub) {
  if (!nodes.includes(hub)) nodes.push(Object.assign(hub, { r: 6, busy: 0 }));
  const side = (actor) => actor.edges.filter((edge) => edge.a === hub.n || edge.b === hub.n).reduce((sum, edge) => sum + (edge.is ? 0 : Math.sign(edge.sign) * edge.ev.length), 0);
  const others = nodes.filter((actor) => actor !== hub).map((actor) => [side(actor), actor]);
  others.sort(([a, one], [b, other]) => b - a || one.n - other.n);
  [hub.x, hub.y] = [0, 0];
  const rings = [];
  for (let left = others.length, ring = 1; left > 0; ring++) {
    rings.push(Math.min(left, 12 * ring));
    left -= rings.at(-1);
  }
  // Each ring has its share of the whole circle, so that a direction means the same on all.
  const turns = others.map((_, i) => ((i + 0.5) / others.length) * 2 * Math.PI - Math.PI / 2);
  others.forEach(([, actor], i) => {
    const far = 170 * (1 + (i % rings.length)) + 40 * (i % 2) + (others.length > 12 ? 40 : 0);
    [actor.x, actor.y] = actor.moved?.["hub" + hub.n] ?? [far * 1.25 * Math.cos(turns[i]), far * Math.sin(turns[i])];
  });
}

// Lines between the same two are drawn side by side.
function bend() {
  const pairs = new Map();
  for (const edge of lines) {
    const key = Math.min(edge.a, edge.b) * actors.length + Math.max(edge.a, edge.b);
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(edge);
  }
  for (const pair of pairs.values()) {
    pair.forEach((edge, i) => {
      edge.nth = i;
      edge.bend = (i - (pair.length - 1) / 2) * (edge.a < edge.b ? 1 : -1);
    });
  }
}
