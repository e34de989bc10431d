"""Graph programs: networkx, igraph, Gephi's and Neo4j's rules."""

import csv
import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as tree
from pathlib import Path

from truth import Edge, Missing, Read, is_yes, package, whole_day


def xml_text(text):
    """What XML 1.0 can hold."""
    return re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


def edge(id, source, target, data):
    """An edge of the columns that all formats with attributes share."""
    return Edge(
        id, source, target, data["relation"], data["polarity"] == "negated", data["modality"], is_yes(data["claimed"]),
        data.get("first") or "", data.get("last") or "",
    )


def label_says(data):
    """Whoever shows only the label shows no denial, no claim and no plan as a fact."""
    label = data["label"]
    assert (data["polarity"] == "negated") == label.startswith("not "), label
    assert not is_yes(data["claimed"]) or "says " in label, label
    assert data["modality"] == "actual" or data["modality"] in label, label


def networkx_json(path, truth, program):
    networkx = package("networkx")
    net = networkx.node_link_graph(json.loads(path.read_text(encoding="utf-8")))
    assert net.is_directed() and net.is_multigraph()
    quotes = [e["quote"] for *_, data in net.edges(data=True) for e in data["evidence"]]
    assert sorted(quotes) == sorted(e["quote"] for known, e in truth.places if known.target)
    edges = [edge(data["id"], s, t, data) for s, t, data in net.edges(data=True)]
    return Read(dict(net.nodes(data="label")), edges)


def networkx_graphml(path, truth, program):
    net = package("networkx").read_graphml(path, force_multigraph=True)
    quotes = []
    for *_, data in net.edges(data=True):
        label_says(data)
        quotes += [e["quote"] for e in json.loads(data["evidence_json"])]
    places = [e["quote"] for known, e in truth.places if known.target]
    assert sorted(quotes) == sorted(places), "evidence_json has not all quotes as they are"
    assert sorted(data["edge_id"] for *_, data in net.edges(data=True)) == sorted(e.id for e in truth.edges)
    edges = [edge(key, s, t, data) for s, t, key, data in net.edges(data=True, keys=True)]
    return Read(dict(net.nodes(data="label")), edges, xml_text)


def igraph_graphml(path, truth, program):
    net = package("igraph").Graph.Read_GraphML(str(path))
    assert net.is_directed()
    edges = [edge(e["edge_id"], net.vs[e.source]["id"], net.vs[e.target]["id"], e.attributes()) for e in net.es]
    return Read({v["id"]: v["label"] for v in net.vs}, edges, xml_text)


def networkx_gexf(path, truth, program):
    net = package("networkx").read_gexf(path, version="1.3")
    nodes, edges = dict(net.nodes(data="label")), []
    for s, t, data in net.edges(data=True):
        label_says(data)
        edges.append(edge(data["id"], s, t, data))
    return Read(nodes, edges, xml_text)


def gephi_gexf(path, truth, program):
    """By the rules of the GEXF 1.3 grammar that Gephi's reader insists on."""
    at = {"g": "http://gexf.net/1.3"}
    root = tree.parse(path).getroot()
    graph = root.find("g:graph", at)
    edges = graph.findall("g:edges/g:edge", at)
    dynamic = graph.get("mode") == "dynamic"
    assert dynamic == any(e.first for e in truth.edges)
    if dynamic:
        assert (graph.get("timeformat"), graph.get("timerepresentation")) == ("date", "timestamp")
    known = {a.get("id") for a in graph.findall("g:attributes[@class='edge']/g:attribute", at)}
    kinds = {(e.get("source"), e.get("target"), e.get("kind")) for e in edges}
    assert len(kinds) == len(edges), "parallel edges of one kind"
    days = {}
    for e in edges:
        assert float(e.get("weight")) >= 1
        assert {v.get("for") for v in e.findall("g:attvalues/g:attvalue", at)} <= known
        moments = re.findall(r"\d{4}-\d\d-\d\d", e.get("timestamps", ""))
        assert e.get("timestamps", "[]") == "[" + ", ".join(moments) + "]"
        days[e.get("id")] = (min(moments, default=""), max(moments, default=""))
    for e in truth.edges:
        assert days[e.id] == (whole_day(e.first), whole_day(e.last)), e


def networkx_cytoscape(path, truth, program):
    networkx = package("networkx")
    net = networkx.cytoscape_graph(json.loads(path.read_text(encoding="utf-8")))
    edges = []
    for s, t, data in net.edges(data=True):
        label_says(data)
        assert data["interaction"] == data["relation"]
        edges.append(edge(data["id"], s, t, data))
    return Read(dict(net.nodes(data="label")), edges)


