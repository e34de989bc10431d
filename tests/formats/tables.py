"""Tables and entities: pandas, DuckDB, pyarrow, FollowTheMoney, and ourselves."""

import json
import re
import subprocess

from truth import Edge, Read, is_yes, package

OURS = "edges nodes evidence documents names".split()
FORMULA = re.compile(r"[=+@\t\r\n\uff1d\uff0b\uff0d\uff20]|-(?!\d+$)")


def parts(path, ending="csv"):
    return {name: path.with_name(f"{path.stem}-{name}.{ending}") for name in OURS}


def network(truth, nodes, edges, evidence, documents):
    """Of rows as maps, with None for what is not known."""
    assert len(documents) == len(truth.documents)
    assert sorted(row["quote"] for row in evidence) == sorted(e["quote"] for _, e in truth.places)
    read = []
    for row in edges:
        read.append(
            Edge(
                row["id"], row["source"], row["target"], row["relation"], row["polarity"] == "negated", row["modality"],
                is_yes(row["claimed"]), row["first"] or "", row["last"] or "",
            )
        )
    alone = [e for e in read if e.target is None]
    assert sorted(alone) == sorted(truth.alone), "acts without a target"
    return Read({row["id"]: row["label"] for row in nodes}, [e for e in read if e.target is not None])


def pandas_rows(path, **options):
    # Only nothing at all is nothing: "NA" is a name.
    table = package("pandas").read_csv(path, dtype=str, keep_default_na=False, na_values=[], **options)
    return [{key: value if value != "" else None for key, value in row.items()} for row in table.to_dict("records")]


def pandas_csv(path, truth, program):
    tables = {name: pandas_rows(part) for name, part in parts(path).items()}
    for row in tables["evidence"]:
        row["quote"] = row["quote"] or ""
    for row in tables["nodes"]:
        row["label"] = row["label"] or ""
    return network(truth, tables["nodes"], tables["edges"], tables["evidence"], tables["documents"])


def pandas_safe(path, truth, program):
    """No cell is a formula, and without the apostrophes all is as it was."""
    tables = {}
    for name, part in parts(path).items():
        tables[name] = pandas_rows(part, encoding="utf-8-sig")
        assert part.read_bytes().startswith(b"\xef\xbb\xbf"), "Excel knows UTF-8 by its mark"
        for row in tables[name]:
            for key, cell in row.items():
                assert not cell or not FORMULA.match(cell), f"{name}.{key}: {cell!r}"
                row[key] = cell[1:] if cell and cell.startswith("'") else cell
    for row in tables["evidence"]:
        row["quote"] = row["quote"] or ""
    return network(truth, tables["nodes"], tables["edges"], tables["evidence"], tables["documents"])


def pandas_gephi(path, truth, program):
    """The columns that Gephi's spreadsheet import asks for."""
    nodes, edges = (pandas_rows(parts(path)[name]) for name in ("nodes", "edges"))
    assert all(row["Type"] == "Directed" and float(row["Weight"]) >= 1 for row in edges)
    read = [
        Edge(
            row["Id"], row["Source"], row["Target"], row["relation"], row["polarity"] == "negated", row["modality"],
            is_yes(row["claimed"]), row["first"] or "", row["last"] or "",
        )
        for row in edges
    ]
    return Read({row["Id"]: row["Label"] or "" for row in nodes}, read)


def duckdb_rows(path, reader):
    duckdb = package("duckdb")
    quoted = str(path).replace("'", "''")
    answer = duckdb.sql(f"SELECT * FROM {reader.format(quoted)}")
    return answer.columns, answer.types, [dict(zip(answer.columns, row)) for row in answer.fetchall()]


def duckdb_csv(path, truth, program):
    """With the header and quotation marks named, as docs/formats.md shows, and texts as texts."""
    options = "header = true, delim = ',', quote = '\"', escape = '\"', all_varchar = true, allow_quoted_nulls = false, strict_mode = true"
    reader = "read_csv('{}', " + options + ")"
    tables = {name: duckdb_rows(part, reader)[2] for name, part in parts(path).items()}
    return network(truth, tables["nodes"], tables["edges"], tables["evidence"], tables["documents"])


