#!/usr/bin/env python3
"""Articles to one network on Apache Spark, with the program `newsgraph` in the executors.

    spark-submit examples/spark/newsgraph_spark.py 'articles/*.jsonl' out --program target/release/newsgraph

ARTICLES is whatever Spark reads as text: files, folders, globs, hdfs:// and s3a:// addresses, JSON Lines, each article with an id. OUT gets

    records/        every document, actor and statement as JSON Lines; --parquet: a Parquet dataset for each of the three instead
    network.json    the network (on the driver)

Articles stream through one process of the program for each partition: `newsgraph extract --documents`, which holds one article at a time. The
records of each partition are folded into a network, and the networks are merged two by two, all in the executors; because merging is
commutative, associative and idempotent the result is, to the byte, what the program makes of all articles on one machine,
whatever the partitions are and however often Spark repeats a task.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from pyspark import SparkFiles, StorageLevel
from pyspark.sql import SparkSession


def program():
    """The program, where Spark put it on this executor."""
    path = SparkFiles.get("newsgraph")
    os.chmod(path, 0o755)
    return path


def check(code, command):
    # 3: some articles could not be read, and the rest is done; they are named in the log.
    if code not in (0, 3):
        raise RuntimeError(f"newsgraph {command}: exit code {code}; the executor's log says why")


def run(*arguments):
    """The program's answer. What it says goes to the executor's log."""
    ran = subprocess.run([program(), *arguments], stdout=subprocess.PIPE, check=False)
    check(ran.returncode, arguments[0])
    return ran.stdout


def extract(options):
    """A partition of articles to its records, both as a stream."""

    def of_partition(lines):
        command = [program(), "extract", "-", "--documents", "--from", "jsonl", "--quiet", "--jobs", "1", *options]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        problems = []

        def feed():
            try:
                with process.stdin as to:
                    for line in filter(str.strip, lines):
                        # Without an id the program calls an article by its place in the file, and Spark does not tell it.
                        if not json.loads(line).get("id"):
                            raise ValueError(f"an article without an id: {line[:80]}")
                        to.write(line.encode() + b"\n")
            except Exception as problem:  # Raised where Spark sees it.
                problems.append(problem)

        feeder = threading.Thread(target=feed)
        feeder.start()
        for record in process.stdout:
            yield record.decode().rstrip("\n")
        feeder.join()
        check(process.wait(), "extract")
        if problems:
            raise problems[0]

    return of_partition


def fold(options):
    """The records of a partition to its network, as JSON Lines."""

    def of_partition(records):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "records.jsonl")
            with path.open("w", encoding="utf-8", newline="\n") as to:
                to.writelines(record + "\n" for record in records)
            if path.stat().st_size:
                yield run("merge", str(path), "--quiet", "-f", "jsonl", *options)

    return of_partition


def merge(options):
    """Two networks to one."""

    def of_two(one, other):
        with tempfile.TemporaryDirectory() as folder:
            for name, network in [("one.jsonl", one), ("other.jsonl", other)]:
                Path(folder, name).write_bytes(network)
            files = [str(Path(folder, name)) for name in ("one.jsonl", "other.jsonl")]
            return run("merge", *files, "--quiet", "-f", "jsonl", *options)

    return of_two


def write_records(spark, lines, out, parquet):
    """What the documents are, show and state, each record once."""
    if not parquet:
        lines.saveAsTextFile(f"{out}/records")
        return
    for kind in ("doc", "actor", "obs"):
        start = f'{{"t":"{kind}",'
        records = lines.filter(lambda line, start=start: line.startswith(start))
        spark.read.json(records).drop("t").write.parquet(f"{out}/{kind}", compression="gzip")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", help="JSON Lines, as Spark reads text")
    parser.add_argument("out", help="a folder that is not there yet")
    parser.add_argument("--program", default="newsgraph", help="the program, built for the executors' machines")
    parser.add_argument("--partitions", type=int, default=0, help="how many; 0: as Spark splits the files")
    parser.add_argument("--parquet", action="store_true", help="records as Parquet")
    parser.add_argument("--actors", help="actors of your own (TOML)")
    parser.add_argument("--lexicon", help="relations of your own (TOML)")
    arguments = parser.parse_args()

    spark = SparkSession.builder.appName("newsgraph").getOrCreate()
    context = spark.sparkContext
    context.addFile(str(Path(arguments.program).resolve()))
    own = []
    for option, path in [("--actors", arguments.actors), ("--lexicon", arguments.lexicon)]:
        if path:
            own += [option, str(Path(path).resolve())]

    lines = context.textFile(arguments.articles, max(arguments.partitions, 1))
    if arguments.partitions:
        lines = lines.repartition(arguments.partitions)
    # Read once, used for the records and for the network.
    records = lines.mapPartitions(extract(own)).persist(StorageLevel.MEMORY_AND_DISK)
    write_records(spark, records, arguments.out, arguments.parquet)
    if records.isEmpty():
        sys.exit("no articles")
    networks = records.mapPartitions(fold(own))
    # Deep enough that no task merges more than about eight networks.
    depth = max(2, len(bin(networks.getNumPartitions())) // 3)
    whole = networks.treeReduce(merge(own), depth)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "network.jsonl")
        path.write_bytes(whole)
        Path(arguments.out).mkdir(parents=True, exist_ok=True)
        output = Path(arguments.out, "network.json")
        subprocess.run([arguments.program, "merge", str(path), "--quiet", "-o", str(output), *own], check=True)
    spark.stop()


if __name__ == "__main__":
    main()
