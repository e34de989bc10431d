"""Words a second from articles to observations, on one and two threads, and the memory that it takes, whatever the length of the stream.

    cargo build --release
    python3 benches/throughput.py ARTICLES target/release/newsgraph [MB [CACHE]]

ARTICLES is JSON Lines with a "text", packed by gzip or not, or a folder of such and of .txt files. They are repeated, each time under other ids,
until they are so many megabytes (1,000 if not said), in a temporary file that is packed, as archives are. Prints a table, checks that one thread and two
give the same bytes, and ends with 1 if two threads are under 1.8 times one. Then how long the program takes to start, and to make DOT of one article.

With CACHE, the folder of models of benches/peers.py, other parsers read the articles too, in the same run: once and not repeated, on one thread, as whole
processes. They only parse; ours also finds actors, relations and who says what.
"""

import gzip
import hashlib
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time


def texts(path):
    path = pathlib.Path(path)
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file() and (file.suffix == ".txt" or ".jsonl" in file.name):
                yield from texts(file)
    elif path.suffix == ".txt":
        yield path.read_text(encoding="utf-8", errors="replace")
    else:
        opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
        with opened as lines:
            for line in lines:
                record = json.loads(line)
                if isinstance(record.get("text"), str):
                    yield record["text"]


def fill(file, articles, limit):
    """Repeats the articles up to so many bytes: bytes, words and articles that were written."""
    n_bytes = n_words = n_articles = 0
    lengths = [len(text.split()) for text in articles]
    with gzip.open(file, "wb", compresslevel=1) as out:
        while n_bytes < limit:
            for text, words in zip(articles, lengths):
                line = json.dumps({"id": f"a{n_articles}", "text": text}, ensure_ascii=False).encode() + b"\n"
                out.write(line)
                n_bytes, n_words, n_articles = n_bytes + len(line), n_words + words, n_articles + 1
                if n_bytes >= limit:
                    break
    return n_bytes, n_words, n_articles


def run(program, file, jobs):
    """Seconds, greatest memory in MB, and the hash of what was written."""
    start = time.monotonic()
    process = subprocess.Popen([program, "extract", file, "--jobs", str(jobs)], stdout=subprocess.PIPE)
    digest, n_bytes = hashlib.sha256(), 0
    while block := process.stdout.read(1 << 20):
        digest.update(block)
        n_bytes += len(block)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"extract ended with {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - start, usage.ru_maxrss / 1024, digest.hexdigest()


def often(command):
    """Milliseconds of the middle one of 31 runs."""
    times = []
    for _ in range(31):
        start = time.monotonic()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        times.append(1000 * (time.monotonic() - start))
    return statistics.median(times)


def beside(cache, articles):
    """The other parsers whose models are there, over the articles once."""
    import peers

    n_words = sum(len(text.split()) for text in articles)
    with tempfile.TemporaryDirectory() as folder:
        text = pathlib.Path(folder, "news.txt")
        text.write_text("\n\n".join(articles) + "\n", "utf-8")
        for name, (model, *_) in peers.PEERS.items():
            if not (cache / model).exists():
                print(f"{name}: no model in {cache}; benches/peers.py trains one")
                continue
            command = [sys.executable, peers.__file__, "run", name, cache / model, text, pathlib.Path(folder, "out")]
            wall, _, memory = peers.timed(command, os.devnull)
            print(f"| {name}, parsing only | {wall:,.1f} | {n_words / wall:,.0f} | {len(articles) / wall:,.0f} | {memory:,.0f} |", flush=True)


def main():
    if len(sys.argv) not in (3, 4, 5):
        sys.exit(__doc__)
    source, program = sys.argv[1:3]
    megabytes = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
    articles = list(texts(source))
    with tempfile.TemporaryDirectory() as folder:
        file = str(pathlib.Path(folder, "articles.jsonl.gz"))
        n_bytes, n_words, n_articles = fill(file, articles, megabytes * 1_000_000)
        print(f"{n_articles:,} articles, {n_words:,} words, {n_bytes / 1e6:,.0f} MB ({len(articles):,} articles repeated)")
        print("| threads | seconds | words a second | articles a second | memory, MB |")
        print("|---|---|---|---|---|")
        seconds, digests = {}, set()
        for jobs in (1, 2):
            seconds[jobs], memory, digest = run(program, file, jobs)
            digests.add(digest)
            s = seconds[jobs]
            print(f"| {jobs} | {s:,.1f} | {n_words / s:,.0f} | {n_articles / s:,.0f} | {memory:,.0f} |", flush=True)
    if len(sys.argv) > 4:
        beside(pathlib.Path(sys.argv[4]), articles)
    article = pathlib.Path(__file__).parent.parent / "examples/articles/2023-11-28-nato-ministers.txt"
    print(f"start: {often([program, '--version']):.0f} ms; one article to DOT: {often([program, article, '-q', '-o', '-', '-f', 'dot']):.0f} ms")
    times = seconds[1] / seconds[2]
    print(f"two threads: {times:.2f} times one; the same bytes: {'yes' if len(digests) == 1 else 'NO'}")
    sys.exit(0 if len(digests) == 1 and times >= 1.8 else 1)


if __name__ == "__main__":
    main()
