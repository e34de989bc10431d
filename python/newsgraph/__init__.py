"""News articles in, a network of who says and does what to whom out, every edge with its proof.

>>> import newsgraph
>>> net = newsgraph.build(["Serbia criticized Ukraine on Monday, but France supported Kyiv."])
>>> for edge in net.query("? -supports-> Ukraine"):
...     print(edge["source_label"], edge["relation"], edge["target_label"])
France supports Ukraine

Offline and deterministic: the same texts give the same bytes as the program `newsgraph` does.
"""

from __future__ import annotations

import datetime
import io
import json
import os
from pathlib import Path
from typing import Any, Iterable, Iterator, Mapping, Sequence

from . import _newsgraph

__all__ = ["Extractor", "Network", "build", "extract", "formats", "load", "merge"]
__version__: str = _newsgraph.__version__

_EXTRACTORS: dict[tuple, _newsgraph.Extractor] = {}


class Network:
    """Who says and does what to whom, over any number of articles. It never changes; each method that narrows or joins gives a new one."""

    __slots__ = ("_net",)

    def __init__(self, data: bytes | str | None = None) -> None:
        """A network from the bytes of a file, or one that knows nothing."""
        if data is None:
            self._net = _builtin().merge([])
        else:
            self._net = _newsgraph.Network.read(data.encode() if isinstance(data, str) else data)

    @classmethod
    def _of(cls, net: _newsgraph.Network) -> Network:
        made = cls.__new__(cls)
        made._net = net
        return made

    def to_json(self) -> str:
        """The native file, node-link JSON."""
        return self.export("json").decode()

    def to_dict(self) -> dict[str, Any]:
        """The native file as Python objects."""
        return json.loads(self.to_json())

    def to_networkx(self) -> Any:
        """A `networkx.MultiDiGraph`; the edges have their evidence, the graph its documents."""
        import networkx

        return networkx.node_link_graph(self.to_dict(), edges="edges")

    def to_pandas(self, table: str = "edges") -> Any:
        """A `pandas.DataFrame`: "edges", "nodes", "evidence", "documents" or "names"."""
        import pandas

        text = self.export("csv", part=table).decode()
        # "None" and "NA" are names; only what is not there is missing.
        return pandas.read_csv(io.StringIO(text), keep_default_na=False, na_values=[""], dtype_backend="numpy_nullable")

    def query(
        self,
        pattern: str | None = None,
        *,
        evidence: bool = False,
        limit: int | None = None,
        sort: str | None = None,
        **filters: Any,
    ) -> list[dict[str, Any]]:
        """Edges that match a pattern such as "NATO -supports-> ?" and filters such as `since="2024-03"`; the records of `newsgraph query`.

        The filters are the words of the command line (docs/query.md), with `_` for `-`. A name or pattern that is wrong is a `ValueError` that
        shows the place.
        """
        lines = self._net.query(pattern, _words(filters), evidence, limit, sort)
        return [json.loads(line) for line in lines.splitlines()]

    def subgraph(self, **filters: Any) -> Network:
        """The part that filters keep."""
        return Network._of(self._net.subgraph(_words(filters)))

    def save(self, path: str | os.PathLike[str], format: str | None = None, **options: Any) -> None:
        """Writes a file; its ending tells the format. It is the old one or the new one, never half."""
        path = Path(path)
        format = format or _newsgraph.Network.format_of(path)
        if format is None:
            raise ValueError(f"{path}: the ending tells no format; expected format= one of {', '.join(formats())}")
        parts = _newsgraph.Network.parts_of(format)
        if not parts:
            _write({path: self.export(format, **options)})
            return
        end = "csv" if format == "neo4j" else format
        if path.name.endswith("." + end) and not path.is_dir():
            stem = path.name[: -len(end) - 1]
            places = {part: path.with_name(f"{stem}-{part}.{end}") for part in parts}
        else:
            path.mkdir(parents=True, exist_ok=True)
            places = {part: path / f"{part}.{end}" for part in parts}
        _write({places[part]: self.export(format, part=part, **options) for part in parts})

    def export(
        self,
        format: str,
        *,
        part: str | None = None,
        top: int | None = None,
        title: str | None = None,
        excel_safe: bool = False,
        gephi: bool = False,
    ) -> bytes:
        """The bytes that `newsgraph export` writes."""
        return self._net.export(format, part, top, title, excel_safe, gephi)

    def merge(self, *others: Network) -> Network:
        """All that this network and others state; any order gives the same."""
        return merge(self, *others)

    def drop(self, *documents: str) -> Network:
        """The network as if these documents had never been read."""
        net = self._net
        for document in documents:
            net = net.without(document)
        return Network._of(net)

    def verify(self, texts: Mapping[str, str]) -> list[str]:
        """What is wrong with the quotes, given the texts by id; nothing when all is well."""
        return self._net.verify(list(texts.items()))

    def nodes(self) -> list[dict[str, Any]]:
        """All actors, in order of id."""
        return self.to_dict()["nodes"]

    def edges(self) -> list[dict[str, Any]]:
        """All edges with their evidence, those without a target last."""
        whole = self.to_dict()
        return whole["edges"] + whole["graph"]["untargeted"]

    def documents(self) -> list[dict[str, Any]]:
        """All documents, in order of id."""
        return self.to_dict()["graph"]["documents"]

    def __or__(self, other: Network) -> Network:
        return merge(self, other) if isinstance(other, Network) else NotImplemented

    def __len__(self) -> int:
        """How many edges."""
        return self._net.size()[1]

    def __bool__(self) -> bool:
        return self._net.size() != (0, 0, 0)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.edges())

    def __eq__(self, other: object) -> bool:
        return self._net == other._net if isinstance(other, Network) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        actors, edges, documents = self._net.size()
        return f"<newsgraph.Network: {documents} documents, {actors} actors, {edges} relations>"

    def _repr_html_(self) -> str:
        """The picture, in a notebook."""
        return self.export("svg").decode()

    def __reduce__(self) -> tuple[Any, ...]:
        return (Network, (self.to_json(),))


