"""Stores that were damaged: a question gets the right answer or a clear error, never a wrong answer."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

from hostile.asking import Answer, ask, load_commands
from hostile.children import call, run_each
from hostile.row import Row, make_row
from hostile.stores import make_folder, write_content

COUNT = 200
_QUESTIONS = (
    ("query", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", "--format", "csv"),
    ("who", "Chan Kwok-ki"),
    ("query", "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 50 OFFSET 100", "--format", "csv"),
)
Ruin = Callable[[Random, Path], None]


def try_ruins(count: int = COUNT) -> Row:
    """Damages so many copies of one store, and asks each of them."""
    load_commands()
    with make_folder("ruins") as folder:
        call(partial(write_content, "old"), folder / "x.kg")
        right = call(ask_all, folder / "x.kg").made
        assert right
        assert all(answer.code == 0 and answer.out for answer in right)
        kinds = list(RUINS)
        cases = [(number, kinds[number % len(kinds)], folder / "x.kg") for number in range(count)]
        outcomes = run_each(partial(ask_ruin, right), cases, batch=1)
    return make_row("damaged stores", zip((f"{kind} {number}" for number, kind, _ in cases), outcomes, strict=True))


def ask_all(store: Path) -> list[Answer]:
    """Asks a store all questions."""
    return [ask(*question, "--store", store) for question in _QUESTIONS]


def ask_ruin(right: list[Answer], case: tuple[int, str, Path]) -> str:
    """Damages a copy of a store, asks it, and says what is wrong with the answers."""
    number, kind, sound = case
    with make_folder("ruin") as folder:
        store = folder / sound.name
        shutil.copytree(sound, store)
        RUINS[kind](Random(f"ruin {number}"), store)
        return next(filter(None, map(_find_wrong, ask_all(store), right)), "")


def _find_wrong(answer: Answer, right: Answer) -> str:
    """Says what is wrong with an answer: an error has to be about the store, and then nothing is answered."""
    if crash := answer.find_crash():
        return crash
    if answer.code == 0:
        return "" if answer.out == right.out else f"a wrong answer: {answer.out[:80]!r}"
    said = answer.err.decode(errors="replace")
    return "" if said.startswith("kg: ") and "store" in said and not answer.out else f"no clear error: {said[:120]!r}"


def _list_files(store: Path) -> list[Path]:
    return sorted(path for path in store.rglob("*") if path.is_file())


def _choose(random: Random, store: Path) -> Path:
    """Chooses a file that holds something: two times of three a table of the graph itself."""
    files = [path for path in _list_files(store) if path.stat().st_size]
    tables = [path for path in files if path.suffix == ".sst"]
    return random.choice(tables if tables and random.random() < 0.67 else files)


def _flip(random: Random, store: Path) -> None:
    path = _choose(random, store)
    content = bytearray(path.read_bytes())
    content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    path.write_bytes(content)


def _cut(random: Random, store: Path) -> None:
    path = _choose(random, store)
    content = path.read_bytes()
    path.write_bytes(content[: random.randrange(len(content))])


def _delete(random: Random, store: Path) -> None:
    _choose(random, store).unlink()


def _empty(random: Random, store: Path) -> None:
    _choose(random, store).write_bytes(b"")


def _swap(random: Random, store: Path) -> None:
    one, other = _choose(random, store), _choose(random, store)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def _append(random: Random, store: Path) -> None:
    with _choose(random, store).open("ab") as file:
        file.write(random.randbytes(random.choice((1, 100, 5_000))))


def _blank(random: Random, store: Path) -> None:
    """A stretch of zeros, as a disk leaves it after a power cut."""
    path = _choose(random, store)
    content = path.read_bytes()
    start = random.randrange(len(content))
    end = min(len(content), start + random.choice((8, 512, 4_096)))
    path.write_bytes(content[:start] + bytes(end - start) + content[end:])


def _make_folder_of_file(random: Random, store: Path) -> None:
    path = _choose(random, store)
    path.unlink()
    path.mkdir()


def _point_elsewhere(random: Random, store: Path) -> None:
    (pointer,) = [path for path in store.iterdir() if path.is_file() and path.name == "current"]
    pointer.write_bytes(
        random.choice(
            (
                b"",
                b"version-nowhere",
                b"version-../../x",
                b"\0",
                b"\xff\xfe",
                b"/",
                b"..",
                b"version-" * 9_000,
                b"{}",
                b"version 99\nfoo",
                b"\x1b[2J",
            )
        )
    )


def _empty_version(random: Random, store: Path) -> None:
    """The folder of the version is there, but nothing or only some of it."""
    (version,) = [path for path in store.iterdir() if path.is_dir()]
    for path in _list_files(version):
        if random.random() < random.choice((0.3, 1.0)):
            path.unlink()


def _rename_version(random: Random, store: Path) -> None:
    (version,) = [path for path in store.iterdir() if path.is_dir()]
    version.rename(version.with_name(random.choice(("version-x", "Version", "version-"))))


def _make_older(random: Random, store: Path) -> None:
    """The first form of a store: versions, and a pointer that holds a name; perhaps with tables of another graph."""
    (version,) = [path for path in store.iterdir() if path.is_dir()]
    for path in store.iterdir():
        if path != version:
            path.unlink()
    (store / "current").write_text(version.name, encoding="utf-8")
    if random.random() < 0.5:
        _flip(random, version)


RUINS: dict[str, Ruin] = {
    "a bit flipped": _flip,
    "a file cut": _cut,
    "a bit flipped ": _flip,
    "a file deleted": _delete,
    "a file emptied": _empty,
    "a stretch of zeros": _blank,
    "two files swapped": _swap,
    "something appended": _append,
    "a folder for a file": _make_folder_of_file,
    "another pointer": _point_elsewhere,
    "an empty version": _empty_version,
    "a renamed version": _rename_version,
    "an older form": _make_older,
}
