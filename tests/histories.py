"""Histories of a folder of releases, each the same in every run: files come, change, move and go, step by step."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

from benchmarks.generator import generate
from kg.files import find_shipped
from kg.languages.scripts import to_simplified
from kg.releases import Release, read_releases

_FOLDERS = ("a", "b", "b/deep")
_TABLES = ("many.csv", "many.jsonl", "many.json")
_INVENTED = 14
_GENERATOR_SEED = 16
_NAMES = ("Aldo Feng", "Rosa Quill", "Chan Kwok-ki", "John Lee")
_HAN_NAMES = ("方雅圖", "陳國基", "李家超")
_NAME = re.compile(r"(?<=\bMr )[A-Z]\w+ [A-Z]\w+(-\w+)?")
_HAN_NAME = re.compile(r"(?<=[長理任])\w{3}(?=[今昨說表與和會率])")
_BROKEN = (b"", b"\xff\xfe\x00", b"<html>", b"title: nothing\n\n")


@dataclass(frozen=True, slots=True)
class Text:
    """A release as a file has it: the fields of its header, and its words."""

    id: str
    lang: str
    title: str
    issued: str
    text: str
    url: str | None = None
    counterpart: str | None = None

    def list_fields(self) -> dict[str, str]:
        """Gives the fields that are there, the words apart."""
        names = ("id", "lang", "title", "issued", "url", "counterpart")
        return {name: value for name in names if (value := getattr(self, name)) is not None}


@cache
def list_texts() -> tuple[Text, ...]:
    """Gives the texts that histories are made of: sample releases and invented ones, in three languages."""
    samples = [found for found in read_releases([find_shipped("data", "releases")]) if isinstance(found, Release)]
    known = [
        Text(one.id, one.lang, one.title, one.issued.isoformat(), one.text, one.url, one.counterpart) for one in samples
    ]
    known += [
        Text(one.id, one.lang, one.title, one.issued, one.text[:1_200], one.url, one.counterpart)
        for one in generate(_GENERATOR_SEED, _INVENTED)
    ]
    simplified = [
        replace(one, lang="zh-Hans", title=to_simplified(one.title), text=to_simplified(one.text), url=None)
        for one in known[::5]
        if one.lang == "zh-Hant"
    ]
    return (*known, *simplified)


class History:
    """A folder that changes: `step` changes it and gives the paths that a build is to read.

    `read` holds what builds have read by now, by its place below the folder: a build from nothing of these files has to
    give the same graph.
    """

    def __init__(self, seed: int | str, folder: Path) -> None:
        self.random = Random(f"history {seed}")
        self.folder = folder
        self.files: dict[str, bytes] = {}
        self.read: dict[str, bytes] = {}
        self.done: list[str] = []
        self._texts: dict[str, Text] = {}
        self._records: dict[str, list[Text]] = {}

    def step(self, changes: int) -> list[Path]:
        """Changes so many files, and gives the paths to read: the whole folder, parts of it, or single files."""
        self.done.clear()
        for _ in range(changes):
            self.random.choice(_CHANGES)(self)
        return self._take(self._choose_paths())

    def begin(self, files: int) -> list[Path]:
        """Writes the first files, and gives the folder."""
        self.done.clear()
        for _ in range(files):
            _come(self)
        for name in _TABLES[: self.random.randrange(len(_TABLES) + 1)]:
            self.put_table(f"a/{name}", self.random.sample(list_texts(), 3))
        return self._take([""])

    def write_read(self, folder: Path) -> None:
        """Writes all that builds have read by now into a new folder."""
        for name, content in self.read.items():
            _write(folder / name, content)

    # What a change stands on.

    def choose(self) -> str | None:
        """Chooses a file with one text."""
        return self.random.choice(sorted(self._texts)) if self._texts else None

    def choose_table(self) -> str | None:
        """Chooses a file with several texts."""
        return self.random.choice(sorted(self._records)) if self._records else None

    def put(self, name: str, text: Text) -> None:
        """Writes a file with one text."""
        self._texts[name] = text
        head = "".join(f"{key}: {value}\n" for key, value in text.list_fields().items())
        self.put_content(name, f"{head}\n{text.text}\n".encode())

    def put_content(self, name: str, content: bytes) -> None:
        """Writes a file."""
        self.files[name] = content
        _write(self.folder / name, content)

    def remove(self, name: str) -> None:
        """Removes a file with one text."""
        del self.files[name], self._texts[name]
        (self.folder / name).unlink()

    def find_text(self, name: str) -> Text:
        """Gives the text of a file, which it may have lost."""
        return self._texts[name]

    def find_records(self, name: str) -> list[Text]:
        """Gives the texts of a table."""
        return list(self._records[name])

    def make_name(self, text: Text) -> str:
        """Gives a place for a text that no file has."""
        free = (
            f"{folder}/{stem}.txt"
            for stem in (f"{text.id}.{text.lang}", *(f"{text.id}-{number}" for number in range(100)))
            for folder in self.random.sample(_FOLDERS, 1)
        )
        return next(name for name in free if name not in self.files)

    def put_table(self, name: str, texts: Sequence[Text]) -> None:
        """Writes a file with several texts."""
        self._records[name] = list(texts)
        self.put_content(name, _TABLE_FORMS[name.rpartition(".")[2]](texts))

    # Which paths are read.

    def _choose_paths(self) -> list[str]:
        ways: list[list[str]] = [[""], [""], [""], ["a"], ["b"], ["a", "b"], ["", "a"], ["b/deep", ""]]
        paths = self.random.choice(ways)
        if self.files and self.random.random() < 0.2:
            paths = self.random.sample(sorted(self.files), min(2, len(self.files)))
        there = [path for path in paths if any(_is_below(name, path) for name in self.files)]
        return there or [""]

    def _take(self, paths: Sequence[str]) -> list[Path]:
        for name in [name for name in self.read if any(_is_below(name, path) for path in paths)]:
            del self.read[name]
        self.read |= {name: content for name, content in self.files.items() if any(_is_below(name, p) for p in paths)}
        return [self.folder / path for path in paths]


def _is_below(name: str, path: str) -> bool:
    return not path or name == path or name.startswith(f"{path}/")


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


# Changes of one file each.

Change = Callable[[History], None]


def _come(history: History) -> None:
    text = history.random.choice(list_texts())
    name = history.make_name(text)
    history.put(name, text)
    history.done.append(f"new {name}")


def _go(history: History) -> None:
    if (name := history.choose()) is not None and len(history.files) > 2:
        history.remove(name)
        history.done.append(f"gone {name}")


def _move(history: History) -> None:
    if (name := history.choose()) is not None:
        content = history.files[name]
        text = history.find_text(name)
        history.remove(name)
        new = history.make_name(text)
        history.put(new, text)
        history.put_content(new, content)
        history.done.append(f"moved {name} {new}")


def _copy(history: History) -> None:
    if (name := history.choose()) is not None:
        text = history.find_text(name)
        new = history.make_name(text)
        history.put(new, text)
        history.done.append(f"copied {name} {new}")


def _edit(history: History) -> None:
    if (name := history.choose()) is not None:
        what = history.random.choice(sorted(_EDITS))
        history.put(name, _EDITS[what](history, history.find_text(name)))
        history.done.append(f"{what} {name}")


def _break(history: History) -> None:
    if (name := history.choose()) is not None:
        history.put_content(name, history.random.choice(_BROKEN))
        history.done.append(f"broken {name}")


def _mend(history: History) -> None:
    if (name := history.choose()) is not None:
        history.put(name, history.find_text(name))
        history.done.append(f"whole again {name}")


def _touch(history: History) -> None:
    if (name := history.choose()) is not None:
        (history.folder / name).touch()
        history.done.append(f"touched {name}")


def _edit_record(history: History) -> None:
    if (name := history.choose_table()) is not None:
        records = history.find_records(name)
        at = history.random.randrange(len(records))
        what = history.random.choice(sorted(_EDITS))
        records[at] = _EDITS[what](history, records[at])
        history.put_table(name, records)
        history.done.append(f"{what} {name} {at}")


def _change_records(history: History) -> None:
    if (name := history.choose_table()) is not None:
        records = history.find_records(name)
        records.insert(history.random.randrange(len(records) + 1), history.random.choice(list_texts()))
        if len(records) > 2:
            records.pop(history.random.randrange(len(records)))
        history.put_table(name, records)
        history.done.append(f"other records {name}")


_CHANGES: tuple[Change, ...] = (
    *(_come, _come, _come, _go, _go, _move, _copy, _edit, _edit, _edit, _edit),
    *(_break, _mend, _touch, _edit_record, _change_records),
)

# Changes of one text.


def _drop_paragraph(history: History, text: Text) -> Text:
    paragraphs = text.text.split("\n")
    if len(paragraphs) > 1:
        paragraphs.pop(history.random.randrange(len(paragraphs)))
    return replace(text, text="\n".join(paragraphs).strip() or text.text)


def _change_date(history: History, text: Text) -> Text:
    return replace(text, issued=f"{text.issued[:8]}{history.random.randrange(1, 28):02}{text.issued[10:]}")


def _change_name(history: History, text: Text) -> Text:
    pattern, names = (_NAME, _NAMES) if text.lang == "en" else (_HAN_NAME, _HAN_NAMES)
    return replace(text, text=pattern.sub(history.random.choice(names), text.text, count=1))


def _drop_counterpart(_: History, text: Text) -> Text:
    return replace(text, counterpart=None)


def _name_counterpart(history: History, text: Text) -> Text:
    return replace(text, counterpart=history.random.choice(list_texts()).id)


def _claim_id(history: History, text: Text) -> Text:
    return replace(text, id=history.random.choice(list_texts()).id)


def _claim_address(history: History, text: Text) -> Text:
    other = history.random.choice(list_texts())
    return replace(text, id=other.id, url=other.url)


def _drop_address(_: History, text: Text) -> Text:
    return replace(text, url=None)


def _write_in_capitals(_: History, text: Text) -> Text:
    return replace(text, id=text.id.swapcase())


_EDITS: dict[str, Callable[[History, Text], Text]] = {
    "a paragraph less": _drop_paragraph,
    "another date": _change_date,
    "another name": _change_name,
    "no counterpart": _drop_counterpart,
    "another counterpart": _name_counterpart,
    "another's id": _claim_id,
    "another's address": _claim_address,
    "no address": _drop_address,
    "other capitals": _write_in_capitals,
}


def _write_csv(texts: Sequence[Text]) -> bytes:
    names = ("id", "lang", "title", "issued", "url", "counterpart", "text")
    written = io.StringIO()
    table = csv.DictWriter(written, names, lineterminator="\n")
    table.writeheader()
    table.writerows({**text.list_fields(), "text": text.text} for text in texts)
    return written.getvalue().encode()


def _write_json_lines(texts: Sequence[Text]) -> bytes:
    return "".join(json.dumps({**text.list_fields(), "text": text.text}) + "\n" for text in texts).encode()


def _write_json(texts: Sequence[Text]) -> bytes:
    return json.dumps([{**text.list_fields(), "text": text.text} for text in texts]).encode()


_TABLE_FORMS = {"csv": _write_csv, "jsonl": _write_json_lines, "json": _write_json}
