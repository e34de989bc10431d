#!/usr/bin/env python3
"""Articles to one network on Apache Spark, with the program `newsgraph` in the executors.

    spark-submit examples/spark/newsgraph_spark.py 'articles/*.jsonl' out --program target/release/newsgraph

ARTICLES is whatever Spark reads as text: files, folders, globs, hdfs:// and s3a:// addresses, JSON Lines, each article with an id. OUT gets

    records/        every document, actor and statement as JSON Lines; --parquet: a Parquet dataset for each of the three instead
    network.json    the network (on the driver)

Each partition goes through one process of the program. The networks of the partitions are merged two by two, in the executors, and
because merging is commutative, associative and idempotent the result is, to the byte, what the program makes of all articles on one machine,
whatever the partitions are and however often Spark repeats a task.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from pyspark import SparkFiles, StorageLevel
from pyspark.sql import SparkSession


def run(arguments, given=b""):
    """The program, on an executor; its answer. What it says goes to the executor's log."""
    program = SparkFiles.get("newsgraph")
    os.chmod(program, 0o755)
    ran = subprocess.run([program, *arguments], input=given, stdout=subprocess.PIPE, check=False)
    # 3: some articles could not be read, and the rest is done; they are named in the log.
    if ran.returncode not in (0, 3):
        raise RuntimeError(f"newsgraph {' '.join(arguments)}: exit code {ran.returncode}; the executor's log says why")
    return ran.stdout


def read(options):
    """A partition of articles to its network, as JSON Lines."""

    def of_partition(lines):
        given = "".join(line + "\n" for line in lines if line.strip())
        for line in given.splitlines():
            # Without an id the program calls an article by its place in the file, and Spark does not tell it.
            if not json.loads(line).get("id"):
                raise ValueError(f"an article without an id: {line[:80]}")
        if given:
            yield run(["build", "-", "--quiet", "--jobs", "1", "-f", "jsonl", *options], given.encode())

    return of_partition


def merge(options):
    """Two networks to one."""

    def of_two(one, other):
        with tempfile.TemporaryDirectory() as folder:
            for name, network in [("one.jsonl", one), ("other.jsonl", other)]:
                Path(folder, name).write_bytes(network)
            files = [str(Path(folder, name)) for name in ("one.jsonl", "other.jsonl")]
            return run(["merge", *files, "--quiet", "-f", "jsonl", *options])

    return of_two


def write_records(spark, networks, out, parquet):
    """What the documents are, show and state, each record once."""
    lines = networks.flatMap(lambda network: network.decode().splitlines())
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
    networks = lines.mapPartitions(read(own)).persist(StorageLevel.MEMORY_AND_DISK)
    write_records(spark, networks, arguments.out, arguments.parquet)
    if networks.isEmpty():
        sys.exit("no articles")
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
