// The words at the side: an actor's dossier, an edge's quotes, how to read the picture.
const panel = document.getElementById("panel");

// An element; children that are no elements become text.
function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "on") made.addEventListener("click", value);
    else if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

const bdi = (text) => el("bdi", {}, text);
const isWeb = (url) => /^https?:\/\//.test(url ?? "");
// The address of the sentence itself: browsers that know text fragments scroll to it and mark it. An address with a # of its own is left as it is.
function deep(url, quote) {
  if (url.includes("#")) return url;
  const parts = quote.trim().split(/\s+/);
  const encode = (some) => encodeURIComponent(some.join(" ")).replaceAll("-", "%2D");
  const text = parts.length > 16 ? `${encode(parts.slice(0, 6))},${encode(parts.slice(-6))}` : encode(parts);
  return `${url}#:~:text=${text}`;
}
const link = (url, text) => el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);

function fill(...children) {
  panel.replaceChildren(...children.flat().filter(Boolean));
  panel.scrollTop = 0;
}

// Who edges lead to, as buttons.
function rows(some, actor) {
  return some.map((edge) => {
    const other = edge.b === null ? null : actors[!actor || edge.a === actor.n ? edge.b : edge.a];
    const text = actor === undefined
      ? [bdi(actors[edge.a].name), ` ${edge.words} `, other ? bdi(other.name) : "nobody named"]
      : edge.b === actor.n && !edge.both && edge.a !== edge.b ? [bdi(other.name), " " + edge.words] : [edge.words + " ", other ? bdi(other.name) : "nobody named"];
    const marks = [edge.ev.every((quote) => quote.who) ? "claimed" : "", edge.ev.every((quote) => quote.mode) ? edge.ev[0].mode : "", edge.title ?? ""].filter(Boolean);
    return el("button", { type: "button", className: "row", on: () => pickEdge(edge) },
      el("span", { className: "dot " + edge.side }), el("span", {}, text, marks.length ? el("span", { className: "faint" }, ` (${marks.join(", ")})`) : ""),
      el("small", {}, edge.ev.length > 1 ? "×" + edge.ev.length : ""));
  });
}

function section(name, some, actor) {
  if (some.length === 0) return [];
  const shown = rows(some.slice(0, 40), actor);
  const more = some.length > 40 ? el("button", { type: "button", className: "short", on: () => more.replaceWith(...rows(some.slice(40), actor)) }, `${some.length - 40} more`) : null;
  return [el("h3", {}, name), ...shown, more];
}

function dossier(actor) {
  const left = actor.edges.filter((edge) => edge.ev.length > 0);
  const [does, meets, done] = [[], [], []];
  for (const edge of left.filter((edge) => !edge.is)) (edge.both ? meets : edge.a === actor.n ? does : done).push(edge);
  const is = left.filter((edge) => edge.is);
  const says = edges.flatMap((edge) => (edge.ev.some((quote) => quote.holder === actor.n) ? [edge] : []));
  const aliases = actor.aliases.filter((alias) => alias !== actor.name);
  fill(
    el("h2", { dir: "auto" }, actor.name),
    el("p", { className: "faint" }, [kindOf(actor)[2], actor.office ?? "", count(actor.mentions, "mention")].filter(Boolean).join(" · ")),
    actor.only === undefined ? null : el("p", { className: "faint" }, "Of one article: ", bdi(docs[actor.only].title ?? docs[actor.only].id)),
    aliases.length ? el("p", { className: "faint" }, "Also: ", aliases.slice(0, 12).flatMap((alias, i) => [i ? ", " : "", bdi(alias)])) : null,
    /^Q[0-9]+$/.test(actor.wikidata ?? "") ? el("p", { className: "faint" }, link("https://www.wikidata.org/wiki/" + actor.wikidata, "Wikidata " + actor.wikidata)) : null,
    actor.at ? el("p", {}, el("button", { type: "button", on: () => setScope("hub", actor) }, "Only who is linked to it")) : null,
    left.length < actor.edges.length ? el("p", { className: "faint" }, `${count(actor.edges.length - left.length, "edge is", "edges are")} filtered out.`) : null,
    section("Does", does, actor), section("With others", meets, actor), section("Done to it", done, actor), section("Is", is, actor), section("Says of others", says.filter((edge) => !left.includes(edge))),
    left.length + says.length === 0 ? el("p", { className: "faint" }, "Nothing is left of it with these filters.") : null,
  );
}

// The sentence with the words marked that state the edge; where marks overlap, the first counts.
function marked(quote) {
  const parts = [];
  let at = 0;
  for (const [from, to, sort] of quote.marks) {
    if (from < at) continue;
    parts.push(quote.quote.slice(at, from), el("mark", { className: "m" + sort, title: ["who", "what", "whom"][sort] }, quote.quote.slice(from, to)));
    at = to;
  }
  return [...parts, quote.quote.slice(at)];
}

