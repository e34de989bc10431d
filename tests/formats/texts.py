"""RDF, reports and pictures: rdflib, oxigraph, GitHub's Markdown, Mermaid, Graphviz."""

import html.parser
import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as tree
import zlib
from collections import Counter
from pathlib import Path

from truth import Missing, package

NG = "https://newsgraph.example/ns#"
PREFIXES = (
    "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX oa: <http://www.w3.org/ns/oa#> "
    "PREFIX schema: <https://schema.org/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
)


def questions(text):
    """What is asked of RDF, with the namespace that the file itself declares."""
    ng = re.search(r"@prefix ng: <([^>]*)>", text)
    ng = ng.group(1) if ng else re.search(r"<([^>]*)Observation>", text).group(1)
    return PREFIXES + f"PREFIX ng: <{ng}> "


def compare(truth, ask):
    """`ask` takes a query and gives rows of strings."""
    every = truth.edges + truth.alone
    assert len(ask("SELECT DISTINCT ?e { ?e a ng:Edge }")) == len(every)
    assert len(ask("SELECT DISTINCT ?o { ?o a ng:Observation }")) == len(truth.places)
    labels = Counter(label for _, label in ask("SELECT DISTINCT ?a ?label { ?a a ng:Actor ; skos:prefLabel ?label }"))
    assert labels == Counter(truth.nodes.values()), (labels, truth.nodes)
    quotes = Counter(quote for _, quote in ask("SELECT DISTINCT ?o ?quote { ?o ng:quote ?quote }"))
    assert quotes == Counter(e["quote"] for _, e in truth.places), "quotes differ"
    for word, count in Counter("negated" if e.negated else "affirmed" for e in every).items():
        assert len(ask(f'SELECT DISTINCT ?e {{ ?e a ng:Edge ; ng:polarity "{word}" }}')) == count, word
    days = Counter(str(day) for _, day in ask("SELECT DISTINCT ?e ?day { ?e a ng:Edge ; ng:first ?day }"))
    assert days == Counter(e.first for e in every if e.first), days
    claimed = ask("SELECT DISTINCT ?e { ?e a ng:Edge ; ng:claimed true }")
    assert len(claimed) == sum(e.claimed for e in every)


def rdflib_turtle(path, truth, program):
    text = path.read_text(encoding="utf-8")
    graph = package("rdflib").Graph().parse(data=text, format="turtle")
    prefixes = questions(text)
    compare(truth, lambda query: [tuple(map(str, row)) for row in graph.query(prefixes + query)])


def oxigraph(path, truth, form):
    oxigraph = package("pyoxigraph")
    store = oxigraph.Store()
    store.bulk_load(path=str(path), format=form(oxigraph.RdfFormat))
    prefixes = questions(path.read_text(encoding="utf-8"))
    ask = lambda query: [tuple(t.value for t in row) for row in store.query(prefixes + query, use_default_graph_as_union=True)]
    compare(truth, ask)
    return store


def oxigraph_turtle(path, truth, program):
    oxigraph(path, truth, lambda formats: formats.TURTLE)


def oxigraph_nquads(path, truth, program):
    store = oxigraph(path, truth, lambda formats: formats.N_QUADS)
    with_quotes = {e["doc"] for _, e in truth.places}
    assert len(list(store.named_graphs())) >= len(with_quotes), "a named graph for each article"


