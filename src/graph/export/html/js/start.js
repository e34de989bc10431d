// The page begins. What stands behind # opens it on an actor, in dark, or with all: net.html#actor=country:ru&theme=dark&show=all
by("title").textContent = title;
const wish = new URLSearchParams(location.hash.slice(1));
const isDark = window.matchMedia?.("(prefers-color-scheme: dark)").matches;
document.documentElement.dataset.theme = (wish.get("theme") ?? (isDark ? "dark" : "light")) === "dark" ? "dark" : "light";
if (window.innerWidth <= 900) document.body.classList.add("bare");
readColors();
time();
resize();
filters();
theme(document.documentElement.dataset.theme);
pointer();
by("search").addEventListener("input", search);
by("search").addEventListener("focus", search);
by("search").addEventListener("blur", closeHits);
// Else the list is gone before the click on it is done.
by("hits").addEventListener("pointerdown", (event) => event.preventDefault());
by("search").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && hits.length) {
    event.preventDefault();
    chosen = (chosen + step + hits.length) % hits.length;
    choice();
  } else if (event.key === "Enter" && chosen >= 0) take(chosen);
});
by("fit").addEventListener("click", fit);
by("theme").addEventListener("click", otherTheme);
by("help").addEventListener("click", help);
by("show-filters").addEventListener("click", showFilters);
by("reset").addEventListener("click", reset);
document.addEventListener("keydown", onKey);
new ResizeObserver(() => {
  // At once: a canvas of another size is empty.
  resize();
  bars();
  draw();
}).observe(by("stage"));
scopes();
if (wish.get("show") === "all") state.scope = "all";
update(true);
const asked = actors.find((actor) => actor.id === wish.get("actor"));
if (asked) pickActor(asked);
draw();
document.documentElement.dataset.ready = String(Math.round(performance.now()));
