"""One bad release, folder or file costs no other one: it is skipped and named; copies and namesakes are told apart."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_bad_input import ask, write_good

from kg.building import finishing
from kg.building.builder import build_store
from kg.building.corpus import extract_paths
from kg.cli.extract import extract
from kg.errors import ReleaseError
from kg.graph import claims
from kg.graph.drafts import Draft
from kg.releases.duplicates import Remark
from kg.statements import Extraction

TEXT = "The Secretary for Kites and Lanterns, Mr Aldo Feng, visited the Pearl Tide Laboratory today (May 3)."
RECORD = {"id": "bad", "lang": "en", "title": "A visit", "issued": "2024-05-03", "text": TEXT}
BAD_RECORDS: dict[str, tuple[dict[str, str], str]] = {
    "a day beyond all calendars": ({"issued": "9999-12-31"}, "9999-12-31"),
    "the first day of all": ({"issued": "0001-01-01"}, "1900"),
    "half a character in the address": ({"url": "http://x.y/\ud800"}, "half a character"),
    "half a character in the id": ({"id": "x\udfff"}, "half a character"),
}
DEEP = 1_900  # folders inside each other


def _write_record(folder: Path, **changes: str) -> Path:
    path = folder / "bad.jsonl"
    path.write_text(json.dumps(RECORD | changes), encoding="utf-8")
    return path


@pytest.mark.parametrize("bad", BAD_RECORDS)
@pytest.mark.parametrize("command", ["extract", "build"])
def test_a_record_that_cannot_be_read_is_named_and_the_others_go_on(tmp_path: Path, command: str, bad: str) -> None:
    changes, said = BAD_RECORDS[bad]
    sources = tmp_path / "in"
    write_good(sources)
    _write_record(sources, **changes)
    target = ("--out", tmp_path / "out") if command == "extract" else ("--store", tmp_path / "x.kg", "--replace")
    done = ask(command, sources, *target)
    assert done.returncode == 0
    assert "bad.jsonl" in done.stderr
    assert said in done.stderr
    assert ask(command, sources, *target, "--strict").returncode == 1


def test_strict_is_content_with_a_run_that_skips_nothing(tmp_path: Path) -> None:
    write_good(tmp_path / "in")
    assert ask("extract", tmp_path / "in", "--out", tmp_path / "out", "--strict").returncode == 0
    assert ask("build", tmp_path / "in", "--store", tmp_path / "x.kg", "--strict").returncode == 0


def test_an_address_that_is_none_costs_nothing(tmp_path: Path) -> None:
    (found,) = extract_paths([_write_record(tmp_path, url="http://[link]/x")])
    assert isinstance(found, Extraction)
    build_store([tmp_path], tmp_path / "x.kg")


def test_what_is_no_regular_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    for name in ("pipe.txt", "pipe.jsonl", "pipe.csv"):
        os.mkfifo(tmp_path / name)
        done = ask("extract", tmp_path / name, "--out", tmp_path / "out")
        assert done.returncode == 1
        assert "not a regular file" in done.stderr
    assert "not a regular file" in ask("extract", "/dev/zero", "--out", tmp_path / "out").stderr


def test_a_text_larger_than_any_release_is_refused_before_it_is_read(tmp_path: Path) -> None:
    for name in ("large.txt", "large.html", "large.json"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(50_000_001)
        (found,) = extract_paths([tmp_path / name])
        assert isinstance(found, ReleaseError)
        assert "50 MB" in str(found)


def test_a_record_line_without_end_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    with path.open("wb") as file:
        file.truncate(60_000_000)
        file.seek(60_000_000)
        file.write(b"\n" + json.dumps(RECORD).encode() + b"\n")
    long, good = extract_paths([path])
    assert "line 1" in str(long)
    assert isinstance(good, Extraction)


@pytest.mark.parametrize("head", ["", "title,issued,text\n", 'title,issued,text\nA visit,2024-05-03,"'])
def test_a_table_line_without_end_is_refused_before_it_is_read(tmp_path: Path, head: str) -> None:
    write_good(tmp_path)
    with (tmp_path / "table.csv").open("wb") as file:
        file.write(head.encode())
        file.truncate(60_000_000)
    good, bad = extract_paths([tmp_path])
    assert isinstance(good, Extraction)
    assert f"table.csv, line {head.count(chr(10)) + 1}: " in str(bad)
    assert "50 MB" in str(bad)


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="no /proc here")
def test_what_says_that_it_is_empty_is_not_read_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "maps.txt").symlink_to("/proc/self/maps")
    (found,) = extract_paths([tmp_path])
    assert "empty file" in str(found)


def test_folders_are_walked_however_deep(tmp_path: Path) -> None:
    here = Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(DEEP):  # a path as long as that cannot be made at once
            Path("d").mkdir()
            os.chdir("d")
        os.chdir(here)
        write_good(tmp_path / "e")
        found = list(extract_paths([tmp_path]))
    finally:
        os.chdir(here)
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)  # too deep for pytest to clear away
    assert sum(isinstance(each, Extraction) for each in found) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    write_good(tmp_path / "open")
    (tmp_path / "shut").mkdir(mode=0)
    said, good = sorted(extract_paths([tmp_path]), key=lambda found: isinstance(found, Extraction))
    assert "shut" in str(said)
    assert isinstance(good, Extraction)


@pytest.mark.parametrize("command", ["extract", "build"])
def test_a_sentence_that_is_read_in_parts_is_named(tmp_path: Path, command: str) -> None:
    write_good(tmp_path / "in")
    _write_record(tmp_path / "in", text=f"{TEXT} He met {'Ms Ada Pun, ' * 1_000}")
    target = ("--out", tmp_path / "out") if command == "extract" else ("--store", tmp_path / "x.kg")
    done = ask(command, tmp_path / "in", *target, "--strict")
    assert done.returncode == 0
    assert "bad.jsonl, line 1: sentence 2 and what follows are parts of one of more than 5,000" in done.stderr


def test_a_quote_that_is_never_closed_names_the_row_where_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    row = f'A visit,2024-05-03,en,"{TEXT}",'
    path.write_text(f'title,issued,lang,text,id\n{row}a\nA visit,2024-05-04,en,"{TEXT},b\n{row}c\n', encoding="utf-8")
    good, bad = extract_paths([path])
    assert isinstance(good, Extraction)
    assert isinstance(bad, ReleaseError)
    assert "table.csv, line 3" in str(bad)


def _write_text(folder: Path, name: str, text: str, **header: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = {"lang": "en", "title": "A visit", "issued": "2024-05-03"} | header
    head = "".join(f"{key}: {value}\n" for key, value in lines.items())
    (folder / f"{name}.txt").write_text(f"{head}\n{text}\n", encoding="utf-8")


@pytest.mark.parametrize("names", [("a", "a"), ("A", "a")])
def test_another_text_of_one_id_gets_its_own_in_whatever_order(tmp_path: Path, names: tuple[str, str]) -> None:
    for place, name in enumerate(names):
        _write_text(tmp_path / str(place), "x", TEXT.replace("Aldo", "Bela" if place else "Aldo"), id=name)
    runs = [
        list(extract_paths(paths)) for paths in ([tmp_path / "0", tmp_path / "1"], [tmp_path / "1", tmp_path / "0"])
    ]
    told = [{(one.release.id, one.release.text) for one in run if isinstance(one, Extraction)} for run in runs]
    assert told[0] == told[1]
    assert len({release_id.casefold() for release_id, _ in told[0]}) == 2
    assert all(sum(isinstance(one, Remark) for one in run) == 1 for run in runs)


def test_a_copy_counts_once_and_a_second_text_of_one_address_is_refused(tmp_path: Path) -> None:
    _write_text(tmp_path, "one", TEXT, id="a", url="http://x.y/z")
    _write_text(tmp_path, "two", TEXT, id="a", url="http://x.y/z")
    _write_text(tmp_path, "three", TEXT.replace("Aldo", "Bela"), id="a", url="http://x.y/z")
    found = list(extract_paths([tmp_path]))
    assert sorted(type(one).__name__ for one in found) == ["Extraction", "ReleaseError", "Remark"]
    done = ask("build", tmp_path, "--store", tmp_path / "x.kg")
    assert done.returncode == 0
    assert "counts once" in done.stderr
    assert "address" in done.stderr


@pytest.mark.parametrize("command", ["extract", "build"])
def test_a_release_that_the_writer_fails_on_is_skipped_and_named(
    tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_good(tmp_path / "in")
    write_good(tmp_path / "in", "worse")
    add = claims.add_extraction

    def fail(draft: Draft, extraction: Extraction) -> None:
        if extraction.release.id == "worse":
            raise ValueError("no IRI")
        add(draft, extraction)

    monkeypatch.setattr(claims if command == "extract" else finishing, "add_extraction", fail)
    if command == "build":
        report = build_store([tmp_path / "in"], tmp_path / "x.kg")
        assert report.releases == 1
        assert "worse.txt" in str(report.skipped[0])
    else:
        done = CliRunner().invoke(extract, [str(tmp_path / "in"), "--out", str(tmp_path / "out")])
        assert done.exit_code == 0
        assert "worse.txt" in done.stderr
        assert [path.name for path in (tmp_path / "out").iterdir()] == ["good.en.ttl"]


def test_a_name_of_a_thousand_units_in_each_other_is_read_in_no_time(tmp_path: Path) -> None:
    _write_text(tmp_path, "nested", "總會陳" * 1_000, lang="zh-Hant")
    (found,) = extract_paths([tmp_path])
    assert isinstance(found, Extraction)
