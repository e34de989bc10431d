"""Speed and accuracy beside other parsers that work offline, in one run on one thread.

    pip install -r benches/requirements.txt
    cargo build --release
    python3 benches/peers.py DATA target/release/newsgraph CACHE

DATA is the evaluation data, CACHE a folder outside the repository for the peers' models. Where CACHE lacks one, it is
trained first, on the training part of UD English EWT alone: about half an hour on one free core. Times are of a whole
process, with start, loading, reading and writing; words a second are of processor time, which a busy machine changes little.
Stops with the command that failed, if one does.
"""

import gzip
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")

# Tokenizer, tagger and parser: fewer rounds than their makers take (100, 20, 10), so that training stays short.
UDPIPE = ("epochs=3", "iterations=2;use_feats=0", "iterations=1")

# The layout of spaCy's small pipelines, without their vectors.
SPACY = """
[nlp]
lang = "en"
pipeline = ["tok2vec", "tagger", "morphologizer", "parser"]
[components]
[components.tok2vec]
factory = "tok2vec"
[components.tok2vec.model]
@architectures = "spacy.Tok2Vec.v2"
[components.tok2vec.model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = 96
attrs = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]
rows = [5000, 1000, 2500, 2500]
include_static_vectors = false
[components.tok2vec.model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 96
depth = 4
window_size = 1
maxout_pieces = 3
[components.tagger]
factory = "tagger"
[components.tagger.model]
@architectures = "spacy.Tagger.v2"
[components.tagger.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
[components.morphologizer]
factory = "morphologizer"
[components.morphologizer.model]
@architectures = "spacy.Tagger.v2"
[components.morphologizer.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
[components.parser]
factory = "parser"
[components.parser.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "parser"
extra_state_tokens = false
hidden_width = 64
maxout_pieces = 2
use_upper = true
[components.parser.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
[corpora]
[corpora.train]
@readers = "spacy.Corpus.v1"
path = "{train}"
gold_preproc = false
[corpora.dev]
@readers = "spacy.Corpus.v1"
path = "{train}"
limit = 50
[training]
seed = 0
max_epochs = 3
max_steps = 0
eval_frequency = 500
patience = 0
[training.batcher]
@batchers = "spacy.batch_by_words.v1"
size = 1000
tolerance = 0.2
[training.optimizer]
@optimizers = "Adam.v1"
learn_rate = 0.001
"""


def unpacked(path):
    return gzip.open(path, "rt", encoding="utf-8").read()


def trees(path):
    """Sentences of a treebank: does a paragraph start here, and rows (columns, is a blank after it)."""
    for block in unpacked(path).split("\n\n"):
        rows, last, spaced = [], 0, True
        for line in block.split("\n"):
            columns = line.split("\t")
            if len(columns) < 10 or "." in columns[0]:
                continue
            blank = "SpaceAfter=No" not in columns[9].split("|")
            if "-" in columns[0]:
                last, spaced = int(columns[0].split("-")[1]), blank
                continue
            number = int(columns[0])
            rows.append((columns, blank if number > last else spaced and number == last))
        if rows:
            yield bool(re.search("^# new(doc|par)", block, re.M)), rows


def raw_text(path):
    """The treebank's text, a blank line between paragraphs."""
    out = []
    for new, rows in trees(path):
        if new and out:
            out.append("\n\n")
        block = surface(rows)
        out.append(block)
    return re.sub(" +\n", "\n", "".join(out)).rstrip() + "\n"


def surface(rows):
    return "".join(columns[1] + " " * blank for columns, blank in rows)


def train_udpipe(treebank, out):
    import ufal.udpipe as udpipe

    reader, sentences = udpipe.InputFormat.newConlluInputFormat(), udpipe.Sentences()
    reader.setText(unpacked(treebank))
    error, sentence = udpipe.ProcessingError(), udpipe.Sentence()
    while reader.nextSentence(sentence, error):
        sentences.push_back(sentence)
        sentence = udpipe.Sentence()
    model = udpipe.Trainer.train("morphodita_parsito", sentences, udpipe.Sentences(), *UDPIPE, error)
    if error.occurred():
        sys.exit(error.message)
    out.write_bytes(model)


def train_spacy(treebank, out):
    import spacy
    from spacy.tokens import Doc, DocBin
    from spacy.training.loop import train
    from spacy.training.initialize import init_nlp
    from thinc.api import Config

    vocab, docs, pending = spacy.blank("en").vocab, DocBin(), []

    def close():
        words, spaces, heads, deps, tags, pos, starts = [], [], [], [], [], [], []
        for rows in pending:
            base = len(words)
            for i, (columns, blank) in enumerate(rows):
                head = int(columns[6])
                words.append(columns[1]), spaces.append(blank), tags.append(columns[4]), pos.append(columns[3])
                heads.append(base + (head - 1 if head else i)), deps.append(columns[7] if head else "ROOT")
                starts.append(i == 0)
        docs.add(Doc(vocab, words, spaces, heads=heads, deps=deps, tags=tags, pos=pos, sent_starts=starts))
        pending.clear()

    for new, rows in trees(treebank):
        if pending and (new or len(pending) == 10):
            close()
        pending.append(rows)
    close()
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "train.spacy")
        docs.to_disk(file)
        config = Config().from_str(SPACY.replace("{train}", str(file)))
        nlp = init_nlp(spacy.util.load_model_from_config(config, auto_fill=True).config)
        train(nlp, None, stdout=sys.stderr, stderr=sys.stderr)
        nlp.to_disk(out)


