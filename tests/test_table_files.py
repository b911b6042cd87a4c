"""The tables as files: CSV with its description, SQLite, Excel; each read back by a reader that is not ours."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from asking import Ask
from hash_seeds import collect_outputs
from sample import EXTRACTIONS
from seed import EXTRACTION

from kg.errors import OutputError
from kg.exports.database import SEARCHED, write_database
from kg.exports.folder import DESCRIPTION, write_cell, write_folder
from kg.exports.schema import SCHEMAS, find_schema
from kg.exports.tables import Table, make_tables
from kg.exports.workbook import MOST_LETTERS, MOST_ROWS, write_workbook
from kg.graph.claims import make_quads
from kg.graph.graph import Graph

FORMULAS = (
    "=1+1",
    '=HYPERLINK("https://example.org")',
    "@SUM(1)",
    "https://example.org",
    "00123",
    "a\x07b_x0041_\n陳🤝",
)
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def tables() -> tuple[Table, ...]:
    """The two samples, and the seed with words in it that a spreadsheet might take for more."""
    events = tuple(replace(event, theme=words) for event, words in zip(EXTRACTION.events, FORMULAS, strict=False))
    graph = Graph.in_memory()
    graph.add(make_quads([*EXTRACTIONS, replace(EXTRACTION, events=events)]))
    return make_tables(graph)


def make_table(*names: str) -> Table:
    rows = tuple((f"person/{number}", "person", name) for number, name in enumerate(names))
    return Table(find_schema("things"), rows)


# CSV.


def test_the_folder_has_each_table_and_says_what_its_columns_are(tables: tuple[Table, ...], tmp_path: Path) -> None:
    written = write_folder(tables, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {DESCRIPTION, *(path.name for path in written)}
    description = json.loads((tmp_path / DESCRIPTION).read_text(encoding="utf-8"))
    assert [resource["name"] for resource in description["resources"]] == [schema.name for schema in SCHEMAS]
    for resource, table in zip(description["resources"], tables, strict=True):
        text = (tmp_path / resource["path"]).read_text(encoding=resource["encoding"])
        head, *rows = csv.reader(io.StringIO(text, newline=""))
        assert head == [field["name"] for field in resource["schema"]["fields"]] == list(table.columns)
        assert len(rows) == len(table.rows)
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_foreign_keys_of_the_description_lead_to_keys(tmp_path: Path) -> None:
    write_folder((), tmp_path)
    assert json.loads((tmp_path / DESCRIPTION).read_text(encoding="utf-8"))["resources"] == []
    write_folder([Table(schema, ()) for schema in SCHEMAS], tmp_path)
    resources = json.loads((tmp_path / DESCRIPTION).read_text(encoding="utf-8"))["resources"]
    keys = {resource["name"]: resource["schema"]["primaryKey"] for resource in resources}
    for resource in resources:
        for key in resource["schema"].get("foreignKeys", ()):
            there = key["reference"]["resource"] or resource["name"]
            assert keys[there] == key["reference"]["fields"] == ["id"]


def test_each_file_of_the_folder_has_the_mark_if_it_is_asked_for(tables: tuple[Table, ...], tmp_path: Path) -> None:
    plain = write_folder(tables, tmp_path / "plain")
    marked = write_folder(tables, tmp_path / "marked", has_mark=True)
    for one, other in zip(plain, marked, strict=True):
        assert other.read_bytes() == b"\xef\xbb\xbf" + one.read_bytes()
    assert json.loads((tmp_path / "marked" / DESCRIPTION).read_text())["resources"][0]["encoding"] == "utf-8-sig"


def test_a_table_that_cannot_be_written_is_named() -> None:
    with pytest.raises(OutputError, match=r"/dev/null/things\.csv"):
        write_folder([make_table("A")], Path("/dev/null"))


# SQLite.


@pytest.fixture
def database(tables: tuple[Table, ...], tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = tmp_path / "gba.sqlite"
    path.write_bytes(write_database(tables))
    with closing(sqlite3.connect(path)) as opened:
        yield opened


def test_the_database_is_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA freelist_count").fetchall() == [(0,)]
    for name, _ in SEARCHED:  # an error if the full text is not that of its table
        database.execute(f"INSERT INTO {name}_fts ({name}_fts, rank) VALUES ('integrity-check', 1)")


def test_the_database_has_every_row(database: sqlite3.Connection, tables: tuple[Table, ...]) -> None:
    for table in tables:
        found = database.execute(f"SELECT {', '.join(table.columns)} FROM {table.schema.name} ORDER BY rowid")
        assert tuple(found) == table.rows


def test_keys_and_references_are_those_of_the_schema(database: sqlite3.Connection) -> None:
    for schema in SCHEMAS:
        keys = {(row[3], row[2], row[4]) for row in database.execute(f"PRAGMA foreign_key_list({schema.name})")}
        assert keys == {(column.name, column.table, "id") for column in schema.references}
        columns = database.execute(f"PRAGMA table_info({schema.name})").fetchall()
        assert [row[1] for row in sorted(columns, key=lambda row: int(row[5])) if row[5]] == list(schema.key)


def test_every_reference_is_indexed(database: sqlite3.Connection) -> None:
    for schema in SCHEMAS:
        indices = [row[1] for row in database.execute(f"PRAGMA index_list({schema.name})")]
        first = {database.execute(f"PRAGMA index_info({name})").fetchone()[2] for name in indices}
        assert {column.name for column in schema.references} <= first


@pytest.mark.parametrize(("words", "count"), [("vice-gov", 2), ("JOINED BY", 1), ("陳國基", 0)])
def test_sentences_are_found_by_parts_of_their_words(database: sqlite3.Connection, words: str, count: int) -> None:
    rows = database.execute("SELECT text FROM sentences_fts WHERE sentences_fts MATCH ?", (f'"{words}"',)).fetchall()
    assert len(rows) == count


def test_names_are_found_in_chinese(database: sqlite3.Connection) -> None:
    question = """SELECT DISTINCT names.thing_id FROM names_fts JOIN names ON names.rowid = names_fts.rowid
        WHERE names_fts MATCH '陳國基'"""
    assert database.execute(question).fetchall() == [("person/chan-kwok-ki",)]
    assert {name for name, _ in SEARCHED} == {"names", "sentences"}


def test_columns_say_what_they_mean_in_the_file(database: sqlite3.Connection) -> None:
    made = dict(database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall())
    for schema in SCHEMAS:
        assert schema.about in made[schema.name]
        assert all(column.about in made[schema.name] for column in schema.columns)


# Excel.


def read_workbook(content: bytes) -> dict[str, list[list[str | float | bool | None]]]:
    """Reads the cells of each sheet; a cell of any kind but text, number and truth is an error."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = ["".join(item.itertext()) for item in ET.fromstring(archive.read("xl/sharedStrings.xml"))]
        names = [
            str(sheet.get("name")) for sheet in ET.fromstring(archive.read("xl/workbook.xml")).iter(f"{_SHEET}sheet")
        ]
        sheets = [ET.fromstring(archive.read(f"xl/worksheets/sheet{n}.xml")) for n in range(1, len(names) + 1)]
    return {
        name: [_read_row(row, texts) for row in sheet.iter(f"{_SHEET}row")]
        for name, sheet in zip(names, sheets, strict=True)
    }


