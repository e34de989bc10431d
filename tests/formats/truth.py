"""What a network holds, in a form in which what other programs read can be compared with it."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple


class Missing(Exception):
    """A program or package that is not installed."""


class Edge(NamedTuple):
    """What every format must keep of an edge between two."""

    id: str
    source: str
    target: str
    relation: str
    negated: bool
    modality: str
    claimed: bool
    first: str
    last: str


@dataclass
class Read:
    """What a program read: nodes as id and label, edges as Edge or as counts where the format has no more."""

    nodes: dict
    edges: list
    # What the format does to texts that it cannot hold as they are.
    clean: object = staticmethod(lambda text: text)
    # What the format does to days.
    day: object = staticmethod(lambda day: day)


@dataclass
class Truth:
    nodes: dict = field(default_factory=dict)
    edges: list = field(default_factory=list)
    # Acts without a target.
    alone: list = field(default_factory=list)
    # All places as (edge, evidence), those of acts without a target too.
    places: list = field(default_factory=list)
    documents: list = field(default_factory=list)

    @staticmethod
    def of(native):
        """The network of a native file, by nothing but its JSON."""
        truth = Truth(documents=native["graph"]["documents"])
        truth.nodes = {node["id"]: node["label"] for node in native["nodes"]}
        for edge in native["edges"] + native["graph"]["untargeted"]:
            known = Edge(
                edge["id"], edge["source"], edge.get("target"), edge["relation"], edge["polarity"] == "negated",
                edge["modality"], edge["claimed"], edge["first"] or "", edge["last"] or "",
            )
            (truth.edges if known.target else truth.alone).append(known)
            truth.places += [(known, evidence) for evidence in edge["evidence"]]
        return truth

    def agree_with(self, stats):
        """`newsgraph stats` must count the same."""
        every = self.edges + self.alone
        ours = {
            "actors": len(self.nodes), "edges": len(every), "evidence": len(self.places), "documents": len(self.documents),
            "negated": sum(e.negated for e in every), "claimed": sum(e.claimed for e in every),
            "not_actual": sum(e.modality != "actual" for e in every), "undated": sum(not e.first for e in every),
        }
        assert ours == {key: stats[key] for key in ours}, f"{ours}, but stats: {stats}"

    def differences(self, read):
        """What was read otherwise than it is, in words."""
        clean = read.clean
        nodes = {clean(id): clean(label) for id, label in self.nodes.items()}
        if read.nodes != nodes:
            yield f"{len(read.nodes)} nodes of {len(nodes)}: {show(read.nodes.items() ^ nodes.items())}"
        pairs = Counter((e.source, e.target) for e in read.edges)
        ours = Counter((clean(e.source), clean(e.target)) for e in self.edges)
        if pairs != ours:
            yield f"{pairs.total()} edges between {len(pairs)} pairs, not {ours.total()} between {len(ours)}"
        edges = [
            e._replace(source=clean(e.source), target=clean(e.target), first=read.day(e.first), last=read.day(e.last))
            for e in self.edges
        ]
        if sorted(read.edges) != sorted(edges):
            yield f"edges differ: {show(set(read.edges) ^ set(edges))}"

    def __str__(self):
        parallel = len(self.edges) - len({(e.source, e.target) for e in self.edges})
        dated = sum(bool(e.first) for e in self.edges)
        return f"{len(self.nodes)} nodes, {len(self.edges)} edges, {parallel} of them parallel, {dated} dated"


def show(some):
    return "; ".join(sorted(map(repr, some))[:4])


def package(name):
    """A package, or Missing."""
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError:
        raise Missing(f"the Python package {name.split('.')[0]}") from None


def whole_day(day):
    """As formats take it that know no months and years."""
    return day + "-01" * ((10 - len(day)) // 3) if day else day


def is_yes(value):
    return str(value).lower() in ("true", "1")
