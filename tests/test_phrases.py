"""Words for a reader stand in data, each in every language, and none of them is missing or left over."""

from __future__ import annotations

import json
import re
import string
from pathlib import Path
from typing import Any

import pytest

from kg.errors import DataError
from kg.files import find_shipped
from kg.languages.scripts import has_han, to_simplified
from kg.phrases import (
    LANGUAGES,
    Phrase,
    close_verb,
    find_label,
    join_phrases,
    make_phrase,
    mark_language,
    name_kind,
    name_value,
    read_rows,
    read_verb,
    say_in,
)
from kg.views.centrality import CENTRALITIES
from kg.views.datings import DateKind
from kg.views.directory import LISTS
from kg.views.evidence import PREDICATES
from kg.views.lookup import SECTIONS
from kg.views.network import PROJECTIONS
from kg.views.offices import ABOUT, ACTS, ANNOUNCED, ATTESTED, BETWEEN, NEAREST, SINCE, STATED
from kg.vocabulary import Capacity, EventType, Kind, Role, Status

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted(path.stem for path in find_shipped("data", "wording").glob("*.json"))
ROWS = [(name, key) for name in FILES for key in read_rows(name)]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "kg").rglob("*.py")))
BASES = {ABOUT, ACTS, ANNOUNCED, ATTESTED, BETWEEN, NEAREST, SINCE, STATED}
# What Chinese keeps: places to fill, formats, names of programs, options, a number n.
KEPT = re.compile(
    r"\{\w+\}|PNG|SVG|JavaScript|SPARQL|CSV|JSON|Turtle|Atom|gba-kg|kg (?:build|list|search)|--limit|--top|\bn\b"
)


def list_texts(words: Any) -> list[str]:
    if isinstance(words, str):
        return [words]
    return [text for part in (words.values() if isinstance(words, dict) else words) for text in list_texts(part)]


def list_places(words: Any) -> set[str]:
    return {name for text in list_texts(words) for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(("name", "key"), ROWS)
def test_a_row_says_the_same_in_each_language(name: str, key: str) -> None:
    row = read_rows(name)[key]
    assert all(row[lang] for lang in LANGUAGES)
    assert list_places(row["en"]) == list_places(row["zh-Hant"]) == list_places(row["zh-Hans"])
    for text, simplified in zip(list_texts(row["zh-Hant"]), list_texts(row["zh-Hans"]), strict=True):
        assert simplified == to_simplified(text).replace("「", "“").replace("」", "”")


@pytest.mark.parametrize(("name", "key"), [row for row in ROWS if row[1] != "keys"])
def test_chinese_words_are_chinese(name: str, key: str) -> None:
    for text in list_texts(read_rows(name)[key]["zh-Hant"]):
        assert not re.search("[A-Za-z]", KEPT.sub("", text)), text


def test_no_row_is_left_over() -> None:
    families = {key.partition(":")[0] for key in read_rows("phrases") if ":" in key}
    assert [family for family in families if f'"{family}:{{' not in CODE] == []
    plain = [key for key in read_rows("phrases") if ":" not in key]
    assert [key for key in plain if f'"{key}"' not in CODE and f"'{key}'" not in CODE] == []


def test_every_row_that_is_asked_for_is_there() -> None:
    asked = re.findall(r"""(?:make_phrase\(|say_phrase\([\w.]+, )["']([\w:]+)["']""", CODE)
    assert len(asked) > 30
    assert set(asked) - set(read_rows("phrases")) == set()


@pytest.mark.parametrize(
    ("family", "codes"),
    [
        ("section", {*SECTIONS.values(), "history"}),
        ("language", set(LANGUAGES)),
        ("projection", set(PROJECTIONS)),
        ("network", set(PROJECTIONS)),
        ("weight", set(PROJECTIONS)),
        ("centrality", set(CENTRALITIES)),
        ("measure", set(CENTRALITIES)),
        ("list", set(LISTS)),
        ("date", set(DateKind)),
        ("basis", BASES),
    ],
)
def test_every_code_of_a_family_has_its_row(family: str, codes: set[str]) -> None:
    assert {key.partition(":")[2] for key in read_rows("phrases") if key.startswith(f"{family}:")} == codes


@pytest.mark.parametrize("value", [*EventType, *Role, *Status, *Capacity])
def test_every_value_is_called_something_in_each_language(value: str) -> None:
    label = name_value(value)
    assert label == value
    assert has_han(label.say("zh-Hant"))
    assert label.say("zh-Hans") == to_simplified(label.say("zh-Hant"))


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.NAME] + ["indicator"])
def test_every_kind_is_called_something_in_each_language(kind: str) -> None:
    assert has_han(name_kind(kind).say("zh-Hant"))
    assert name_kind(kind)


