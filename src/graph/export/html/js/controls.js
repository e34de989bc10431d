// What one can do: filters, search, time, pointer, keys.
const by = (id) => document.getElementById(id);

function update(isNewPicture = false) {
  refilter();
  by("empty").hidden = nodes.length > 0;
  const shown = `${count(nodes.length, "actor")}, ${count(lines.length, "edge")}`;
  const all = `${count(linked.length, "actor")} and ${count(edges.length, "edge")}`;
  by("facts").textContent = `${shown} shown of ${all} in ${count(docs.length, "article")}`;
  by("days").textContent = days.length ? `${days[state.first]} to ${days[state.last]}${isWhole() ? "" : " only"}` : "";
  for (const button of by("scopes").children) button.setAttribute("aria-pressed", String(button.value === state.scope));
  bars();
  if (isNewPicture) fit();
  else redraw();
  show();
}

function show() {
  if (state.edge) quotes(state.edge);
  else if (state.actor) dossier(state.actor);
  else home();
  by("said").textContent = (state.edge || state.actor ? panel.querySelector("h2").innerText + ". " : "") + by("facts").textContent;
}

function pickActor(actor) {
  Object.assign(state, { actor, edge: null, hover: null, focus: actor.n });
  // Who is not in the picture gets one of its own.
  if (!nodes.includes(actor) && actor.at) return setScope("hub", actor);
  if (nodes.includes(actor)) reveal(actor.x, actor.y);
  show();
  redraw();
}

function pickEdge(edge) {
  Object.assign(state, { edge, hover: null });
  if (lines.includes(edge)) reveal((actors[edge.a].x + actors[edge.b].x) / 2, (actors[edge.a].y + actors[edge.b].y) / 2);
  show();
  redraw();
}

// Moves the picture so far that a place is to be seen.
function reveal(x, y) {
  const [sx, sy] = [across(x), down(y)];
  if (sx > 40 && sy > 30 && sx < view.w - 40 && sy < view.h - 30) return;
  [view.x, view.y] = [x, y];
}

function back() {
  if (state.edge) state.edge = null;
  else if (state.actor && state.scope === "hub") return setScope(core < actors.length ? "core" : "all");
  else state.actor = null;
  show();
  redraw();
}

function setScope(name, actor = null) {
  state.scope = name;
  Object.assign(state, name === "hub" ? { hub: actor.n, actor, edge: null, focus: actor.n } : { hub: null, actor: null, edge: null });
  scopes();
  update(true);
}

function scopes() {
  const button = (value, text) => el("button", { type: "button", value, on: () => setScope(value, actors[state.hub]) }, text);
  by("scopes").replaceChildren(...[
    core < actors.length ? button("core", `Busiest ${actors.slice(0, core).filter((a) => a.core).length}`) : null,
    button("all", `All ${linked.length}`),
    state.hub === null ? null : button("hub", "Around " + cut(actors[state.hub].short, 18)),
  ].filter(Boolean));
}

// A line or a shape as it stands in the picture.
function key(paint) {
  const small = el("canvas", { className: "key", width: 52, height: 28, ariaHidden: "true" });
  small.paint = () => {
    const pen = small.getContext("2d");
    pen.setTransform(2, 0, 0, 2, 0, 0);
    pen.clearRect(0, 0, 26, 14);
    paint(pen);
  };
  return small;
}

const stroke = (color, dash, sort) => key((pen) => {
  [pen.strokeStyle, pen.fillStyle, pen.lineWidth] = [colors[color], colors[color], 2];
  pen.setLineDash(dash);
  pen.beginPath();
  pen.moveTo(1, 7);
  pen.lineTo(sort === "ring" ? 17 : 23, 7);
  pen.stroke();
  pen.setLineDash([]);
  pen.beginPath();
  if (sort === "bar") pen.rect(22, 2, 2.5, 10);
  else if (sort === "ring") pen.arc(21, 7, 3.5, 0, 7);
  else [[17, 3], [25, 7], [17, 11]].forEach(([x, y]) => pen.lineTo(x, y));
  if (sort === "bar" || sort === "") pen.fill();
  else pen.stroke();
});

