"""The graph core beside networkx, on one network, in one run: seconds and greatest memory of the same operations.

    pip install networkx numpy scipy
    cargo build --release --example generate
    cargo bench --bench scale --no-run
    python3 benches/networkx.py FOLDER [EDGES ...]

FOLDER takes the generated networks; EDGES are 10000 100000 1000000 unless given (the last needs 16 GB of memory and some
minutes, nearly all of them networkx's). Seconds are of processor time on one thread, which a busy machine changes little.
Each side runs in processes of its own; their memory is the greatest they had at any time. Both sides must find the same:
numbers of edges, of edges in neighbourhoods, of steps, and the most central actor. Stops with what failed, if one does.
"""

import json
import os
import pathlib
import subprocess
import sys
import time

SEED = "7"
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


def run(command):
    """What a side tells of each operation, and the greatest memory of its process in MB."""
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
    for size in sizes:
        whole, one, two, out = (folder / f"{name}.json" for name in ("whole", "one", "two", "out"))
        for file, part in ((whole, ()), (one, ("--part", "1/2")), (two, ("--part", "2/2"))):
            subprocess.run([generator, size, SEED, "-o", file, *part], check=True)
        print(f"\n{size} edges, {whole.stat().st_size / 1e6:.0f} MB of JSON")
        print(f"{'':16}{'ours, s':>10}{'networkx':>10}{'times':>8}")
        sides = [[bench], [sys.executable, __file__, "networkx"]]
        told, memory = {}, {}
        for i, side in enumerate(sides):
            rows, memory["analyse", i] = run([*side, whole, out])
            merge, memory["merge", i] = run([*side, one, two, out])
            told[i] = rows | merge
            if i == 0 and whole.read_bytes() != out.read_bytes():
                sys.exit("the parts do not merge to the whole")
        for name, (theirs, found) in told[1].items():
            ours, ours_found = told[0][name]
            if found != ours_found:
                sys.exit(f"{name}: networkx finds {found}, we find {ours_found}")
            print(f"{name:16}{ours:10.3f}{theirs:10.3f}{theirs / ours:8.1f}")
        for name, what in (("analyse", "memory, MB"), ("merge", "  for a merge")):
            ours, theirs = memory[name, 0], memory[name, 1]
            print(f"{what:16}{ours:10.0f}{theirs:10.0f}{theirs / ours:8.1f}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 3 and sys.argv[1] == "networkx":
        networkx_side(sys.argv[2:])
    elif len(sys.argv) > 1:
        main(sys.argv[1], sys.argv[2:] or ["10000", "100000", "1000000"])
    else:
        sys.exit(__doc__)