def neo4j_tables(path, truth, program):
    """By the rules of neo4j-admin database import: fields of the header, ids, types, arrays, lines."""
    rows = {name: list(csv.reader(open(path / f"{name}.csv", encoding="utf-8", newline=""))) for name in ("actors", "relations", "documents")}
    types = {"string": str, "string[]": str, "long": int, "int": int, "boolean": {"true": True, "false": False}.__getitem__, "date": re.compile(r"\d{4}-\d\d-\d\d").fullmatch}
    tables = {}
    for name, (header, *body) in rows.items():
        raw = (path / f"{name}.csv").read_text(encoding="utf-8")
        assert len(raw.splitlines()) == len(raw.split("\n")) - 1 == len(rows[name]) or name, name
        assert raw.count("\n") == len(rows[name]), f"{name}: a row of several lines"
        fields = [re.fullmatch(r"(\w*)(?::([\w\[\]]+)(?:\((\w+)\))?)?", cell).groups() for cell in header]
        for row in body:
            assert len(row) == len(header), f"{name}: {row}"
            for (_, kind, _), cell in zip(fields, row):
                if kind in types and cell:
                    assert types[kind](cell) is not None, (name, kind, cell)
        tables[name] = [dict(zip(header, row)) for row in body]
    nodes = {row["id:ID(Actor)"]: row["name"] for row in tables["actors"]}
    assert len(nodes) == len(tables["actors"]), "an id twice"
    edges = []
    for row in tables["relations"]:
        data = {cell.split(":")[0]: value for cell, value in row.items() if not cell.startswith(":")}
        assert row[":TYPE"].startswith("NOT_") == (data["polarity"] == "negated")
        label_says(data)
        known = next(known for known in truth.edges if known.id == data["id"])
        assert len(data["quotes"].split(";")) == sum(e.id == known.id for e, _ in truth.places)
        edges.append(edge(data["id"], row[":START_ID(Actor)"], row[":END_ID(Actor)"], data))
    one_line = lambda text: " ".join(part for part in re.split("[\0-\x1f\x7f-\x9f]", text) if part)
    return Read(nodes, edges, one_line, whole_day)


def cypher_grammar(path, truth, program):
    """By the grammar of openCypher: as many statements as there are, and every text a text."""
    package("antlr4")
    cypher = package("antlr4_cypher")
    from antlr4 import CommonTokenStream, InputStream
    from antlr4.error.ErrorListener import ErrorListener

    class Strict(ErrorListener):
        def syntaxError(self, recognizer, symbol, line, column, message, error):
            raise AssertionError(f"line {line}: {message}")

    script = path.read_text(encoding="utf-8")
    comment, constraint, body = script.split("\n", 2)
    assert comment.startswith("//") and constraint.startswith("CREATE CONSTRAINT")
    statements = body.split(";\n")
    assert statements.pop() == ""
    rows = 0
    for statement in statements:
        # A line a row, so that the words around the rows must be ours.
        assert re.fullmatch(
            r"UNWIND \[\n(\{.*\},?\n)+\] AS row\n(MERGE \(a:Actor \{id: row.id\}\) SET a \+= row, a:\w+"
            r"|MATCH .*\nMERGE \(s\)-\[r:[A-Z_0-9]+ \{id: row.of.id\}\]->\(t\) SET r \+= row.of)",
            statement,
        ), statement
        parser = cypher.CypherParser(CommonTokenStream(lexer(cypher, InputStream(statement), Strict())))
        parser.removeErrorListeners()
        parser.addErrorListener(Strict())
        parser.script()
        rows += statement.count("\n{")
    assert rows == len(truth.nodes) + len(truth.edges)
    for e in truth.edges:
        kind = ("NOT_" if e.negated else "") + re.sub(r"\W", "_", e.relation).upper()
        assert re.search(rf"id: '{e.id}'", body) and f"[r:{kind} " in body, e


def lexer(cypher, stream, listener):
    lexer = cypher.CypherLexer(stream)
    lexer.removeErrorListeners()
    lexer.addErrorListener(listener)
    return lexer


def graphology(path, truth, program):
    """As graphology imports it, or by its published form where it is not installed."""
    form = json.loads(path.read_text(encoding="utf-8"))
    assert form["options"] == {"type": "directed", "multi": True, "allowSelfLoops": True}
    modules = os.environ.get("NEWSGRAPH_NODE_MODULES", "node_modules")
    if not shutil.which("node") or not Path(modules, "graphology").is_dir():
        raise Missing("graphology")
    done = subprocess.run(["node", str(Path(__file__).with_name("graphology.mjs")), os.path.abspath(modules), str(path)], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    edges = []
    for node in read["nodes"]:
        data = node["attributes"]
        assert all(isinstance(data[name], (int, float)) for name in ("x", "y", "size")), "sigma wants places and sizes"
    for e in read["edges"]:
        label_says(e["attributes"])
        edges.append(edge(e["key"], e["source"], e["target"], e["attributes"]))
    return Read({node["key"]: node["attributes"]["label"] for node in read["nodes"]}, edges)


# The fields of JSON Graph Format 2.1, whose schema takes no others.
JGF = {
    "graph": {"id", "label", "directed", "type", "metadata", "nodes", "edges"},
    "node": {"label", "metadata"},
    "edge": {"id", "source", "target", "relation", "directed", "label", "metadata"},
}


def json_graph(path, truth, program):
    form = json.loads(path.read_text(encoding="utf-8"))
    assert set(form) == {"graph"} and set(form["graph"]) <= JGF["graph"]
    nodes, edges = form["graph"]["nodes"], []
    for node in nodes.values():
        assert set(node) <= JGF["node"], node
    for e in form["graph"]["edges"]:
        assert set(e) <= JGF["edge"] and e["source"] in nodes and e["target"] in nodes, e
        label_says({**e["metadata"], "label": e["label"]})
        edges.append(edge(e["id"], e["source"], e["target"], e["metadata"]))
    return Read({id: node["label"] for id, node in nodes.items()}, edges)
