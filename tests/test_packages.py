"""The table of packages in the README is what is needed, locked and licensed."""

from __future__ import annotations

import csv
import re
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
from package_table import Row, find_licence, list_packages, read_pins, read_table

from kg.files import find_shipped

ROOT = Path(__file__).resolve().parent.parent
ROWS = read_table()


def test_the_table_names_exactly_what_the_package_needs() -> None:
    assert [row.name for row in ROWS] == list_packages()


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_version_and_licence_are_those_of_the_locked_package(row: Row) -> None:
    assert row.version == read_pins()[row.name]
    assert row.licence == find_licence(row.name)
    assert row.why


def test_the_editor_of_questions_is_the_one_that_its_note_names_and_goes_with_its_terms() -> None:
    folder = ROOT / "kg" / "explorer" / "pages" / "static" / "vendor"
    files = sorted(path for path in folder.iterdir() if path.suffix in (".css", ".js"))
    note = (folder / "README.md").read_text(encoding="utf-8")
    stated = re.findall(r"^\| `([\w.-]+)` \| `([0-9a-f]{64})` \|$", note, re.MULTILINE)
    assert stated == [(path.name, sha256(path.read_bytes()).hexdigest()) for path in files]
    terms = (folder / "LICENSES.txt").read_text(encoding="utf-8").split("\n" + "-" * 80 + "\n")
    named = {name for part in terms[1:] for name in part.strip().partition("\n")[0].split(", ")}
    bundled = note.partition("## What is bundled in them")[2]
    assert named == set(re.findall(r"^\| ([\w@/.-]+) \| [\d.]+ \| .+ \|$", bundled, re.MULTILINE))


def test_what_the_tables_take_from_others_goes_with_the_notices_that_they_ask_for() -> None:
    sources = set()
    for table in ("gazetteer/names.csv", "romanisation/readings.csv"):
        with find_shipped("data", table).open(encoding="utf-8", newline="") as file:
            sources |= {row["source"].partition(" ")[0] for row in csv.DictReader(file)}
    assert {"Unicode", "pypinyin", "tojyutping"} <= sources
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    own = "MIT AND Unicode-3.0 AND BSD-2-Clause"
    assert project["license"] == f"{own} AND BSD-3-Clause AND Apache-2.0 AND CC-BY-4.0"
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in project["license-files"]]
    assert [text.partition("\n")[0] for text in texts] == [
        "MIT License",
        "UNICODE, INC. LICENSE AGREEMENT - DATA FILES AND SOFTWARE",
        "The MIT License (MIT)",
        "BSD 2-Clause License",
        "The MIT License (MIT)",
    ]


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements*.lock")), ids=lambda path: path.name)
def test_everything_locked_has_one_version_and_its_hashes(lock: Path) -> None:
    entries = re.split(r"^(?=\S)", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    loose = [entry for entry in entries if entry.strip() and not entry.startswith("#")]
    assert [entry for entry in loose if not re.match(r"\S+==\S+ \\\n +--hash=sha256:", entry)] == []


def test_what_two_locks_share_has_one_version() -> None:
    first = read_pins()
    for lock in ROOT.glob("requirements-*.lock"):
        pins = dict(re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE))
        assert {name: (first[name], pins[name]) for name in first.keys() & pins if first[name] != pins[name]} == {}
