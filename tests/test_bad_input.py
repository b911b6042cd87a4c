"""What goes wrong from outside: bad files, broken rules, full disks, killed builds; asked through the command line."""

from __future__ import annotations

import json
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.building.builder import build_store
from kg.building.corpus import extract_paths
from kg.discourse.books import Books
from kg.discourse.scene import Scene
from kg.errors import ReleaseError
from kg.files import find_shipped
from kg.graph.graph import Graph
from kg.statements import Extraction

KG = str(Path(sys.executable).with_name("kg"))
GOOD = """\
id: good
lang: en
title: A visit
issued: 2024-05-03T12:00+08:00

The Secretary for Kites and Lanterns, Mr Aldo Feng, visited the Pearl Tide Laboratory today (May 3).
"""
BAD_FILES: dict[str, tuple[str, bytes, str]] = {
    "empty": ("empty.txt", b"", "empty"),
    "blank": ("blank.txt", b" \n\n\t\n", "empty"),
    "binary": ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "binary"),
    "big5": (
        "big5.txt",
        ("title: 政務司司長訪問廣州\n\n" + "政府今日公布，政務司司長會見他們。" * 9).encode("big5"),
        "Big5",
    ),
    "undated": ("undated.txt", b"title: A visit\nlang: en\n\nMr Aldo Feng slept.\n", "date"),
    "bad date": ("baddate.txt", b"title: A visit\nissued: 2024-13-45\n\nMr Aldo Feng slept.\n", "2024-13-45"),
    "no text": ("notext.txt", b"title: A visit\nissued: 2024-05-03\n\n \n", "text"),
    "bad header": ("header.txt", b"title: A visit\nissued 2024-05-03\n\nMr Aldo Feng slept.\n", "line 2"),
    "unknown language": ("french.txt", b"title: A visit\nlang: fr\nissued: 2024-05-03\n\nBonjour.\n", "fr"),
    "unknown format": ("release.docx", b"PK\x03\x04", ".docx"),
    "foreign page": ("page.html", b"<!DOCTYPE html><html><body><p>Hello</p></body></html>", "pressrelease"),
    "bad JSON": ("records.jsonl", b'{"title": "A visit"\n', "line 1"),
    "empty JSON": ("none.jsonl", b"", "empty"),
}
each_bad_file = pytest.mark.parametrize("bad", BAD_FILES)


