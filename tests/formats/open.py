"""Opens every format with the programs that its users open it with, and compares what they read with the network.

    python3 tests/formats/open.py PROGRAM [FORMAT...]

Each network beside this script, and those of the examples, is written in each format. A check returns what was read as a
`Read`; what differs from the network itself is told and makes the exit status 1. What is not installed is passed over, unless
NEWSGRAPH_NEEDS_ALL is set; README.md beside this script says what to install.
"""

import importlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from truth import Missing, Read, Truth

HERE = Path(__file__).resolve().parent
NETWORKS = [HERE / "small.jsonl", HERE / "hostile.jsonl", HERE / "gdelt.export.CSV", HERE.parents[1] / "examples/week.json"]
# The formats, and the functions that open each; beside the ending that newsgraph export knows it by.
CHECKS = {
    "json": ("json", ["graphs.networkx_json"]),
    "graphml": ("graphml", ["graphs.networkx_graphml", "graphs.igraph_graphml"]),
    "gexf": ("gexf", ["graphs.networkx_gexf", "graphs.gephi_gexf"]),
    "cytoscape": ("cyjs", ["graphs.networkx_cytoscape"]),
    "graphology": ("graphology.json", ["graphs.graphology"]),
    "jgf": ("jgf", ["graphs.json_graph"]),
    "neo4j": ("neo4j", ["graphs.neo4j_tables"]),
    "cypher": ("cypher", ["graphs.cypher_grammar"]),
    "csv": ("csv", ["tables.pandas_csv", "tables.duckdb_csv", "tables.ourselves_csv"]),
    "safe": ("csv", ["tables.pandas_safe", "tables.ourselves_csv"]),
    "gephi": ("csv", ["tables.pandas_gephi"]),
    "parquet": ("parquet", ["tables.pandas_parquet", "tables.duckdb_parquet"]),
    "polecat": ("tsv", ["tables.pandas_polecat"]),
    "ftm": ("ftm", ["tables.followthemoney"]),
    "turtle": ("ttl", ["texts.rdflib_turtle", "texts.oxigraph_turtle"]),
    "nquads": ("nq", ["texts.oxigraph_nquads"]),
    "annotations": ("jsonld", ["texts.rdflib_annotations"]),
    "markdown": ("md", ["texts.github_markdown"]),
    "mermaid": ("mmd", ["texts.mermaid"]),
    "dot": ("dot", ["texts.graphviz"]),
    "svg": ("svg", ["texts.svg"]),
    "png": ("png", ["texts.png"]),
}
FLAGS = {"safe": ["--excel-safe"], "gephi": ["--flavour", "gephi"], "dot": ["--top", "10000"], "svg": ["--top", "10000"], "png": ["--top", "10000"], "mermaid": ["--top", "10000"]}


def main(program, wanted):
    """Runs the checks of the wanted formats; parquet only where it is asked for, since it is a feature."""
    missing, failed, passed = set(), 0, 0
    for source in NETWORKS:
        with tempfile.TemporaryDirectory() as folder:
            native = Path(folder, "native.json")
            run(program, "export", "-q", source, "-o", native)
            truth = Truth.of(json.loads(native.read_text(encoding="utf-8")))
            truth.agree_with(json.loads(run(program, "stats", "-q", "-f", "json", native)))
            for name in wanted or [name for name in CHECKS if name != "parquet"]:
                ending, checks = CHECKS[name]
                path = Path(folder, name, f"net.{ending}")
                path.parent.mkdir()
                run(program, "export", "-q", native, "-o", path, *FLAGS.get(name, []))
                for check in checks:
                    module, function = check.split(".")
                    try:
                        read = getattr(importlib.import_module(module), function)(path, truth, program)
                        problems = list(truth.differences(read)) if isinstance(read, Read) else []
                    except Missing as what:
                        missing.add(str(what))
                        continue
                    except AssertionError as what:
                        problems = [str(what) or "an assertion does not hold"]
                        if not str(what):
                            raise
                    failed += bool(problems)
                    passed += not problems
                    for problem in problems:
                        print(f"{source.name}: {check}: {problem}")
                    if not problems and os.environ.get("SHOW"):
                        print(f"{source.name}: {check}: as newsgraph counts: {truth}")
    for what in sorted(missing):
        print(f"passed over: {what} is not installed")
    print(f"{passed} checks passed, {failed} failed")
    return 1 if failed or (missing and os.environ.get("NEWSGRAPH_NEEDS_ALL")) else 0


def run(program, *args):
    done = subprocess.run([program, *map(str, args)], capture_output=True, encoding="utf-8")
    if done.returncode:
        sys.exit(f"newsgraph {' '.join(map(str, args))}\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2:]))
