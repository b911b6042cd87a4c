"""Turns a gold release into others that say the same of other people and bodies, so that nothing memorised helps.

Each word of a name gets a new one of the same shape, the same one wherever it stands in the release and its facts: who
shared a surname still does. Places, posts and bodies that exist keep their names.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import yaml
from gold_facts import GOLD, GoldRelease, make_gold_release, read_raw_releases

from kg.pipeline import load_gazetteer
from kg.releases import Release

_WORDS = GOLD / "new-names.yaml"
_HONORIFIC = r"(?:Mr|Mrs|Ms|Miss|Madam|Dr|Prof|Professor|Sir|Ir|Datuk)"
_WORD = re.compile(r"[^\W\d_][\w-]*(?!['’](?!s\b))(?![\w-])")
_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")
_CJK = re.compile(r"[\u3400-\u9fff]")
_MOST_DRAWS = 200


@dataclass(frozen=True, slots=True)
class Renaming:
    """New words for old: whole names and abbreviations, and the parts of people's names, also behind an honorific."""

    phrases: Mapping[str, str]
    parts: Mapping[str, str]
    pattern: re.Pattern[str]

    def rename(self, text: str) -> str:
        """Gives a text with all names replaced, each once."""
        return self.pattern.sub(self._replace, text)

    def rename_all(self, value: Any) -> Any:
        """Renames every text in a facts file; keys of things are small letters, so they stay."""
        if isinstance(value, str):
            return self.rename(value)
        if isinstance(value, list):
            return [self.rename_all(part) for part in value]
        if isinstance(value, dict):
            return {key: self.rename_all(part) for key, part in value.items()}
        return value

    def _replace(self, match: re.Match[str]) -> str:
        whole = match.group()
        return self.phrases[whole] if whole in self.phrases else _swap(_alternate(self.parts), self.parts, whole)


def make_variants(count: int) -> tuple[GoldRelease, ...]:
    """Makes `count` variants of each gold release; the same ones each time."""
    return tuple(
        make_variant(raw, release, seed)
        for raw, release in read_raw_releases()
        if release.lang == "en"
        for seed in range(count)
    )  # fmt: skip


def make_variant(raw: Mapping[str, Any], release: Release, seed: int) -> GoldRelease:
    """Renames the people and bodies of a release, in its text, title and facts alike."""
    renaming = plan_renaming(raw, release, seed)
    text, title = renaming.rename(release.text), renaming.rename(release.title)
    renamed = replace(release, id=f"{release.id}-{seed}", text=text, title=title)
    return make_gold_release(renaming.rename_all(raw), renamed)


def plan_renaming(raw: Mapping[str, Any], release: Release, seed: int) -> Renaming:
    """Draws new names until none of them is known, and none stands in the release already. ValueError if it cannot."""
    people = [name for key in raw["people"] for name in raw["names"][key] if not _CJK.search(name)]
    bodies = [[name for name in raw["names"][key] if not _CJK.search(name)] for key in raw["bodies"]]
    chooser = random.Random(f"{release.id}/{seed}")
    for _ in range(_MOST_DRAWS):
        draw = _Draw(chooser, set(re.findall(r"[\w-]+", release.text)))
        shapes = {part: shape for name in people for part, shape in split_person(name)}
        parts = {part: draw.draw(shape, part) for part, shape in shapes.items()}
        persons = {name: _swap(_alternate(parts), parts, name) for name in people}
        firms = _rename_bodies(bodies, draw)
        if not any(map(_is_known, [*persons.values(), *firms.values()])):
            return Renaming({**persons, **firms}, parts, _compile({**persons, **firms}, parts))
    raise ValueError(f"{release.name}: no new names found in {_MOST_DRAWS} draws")


def split_person(name: str) -> Iterator[tuple[str, str]]:
    """Splits a name into parts with their shapes: "Yvonne Tsui Lai-kwan" is western, Cantonese and Cantonese."""
    words = re.findall(r"Au Yeung|Sze To|\S+", name)
    hyphened = next((at for at, word in enumerate(words) if re.search(r"-[a-z]", word)), None)
    if hyphened is not None:
        yield from ((word, _shape_western(word, at)) for at, word in enumerate(words[: hyphened - 1]))
        yield words[hyphened - 1], _shape_surname(words[hyphened - 1], "cantonese")
        yield words[hyphened], "cantonese_given"
    elif len(words) == 2 and _is_surname(words[0]):
        yield words[0], _shape_surname(words[0], "pinyin")
        yield words[1], "pinyin_given" if len(re.findall(r"[aeiou]+", words[1].lower())) > 1 else "pinyin_short_given"
    elif len(words) == 2 and _is_surname(words[1]):
        yield words[0], _shape_western(words[0], 0)
        yield words[1], _shape_surname(words[1], "cantonese")
    else:
        is_malay = not {"bin", "binti", "Al"}.isdisjoint(words)
        for at, word in enumerate(words):
            if word not in read_words()["particles"]:
                yield word, "malay_given" if is_malay else _shape_western(word, at)