def ask(*arguments: str | Path, limit: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    """Runs `kg`; whatever happens, no stack trace is shown."""
    done = subprocess.run(
        [KG, *map(str, arguments)], capture_output=True, text=True, timeout=120, preexec_fn=limit, check=False
    )
    assert "Traceback" not in done.stderr
    assert "unexpected" not in done.stderr, done.stderr
    return done


def write_good(folder: Path, name: str = "good") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.txt"
    path.write_text(GOOD.replace("id: good", f"id: {name}"), encoding="utf-8")
    return path


def write_bad(folder: Path, bad: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    name, content, _ = BAD_FILES[bad]
    path = folder / name
    path.write_bytes(content)
    return path


def list_people(store: Path) -> list[tuple[str | None, ...]]:
    return Graph.open(store).ask("SELECT ?name WHERE { ?p a foaf:Person ; skos:prefLabel ?name } ORDER BY ?name")


# Bad releases.


@each_bad_file
def test_one_bad_file_among_good_ones_is_named_and_the_others_are_built(tmp_path: Path, bad: str) -> None:
    path = write_bad(tmp_path, bad)
    done = ask("build", write_good(tmp_path, "one"), path, write_good(tmp_path, "two"), "--store", tmp_path / "gba.kg")
    assert (done.returncode, done.stdout) == (0, "")
    (line,) = [line for line in done.stderr.splitlines() if path.name in line]
    assert BAD_FILES[bad][2] in line
    assert "2 releases, 1 skipped" in done.stderr
    assert list_people(tmp_path / "gba.kg") == [("Aldo Feng",)]


@each_bad_file
def test_one_bad_file_among_good_ones_is_named_and_the_others_are_extracted(tmp_path: Path, bad: str) -> None:
    path = write_bad(tmp_path, bad)
    done = ask("extract", path, write_good(tmp_path), "--out", tmp_path / "out")
    assert done.returncode == 0
    assert path.name in done.stderr
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["good.en.ttl"]


@each_bad_file
@pytest.mark.parametrize("command", ["build", "extract"])
def test_with_nothing_but_bad_files_the_exit_code_is_1(tmp_path: Path, bad: str, command: str) -> None:
    path = write_bad(tmp_path, bad)
    where = ("--store", tmp_path / "gba.kg") if command == "build" else ("--out", tmp_path / "out")
    done = ask(command, path, *where)
    assert (done.returncode, done.stdout) == (1, "")
    assert path.name in done.stderr
    assert BAD_FILES[bad][2] in done.stderr


@each_bad_file
def test_a_bad_file_cannot_be_explained_and_the_message_names_it(tmp_path: Path, bad: str) -> None:
    path = write_bad(tmp_path, bad)
    done = ask("explain", path)
    assert (done.returncode, done.stdout) == (1, "")
    assert path.name in done.stderr


def test_all_bad_files_of_a_folder_are_named(tmp_path: Path) -> None:
    bad = [write_bad(tmp_path / "in", name) for name in BAD_FILES if name != "unknown format"]
    write_good(tmp_path / "in")
    done = ask("build", tmp_path / "in", "--store", tmp_path / "gba.kg")
    assert done.returncode == 0
    assert [path.name for path in bad if path.name not in done.stderr] == []
    assert f"1 release, {len(bad)} skipped" in done.stderr


def test_files_of_other_formats_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    write_good(tmp_path / "in")
    write_bad(tmp_path / "in", "unknown format")
    (tmp_path / "in" / ".hidden.txt").write_bytes(b"\0")
    done = ask("build", tmp_path / "in", "--store", tmp_path / "gba.kg")
    assert (done.returncode, "skipped" in done.stderr) == (0, False)


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    done = ask("build", tmp_path / "in", "--store", tmp_path / "gba.kg")
    assert done.returncode == 1
    assert str(tmp_path / "in") in done.stderr
    assert not (tmp_path / "gba.kg").exists()


def test_one_bad_record_among_good_ones_is_named_by_its_line(tmp_path: Path) -> None:
    good = {"id": "r1", "title": "A visit", "date": "2024-05-03", "text": "Mr Aldo Feng visited the Pearl Laboratory."}
    lines = [json.dumps(good), "{broken", json.dumps({**good, "id": "r3"})]
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    done = ask("build", path, "--store", tmp_path / "gba.kg")
    assert done.returncode == 0
    assert "records.jsonl, line 2" in done.stderr
    assert "2 releases, 1 skipped" in done.stderr


def test_nothing_but_bad_files_leaves_the_old_store_as_it_was(tmp_path: Path) -> None:
    store = tmp_path / "gba.kg"
    assert ask("build", write_good(tmp_path), "--store", store).returncode == 0
    before = Graph.open(store).triples_sorted_ntriples()
    done = ask("build", write_bad(tmp_path, "binary"), "--store", store, "--replace")
    assert done.returncode == 1
    assert "a binary file" in done.stderr
    assert Graph.open(store).triples_sorted_ntriples() == before


# Wrong usage.


@pytest.mark.parametrize(
    "arguments",
    [
        ("build",),
        ("build", "nowhere.txt"),
        ("build", "--store"),
        ("build", ".", "--shop", "x"),
        ("extract", "."),
        ("extract", ".", "--out", "out", "--format", "pdf"),
        ("explain",),
        ("explain", "one", "two"),
        ("biuld", "."),
        ("--nonsense",),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_2_and_says_how_it_is_used(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = subprocess.run([KG, *arguments], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage" in done.stderr or "Error" in done.stderr
    assert list(tmp_path.iterdir()) == []


# Broken data of our own.


def copy_tool(folder: Path) -> Path:
    """Copies the package and its data, and gives the folder of the copy's data."""
    package = Path(kg.__file__).parent
    shutil.copytree(package, folder / "kg", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("data", "ontology"):
        target = folder / find_shipped(name).relative_to(package.parent)
        if not target.exists():
            shutil.copytree(find_shipped(name), target)
    return folder / find_shipped("data").relative_to(package.parent)


def ask_copy(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from kg.cli.main import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=120, check=False)


@pytest.mark.parametrize(
    ("place", "old", "new", "words"),
    [
        (
            "grammar/rules/1-tenures.yaml",
            "- id: tenure-left\n  says:",
            "- id: tenure-left\n  sais:",
            ("tenure-left", "says"),
        ),
        (
            "grammar/rules/1-tenures.yaml",
            "{person:N} has been (?:the )?",
            "{persan:N} has been (?:the )?",
            ("tenure-served-as", "persan"),
        ),
        ("frames/2-meetings.yaml", "  does: event", "  dose: event", ("2-meetings.yaml", "dose")),
        ("frames/2-meetings.yaml", "- frame: met", "- frame: [met", ("2-meetings.yaml",)),
        ("words/en.yaml", "  meet: meet", "  meet: {is: meet, purpos: real}", ("words/en.yaml", "purpos")),
        ("grammar/rules/1-tenures.yaml", "- id: tenure-left\n", "- id: [tenure-left\n", ("1-tenures.yaml",)),
        ("grammar/en/syntax.yaml", 'item_prefix: "', 'item_prefix: "{item:person}', ("item_prefix", "itself")),
        ("grammar/en/lexicon.yaml", "honorifics:", "honourifics:", ("honourifics",)),
        ("grammar/en/lexicon.yaml", "honorifics: {", "honorifics: {{", ("lexicon.yaml",)),
        ("gazetteer/posts.csv", "id,", "ident,", ("posts.csv",)),
    ],
)
@pytest.mark.parametrize("command", ["build", "extract", "explain"])
def test_a_broken_file_of_our_own_stops_the_run_and_is_named(
    tmp_path: Path, command: str, place: str, old: str, new: str, words: tuple[str, ...]
) -> None:
    path = copy_tool(tmp_path) / place
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    where = {"build": ("--store", "gba.kg"), "extract": ("--out", "out"), "explain": ()}[command]
    done = ask_copy(tmp_path, command, write_good(tmp_path / "in"), *where)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert "unexpected" not in done.stderr
    assert [word for word in (str(path), *words) if word not in done.stderr] == []
    assert not (tmp_path / "gba.kg").exists()


def test_the_copy_of_the_tool_works_before_it_is_broken(tmp_path: Path) -> None:
    """Else the test above would prove nothing."""
    copy_tool(tmp_path)
    done = ask_copy(tmp_path, "build", write_good(tmp_path / "in"), "--store", "gba.kg")
    assert (done.returncode, "1 release," in done.stderr) == (0, True)
    where = ask_copy(tmp_path, "--help")
    assert where.returncode == 0
    found = subprocess.run(
        [sys.executable, "-c", "import kg; print(kg.__file__)"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )
    assert found.stdout.startswith(str(tmp_path))


# Stores that cannot be written.


def limit_files() -> None:
    """Lets no file grow past 2 kB: what a full disk does, without a disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))


def test_a_store_below_a_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    good = write_good(tmp_path)
    done = ask("build", good, "--store", good / "gba.kg")
    assert (done.returncode, done.stdout) == (1, "")
    assert str(good / "gba.kg") in done.stderr


def test_a_store_where_nobody_may_write_is_an_error_that_names_it(tmp_path: Path) -> None:
    if not Path("/proc/self").exists():
        pytest.skip("no /proc here")
    done = ask("build", write_good(tmp_path), "--store", "/proc/gba.kg")
    assert (done.returncode, done.stdout) == (1, "")
    assert "/proc/gba.kg" in done.stderr


def test_a_folder_with_other_peoples_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "diary.txt").write_text("mine")
    done = ask("build", write_good(tmp_path), "--store", tmp_path / "home")
    assert done.returncode == 1
    assert "diary.txt" in done.stderr
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["diary.txt"]


def test_a_full_disk_is_an_error_and_the_old_store_still_answers(tmp_path: Path) -> None:
    store, good = tmp_path / "gba.kg", write_good(tmp_path)
    assert ask("build", good, "--store", store).returncode == 0
    before = Graph.open(store).triples_sorted_ntriples()
    done = ask("build", good, "--store", store, "--replace", limit=limit_files)
    assert (done.returncode, done.stdout) == (1, "")
    assert str(store) in done.stderr
    assert Graph.open(store).triples_sorted_ntriples() == before
    assert len(list(store.glob("version-*"))) == 1


def test_extracting_to_a_full_disk_is_an_error_and_leaves_no_half_file(tmp_path: Path) -> None:
    done = ask("extract", write_good(tmp_path), "--out", tmp_path / "out", limit=limit_files)
    assert done.returncode == 1
    assert "out" in done.stderr
    assert list((tmp_path / "out").iterdir()) == []


def test_extracting_below_a_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    good = write_good(tmp_path)
    done = ask("extract", good, "--out", good / "out")
    assert done.returncode in (1, 2)
    assert str(good) in done.stderr


# A build that is killed.


def write_many(path: Path, count: int) -> Path:
    """Writes releases enough to take the store a moment: each names other people and places."""
    text = "Mr Wong {0}-ming met with Ms Ada Pun {0}-yee. Mr Wong visited the {0} Laboratory and the {0} Institute."
    rows = (
        {"id": f"r{n}", "title": "A visit", "date": "2024-05-03", "text": text.format(spell(n))} for n in range(count)
    )
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def spell(number: int) -> str:
    return "K" + "".join("abcdefghij"[int(digit)] for digit in f"{number:05}")


def kill_while_writing(releases: Path, store: Path) -> int:
    """Starts a build, kills it as soon as a second version appears in the store, and gives its return code."""
    versions = set(store.glob("version-*"))
    build = subprocess.Popen(
        [KG, "build", str(releases), "--store", str(store), "--replace"], stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 120
    while build.poll() is None and time.monotonic() < deadline:
        if set(store.glob("version-*")) - versions:
            build.send_signal(signal.SIGKILL)
            break
    return build.wait(timeout=60)


def test_after_a_kill_in_the_middle_the_old_store_answers_and_the_next_build_cleans_up(tmp_path: Path) -> None:
    store, many = tmp_path / "gba.kg", write_many(tmp_path / "many.jsonl", 400)
    assert ask("build", write_good(tmp_path), "--store", store).returncode == 0
    before = Graph.open(store).triples_sorted_ntriples()

    assert kill_while_writing(many, store) == -signal.SIGKILL
    assert len(list(store.glob("version-*"))) == 2
    assert Graph.open(store).triples_sorted_ntriples() == before
    assert "Aldo Feng" in ask("who", "Aldo Feng", "--store", store).stdout

    done = ask("build", many, "--store", store, "--replace")
    assert done.returncode == 0, done.stderr
    assert len(list(store.glob("version-*"))) == 1
    left = sorted(path.name.partition("-")[0] for path in store.iterdir())
    # What each of the two builds has changed, and the hash of the ledger.
    assert left == [".lock", "changes", "changes", "current", "ledger", "ledger", "registry.csv", "version"]
    assert len(list_people(store)) == 800


def test_a_build_killed_before_the_first_store_leaves_nothing_that_answers(tmp_path: Path) -> None:
    store, many = tmp_path / "gba.kg", write_many(tmp_path / "many.jsonl", 400)
    assert kill_while_writing(many, store) == -signal.SIGKILL
    done = ask("who", "Aldo Feng", "--store", store)
    assert (done.returncode, done.stdout) == (1, "")
    assert "no store here" in done.stderr
    assert ask("build", write_good(tmp_path), "--store", store).returncode == 0
    assert len(list(store.glob("version-*"))) == 1


def test_a_release_on_which_the_reader_itself_fails_is_named_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "worse.txt").write_text(GOOD.replace("good", "worse").replace("visited", "inspected"), encoding="utf-8")

    def fail(scene: Scene, _: Books) -> None:
        if "inspected" in scene.sentence.text:
            raise KeyError("somebody")

    monkeypatch.setattr("kg.extraction.tell_sentence", fail)
    good, worse = extract_paths([tmp_path])
    assert isinstance(good, Extraction)
    assert str(worse) == f"{tmp_path / 'worse.txt'}: the reader fails on this release (KeyError: 'somebody')"
    report = build_store([tmp_path], tmp_path / "out.kg")
    assert (report.releases, len(report.skipped)) == (1, 1)
    (tmp_path / "good.txt").unlink()
    with pytest.raises(ReleaseError, match=r"worse\.txt"):
        build_store([tmp_path], tmp_path / "out.kg", replace=True)