def run_udpipe(model, text, out):
    import ufal.udpipe as udpipe

    loaded = udpipe.Model.load(str(model))  # The pipeline does not keep it alive.
    pipeline = udpipe.Pipeline(loaded, "tokenize", "", "", "conllu")
    out.write_text(pipeline.process(text.read_text("utf-8")), "utf-8")


def run_spacy(model, text, out):
    import spacy

    nlp = spacy.load(model)
    paragraphs = [" ".join(p.split()) for p in text.read_text("utf-8").split("\n\n")]
    with open(out, "w", encoding="utf-8") as file:
        for doc in nlp.pipe(paragraphs, batch_size=64):
            for sentence in doc.sents:
                for i, t in enumerate(sentence, 1):
                    head = 0 if t.head == t else t.head.i - sentence.start + 1
                    dep = "root" if head == 0 else t.dep_
                    file.write(f"{i}\t{t.text}\t_\t{t.pos_}\t{t.tag_}\t_\t{head}\t{dep}\t_\t_\n")
                file.write("\n")


PEERS = {
    "UDPipe 1": ("udpipe.model", train_udpipe, run_udpipe),
    "spaCy 3": ("spacy", train_spacy, run_spacy),
}


def score(gold, system):
    """Official F1 of words, sentences, parts of speech and labelled attachment; enhanced graphs are not compared."""
    from udtools.udeval import evaluate, load_conllu_file

    def plain(text):
        lines = []
        for line in text.split("\n"):
            columns = line.split("\t")
            if len(columns) == 10:
                if "." in columns[0]:
                    continue
                columns[8] = "_" if "-" in columns[0] else f"{columns[6]}:{columns[7]}"
            lines.append("\t".join(columns))
        with tempfile.NamedTemporaryFile("w", suffix=".conllu", encoding="utf-8") as file:
            file.write("\n".join(lines))
            file.flush()
            return load_conllu_file(file.name)

    found = evaluate(plain(gold), plain(system))
    return [100 * found[name].f1 for name in ("Words", "Sentences", "UPOS", "UAS", "LAS")]


def size(path):
    files = [path] if path.is_file() else [f for f in path.rglob("*") if f.is_file()]
    return sum(f.stat().st_size for f in files) / 1e6


def timed(command, out):
    """Wall clock and processor seconds and greatest memory in MB of one process, on one thread."""
    with open(out, "wb") as file:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=file, env=os.environ | dict.fromkeys(THREADS, "1"))
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
    if status:
        sys.exit(f"this failed: {' '.join(map(str, command))}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def news(data):
    """Text of a few megabytes: news articles and short news items."""
    articles = [json.loads(line)["text"] for line in unpacked(data / "news/wikinews_rest.jsonl.gz").splitlines()]
    items = unpacked(data / "raw/wikipedia_current_events.txt.gz").splitlines()
    return "\n\n".join(p for p in "\n".join(articles + items).split("\n") if p.strip()) + "\n"


def main(data, program, cache):
    data, cache = pathlib.Path(data), pathlib.Path(cache)
    ewt = data / "syntax/ewt"
    for name, (file, *_) in PEERS.items():
        if not (cache / file).exists():
            cache.mkdir(parents=True, exist_ok=True)
            command = [sys.executable, __file__, "train", name, ewt / "en_ewt-ud-train.conllu.gz", cache / file]
            wall, used, _ = timed(command, cache / (file + ".log"))
            print(f"trained {name}: {used / 60:.0f} minutes of processor time", file=sys.stderr)
    text, dev, out = cache / "news.txt", cache / "ewt-dev.txt", cache / "out.conllu"
    text.write_text(news(data), "utf-8")
    dev.write_text(raw_text(ewt / "en_ewt-ud-dev.conllu.gz"), "utf-8")
    words = len(text.read_text("utf-8").split())
    print(f"{words} words of news, {text.stat().st_size / 1e6:.1f} MB; EWT dev from raw text, F1\n")
    heads = ("words/s", "cpu s", "wall s", "memory MB", "model MB", "words", "sents", "UPOS", "UAS", "LAS")
    print(f"{'':10}", *(f"{h:>9}" for h in heads))

    def row(name, command, written, model):
        wall, used, memory = timed(command(text), written)
        timed(command(dev), written)
        accuracy = score(unpacked(ewt / "en_ewt-ud-dev.conllu.gz"), out.read_text("utf-8"))
        start = [f"{words / used:9.0f}", f"{used:9.1f}", f"{wall:9.1f}", f"{memory:9.0f}", f"{size(model):9.1f}"]
        print(f"{name:10}", *start, *(f"{x:9.2f}" for x in accuracy), flush=True)

    model = pathlib.Path(__file__).parent.parent / "models/en.bin"
    row("newsgraph", lambda t: [program, "parse", "--jobs", "1", t], out, model)
    for name, (file, *_) in PEERS.items():
        command = [sys.executable, __file__, "run", name, cache / file]
        row(name, lambda t: [*command, t, out], os.devnull, cache / file)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if len(arguments) == 3:
        main(*arguments)
    elif len(arguments) >= 4 and arguments[0] in ("train", "run"):
        step, name, *paths = arguments
        PEERS[name][1 if step == "train" else 2](*map(pathlib.Path, paths))
    else:
        sys.exit(__doc__)