def _read_row(row: ET.Element, texts: list[str]) -> list[str | float | bool | None]:
    cells: dict[str, str | float | bool | None] = {}
    for cell in row:
        assert [part.tag for part in cell] == [f"{_SHEET}v"], "a formula"
        value, kind = str(cell[0].text), cell.get("t", "n")
        place = str(cell.get("r")).rstrip("0123456789")
        cells[place] = texts[int(value)] if kind == "s" else value == "1" if kind == "b" else float(value)
    return [cells.get(chr(ord("A") + number)) for number in range(1 + max(ord(place) - ord("A") for place in cells))]


def test_the_workbook_has_a_sheet_for_each_table_and_says_what_is_in_it(tables: tuple[Table, ...]) -> None:
    sheets = read_workbook(write_workbook(tables))
    assert list(sheets) == ["contents", "columns", *(table.schema.name for table in tables)]
    assert sheets["contents"][1:] == [[table.schema.name, len(table.rows), table.schema.about] for table in tables]
    for table in tables:
        head, *rows = sheets[table.schema.name]
        assert head == list(table.columns)
        assert [row + [None] * (len(head) - len(row)) for row in rows] == [list(row) for row in table.rows if any(row)]


def test_text_in_the_workbook_is_text_whatever_it_looks_like(tables: tuple[Table, ...]) -> None:
    content = write_workbook(tables)
    themes = {row[2] for row in read_workbook(content)["event_themes"][1:]}
    assert set(FORMULAS[:5]) <= themes
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in b"".join(archive.read(name) for name in archive.namelist())
        assert not any("rels" in name and b"hyperlink" in archive.read(name) for name in archive.namelist())