def _is_surname(word: str) -> bool:
    return word in ("Au Yeung", "Sze To") or load_gazetteer().find_surname(word)


def _shape_surname(word: str, system: str) -> str:
    words = read_words()
    if word in words["word_surname"]:
        return "word_surname"
    return f"{system}_compound" if word in words[f"{system}_compound"] else f"{system}_surname"


def _shape_western(word: str, at: int) -> str:
    return f"western_{'' if word.isascii() else 'accented_'}{'surname' if at else 'given'}"


@dataclass(frozen=True, slots=True)
class _Draw:
    """Draws words by shape, none twice, none of the `taken` ones."""

    chooser: random.Random
    taken: set[str]

    def draw(self, shape: str, old: str) -> str:
        """Gives a new word for an old one, made up like it: "D'Almeida", "Ashcroft-Hale", a plural."""
        if old.startswith("D'"):
            return f"D'{self.draw(shape, old[2:])}"
        if shape == "western_surname" and "-" in old:
            return "-".join(self.draw(shape, part) for part in old.split("-"))
        is_plural = shape in ("proper", "subject") and old.endswith("s") and not old.endswith("ss")
        free = [
            word
            for word in read_words()[shape]
            if self.taken.isdisjoint((word, f"{word}s"))
            and word != old
            and not (is_plural and word.endswith(("y", "ch", "x", "z")))
        ]
        word = self.chooser.choice(free)
        self.taken.update((word, f"{word}s"))
        return f"{word}s" if is_plural else word


@cache
def read_words() -> Mapping[str, tuple[str, ...]]:
    """Reads the new names by shape, and the classes of words that tell how a name is made."""
    pools: dict[str, str | list[str]] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return {shape: tuple(words.split() if isinstance(words, str) else words) for shape, words in pools.items()}


def _rename_bodies(bodies: Iterable[list[str]], draw: _Draw) -> dict[str, str]:
    """Renames bodies, then what is short for them: an abbreviation takes the new initials.

    One whose short form keeps a part of it ("Lisbon ETO") stays as it is.
    """
    abbreviations = {name for names in bodies for name in names if _ACRONYM.fullmatch(name)}
    bodies = [names for names in bodies if abbreviations.issuperset(_ACRONYM.findall(" ".join(names)))]
    words: dict[str, str] = {}
    for name in (name for names in bodies for name in names):
        is_governmental = not set(read_words()["governmental"]).isdisjoint(re.findall(r"[\w-]+", name))
        shape = "subject" if is_governmental else "proper"
        for word in list_own_words(name):
            if word not in words:
                words[word] = draw.draw(shape, word)
    for names in bodies:
        for short in filter(_ACRONYM.fullmatch, names):
            words[short] = make_abbreviation(short, names[0], words)
    pattern = _alternate(words)
    renamed = {name: _swap(pattern, words, name) for names in bodies for name in names if not _is_known(name)}
    return {old: new for old, new in renamed.items() if old != new}


def list_own_words(name: str) -> list[str]:
    """Gives the words of a body's name that are its own: no head word, no known name such as a place, no small word."""
    known = load_gazetteer().find_names(name, "en")
    return [
        match.group()
        for match in _WORD.finditer(name)
        if match.group()[0].isupper()
        and not match.group().isupper()
        and match.group() not in read_words()["kept"]
        and not any(hit.start < match.end() and match.start() < hit.end for hit in known)
    ]


def make_abbreviation(short: str, full: str, words: Mapping[str, str]) -> str:
    """Gives the new initials: "TIN" of "Tejo Institute of Navigation"; as it was if it does not fit."""
    left, letters = re.findall(r"[A-Z][\w-]*", full), []
    for letter in short:
        while left and left[0][0] != letter:
            left.pop(0)
        if not left:
            return short
        letters.append(words.get(left[0], left[0])[0])
        left.pop(0)
    return "".join(letters)


def _is_known(name: str) -> bool:
    return any(hit.text == name or hit.ids[0].startswith("person/") for hit in load_gazetteer().find_names(name, "en"))


def _compile(phrases: Iterable[str], parts: Mapping[str, str]) -> re.Pattern[str]:
    """Finds names, the longest first; parts behind an honorific ("Mr Samson Pau"); a first name alone ("Patrick (")."""
    part = _alternate(parts).pattern
    particles = "|".join(read_words()["particles"])
    run = rf"{_HONORIFIC} {part}(?: (?:{part}|(?:{particles})\b))*"
    return re.compile(rf"{run}|{_alternate(phrases).pattern}|{part}(?= \()")


def _alternate(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?![\w])")


def _swap(pattern: re.Pattern[str], words: Mapping[str, str], text: str) -> str:
    return pattern.sub(lambda match: words[match.group()], text)