function check(isOn, change, ...children) {
  const box = el("input", { type: "checkbox", checked: isOn });
  box.addEventListener("change", () => {
    change(box.checked);
    update();
  });
  return el("label", {}, box, ...children);
}

function choose(name, options, change) {
  const select = el("select", { ariaLabel: name }, options.map(([value, text]) => el("option", { value }, text)));
  select.addEventListener("change", () => {
    change(select.value);
    update();
  });
  return el("fieldset", {}, el("legend", {}, name), select);
}

const toggle = (set, value) => (isOn) => (isOn ? set.add(value) : set.delete(value));

function filters() {
  const sides = tally(edges.map((edge) => edge.side));
  const has = new Map(sides);
  const side = (name, text, mark) => has.has(name) ? check(true, (isOn) => toggle(state.sides, name)(isOn), mark, el("span", {}, text), el("small", {}, String(has.get(name)))) : null;
  const relations = tally(edges.map((edge) => edge.rel));
  const boxes = relations.map(([name, n]) => check(true, (isOn) => toggle(state.off, name)(!isOn), el("span", {}, words(name)), el("small", {}, String(n))));
  const every = (isOn) => () => {
    relations.forEach(([name]) => toggle(state.off, name)(!isOn));
    boxes.forEach((box) => (box.firstChild.checked = isOn));
    update();
  };
  const quoted = edges.flatMap((edge) => edge.all);
  const named = (values) => tally(values.filter(Boolean)).map(([name, n]) => ["=" + name, `${cut(calm(name), 40)} (${n})`]);
  const sources = named(quoted.map((quote) => quote.from));
  const kinds = tally(actors.filter((actor) => actor.at).map((actor) => actor.kind));
  by("filters").replaceChildren(...[
    el("fieldset", {}, el("legend", {}, "Sign"), ...[side("for", "for", stroke("for", [], "")), side("against", "against", stroke("against", [], "bar")), side("neither", "neither", stroke("neither", [], "")), side("is", "office, member", stroke("is", [], "open"))].filter(Boolean)),
    choose("Who says so", [["", "Anybody"], ["article", "The article itself"], ["claims", "Only what somebody claims"], ...named(quoted.map((quote) => quote.who))], (value) => (state.holder = value)),
    sources.length ? choose("Source", [["", "All sources"], ...sources], (value) => (state.source = value)) : null,
    el("fieldset", {}, check(false, (isOn) => (state.done = isOn), el("span", {}, "Only what has happened"))),
    el("fieldset", {}, el("legend", {}, "Relation"), el("p", {}, el("button", { type: "button", className: "short", on: every(true) }, "All"), " ", el("button", { type: "button", className: "short", on: every(false) }, "None")), ...boxes),
    el("fieldset", {}, el("legend", {}, "Lines"), el("label", {}, stroke("neither", [7, 4], ""), "somebody claims it"), el("label", {}, stroke("neither", [1.5, 4], ""), "planned, asked, possible"), el("label", {}, stroke("neither", [], "ring"), "denied")),
    el("fieldset", {}, el("legend", {}, "Actors"), ...kinds.map(([kind, n]) => el("label", {}, key((pen) => shape(pen, KINDS[kind] ?? KINDS.unknown, 13, 7, 6)), (KINDS[kind] ?? KINDS.unknown)[2], el("small", {}, String(n))))),
  ].filter(Boolean));
  paintKeys();
}

const paintKeys = () => document.querySelectorAll("canvas.key").forEach((small) => small.paint());

function reset() {
  Object.assign(state, everything());
  [by("first").value, by("last").value] = [state.first, state.last];
  filters();
  update();
}

// The search: names and aliases first, then words of quotes.
let hits = [];
let chosen = -1;