def test_each_sheet_has_its_head_frozen_and_a_filter(tables: tuple[Table, ...]) -> None:
    with zipfile.ZipFile(io.BytesIO(write_workbook(tables))) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                sheet = ET.fromstring(archive.read(name))
                assert next(sheet.iter(f"{_SHEET}pane")).get("topLeftCell") == "A2"
                assert next(sheet.iter(f"{_SHEET}autoFilter")).get("ref", "").startswith("A1:")
                assert all(8 <= float(column.get("width", 0)) <= 61 for column in sheet.iter(f"{_SHEET}col"))


def test_the_workbook_bears_no_time(tables: tuple[Table, ...]) -> None:
    with zipfile.ZipFile(io.BytesIO(write_workbook(tables))) as archive:
        assert {file.date_time for file in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("docProps/core.xml").count(b"2000-01-01T00:00:00Z") == 2


def test_a_text_that_a_cell_of_excel_cannot_hold_is_refused_by_its_place() -> None:
    longest = "🤝" * (MOST_LETTERS // 2) + "x"
    assert read_workbook(write_workbook([make_table(longest)]))["things"][1][2] == longest
    with pytest.raises(OutputError, match=r"things, row 2, name: 32,768 letters, and a cell of Excel has 32,767"):
        write_workbook([make_table("A", f"{longest}x")])


def test_rows_that_a_sheet_of_excel_cannot_hold_are_refused() -> None:
    table = Table(find_schema("things"), (("person/x", "person", None),) * MOST_ROWS)
    with pytest.raises(OutputError, match=r"things: 1,048,576 rows, and a sheet of Excel has 1,048,575; write"):
        write_workbook([table])


# All of them.


@pytest.mark.parametrize("form", ["database", "workbook"])
def test_the_same_graph_gives_the_same_bytes(form: str) -> None:
    code = f"""
import hashlib
from seed import EXTRACTION
from kg.exports.{form} import write_{form}
from kg.exports.tables import make_tables
from kg.graph.claims import make_quads
from kg.graph.graph import Graph
graph = Graph.in_memory()
graph.add(make_quads([EXTRACTION]))
print(hashlib.sha256(write_{form}(make_tables(graph))).hexdigest())"""
    assert len(collect_outputs(code)) == 1


@pytest.mark.parametrize("form", ["sqlite", "xlsx"])
def test_the_command_writes_one_file(ask: Ask, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"gba.{form}"
    code, out, err = ask("export", "--format", form, "--out", str(path))
    assert (code, out, err) == (0, "", f"{path}: written\n")
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes().startswith({"sqlite": b"SQLite format 3\0", "xlsx": b"PK"}[form])


def test_the_command_writes_a_folder_with_marks(ask: Ask, tmp_path: Path) -> None:
    code, out, err = ask("export", "--format", "csv", "--bom", "--out", str(tmp_path / "tables"))
    assert (code, out, err) == (0, "", f"{tmp_path / 'tables'}: {len(SCHEMAS)} tables, described in {DESCRIPTION}\n")
    assert (tmp_path / "tables" / "people.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")


def test_a_mark_is_refused_where_no_csv_is_written(ask: Ask, tmp_path: Path) -> None:
    code, out, err = ask("export", "--format", "xlsx", "--bom", "--out", str(tmp_path / "x.xlsx"))
    assert (code, out, err) == (2, "", "kg: --bom is for --format csv, not for xlsx\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("cell", "text"), [(None, ""), (True, "true"), (False, "false"), (12, "12"), (0.5, "0.5"), ("a", "a")]
)
def test_a_cell_as_text(cell: str | float | bool | None, text: str) -> None:
    assert write_cell(cell) == text