class Extractor:
    """What reads articles, with actors and relations of one's own (docs/data.md)."""

    __slots__ = ("_extractor",)

    def __init__(
        self,
        *,
        actors: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] = (),
        lexicon: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] = (),
    ) -> None:
        self._extractor = _newsgraph.Extractor(_paths(actors), _paths(lexicon))

    def build(self, texts: Any, *, jobs: int = 0, **known: Any) -> Network:
        """As `newsgraph.build`."""
        return Network._of(self._extractor.build(_lines(texts, **known), jobs))

    def extract(self, texts: Any, *, jobs: int = 0, **known: Any) -> list[dict[str, Any]]:
        """As `newsgraph.extract`."""
        lines = self._extractor.extract(_lines(texts, **known), jobs)
        return [json.loads(line) for line in lines.splitlines()]

    def merge(self, *networks: Network) -> Network:
        """As `newsgraph.merge`, with this extractor's actors telling who is who."""
        return Network._of(self._extractor.merge([network._net for network in networks]))


def build(
    texts: str | Mapping[str, Any] | Iterable[str | Mapping[str, Any]],
    *,
    ids: Iterable[Any] | None = None,
    dates: Iterable[Any] | None = None,
    sources: Iterable[Any] | None = None,
    titles: Iterable[Any] | None = None,
    urls: Iterable[Any] | None = None,
    bylines: Iterable[Any] | None = None,
    jobs: int = 0,
) -> Network:
    """Articles to one network.

    An article is a text, or a mapping with the fields of a line of JSON Lines (`text`, `id`, `date`, `source`, …). `ids` and the others
    go along with the texts; a text without an id is `text-1`, `text-2`, …, by its place. Runs on `jobs` threads (0: every core) and releases the interpreter.
    """
    known = dict(ids=ids, dates=dates, sources=sources, titles=titles, urls=urls, bylines=bylines)
    return Network._of(_builtin().build(_lines(texts, **known), jobs))


