"""The graph core beside networkx, on one network, in one run: seconds and greatest memory of the same operations.

    pip install networkx numpy scipy
    cargo build --release --example generate
    cargo bench --bench scale --no-run
    python3 benches/networks.py FOLDER [EDGES ...]

FOLDER takes the generated networks; EDGES are 10000 100000 1000000 unless given (the last needs 16 GB of memory and some
minutes, nearly all of them networkx's). Seconds are of processor time on one thread, which a busy machine changes little.
Each side runs in processes of its own, five times for small networks, three times for those of 100,000 edges, and the middle counts;
their memory is the greatest they had at any time. Both sides must find the same:
numbers of edges, of edges in neighbourhoods, of steps, and the most central actor. Stops with what failed, if one does.
At the end all of it once more as the tables of docs/performance.md: beside each other, and how ours grows.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

SEED = "7"
# What is told of each operation, and of memory.
NAMES = {
    "load": "load",
    "merge": "merge of two halves",
    "neighbourhood": "20 neighbourhoods of depth 2",
    "path": "19 shortest ways",
    "pagerank": "PageRank",
    "save": "save",
    "memory": "memory, MB",
    "merge memory": "memory of a merge, MB",
}
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def networkx_side(files):
    """The same operations as `benches/scale.rs`, told the same way."""
    import networkx as nx

    def timed(name, work, told=lambda made: ""):
        start = time.thread_time()
        made = work()
        print(name, f"{time.thread_time() - start:.6f}", told(made), sep="\t", flush=True)
        return made

    def load(path):
        with open(path, encoding="utf-8") as file:
            return nx.node_link_graph(json.load(file), edges="edges")

    def save(graph, path):
        with open(path, "w", encoding="utf-8") as file:
            json.dump(nx.node_link_data(graph, edges="edges"), file)

    *files, out = files
    if len(files) == 2:
        one, two = map(load, files)
        timed("merge", lambda: nx.compose(one, two), lambda graph: graph.number_of_edges())
        return
    graph = timed("load", lambda: load(files[0]), lambda graph: graph.number_of_edges())
    nodes = sorted(graph)
    some = [nodes[i * len(nodes) // 20] for i in range(20)]

    def neighbourhoods():
        return sum(nx.ego_graph(graph, node, radius=2).number_of_edges() for node in some)

    def paths():
        found = 0
        for pair in zip(some, some[1:]):
            try:
                found += len(nx.shortest_path(graph, *pair))
            except nx.NetworkXNoPath:
                pass
        return found

    timed("neighbourhood", neighbourhoods, str)
    timed("path", paths, str)
    timed("pagerank", lambda: nx.pagerank(graph), lambda rank: max(rank, key=rank.get))
    timed("save", lambda: save(graph, out))


def middle(command, n_rounds):
    """What a side tells of each operation, and the greatest memory of its process in MB; the middle of some runs."""
    runs = [run(command) for _ in range(n_rounds)]
    (first, _), memory = runs[0], [memory for _, memory in runs]
    seconds = {name: statistics.median(told[name][0] for told, _ in runs) for name in first}
    return {name: (seconds[name], told) for name, (_, told) in first.items()}, statistics.median(memory)


def run(command):
    """The same of one run."""
    environment = os.environ | dict.fromkeys(THREADS, "1")
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, text=True, env=environment)
    lines = [line.rstrip("\n").split("\t") for line in process.stdout]
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"this failed: {' '.join(map(str, command))}")
    return {name: (float(seconds), told) for name, seconds, told in lines}, used.ru_maxrss / 1024


def built():
    """The bench that was built last, and the generator."""
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", "target")) / "release"
    benches = [path for path in target.glob("deps/scale-*") if os.access(path, os.X_OK) and path.is_file()]
    generator = target / "examples/generate"
    if not benches or not generator.exists():
        sys.exit("not built: see the top of this file")
    return max(benches, key=lambda path: path.stat().st_mtime), generator


def main(folder, sizes):
    bench, generator = built()
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    megabytes, rows = {}, {name: {} for name in NAMES}
    for size in sizes:
        whole, one, two, out = (folder / f"{name}.json" for name in ("whole", "one", "two", "out"))
        for file, part in ((whole, ()), (one, ("--part", "1/2")), (two, ("--part", "2/2"))):
            subprocess.run([generator, size, SEED, "-o", file, *part], check=True)
        n_rounds = 5 if int(size) < 50_000 else 3 if int(size) < 500_000 else 1
        megabytes[size] = whole.stat().st_size / 1e6
        print(f"\n{size} edges, {megabytes[size]:.0f} MB of JSON")
        print(f"{'':16}{'ours, s':>10}{'networkx':>10}{'times':>8}")
        sides = [[bench], [sys.executable, __file__, "networkx"]]
        told, memory = {}, {}
        for i, side in enumerate(sides):
            analysed, memory["memory", i] = middle([*side, whole, out], n_rounds)
            merged, memory["merge memory", i] = middle([*side, one, two, out], n_rounds)
            told[i] = analysed | merged
            if i == 0 and whole.read_bytes() != out.read_bytes():
                sys.exit("the parts do not merge to the whole")
        # What networkx builds when it loads, we build when it is asked for.
        told[0]["load"] = (told[0]["load"][0] + told[0]["index"][0], told[0]["load"][1])
        for name, (theirs, found) in told[1].items():
            ours, ours_found = told[0][name]
            if found != ours_found:
                sys.exit(f"{name}: networkx finds {found}, we find {ours_found}")
            rows[name][size] = ours, theirs
            print(f"{name:16}{ours:10.4f}{theirs:10.3f}{theirs / ours:8.1f}")
        for name in ("memory", "merge memory"):
            rows[name][size] = ours, theirs = memory[name, 0], memory[name, 1]
            print(f"{name:16}{ours:10.0f}{theirs:10.0f}{theirs / ours:8.1f}", flush=True)
    tables(megabytes, rows)


def tables(megabytes, rows):
    """The rows as Markdown: ours beside networkx's, then how ours grow."""

    def number(x, name):
        return f"{x:,.0f}" if "memory" in name else f"{x:,.4f}" if x < 0.01 else f"{x:,.3f}" if x < 10 else f"{x:,.1f}"

    sizes = list(megabytes)
    heads = [f"{int(size):,} edges, {megabytes[size]:,.0f} MB | networkx | times" for size in sizes]
    print(f"\n| | {' | '.join(heads)} |\n|{'---|' * (3 * len(sizes) + 1)}")
    for name, told in rows.items():
        cells = [f"{number(ours, name)} | {number(theirs, name)} | {theirs / ours:,.0f}" for ours, theirs in told.values()]
        print(f"| {NAMES[name]} | {' | '.join(cells)} |")
    steps = list(zip(sizes, sizes[1:]))
    if not steps:
        return
    heads = [f"{int(one):,} to {int(two):,}" for one, two in steps]
    print(f"\n| | {' | '.join(heads)} |\n|{'---|' * (len(steps) + 1)}")
    for name, told in rows.items():
        print(f"| {NAMES[name]} | {' | '.join(f'{told[two][0] / told[one][0]:.1f}' for one, two in steps)} |")


if __name__ == "__main__":
    if len(sys.argv) > 3 and sys.argv[1] == "networkx":
        networkx_side(sys.argv[2:])
    elif len(sys.argv) > 1:
        main(sys.argv[1], sys.argv[2:] or ["10000", "100000", "1000000"])
    else:
        sys.exit(__doc__)
