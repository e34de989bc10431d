// What the page was told, and what follows from it. All text is from strangers: it is shown as text and never as markup.
const { title, core, hidden, actors, docs, edges } = JSON.parse(document.getElementById("data").textContent);

// Letters without their marks, so that "Orban" finds "Orbán".
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
// For the canvas, which has no way to keep a text's direction to itself.
const calm = (text) => text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, " ");
const cut = (text, n) => (text.length > n ? text.slice(0, n - 1).trimEnd() + "…" : text);
const count = (n, one, many = one + "s") => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
const words = (name) => name.replaceAll("-", " ");

const days = [...new Set(edges.flatMap((edge) => edge.ev.map((quote) => quote.day).filter(Boolean)))].sort();
const dayNumber = new Map(days.map((day, i) => [day, i]));

for (const [n, actor] of actors.entries()) {
  Object.assign(actor, { n, edges: [], label: calm(cut(actor.short, 30)), keys: [actor.name, ...actor.aliases].map(fold) });
}
for (const [n, edge] of edges.entries()) {
  edge.n = n;
  edge.words = (edge.not ? "not " : "") + words(edge.rel);
  edge.side = edge.is ? "is" : ["against", "neither", "for"][edge.sign + 1];
  edge.all = edge.ev;
  for (const quote of edge.ev) {
    quote.at = quote.day ? dayNumber.get(quote.day) : -1;
    quote.who = quote.says ?? (quote.holder === undefined ? "" : actors[quote.holder].name);
    quote.from = docs[quote.doc].publisher ?? "";
  }
  actors[edge.a].edges.push(edge);
  if (edge.b !== null && edge.b !== edge.a) actors[edge.b].edges.push(edge);
}

// How often each value comes, the most first.
function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}