def rdflib_annotations(path, truth, program):
    """As JSON-LD. The standard's context is what rdflib would fetch; the terms that we use stand here."""
    page = json.loads(path.read_text(encoding="utf-8"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationPage"
    oa = "http://www.w3.org/ns/oa#"
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    ids = {name: {"@id": oa + to, "@type": "@id"} for name, to in [("body", "hasBody"), ("target", "hasTarget"), ("source", "hasSource"), ("selector", "hasSelector")]}
    page["@context"] = {
        "@vocab": oa, "id": "@id", "type": "@type", "exact": oa + "exact", "start": oa + "start", "end": oa + "end",
        "value": rdf + "value", "items": {"@id": "https://www.w3.org/ns/activitystreams#items", "@container": "@list"}, **ids,
    }
    graph = package("rdflib").Graph().parse(data=json.dumps(page), format="json-ld")
    count = lambda kind: len(list(graph.subjects(None, package("rdflib").URIRef(oa + kind))))
    assert count("Annotation") == count("TextQuoteSelector") == count("TextPositionSelector") == len(truth.places)
    said = Counter()
    for item in page["items"]:
        exact, place = item["target"]["selector"]
        said[exact["exact"], place["start"], place["end"]] += 1
        sentence, polarity, modality, edge = item["body"]
        assert (polarity["value"] == "negated") == (" not " in sentence["value"])
        assert not re.match(r"javascript|=", item["target"]["source"]), item["target"]["source"]
    assert said == Counter((e["quote"], *e["chars"]) for _, e in truth.places)


class Tags(html.parser.HTMLParser):
    """The tags of a page, the addresses in it, its quotes and its text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.links, self.quotes, self.depth = Counter(), [], [], 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        self.links += [value for name, value in attrs if name in ("href", "src")]
        assert not any(name.startswith("on") for name, _ in attrs), attrs
        if tag == "blockquote":
            self.depth += 1
            self.quotes.append("")

    def handle_endtag(self, tag):
        self.depth -= tag == "blockquote"

    def handle_data(self, text):
        if self.depth:
            self.quotes[-1] += text


def github_markdown(path, truth, program):
    """With GitHub's own parser, its extensions and raw HTML: there is no tag, link or row but ours."""
    cmark = package("cmarkgfm")
    text = path.read_text(encoding="utf-8")
    page = Tags(cmark.github_flavored_markdown_to_html(text, cmark.Options.CMARK_OPT_UNSAFE))
    allowed = {"h1", "h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "strong", "blockquote", "a", "code"}
    assert set(page.tags) <= allowed, set(page.tags) - allowed
    assert page.tags["h1"] == 1 and page.tags["h2"] == 4, page.tags
    addresses = {d.get("url") for d in truth.documents if re.match("https?://", d.get("url") or "")}
    assert len(set(page.links)) <= len(addresses) and all(re.match("https?://", link) for link in page.links), page.links
    assert page.tags["tr"] <= len(truth.nodes) + len(truth.documents) + 2
    # Blanks and what turns the direction of a line are not kept.
    bare = lambda text: re.sub(r"[\s\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffd]", "", text)
    quotes = Counter(bare(quote).split("”")[0] for quote in page.quotes)
    assert quotes == Counter(bare("“" + e["quote"]) for _, e in truth.places), quotes


def mermaid(path, truth, program):
    """Mermaid's own parser: as many nodes and edges as the picture says, and no node that is more than a label."""
    modules = os.environ.get("NEWSGRAPH_NODE_MODULES")
    if not modules or not shutil.which("node"):
        raise Missing("mermaid (npm; NEWSGRAPH_NODE_MODULES is its folder)")
    script = Path(__file__).with_name("mermaid.mjs")
    done = subprocess.run(["node", script, modules, path], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    counts = re.search(r"^%% (\d+) actors, (\d+) edges, (\d+) edges hidden", path.read_text(encoding="utf-8"), re.M)
    actors, edges, hidden = map(int, counts.groups())
    assert read["links"] == [] and len(read["edges"]) <= edges and edges + hidden == len(truth.edges) + len(truth.alone)
    assert all(re.fullmatch(r"n\d+", name) for name, _ in read["nodes"])
    named = [label.split("<br>")[0].split("<br/>")[0] for _, label in read["nodes"] if label.strip()]
    bare = lambda text: re.sub(r"\W", "", text)
    assert {bare(label) for label in named} <= {bare(label) for label in truth.nodes.values()}, named
    drawn = Counter(label.startswith("not ") for _, _, label in read["edges"])
    assert drawn[True] == sum(e.negated for e in truth.edges + truth.alone), drawn


def graphviz(path, truth, program):
    """Drawn without a warning, every actor of it one of ours."""
    if not shutil.which("dot"):
        raise Missing("Graphviz")
    done = subprocess.run(["dot", "-Tjson0", path], capture_output=True, encoding="utf-8")
    assert done.returncode == 0 and not done.stderr, done.stderr
    drawn = json.loads(done.stdout)
    # Our ids with control characters in them are written by number there.
    plain = lambda name: re.sub(r"%(25|[0-9a-f]+;)", lambda found: chr(int(found[1].strip(";"), 16)), name)
    actors = {plain(node["name"]) for node in drawn["objects"] if node.get("class", "").startswith("actor")}
    assert actors <= set(truth.nodes), actors - set(truth.nodes)
    marks = Counter(edge["label"].startswith("not ") for edge in drawn["edges"] if edge.get("id", "").startswith("e:"))
    assert marks[True] == sum(e.negated for e in truth.edges + truth.alone), marks


def svg(path, truth, program):
    """Well-formed, nothing in it that runs or leads anywhere but to the web; every actor in it one of ours, every denial told."""
    at = "{http://www.w3.org/2000/svg}"
    root = tree.parse(path).getroot()
    for element in root.iter():
        assert element.tag.removeprefix(at) in ("svg", "title", "rect", "text", "g", "a", "path", "ellipse", "circle"), element.tag
        assert not any(name.startswith("on") for name in element.attrib), element.attrib
        assert element.get("href", "https://").startswith(("http://", "https://")), element.attrib
    lines = [element for element in root.iter(at + "g") if element.get("class", "").startswith("edge")]
    actors = [element for element in root.iter(at + "g") if element.get("class") == "actor"]
    drawn = {end for e in truth.edges + truth.alone for end in (e.source, e.target) if end}
    assert 0 < len(actors) <= len(drawn), len(actors)
    plain = lambda text: " ".join("".join(c if c.isprintable() else " " for c in text).split())
    tips = plain(" ".join(line.find(at + "title").text for line in lines))
    shown = [e["quote"] for edge, e in truth.places if plain(e["quote"])[:60] in tips]
    assert len(shown) >= len(lines) or len(shown) == len(truth.places), (len(shown), len(lines))


def png(path, truth, program):
    """Pictures in points that are whole: each part has the checksum that it tells."""
    data, at = path.read_bytes(), 8
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        assert zlib.crc32(kind + body) == int.from_bytes(data[at + 8 + size : at + 12 + size], "big"), kind
        if kind == b"IHDR":
            width, height = (int.from_bytes(body[i : i + 4], "big") for i in (0, 4))
        at += 12 + size
    assert kind == b"IEND" and width > 300 and height > 100, (width, height)
