#!/usr/bin/env python3
"""Draws the names of names.txt, all 591 that fit: `sample.py DATA > drawn.tsv`, where DATA is the folder of the evaluation data.

The names come from running text in which readers marked them, never from the registry or whoever wrote it. Who may be
drawn follows from rules alone:

  in   a country, by name, adjective or people: marked LOC or NORP and an actor of kind country in that article's graph,
       or a form of data/actors/countries.json
  in   an organisation: marked ORG in two articles or more
  in   a leader: of two articles or more, and in some graph or item the holder of an office, or the leader, of somebody; the
       family name alone too, where just one such person has it
  in   an actor of items, where nobody marked kinds: named in two items or more
  out  whoever is named in one article or item only: local people and bodies that no list can be expected to know
  out  people without an office; places, events, laws, works, faiths and peoples without a state
  out  what the same texts write in small letters as often: "Court", "Army", "University" tell what, not who
  out  descriptions: a name of an item with a word in small letters that no name has ("Sudanese army")

The seed is fixed; the same data gives the same names. What is printed is name and kind; who is meant is written into
names.tsv by hand. Names that fit the rules and still name nobody in particular have `-` there, and the reason.
"""
import glob
import json
import random
import re
import sys
from collections import defaultdict

SEED, SIZE = 20261122, 591
SMALL = set("of the and for in on to de da do del der van von al el bin ibn la le des du &".split())
ITEMS = ("items.dev.jsonl", "items.train.jsonl")


class Data:
    """What the readers marked."""

    def __init__(self, data):
        self.marked = defaultdict(set)  # form -> {(kind, article)}
        self.items = defaultdict(set)  # canonical name -> items
        self.leaders = set()  # names of people who hold an office or lead
        self.texts = []
        for path in sorted(glob.glob(f"{data}/silver/*.json") + glob.glob(f"{data}/silver/names/*.json")):
            with open(path, encoding="utf-8") as file:
                self.article(json.load(file))
        for path in sorted(glob.glob(f"{data}/silver/docs/*.txt") + glob.glob(f"{data}/silver/names/docs/*.txt")):
            with open(path, encoding="utf-8") as file:
                self.texts.append(file.read())
        for part in ITEMS:
            with open(f"{data}/items/{part}", encoding="utf-8") as file:
                for line in file:
                    self.item(json.loads(line))
        with open(f"{data}/actors/countries.json", encoding="utf-8") as file:
            fields = ("names", "adjectives", "demonym_nouns")
            countries = json.load(file)
            self.countries = {c["common"] for c in countries} | {f for c in countries for k in fields for f in c[k]}

    def article(self, article):
        actors = {a["id"]: a for a in article.get("actors", [])}
        forms = lambda a: {a["name"], *a.get("aliases", [])}
        countries = {f for a in actors.values() if a["kind"] == "country" for f in forms(a)}
        for name in article["names"]:
            kind, text = name["type"], " ".join(name["text"].split())
            if kind in ("LOC", "NORP") and text in countries:
                kind = "COUNTRY"
            self.marked[text].add((kind, article["id"]))
        for r in article.get("relations", []):
            if r["relation"] in ("holds-office", "leads") and actors.get(r["source"], {}).get("kind") == "person":
                self.leaders |= forms(actors[r["source"]])

    def item(self, item):
        self.texts.append(item["text"])
        for r in item["relations"]:
            for end in ("source_name", "target_name"):
                if r.get(end):
                    self.items[" ".join(r[end].split())].add(item["id"])
            if r["relation"] in ("holds-office", "leads"):
                self.leaders.add(" ".join(r["source_name"].split()))


def is_name(text):
    words = [w for w in re.split(r"[\s-]+", text) if w and w not in SMALL]
    return bool(words) and all(w[0].isupper() or not w[0].isalpha() for w in words) and text[0].isupper()


def population(folder):
    data = Data(folder)
    drawn = {}
    for text, seen in data.marked.items():
        docs = {kind: {d for k, d in seen if k == kind} for kind, _ in seen}
        if "COUNTRY" in docs or text in data.countries and {"LOC", "NORP"} & set(docs):
            drawn[text] = "country"
        elif len(docs.get("ORG", ())) > 1:
            drawn[text] = "organisation"
        elif " " in text and len(docs.get("PER", ())) > 1 and text in data.leaders:
            drawn[text] = "person"
    for text, seen in data.items.items():
        if len(seen) > 1 and is_name(text) and not text.startswith("The "):
            drawn.setdefault(text, "item")
    people = defaultdict(set)
    for text in {t for t in data.marked if any(k == "PER" for k, _ in data.marked[t])} | data.leaders:
        if " " in text and is_name(text):
            people[text.split()[-1]].add(text)
    for text, seen in data.marked.items():
        if len({d for k, d in seen if k == "PER"}) > 1 and len(people[text]) == 1 and people[text] <= set(drawn):
            drawn.setdefault(text, "person")
    whole = "\n".join(data.texts)
    count = lambda text: len(re.findall(rf"(?<![\w-]){re.escape(text)}(?![\w-])", whole))
    return {t: kind for t, kind in drawn.items() if t == t.lower() or " " in t or count(t) > count(t.lower())}


def main():
    drawn = population(sys.argv[1])
    names = random.Random(SEED).sample(sorted(drawn), min(SIZE, len(drawn)))
    print(f"# {len(drawn)} names fit the rules, {len(names)} drawn", file=sys.stderr)
    for name in sorted(names):
        print(f"{name}\t{drawn[name]}")


if __name__ == "__main__":
    main()