def extract(texts: Any, *, jobs: int = 0, **known: Any) -> list[dict[str, Any]]:
    """Every statement of the articles, as `newsgraph extract` prints it; arguments as for `build`."""
    lines = _builtin().extract(_lines(texts, **known), jobs)
    return [json.loads(line) for line in lines.splitlines()]


def load(path: str | os.PathLike[str]) -> Network:
    """A network file: JSON, JSON Lines or a store."""
    return merge(Network._of(_newsgraph.Network.load(Path(path))))


def merge(*networks: Network) -> Network:
    """Networks as one; any order gives the same bytes, and what comes twice counts once."""
    return Network._of(_builtin().merge([network._net for network in networks]))


def formats() -> list[str]:
    """What `save` and `export` write."""
    return _newsgraph.formats()


def _builtin() -> _newsgraph.Extractor:
    if () not in _EXTRACTORS:
        _EXTRACTORS[()] = _newsgraph.Extractor([], [])
    return _EXTRACTORS[()]


def _paths(paths: Any) -> list[Path]:
    return [Path(paths)] if isinstance(paths, (str, os.PathLike)) else [Path(path) for path in paths]


def _lines(
    texts: Any,
    *,
    ids: Iterable[Any] | None = None,
    dates: Iterable[Any] | None = None,
    sources: Iterable[Any] | None = None,
    titles: Iterable[Any] | None = None,
    urls: Iterable[Any] | None = None,
    bylines: Iterable[Any] | None = None,
) -> str:
    """Articles as JSON Lines, as the program reads them."""
    if isinstance(texts, (str, Mapping)):
        texts = [texts]
    articles = [_known(text) if isinstance(text, Mapping) else {"text": text} for text in texts]
    columns = [("id", ids), ("date", dates), ("source", sources), ("title", titles), ("url", urls), ("byline", bylines)]
    for name, values in columns:
        if values is None:
            continue
        values = [values] if isinstance(values, (str, datetime.date)) else list(values)
        if len(values) != len(articles):
            raise ValueError(f"{len(values)} {name}s for {len(articles)} texts")
        for article, value in zip(articles, values):
            if not _is_missing(value):
                article[name] = value
    for number, article in enumerate(articles, 1):
        if not any(isinstance(value, str) for value in article.values()):
            raise TypeError(f"text {number} is {next(iter(article.values()), None)!r}: expected a str, or a mapping with a text")
        if article.get("id") is None or not str(article["id"]).strip():
            article["id"] = f"text-{number}"
    return "\n".join(json.dumps(article, ensure_ascii=False, default=_plain) for article in articles)


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that have a value, of a row of a data frame too."""
    return {name: value for name, value in fields.items() if not _is_missing(value)}


def _is_missing(value: Any) -> bool:
    """None, and NaN, NaT and NA, by which pandas says that there is none."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, float) and value != value


def _plain(value: Any) -> Any:
    """Days, and the numbers of numpy, as JSON has them."""
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else str(value)


def _words(filters: Mapping[str, Any]) -> str:
    def plain(value: Any) -> Any:
        if isinstance(value, (datetime.date, datetime.datetime)):
            return value.isoformat()[:10]
        return list(value) if isinstance(value, (tuple, set, frozenset)) else value

    given = {name: plain(value) for name, value in filters.items() if value is not None}
    return json.dumps(given)


def _write(files: Mapping[Path, bytes]) -> None:
    """Writes files whole: each beside its place, then all renamed."""
    made: list[tuple[Path, Path]] = []
    try:
        for path, content in files.items():
            if path.exists() and not path.is_file():
                path.write_bytes(content)  # A device or a pipe.
                continue
            path = path.resolve()
            beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
            with open(beside, "xb") as file:
                made.append((beside, path))
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        while made:
            os.replace(*made[0])
            made.pop(0)
    finally:
        for beside, _ in made:
            beside.unlink()
