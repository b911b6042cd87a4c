"""Whoever asks in Chinese is answered in Chinese: no English word is left but names that have no other."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg.building.builder import build_store
from kg.cli.main import run
from kg.languages.scripts import to_simplified
from kg.phrases import LANGUAGES

VISIT = """title: 運輸及物流局局長訪問佛山
issued: 2024-03-15T12:00
language: zh-Hant

運輸及物流局局長林小燕三月十二日訪問佛山市。林小燕三月十三日與佛山市市長王大文會面，討論跨境運輸。\
林小燕三月十四日出席燈籠論壇並致辭。運輸及物流局與佛山市人民政府三月十四日簽署燈籠合作備忘錄，林小燕見證簽署。\
林小燕將於五月二日訪問珠海市。
"""
LATER = """title: 署理運輸及物流局局長
issued: 2024-06-20T12:00
language: zh-Hant

署理運輸及物流局局長李志遠今日（六月二十日）出席龍舟論壇。
"""
PERSON, OFFICE = "林小燕", "運輸及物流局局長"
COMMANDS = [
    ["who", PERSON],
    ["who", OFFICE],
    ["office", OFFICE, "--on", "2024-03-12"],
    ["office", OFFICE, "--on", "2024-06-20"],
    ["office", OFFICE, "--on", "2024-09-20", "--strict"],
    ["events", "--with", PERSON, "--planned"],
    ["path", PERSON, "王大文"],
    ["path", "李志遠", "運輸及物流局"],
    ["timeline", PERSON],
    ["timeline", "佛山市"],
    ["timeline", OFFICE],
    ["rank", "--by", "degree"],
    ["rank", "--by", "betweenness", "--projection", "all", "--from", "2024"],
    ["list", "people", "--limit", "2"],
    ["list", "events"],
    ["list", "people", "--like", "恐龍", "--from", "2024"],
    ["search", "佛山"],
    ["search", "恐龍"],
    ["stats"],
]
MISSED = [
    ["who", "林小雁"],
    ["who", "佛山市"],
    ["timeline", "恐龍"],
    ["path", PERSON, PERSON],
    ["path", PERSON, "李志遠"],
    ["rank", "--by", "degree", "--from", "1990", "--to", "1991"],
    ["rank", "--by", "degree", "--from", "1991", "--to", "1990"],
    ["list", "people", "--from", "昨日"],
    ["office", OFFICE, "--on", "昨日"],
    ["list", "people", "--like", "！！"],
    ["search", "！！"],
    ["show", "恐龍"],
    ["show", "恐龍", "--format", "ttl"],
]
# Ids, addresses, options, commands and a number n.
KEPT = re.compile(
    r"[a-z]+/[\w-]+|[\w.-]+\.csv|--[a-z]+|`?kg\b( build| list| search)?`?|https?://\S+|\bn\b|2024[\w/]*/zh-Han[ts]|/[a-z-]+"
)
# What the tables of reference have no Chinese name or source for.
FROM_TABLES = re.compile(r"參考資料表.*|参考资料表.*")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("chinese")
    for name, text in (("visit", VISIT), ("later", LATER)):
        (folder / f"{name}.zh-Hant.txt").write_text(text, encoding="utf-8")
    build_store([folder], folder / "chinese.kg")
    return folder / "chinese.kg"


@pytest.mark.parametrize("command", COMMANDS + MISSED, ids=" ".join)
def test_no_english_word_is_left(store: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for lang in ("zh-Hant", "zh-Hans"):
        run([*command, "--store", str(store), "--lang", lang])
        out, err = capsys.readouterr()
        said = [line for line in f"{out}{err}".splitlines() if not line.startswith(f"{store}")]
        head = said.pop(0) if command[0] in ("who", "office", "timeline") and out else ""  # its names in all languages
        assert said
        assert "[" not in head
        left = [line for line in said if re.search("[A-Za-z]", KEPT.sub("", FROM_TABLES.sub("", line)))]
        assert left == []


# What follows --lang: names, and a remark with a name in it.
NAMED = ("name", "name_lang", "labels", "lang", "note")
NAMED_IN_CSV = ("about", "thing", "who", "what", "where", "event", "places", "others")


def ask_json(store: Path, command: list[str], lang: str, capsys: pytest.CaptureFixture[str]) -> Any:
    run([*command, "--store", str(store), "--lang", lang, "--format", "json"])
    return json.loads(capsys.readouterr().out)


def drop_names(value: Any) -> Any:
    """Gives what a program reads, without what things are called; what is equal but for that comes by name."""
    if isinstance(value, list):
        return sorted((drop_names(part) for part in value), key=json.dumps)
    if not isinstance(value, dict):
        return value
    return {key: drop_names(part) for key, part in value.items() if key not in NAMED}


@pytest.mark.parametrize("command", [command for command in COMMANDS if command[0] != "list"], ids=" ".join)
def test_json_says_the_same_in_every_language_but_for_names(
    store: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    english, chinese, simplified = (ask_json(store, command, lang, capsys) for lang in LANGUAGES)
    assert drop_names(english) == drop_names(chinese) == drop_names(simplified)


def drop_cells(row: dict[str, str]) -> dict[str, str]:
    """Gives a row without the names of things, and without its number."""
    return {column: cell for column, cell in row.items() if column not in ("fact", *NAMED_IN_CSV)}


@pytest.mark.parametrize("command", [["who", PERSON], ["timeline", PERSON], ["events", "--with", PERSON]], ids=" ".join)
def test_csv_keeps_its_columns_and_codes(store: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    tables = []
    for lang in LANGUAGES:
        run([*command, "--store", str(store), "--lang", lang, "--format", "csv"])
        tables.append(list(csv.DictReader(io.StringIO(capsys.readouterr().out))))
    english, *others = [drop_names([drop_cells(row) for row in rows]) for rows in tables]
    assert others == [english, english]


def test_a_line_is_chinese(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["events", "--with", PERSON, "--store", str(store), "--lang", "zh-Hant"])
    out = capsys.readouterr().out
    assert "  於 2024-03-13  與王大文會面  會面，參與者  地點：佛山市  其他參與者：王大文  關於「跨境運輸」" in out
    run(["who", PERSON, "--store", str(store), "--lang", "zh-Hans"])
    assert to_simplified("  見於 2024-03-15  運輸及物流局局長  正式") in capsys.readouterr().out