function search() {
  const asked = fold(by("search").value.trim());
  hits = [];
  if (asked) {
    const rank = (actor) => Math.min(...actor.keys.map((name) => (name === asked ? 0 : name.startsWith(asked) ? 1 : name.includes(" " + asked) ? 2 : name.includes(asked) ? 3 : 9)));
    const found = actors.map((actor) => [rank(actor), actor]).filter(([rank]) => rank < 9).sort(([a, one], [b, other]) => a - b || one.n - other.n);
    hits = found.slice(0, 12).map(([, actor]) => ({ name: actor.name, about: [kindOf(actor)[2], actor.office ?? "", actor.only === undefined ? "" : docs[actor.only].title ?? docs[actor.only].id].filter(Boolean).join(" · "), go: () => pickActor(actor) }));
    if (asked.length > 2) {
      for (const edge of edges) {
        if (hits.length >= 18) break;
        const quote = edge.all.find((quote) => (quote.folded ??= fold(quote.quote)).includes(asked));
        if (quote) hits.push({ name: `${actors[edge.a].name} ${edge.words} ${edge.b === null ? "" : actors[edge.b].name}`, about: cut(quote.quote, 120), go: () => pickEdge(edge) });
      }
    }
  }
  chosen = hits.length ? 0 : -1;
  by("hits").replaceChildren(...hits.map((hit, i) => el("li", { id: "hit" + i, role: "option", on: () => take(i) }, bdi(hit.name), hit.about ? el("small", { dir: "auto" }, hit.about) : null)));
  if (asked && !hits.length) by("hits").replaceChildren(el("li", {}, "Nobody and nothing of that name."));
  by("hits").hidden = !asked;
  by("search").setAttribute("aria-expanded", String(Boolean(asked)));
  choice();
}

function choice() {
  [...by("hits").children].forEach((hit, i) => hit.setAttribute("aria-selected", String(i === chosen)));
  if (chosen >= 0) by("search").setAttribute("aria-activedescendant", "hit" + chosen);
  else by("search").removeAttribute("aria-activedescendant");
  by("hits").children[chosen]?.scrollIntoView({ block: "nearest" });
}

function closeHits() {
  by("hits").hidden = true;
  by("search").setAttribute("aria-expanded", "false");
}

function take(i) {
  closeHits();
  by("search").value = "";
  hits[i]?.go();
  canvas.focus({ preventScroll: true });
}

// How many quotes there are, day by day; what is chosen stands out.
function bars() {
  const chart = by("bars");
  const ratio = window.devicePixelRatio || 1;
  const [w, h] = [chart.clientWidth, chart.clientHeight];
  [chart.width, chart.height] = [w * ratio, h * ratio];
  const pen = chart.getContext("2d");
  pen.scale(ratio, ratio);
  const n = Math.min(days.length, 120);
  const high = new Array(n).fill(0);
  for (const edge of edges) for (const quote of edge.all) if (quote.at >= 0) high[Math.floor((quote.at * n) / days.length)] += 1;
  const most = Math.max(1, ...high);
  high.forEach((value, i) => {
    const [from, to] = [(i * days.length) / n, ((i + 1) * days.length) / n];
    pen.fillStyle = to > state.first && from <= state.last ? colors.neither : colors.rule;
    const tall = (value / most) * (h - 2);
    pen.fillRect(8 + (i * (w - 16)) / n, h - tall, Math.max(1, (w - 16) / n - 1), tall);
  });
  // Days without a quote have no place on the line, so it is told where a month or a year begins.
  const part = days.length && days[0].slice(0, 4) === days.at(-1).slice(0, 4) ? 7 : 4;
  pen.font = `10px ${FONT}`;
  pen.textBaseline = "top";
  let free = 0;
  days.forEach((day, i) => {
    const x = 8 + (i * (w - 16)) / days.length;
    if (x < free || (i > 0 && day.slice(0, part) === days[i - 1].slice(0, part))) return;
    write(day.slice(0, part), x, 0, colors.faint, pen);
    free = x + pen.measureText(day.slice(0, part)).width + 8;
  });
}

function time() {
  by("time").hidden = days.length < 2;
  const [first, last] = [by("first"), by("last")];
  for (const input of [first, last]) {
    input.max = String(Math.max(0, days.length - 1));
    input.addEventListener("input", () => {
      if (input === first) state.first = Math.min(Number(first.value), state.last);
      else state.last = Math.max(Number(last.value), state.first);
      [first.value, last.value] = [state.first, state.last];
      update();
    });
  }
  [first.value, last.value] = [state.first, state.last];
}

function theme(name) {
  document.documentElement.dataset.theme = name;
  by("theme").textContent = name === "dark" ? "Light" : "Dark";
  readColors();
  paintKeys();
  bars();
  redraw();
}
const otherTheme = () => theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark");