def ourselves_csv(path, truth, program):
    """Read back, the network is the same to the byte."""
    again = subprocess.run([program, "export", "-q", path, "-f", "json"], capture_output=True, check=True).stdout
    assert again == path.parents[1].joinpath("native.json").read_bytes(), "read back, it is another network"


def pandas_parquet(path, truth, program):
    pandas = package("pandas")
    package("pyarrow")
    tables = {}
    for name, part in parts(path, "parquet").items():
        table = pandas.read_parquet(part)
        tables[name] = [{k: None if pandas.isna(v) else v for k, v in row.items()} for row in table.to_dict("records")]
    assert all(isinstance(row["weight"], int) or float(row["weight"]).is_integer() for row in tables["edges"])
    return network(truth, tables["nodes"], tables["edges"], tables["evidence"], tables["documents"])


def duckdb_parquet(path, truth, program):
    tables = {}
    for name, part in parts(path, "parquet").items():
        columns, types, tables[name] = duckdb_rows(part, "read_parquet('{}')")
        kinds = dict(zip(columns, map(str, types)))
        for column, kind in {"weight": "BIGINT", "claimed": "BOOLEAN", "quote": "VARCHAR", "byte_start": "BIGINT"}.items():
            assert kinds.get(column, kind) == kind, (column, kinds)
    return network(truth, tables["nodes"], tables["edges"], tables["evidence"], tables["documents"])


def pandas_polecat(path, truth, program):
    """A row a place, 40 columns that are POLECAT's, and no marks that the published files have not."""
    table = package("pandas").read_csv(path, sep="\t", dtype=str, keep_default_na=False, quoting=3)
    assert table.columns[0] == "Event ID" and table.columns[39] == "Version" and table.columns[2] == "Event Type"
    assert len(table) == len(truth.places) and table["Event ID"].is_unique
    blank = lambda text: " ".join(filter(None, re.split("[\0-\x1f\x7f-\x9f\u2028\u2029]", text)))
    read = sorted(zip(table["Edge"], table["Polarity"], table["Modality"], map(bool, table["Holder"])))
    ours = sorted(
        (e.id, "negated" if e.negated else "affirmed", place["modality"], bool(blank(place["holder_label"] or place["holder"] or "")))
        for e, place in truth.places
    )
    assert read == ours
    negated = table[table["Polarity"] == "negated"]
    assert (negated["Event Type"] == "").all(), "what is denied is no event"


def followthemoney(path, truth, program):
    """Every entity has a schema, every value is one that FollowTheMoney takes, every reference is there."""
    model = package("followthemoney").model
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    ids = {line["id"] for line in lines}
    assert len(ids) == len(lines)
    for line in lines:
        schema = model.get(line["schema"])
        assert schema is not None, line["schema"]
        for name, values in line["properties"].items():
            property = schema.get(name)
            assert property is not None, f"{line['schema']}.{name}"
            for value in values:
                clean = property.type.clean(value)
                assert clean == value, f"{line['schema']}.{name}: {value!r} is {clean!r}"
                assert property.type.name != "entity" or value in ids, f"nobody has the id {value}"
    of = lambda schema: [line for line in lines if line["schema"] == schema]
    assert len(of("Article")) == len(truth.documents)
    links = {line["properties"]["recordId"][0]: line["properties"] for line in of("UnknownLink") + of("Event")}
    assert set(links) == {e.id for e in truth.edges + truth.alone}
    for e in truth.edges:
        role, status = links[e.id]["role"][0], links[e.id].get("status", [])
        assert e.relation in role and role.startswith("not ") == e.negated == ("negated" in status), role
        assert ("claimed" in status) == e.claimed == ("says" in role) and (e.modality in status) == (e.modality != "actual")
