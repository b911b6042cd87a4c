"""Sentences that look as if somebody met, signed, visited or held an office, and say nothing of the kind."""

from __future__ import annotations

from datetime import datetime
from functools import cache

import pytest
import yaml
from gold_facts import GOLD

from kg.pipeline import extract_release
from kg.releases import Release
from kg.statements import Extraction

ISSUED = datetime.fromisoformat("2025-03-14T12:00+08:00")
LEAST_QUIET = 0.99


FILES = {"traps.yaml": 150, "traps-zh.yaml": 105}


@cache
def read_traps(name: str) -> tuple[tuple[str, str], ...]:
    """The sentences of a file, each with its language."""
    traps: list[dict[str, str]] = yaml.safe_load((GOLD / name).read_text(encoding="utf-8"))
    return tuple((trap["text"], trap.get("lang", "en")) for trap in traps)


def read_sentence(text: str, lang: str = "en") -> Extraction:
    return extract_release(Release("trap", lang, "A trap", ISSUED, text))


def list_said(extraction: Extraction) -> list[str]:
    said = [f"{found.subject} {found.predicate} {found.object}" for found in extraction.statements]
    return [
        *said,
        *(tenure.id for tenure in extraction.tenures),
        *(event.id for event in extraction.events),
        *(agreement.id for agreement in extraction.agreements),
    ]


@pytest.mark.parametrize("name", FILES)
def test_the_traps_are_different_sentences(name: str) -> None:
    assert len(set(read_traps(name))) == len(read_traps(name)) >= FILES[name]


@pytest.mark.parametrize("name", FILES)
def test_traps_say_nothing(name: str) -> None:
    caught = {text: said for text, lang in read_traps(name) if (said := list_said(read_sentence(text, lang)))}
    lines = "\n".join(f"{text}\n    {'; '.join(said)}" for text, said in caught.items())
    assert 1 - len(caught) / len(read_traps(name)) >= LEAST_QUIET, f"{len(caught)} of {len(read_traps(name))}:\n{lines}"


def test_the_same_words_do_speak_where_something_happened() -> None:
    """Else a reader that is always silent would pass."""
    speaking = [
        "The Secretary for Piers, Mr Yip Ka-shing, met with the Mayor of Zhuhai, Ms Tsui Man-wah, today (March 14).",
        "The Secretary for Piers, Mr Yip Ka-shing, visited Zhongshan today (March 14).",
        "Ms Tsui Man-wah has been appointed as Chairman of the Harbour Rights Board.",
    ]
    assert [text for text in speaking if not list_said(read_sentence(text))] == []
    chinese = [
        "碼頭事務局局長葉家誠今日（三月十四日）與珠海市市長崔文華會面。",
        "碼頭事務局局長葉家誠今日（三月十四日）訪問中山。",
        "政府委任崔文華博士為海港權益委員會主席。",
    ]
    assert [text for text in chinese if not list_said(read_sentence(text, "zh-Hant"))] == []
