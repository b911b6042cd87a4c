"""The rows of words by which Chinese names are read: each is found as what it is, a broken one is a DataError."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from kg.errors import DataError
from kg.files import find_shipped
from kg.gazetteer import read_gazetteer
from kg.languages.chinese.bodies import compile_generic
from kg.languages.chinese.classes import APART, read_lists
from kg.languages.chinese.lexicon import ChineseLexicon, read_chinese
from kg.languages.chinese.survey import survey_people
from kg.languages.chinese.tokens import JOINTS, Token, read_tokens
from kg.languages.rows import Row, read_classes
from kg.languages.scripts import to_simplified

NAMES, VERBS = find_shipped("data", "words", "zh-names.yaml"), find_shipped("data", "words", "zh.yaml")
ROWS = tuple(read_classes(NAMES))
HEADS = {
    "posts": {"post"}, "bodies": {"body"}, "mechanisms": {"mechanism"}, "places": {"place"},
    "agreements": {"agreement"}, "events": {"event"}, "initiatives": {"initiative", "event"},
}  # fmt: skip
STOPS = {"stop": "stop", "filler": "stop", "soft": "soft", "opener": "opener"}
NOT_CHINESE = {"event_head_company", "place_adjective_nouns", "ceremony_words"}  # what other languages have only
PASSING = {"told", "bare_events"}  # from which others follow
# What is changed in the rows of names, into what, and the words of the message.
BROKEN_NAMES = {
    "unknown section": ("\nplaces:\n", "\nplaecs:\n", "plaecs"),
    "unknown class": ("  省: weak\n", "  省: waek\n", "waek"),
    "unknown class among several": ("  領隊: [weak, stop]\n", "  領隊: [weak, sotp]\n", "sotp"),
    "class of another section": ("  省: weak\n", "  省: acting\n", "acting"),
    "no class of its own section": ("  省: weak\n", "  省: stop\n", "natural"),
    "the same word twice": ("  省: weak\n", "  省: weak\n  省: weak\n", "省"),
    "the same word in two sections": ("  省: weak\n", "  省: weak\n  局長: weak\n", "局長"),
    "a figure's word twice": ("  百: 100\n", "  百: 100\n  百: 100\n", "百"),
    "a row without a class": ("  省: weak\n", "  省:\n", "class"),
    "a row of two lines": ("  省: weak\n", "  省:\n    weak\n", "class"),
    "a row that is a mapping": ("  省: weak\n", "  省: {is: weak}\n", "class"),
    "a row without a word": ("  省: weak\n", "  weak\n", "class"),
}  # fmt: skip
BROKEN_VERBS = {
    "a number as a class": ("  接待: {is: receive, names: soft}\n", "  接待: {is: receive, names: 7}\n", "7"),
    "unknown class": ("  接待: {is: receive, names: soft}\n", "  接待: {is: receive, names: sotf}\n", "sotf"),
    "a verb with a row of names": ("  接待: {is: receive, names: soft}\n", "  致電: receive\n", "致電"),
}


def read_alone(word: str) -> list[Token]:
    return read_tokens(word, {}, read_chinese())


def shorten(word: str) -> str:
    """Writes a word as tokens have it, in its standard characters."""
    return word.translate({ord(variant): standard for variant, standard in read_chinese().variants.items()})


def list_wrong(rows: list[Row], kinds: dict[str, set[str]]) -> list[str]:
    """Gives the words that are not read as one token of the kind that their section or class says."""
    found = {row.word: [(token.word or token.kind, token.text) for token in read_alone(row.word)] for row in rows}
    return [
        f"{row.word}: {found[row.word]}"
        for row in rows
        if len(found[row.word]) != 1
        or found[row.word][0][1] != shorten(row.word)
        or found[row.word][0][0] not in kinds[row.section if row.section in kinds else row.classes[0]]
    ]


def test_every_head_is_read_as_one() -> None:
    rows = [row for row in ROWS if row.section in HEADS and "delegation" not in row.classes]
    assert list_wrong(rows, HEADS) == []


def test_every_word_that_ends_names_is_read_as_one() -> None:
    rows = [row for row in ROWS if row.section in ("words", "common") and row.classes[0] in STOPS]
    assert list_wrong(rows, {name: {kind} for name, kind in STOPS.items()}) == []


def test_every_pronoun_is_read_as_one() -> None:
    assert list_wrong([row for row in ROWS if row.section == "pronouns"], {"pronouns": {"pronoun"}}) == []


def test_every_word_in_which_no_head_is_read_guards_against_one() -> None:
    others = {row.word for row in ROWS if row.section in {*HEADS, "pronouns", "modifiers"}}
    others |= {*read_chinese().stops, *read_chinese().soft_stops, *read_chinese().openers, *JOINTS}
    guards = [row.word for row in ROWS if row.classes[-1] == "whole" and row.section == "common"]
    assert [word for word in guards if read_alone(word)] == []
    assert [word for word in guards if not any(other in word or _runs_over(word, other) for other in others)] == []


def _runs_over(word: str, other: str) -> bool:
    """Whether another word may begin inside a word and end behind it."""
    return any(other.startswith(word[at:]) for at in range(1, len(word)))


def test_no_name_is_made_up_of_parts() -> None:
    generic = compile_generic(read_chinese())
    assert [row.word for row in ROWS if "part" in row.classes and not generic.fullmatch(row.word)] == []


def test_every_word_that_begins_like_a_name_begins_none() -> None:
    surnames = read_gazetteer().chinese_surnames
    words = [row.word for row in ROWS if row.section == "nobody"]
    fronts = {word: {word[:1], word[:2], to_simplified(word)[:1]} for word in words}
    assert [word for word in words if fronts[word].isdisjoint(surnames)] == []
    assert [word for word in words if survey_people(f"局長{word}出席。", read_chinese(), surnames)] == []


def test_people_are_found_by_every_word_that_shows_them() -> None:
    shown = [row.word for row in ROWS if "occupation" in row.classes or row.section in ("occupations", "posts")]
    named = [
        word for word in shown if survey_people(f"，{word}黃美芬出席。", read_chinese(), frozenset("黃")) != {"黃美芬"}
    ]
    assert named == []
    behind = [row.word for row in ROWS if row.section == "honorifics"]
    assert [w for w in behind if survey_people(f"，黃美芬{w}，", read_chinese(), frozenset("黃")) != {"黃美芬"}] == []


def test_every_list_is_read_by_something_and_has_words() -> None:
    package = NAMES.parents[2] / "kg"
    code = "\n".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    syntax = find_shipped("data", "grammar", "zh", "syntax.yaml").read_text(encoding="utf-8")
    lists = {field.name for field in fields(ChineseLexicon)}
    assert {*read_lists(NAMES, VERBS), *NOT_CHINESE} == lists | PASSING
    assert {
        name for name in lists if not re.search(rf"lexicon\.{name}\b", code) and f"{{{name}}}" not in syntax
    } == set()
    assert {name for name in lists if not getattr(read_chinese(), name)} == NOT_CHINESE


def test_the_rows_are_yaml() -> None:
    loaded = yaml.load(NAMES.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    found: dict[str, dict[str, str | list[str]]] = {}
    for row in ROWS:
        found.setdefault(row.section, {})[row.word] = list(row.classes) if len(row.classes) > 1 else row.classes[0]
    assert loaded == found


def test_a_word_stands_twice_only_where_the_sections_are_of_other_things() -> None:
    words = [row.word for row in ROWS if row.section not in APART]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("name", BROKEN_NAMES)
def test_a_broken_row_of_names_is_a_data_error_that_names_file_and_line(tmp_path: Path, name: str) -> None:
    old, new, word = BROKEN_NAMES[name]
    text = NAMES.read_text(encoding="utf-8")
    assert text.count(old) == 1, "the row that this test breaks is written otherwise now"
    path = tmp_path / "zh-names.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=rf"{re.escape(str(path))}:\d+: .*{word}"):
        read_lists(path, VERBS)


@pytest.mark.parametrize("name", BROKEN_VERBS)
def test_a_verb_whose_names_are_broken_is_a_data_error_that_names_file_and_line(tmp_path: Path, name: str) -> None:
    old, new, word = BROKEN_VERBS[name]
    text = VERBS.read_text(encoding="utf-8")
    assert text.count(old) == 1, "the row that this test breaks is written otherwise now"
    line = text[: text.index(old)].count("\n") + 1
    path = tmp_path / "zh.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=rf"{re.escape(str(path))}:{line}: .*{word}"):
        read_lists(NAMES, path)


def test_a_section_without_rows_is_a_data_error_that_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "zh-names.yaml"
    path.write_text(NAMES.read_text(encoding="utf-8").split("\nnobody:\n")[0], encoding="utf-8")
    with pytest.raises(DataError, match=rf"{re.escape(str(path))}: .*nobody"):
        read_lists(path, VERBS)


def test_a_file_of_names_that_cannot_be_read_is_a_data_error_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "zh-names.yaml"
    path.write_bytes("places:\n  省: weak\n".encode("big5"))
    with pytest.raises(DataError, match=re.escape(str(path))):
        read_lists(path, VERBS)