@pytest.mark.parametrize("predicate", PREDICATES)
def test_every_predicate_is_read_both_ways_in_each_language(predicate: str) -> None:
    for is_inward in (False, True):
        reading = read_verb(predicate, is_inward=is_inward)
        assert reading.isascii()
        assert has_han(reading.say("zh-Hant"))
        assert has_han(reading.say("zh-Hans"))


def test_what_is_no_term_is_called_by_itself() -> None:
    assert (name_value("lantern"), name_kind("lantern"), read_verb("gba:lit")) == ("lantern", "lantern", "gba:lit")
    assert find_label("gba:lantern") == ""


def test_a_phrase_is_its_english_and_can_be_said_in_chinese() -> None:
    seen = make_phrase("seen", n=3, first="2024-01-08", last="2024-02-01")
    assert seen == "seen on 3 days, 2024-01-08 to 2024-02-01"
    assert json.dumps(seen) == '"seen on 3 days, 2024-01-08 to 2024-02-01"'
    joined = join_phrases([name_value("acting"), "", seen])
    assert joined == "acting, seen on 3 days, 2024-01-08 to 2024-02-01"
    assert say_in("zh-Hant", joined) == "署任，有 3 天的記錄，由 2024-01-08 至 2024-02-01"
    assert say_in("zh-Hans", joined) == "署任，有 3 天的记录，由 2024-01-08 至 2024-02-01"
    assert say_in("zh-Hant", "2024") == "2024"


@pytest.mark.parametrize(
    ("verb", "english", "chinese", "simplified"),
    [
        (make_phrase("did:speaker"), "spoke at it", "致辭於此", "致辞于此"),
        (make_phrase("did:participant"), "took part in it", "參與", "参与"),
        (read_verb("gba:visited"), "visited", "訪問", "访问"),
        (read_verb("gba:witnessed"), "witnessed the signing of it", "見證簽署", "见证签署"),
        (
            join_phrases([make_phrase("did:chair"), make_phrase("did:signatory")], by="and"),
            "chaired, signed at it",
            "主持、簽署於此",
            "主持、签署于此",
        ),
    ],
)
def test_a_verb_without_its_object_is_said_as_its_own_language_wants_it(
    verb: Phrase, english: str, chinese: str, simplified: str
) -> None:
    closed = close_verb(verb)
    assert (closed, closed.say("zh-Hant"), closed.say("zh-Hans")) == (english, chinese, simplified)


def test_one_thing_is_counted_as_one() -> None:
    found = [make_phrase("statements", n=n) for n in (1, 2)]
    assert found == ["1 statement", "2 statements"]
    assert [phrase.say("zh-Hant") for phrase in found] == ["1 項陳述", "2 項陳述"]


def test_a_quotation_keeps_its_script() -> None:
    quoted = make_phrase("quotation", text="他們會面。")
    assert quoted.say("zh-Hans") == "“他們會面。”"
    assert isinstance(quoted, Phrase)


def test_a_row_without_chinese_is_an_error_with_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.json").write_text('{"hello": {"en": "hello"}}', encoding="utf-8")
    monkeypatch.setattr("kg.phrases.find_shipped", lambda *parts: tmp_path / parts[-1])
    with pytest.raises(DataError, match=r"broken\.json: each row needs words in en and zh-Hant"):
        read_rows("broken")


@pytest.mark.parametrize(
    ("code", "lang", "said"),
    [
        ("zh-Hant", "en", "Ana [zh-Hant]"),
        ("zh-Hant", "zh-Hans", "Ana [繁体中文]"),
        ("pt", "en", "Ana [pt]"),
        ("pt", "zh-Hant", "Ana [pt]"),
    ],
)
def test_a_language_without_a_row_is_called_by_its_code(code: str, lang: str, said: str) -> None:
    assert mark_language("Ana", code).say(lang) == said
