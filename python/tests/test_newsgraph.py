"""The Python package: what the program writes, to the byte, and what networkx and pandas make of it."""

import datetime
import doctest
import json
import os
import pickle
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

import networkx
import pandas

import newsgraph

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "examples/articles"
LINES = sorted(ARTICLES.glob("*.jsonl"))
RECORDS = [json.loads(line) for path in LINES for line in path.read_text().splitlines()]


def program(*args, code=0):
    ran = subprocess.run(["newsgraph", *map(str, args)], capture_output=True, cwd=ROOT)
    assert ran.returncode == code, ran.stderr.decode()
    return ran.stdout


class SameAsTheProgram(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.place = Path(cls.folder.name)
        cls.net = newsgraph.build(RECORDS)
        program("build", "-q", *LINES, "-o", cls.place / "net.json")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_build(self):
        self.assertEqual(self.net.to_json().encode(), (self.place / "net.json").read_bytes())

    def test_build_of_columns(self):
        frame = pandas.DataFrame(RECORDS)
        net = newsgraph.build(
            frame["text"], ids=frame["id"], dates=pandas.to_datetime(frame["date"]), sources=frame.get("publisher"), titles=frame.get("title"), urls=frame.get("url")
        )
        self.assertEqual(net, self.net)

    def test_threads(self):
        self.assertEqual(newsgraph.build(RECORDS, jobs=1), self.net)

    def test_save_in_every_format(self):
        for name in newsgraph.formats():
            if name in ("png", "store"):
                continue
            mine, theirs = self.place / "mine" / name, self.place / "theirs" / name
            mine.mkdir(parents=True), theirs.mkdir(parents=True)
            self.net.save(mine / "net", name)
            program("export", self.place / "net.json", "-f", name, "-o", theirs / "net")
            files = sorted(path.relative_to(theirs) for path in theirs.rglob("*") if path.is_file())
            self.assertTrue(files)
            self.assertEqual(files, sorted(path.relative_to(mine) for path in mine.rglob("*") if path.is_file()))
            for file in files:
                self.assertEqual((mine / file).read_bytes(), (theirs / file).read_bytes(), f"{name}: {file}")

    def test_load(self):
        for name in ("net.json", "net.jsonl", "net.ngdb"):
            self.net.save(self.place / ("py-" + name))
            self.assertEqual(newsgraph.load(self.place / ("py-" + name)), self.net)
        program("export", self.place / "net.json", "-o", self.place / "theirs.ngdb")
        self.assertEqual(newsgraph.load(self.place / "theirs.ngdb"), self.net)

    def test_query(self):
        for args, pattern, filters in [
            (["? -supports-> Sweden"], "? -supports-> Sweden", {}),
            (["France -?-> ? -[-]-> ?"], "France -?-> ? -[-]-> ?", {"limit": 40}),
            ([], None, {"rel": ["opposes", "criticizes"], "no_claims": True}),
            ([], None, {"any": "Hungary", "sign": "-", "since": datetime.date(2023, 1, 1), "sort": "date"}),
            ([], None, {"near": "Finland", "depth": 2, "negated": "only", "kind": ["country", "person"]}),
        ]:
            for name, value in filters.items():
                value = ",".join(value) if isinstance(value, list) else value
                args = [*args, "--" + name.replace("_", "-")] + ([] if value is True else [str(value)])
            printed = program("query", *args, self.place / "net.json", "-e", "-f", "jsonl")
            answers = self.net.query(pattern, evidence=True, **filters)
            self.assertTrue(answers, args)
            self.assertEqual([json.loads(line) for line in printed.splitlines()], answers)

    def test_extract(self):
        printed = program("extract", "-q", *LINES)
        self.assertEqual([json.loads(line) for line in printed.splitlines()], newsgraph.extract(RECORDS))

    def test_merge_and_drop(self):
        half = len(RECORDS) // 2
        one, two = newsgraph.build(RECORDS[:half]), newsgraph.build(RECORDS[half:])
        self.assertEqual(newsgraph.merge(two, one), self.net)
        self.assertEqual(one | two | one, self.net)
        without = program("merge", self.place / "net.json", "--drop", RECORDS[0]["id"])
        self.assertEqual(self.net.drop(RECORDS[0]["id"]).to_json().encode(), without)
        with self.assertRaises(ValueError):
            self.net.drop("nowhere")

    def test_networkx(self):
        graph = self.net.to_networkx()
        self.assertIsInstance(graph, networkx.MultiDiGraph)
        edges = [edge for edge in self.net.edges() if edge.get("target")]
        self.assertEqual((len(graph), graph.number_of_edges()), (len(self.net.nodes()), len(edges)))

    def test_pandas(self):
        edges = self.net.to_pandas()
        self.assertEqual(len(edges), len(self.net))
        self.assertEqual(set(self.net.to_pandas("nodes")["id"]), {node["id"] for node in self.net.nodes()})
        self.assertEqual(len(self.net.to_pandas("documents")), len(RECORDS))
        self.assertEqual(len(self.net.to_pandas("evidence")), sum(edge["weight"] for edge in self.net.edges()))

    def test_verify(self):
        texts = {record["id"]: record["text"] for record in RECORDS}
        self.assertEqual(self.net.verify(texts), [])
        texts[RECORDS[0]["id"]] += " "
        self.assertTrue(self.net.verify(texts))

    def test_pickle(self):
        self.assertEqual(pickle.loads(pickle.dumps(self.net)), self.net)


class AsAPythonPackage(unittest.TestCase):
    TEXT = "France backs Ukraine. Serbia criticized Ukraine."

    def test_readme(self):
        with tempfile.TemporaryDirectory() as folder:
            here = os.getcwd()
            os.chdir(folder)
            try:
                os.symlink(ROOT / "examples", "examples")
                result = doctest.testfile(str(ROOT / "python/README.md"), module_relative=False)
            finally:
                os.chdir(here)
        self.assertGreater(result.attempted, 8)
        self.assertEqual(result.failed, 0)
        self.assertEqual(doctest.testmod(newsgraph).failed, 0)

    def test_rows_of_a_frame(self):
        frame = pandas.DataFrame(
            {"text": ["France backed Ukraine.", "Rome met Paris."], "title": ["T", None], "author": ["Ann", float("nan")], "date": pandas.to_datetime(["2024-03-04", None])}
        )
        net = newsgraph.build(frame.to_dict("records"))
        known = [{name: document.get(name) for name in ("title", "byline", "date")} for document in net.documents()]
        self.assertEqual(known, [{"title": "T", "byline": "Ann", "date": "2024-03-04"}, {"title": None, "byline": None, "date": None}])
        self.assertEqual(newsgraph.build(list(frame["text"]), bylines=["Ann", None], titles=frame["title"], dates=frame["date"]), net)

    def test_what_goes_in(self):
        one = newsgraph.build(self.TEXT)
        self.assertEqual(one, newsgraph.build([self.TEXT]))
        self.assertEqual(one, newsgraph.build(text for text in [self.TEXT]))
        self.assertEqual(one, newsgraph.build({"text": self.TEXT, "id": "text-1"}))
        self.assertEqual([d["id"] for d in newsgraph.build([self.TEXT] * 3).documents()], ["text-1", "text-2", "text-3"])
        dated = newsgraph.build([self.TEXT], ids=[7], dates=[datetime.date(2024, 3, 1)], sources=["Courier"])
        self.assertEqual([(d["id"], d["date"], d["publisher"]) for d in dated.documents()], [("7", "2024-03-01", "Courier")])
        self.assertFalse(newsgraph.build([]))
        self.assertEqual(len(newsgraph.build(["", "\0\ud7ff \u202e"])), 0)

    def test_what_is_wrong_is_told(self):
        net = newsgraph.build(self.TEXT)
        for wrong, error, words in [
            (lambda: newsgraph.build([3]), TypeError, "text 1 is 3"),
            (lambda: newsgraph.build(["a"], ids=["b", "c"]), ValueError, "2 ids for 1 texts"),
            (lambda: newsgraph.build(["a \ud800"]), ValueError, "surrogate"),
            (lambda: net.query("France supports Ukraine"), ValueError, "expected an arrow"),
            (lambda: net.query("? -suports-> ?"), ValueError, "supports"),
            (lambda: net.query(colour="red"), ValueError, "colour: no such filter"),
            (lambda: net.query(since="March"), ValueError, "expected 2024-03-01"),
            (lambda: net.query(sort="size"), ValueError, "expected weight"),
            (lambda: net.save("net.xyz"), ValueError, "the ending tells no format"),
            (lambda: net.export("csv", part="rows"), ValueError, "expected one of edges"),
            (lambda: net.save("nowhere/net.json"), OSError, "nowhere"),
            (lambda: newsgraph.load("nowhere.json"), OSError, "nowhere.json"),
            (lambda: newsgraph.Network(b"{}"), ValueError, "expected"),
            (lambda: newsgraph.Extractor(actors="nowhere.toml"), OSError, "nowhere.toml"),
        ]:
            with self.assertRaises(error) as raised:
                wrong()
            self.assertIn(words, str(raised.exception))

    def test_words_of_ones_own(self):
        own = newsgraph.Extractor(lexicon=ROOT / "examples/relations.toml")
        self.assertEqual([edge["relation"] for edge in own.build("France snubbed Germany on Monday.")], ["snubs"])

    def test_files_are_old_or_new(self):
        net = newsgraph.build(self.TEXT)
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            (place / "net.csv").mkdir()
            (place / "real.json").write_text("old")
            (place / "link.json").symlink_to("real.json")
            net.save(place / "link.json")
            self.assertTrue((place / "link.json").is_symlink())
            self.assertEqual((place / "real.json").read_text(), net.to_json())
            if Path("/dev/full").exists():
                with self.assertRaises(OSError):
                    net.save("/dev/full", "json")
            self.assertEqual(sorted(path.name for path in place.iterdir()), ["link.json", "net.csv", "real.json"])

    def test_the_interpreter_is_free_while_it_reads(self):
        texts = [record["text"] for record in RECORDS] * 4
        newsgraph.build(texts[:1])
        done, ticks = threading.Event(), 0
        worker = threading.Thread(target=lambda: (newsgraph.build(texts, jobs=1), done.set()))
        # With the lock held for all of it, this loop would not run before it ends.
        sys.setswitchinterval(1e-4)
        worker.start()
        while not done.is_set():
            ticks += 1
        worker.join()
        self.assertGreater(ticks, 1000)


if __name__ == "__main__":
    unittest.main()