function told(quote) {
  const doc = docs[quote.doc];
  const name = doc.title ?? doc.id;
  return el("div", { className: "quote" },
    el("blockquote", { dir: "auto" }, marked(quote)),
    quote.who ? el("span", { className: "tag" }, "says ", bdi(quote.who)) : null,
    quote.mode ? el("span", { className: "tag" }, quote.mode) : null,
    el("p", { className: "faint" }, quote.from ? [bdi(quote.from), ", "] : "", doc.byline ? [bdi(doc.byline), ", "] : "", isWeb(doc.url) ? link(deep(doc.url, quote.quote), bdi(name)) : bdi(name), `, sentence ${quote.sent}`, quote.day ? `, ${quote.day}` : ""));
}

function quotes(edge) {
  const name = (n) => el("button", { type: "button", className: "short", on: () => pickActor(actors[n]) }, bdi(actors[n].name));
  const left = edge.ev.length ? edge.ev : edge.all;
  const shown = left.slice(0, 30).map(told);
  const more = left.length > 30 ? el("button", { type: "button", on: () => more.replaceWith(...left.slice(30).map(told)) }, `${left.length - 30} more`) : null;
  const side = { for: "for", against: "against", neither: "neither for nor against", is: "who somebody is" }[edge.side];
  fill(
    state.actor ? el("button", { type: "button", className: "short back", on: () => pickActor(state.actor) }, "← ", bdi(state.actor.name)) : null,
    el("h2", { dir: "auto" }, bdi(actors[edge.a].name), edge.both ? " ↔ " : " → ", edge.b === null ? "nobody named" : bdi(actors[edge.b].name)),
    el("p", {}, el("span", { className: "dot " + edge.side }), " ", el("strong", {}, edge.words), edge.title ? [" (", bdi(edge.title), ")"] : "", el("span", { className: "faint" }, ` · ${side} · ${count(left.length, "quote")}`)),
    edge.ev.length < edge.all.length ? el("p", { className: "faint" }, `${count(edge.all.length - edge.ev.length, "quote is", "quotes are")} filtered out.`) : null,
    shown, more,
    el("h3", {}, "Its actors"), el("p", {}, name(edge.a), " ", edge.b === null ? null : name(edge.b)),
  );
}

// What one sees first: who is busy, what is strong.
function home() {
  const strongest = lines.filter((edge) => !edge.is).slice(0, 12);
  fill(
    el("h2", {}, "Who acts on whom"),
    el("p", {}, "A dot is an actor, an arrow is what articles say that one does to another. Point at something to see what it is linked to, click it for the sentences that prove it."),
    el("h3", {}, "Busiest actors, by quotes"),
    nodes.slice(0, 12).map((actor) => el("button", { type: "button", className: "row", on: () => pickActor(actor) }, bdi(actor.name), el("small", {}, String(Math.ceil(actor.busy))))),
    section("Stated most", strongest),
    hidden ? el("p", { className: "faint" }, `${count(hidden, "weaker edge")} of this network did not come into the page.`) : null,
  );
}

function help() {
  const keys = [["/", "find an actor"], ["Enter", "on the picture: open what is at the ring"], ["n, p", "next, previous actor, the busiest first"], ["← ↑ → ↓", "move the picture"], ["+, −", "nearer, farther"], ["0", "show all"], ["o", "only who is linked to the actor"], ["f", "filters"], ["d", "light or dark"], ["Esc", "back"]];
  fill(
    el("h2", {}, "How to read it"),
    el("p", {}, "Every arrow rests on sentences of articles. Click it, and they stand here with the words marked: ", el("mark", { className: "m0" }, "who"), " ", el("mark", { className: "m1" }, "does what"), " ", el("mark", { className: "m2" }, "to whom"), "."),
    el("p", {}, "Blue arrows are for somebody, red bars against. A dashed line is only claimed by somebody, a dotted one is planned, asked for or possible, a ring at its end is denied. Thick lines are stated often; several lines between two are several relations."),
    el("p", {}, "A large network opens on its busiest actors; “All” shows the rest, and the search finds everybody. Drag the ends of the time line to see one stretch of time. Sentences without a day are shown only while the whole time is."),
    el("p", {}, "A machine has read the articles. It errs at times: read the sentence before you rely on an arrow."),
    el("h3", {}, "Keys"),
    keys.map(([key, what]) => el("p", {}, el("kbd", {}, key), " " + what)),
    el("p", {}, el("button", { type: "button", on: back }, "Close")),
  );
}
