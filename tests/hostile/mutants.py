"""Mutated releases: pieces of the samples with something cut, doubled, swapped or put in; read as a user would."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random

from hostile.children import Outcome, run_each
from hostile.readings import find_faults, find_lost_triples, read_samples
from hostile.row import Row
from hostile.signs import BIDI, BRACKETS, BREAKS, CONTROLS, QUOTES, UNSEEN
from kg.building.corpus import extract_paths
from kg.errors import ReleaseError
from kg.exports import serialize_release
from kg.files import find_shipped
from kg.releases import Release, read_releases
from kg.releases.duplicates import Remark
from kg.sentences import split_sentences

COUNT = 5_000
_TOGETHER = 10  # releases of one run
_SECONDS = 20.0
_READ_AGAIN = 10  # every tenth run is read twice
_NAME = re.compile(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)+|[\u4e00-\u9fff]{2,4}")
_FAILS = " fails on this release ("
Mutate = Callable[[Random, str], str]


def try_mutants(count: int = COUNT) -> Row:
    """Reads so many, ten in a run; those of a run that hangs or dies are read one by one to find the one to blame."""
    read_samples()
    list_pieces()
    runs = [range(first, min(first + _TOGETHER, count)) for first in range(0, count, _TOGETHER)]
    outcomes = dict(zip(runs, run_each(read_run, runs, seconds=_SECONDS), strict=True))
    alone = [range(number, number + 1) for run, outcome in outcomes.items() if outcome.fault for number in run]
    outcomes |= zip(alone, run_each(read_run, alone), strict=True)
    return Row("sample releases with something cut, doubled, put in", count, tuple(_list_failures(outcomes)))


def read_run(numbers: range) -> list[str]:
    """Reads mutants as lines of one file and gives what does not hold of them."""
    with tempfile.TemporaryDirectory(prefix="hostile-mutants-") as folder:
        path = Path(folder) / "m.jsonl"
        path.write_text("\n".join(json.dumps(make_mutant(number)) for number in numbers), encoding="utf-8")
        faults, digest = _read(path)
        if numbers.start // _TOGETHER % _READ_AGAIN == 0 and _read(path)[1] != digest:
            faults.append("a second run writes other bytes")
        return faults


def _read(path: Path) -> tuple[list[str], str]:
    faults: list[str] = []
    digest = hashlib.sha256()
    for found in extract_paths([path]):
        if isinstance(found, Remark):
            continue
        if isinstance(found, ReleaseError):
            faults += [str(found)] if _FAILS in str(found) else []
            continue
        try:
            digest.update(serialize_release(found, "nq"))
        except ReleaseError as error:
            faults.append(str(error))
            continue
        faults += [f"{found.release.origin}: {fault}" for fault in (*find_faults(found), *find_lost_triples(found))]
    return faults, digest.hexdigest()


def _list_failures(outcomes: dict[range, Outcome[list[str]]]) -> Iterator[str]:
    for run, outcome in outcomes.items():
        for fault in outcome.made or ():
            yield f"mutants {run.start} to {run.stop - 1}: {fault}"
        if outcome.fault and len(run) == 1:
            yield f"mutant {run.start}: {outcome.fault}"


def make_mutant(number: int) -> dict[str, str]:
    """Gives the record of a mutant; two that follow each other may be the languages of one release."""
    random = Random(f"mutant {number}")
    piece = random.choice(list_pieces())
    text, title = piece.text, piece.title
    for _ in range(random.randint(1, 4)):
        text = random.choice(MUTATIONS)(random, text)
        if random.random() < 0.2:
            title = random.choice(MUTATIONS)(random, title)
    lang = piece.lang if random.random() < 0.9 else random.choice(("en", "zh-Hant", "zh-Hans"))
    return {"id": f"m{number // 2}", "lang": lang, "title": title, "issued": piece.issued.isoformat(), "text": text}


@cache
def list_pieces() -> tuple[Release, ...]:
    """Cuts the sample releases into pieces of one or two sentences."""
    folders = [find_shipped("data", "releases"), Path(__file__).parent.parent / "gold" / "releases"]
    pieces: list[Release] = []
    for release in read_releases(folders):
        if isinstance(release, ReleaseError):
            continue
        sentences = split_sentences(release.text)
        for first in range(len(sentences)):
            for last in sentences[first : first + 2]:
                text = release.text[sentences[first].start : last.end]
                pieces.append(Release(release.id, release.lang, release.title, release.issued, text))
    return tuple(pieces)


def _choose_stretch(random: Random, text: str, longest: int = 60) -> tuple[int, int]:
    start = random.randint(0, len(text))
    return start, min(len(text), start + random.randint(1, longest))


def _put_in(random: Random, text: str, part: str) -> str:
    place = random.randint(0, len(text))
    return text[:place] + part + text[place:]


def _delete(random: Random, text: str) -> str:
    start, end = _choose_stretch(random, text)
    return text[:start] + text[end:]


def _double(random: Random, text: str) -> str:
    start, end = _choose_stretch(random, text)
    return text[:end] + text[start:end] * random.randint(1, 3) + text[end:]


def _swap(random: Random, text: str) -> str:
    first, second, third, fourth = sorted(random.randint(0, len(text)) for _ in range(4))
    return text[:first] + text[third:fourth] + text[second:third] + text[first:second] + text[fourth:]


def _cut(random: Random, text: str) -> str:
    start, end = sorted(random.randint(0, len(text)) for _ in range(2))
    return random.choice((text[:end], text[start:], text[start:end]))


def _repeat_name(random: Random, text: str) -> str:
    names = list(_NAME.finditer(text))
    if not names:
        return text
    name, link = random.choice(names), random.choice(("", " ", "、", ", ", " and ", "和", "; ", " of the ", "的"))
    return text[: name.end()] + (link + name[0]) * random.randint(1, 5) + text[name.end() :]


def _move_name(random: Random, text: str) -> str:
    """A name of this text in the place of another one."""
    names = list(_NAME.finditer(text))
    if not names:
        return text
    one, other = random.choice(names), random.choice(names)
    return text[: one.start()] + other[0] + text[one.end() :]


def _mix(random: Random, text: str) -> str:
    """A piece of another release, perhaps in another language, in the middle of this one."""
    other = random.choice(list_pieces()).text
    start, end = _choose_stretch(random, other, 120)
    return _put_in(random, text, other[start:end])


def _drop_marks(random: Random, text: str) -> str:
    marks = random.choice((".,;:", "，。、；：", " ", "()（）", '「」“”"', "\n"))
    return text.translate({ord(mark): random.choice((None, " ", "\n")) for mark in marks})


def _change_case(random: Random, text: str) -> str:
    return random.choice((text.upper(), text.lower(), text.title(), text.swapcase(), text[::-1]))


def _change_figures(random: Random, text: str) -> str:
    return re.sub(
        r"\d+|[一二三四五六七八九十]+",
        lambda _: random.choice(("0", "31", "99", "2024", "十三", "廿", "9" * 30, "")),
        text,
    )


def _put_signs(*signs: str) -> Mutate:
    def put(random: Random, text: str) -> str:
        for _ in range(random.randint(1, 5)):
            text = _put_in(random, text, random.choice(signs) * random.choice((1, 1, 2, 9)))
        return text

    return put


MUTATIONS: tuple[Mutate, ...] = (
    _delete,
    _double,
    _swap,
    _cut,
    _repeat_name,
    _move_name,
    _mix,
    _drop_marks,
    _change_case,
    _change_figures,
    _put_signs(*CONTROLS, "\0", "\ud800"),
    _put_signs(*BIDI),
    _put_signs(*UNSEEN),
    _put_signs(*BRACKETS),
    _put_signs(*QUOTES),
    _put_signs(*BREAKS),
    _put_signs(*".,;:!?—–-…·•、，。；：！？/\\|&@#*_~^"),
    _put_signs(
        "Mr ", "Ms ", " and ", " of ", " the ", "和", "的", "由", "與", "在", "並", "先生", "局長", "委員會", "《", "》"
    ),
)