function showFilters() {
  const isBare = document.body.classList.toggle("bare");
  by("show-filters").setAttribute("aria-expanded", String(!isBare));
}

// The actor at the ring, moved among those of the picture.
function step(by) {
  if (!nodes.length) return;
  const at = nodes.findIndex((actor) => actor.n === state.focus);
  const next = nodes[(at + by + nodes.length) % nodes.length];
  pickActor(next);
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const inText = event.target.matches("input[type=search], select");
  if (event.key === "Escape") {
    if (inText && !by("hits").hidden) return closeHits();
    canvas.focus({ preventScroll: true });
    return back();
  }
  if (inText || event.target.type === "range") return;
  const keys = {
    "/": () => by("search").focus(), "?": help, 0: fit, f: showFilters, d: otherTheme, "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8),
    o: () => state.actor?.at && setScope("hub", state.actor),
  };
  const move = (x, y) => () => {
    view.x += x / view.k;
    view.y += y / view.k;
    redraw();
  };
  if (event.target === canvas || event.target === document.body) {
    Object.assign(keys, { ArrowLeft: move(-60, 0), ArrowRight: move(60, 0), ArrowUp: move(0, -60), ArrowDown: move(0, 60), n: () => step(1), p: () => step(-1), Enter: () => panel.querySelector("button.row, .quote a")?.focus() });
  }
  if (!Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
}

function pointer() {
  const held = new Map();
  let drag = null;
  const place = (event) => [event.offsetX, event.offsetY];
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    held.set(event.pointerId, place(event));
    const [x, y] = place(event);
    drag = held.size === 1 ? { x, y, isFar: false, actor: find(x, y)?.actor } : null;
  });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = place(event);
    const before = held.get(event.pointerId);
    if (!before) {
      const found = find(x, y);
      canvas.style.cursor = found ? "pointer" : "grab";
      if (found?.actor !== state.hover?.actor || found?.edge !== state.hover?.edge) {
        state.hover = found;
        canvas.title = found?.edge ? `${actors[found.edge.a].name} ${found.edge.words} ${actors[found.edge.b].name}\n“${cut(found.edge.ev[0].quote, 220)}”` : found ? [found.actor.name, found.actor.office ?? ""].filter(Boolean).join("\n") : "";
        redraw();
      }
      return;
    }
    if (held.size === 2) {
      const [a, b] = [...held.entries()].map(([id, at]) => (id === event.pointerId ? [at, [x, y]] : [at, at]));
      const far = (i) => Math.hypot(a[i][0] - b[i][0], a[i][1] - b[i][1]);
      zoom(far(1) / (far(0) || 1), (a[1][0] + b[1][0]) / 2, (a[1][1] + b[1][1]) / 2);
    } else if (drag) {
      drag.isFar ||= Math.hypot(x - drag.x, y - drag.y) > 4;
      const [dx, dy] = [(x - before[0]) / view.k, (y - before[1]) / view.k];
      if (drag.isFar && drag.actor) {
        drag.actor.x += dx;
        drag.actor.y += dy;
        (drag.actor.moved ??= {})[state.scope === "hub" ? "hub" + state.hub : state.scope] = [drag.actor.x, drag.actor.y];
      } else if (drag.isFar) {
        view.x -= dx;
        view.y -= dy;
      }
      redraw();
    }
    held.set(event.pointerId, [x, y]);
  });
  const end = (event) => {
    held.delete(event.pointerId);
    if (drag && !drag.isFar && event.type === "pointerup") {
      const found = find(...place(event));
      state.hover = null;
      if (found?.actor) pickActor(found.actor);
      else if (found?.edge) pickEdge(found.edge);
      else if (state.actor || state.edge) {
        Object.assign(state, { actor: null, edge: null, focus: null });
        show();
        redraw();
      }
    }
    drag = null;
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  canvas.addEventListener("pointerleave", () => {
    state.hover = null;
    redraw();
  });
  canvas.addEventListener("dblclick", (event) => {
    const found = find(...place(event))?.actor;
    if (found) setScope("hub", found);
  });
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), ...place(event));
  }, { passive: false });
}
