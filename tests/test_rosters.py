"""Tests of lists of the members of a board, a line for each, under what they are there."""

from __future__ import annotations

import pytest
from clause_facts import read_text

ISSUED = "2026-06-26T12:00:00+08:00"
ENGLISH = """The Government announced today the appointments to the Lantern Advisory Committee, which take effect from July 1, 2026.

The membership list of the Committee with effect from July 1, 2026 is as follows:

Chairman
--------
Ms Mabel Fong

Non-official Members
--------------------
Mr Bob Pak*
Dr Mak Ka-fai (Institute of Lanterns)

Ex-officio Members
------------------
Secretary for Tides or representative

* New members"""
CHINESE = """政府今日公布燈籠諮詢委員會（燈諮會）新一屆成員名單。方美寶女士獲再度委任為主席，由二○二六年七月一日起生效。

燈諮會由二○二六年七月一日起的成員名單如下：

主席
────
方美寶女士

副主席
────
王美玉教授

非官方成員
─────────
白俊彥＊
何嘉麟
蔣柏年（燈籠師學會）

官方成員
────────
潮汐局局長（或其代表）

＊新委任成員"""
ROSTERS = (
    (
        "en",
        ENGLISH,
        {
            ("Mabel Fong", "Chairman of the Lantern Advisory Committee", "gba:substantive", None),
            ("Bob Pak", "Non-official Member of the Lantern Advisory Committee", "gba:designate", "2026-07-01"),
            ("Mak Ka-fai", "Non-official Member of the Lantern Advisory Committee", "gba:substantive", None),
        },
    ),
    (
        "zh",
        CHINESE,
        {
            ("方美寶", "燈籠諮詢委員會主席", "gba:substantive", None),
            ("王美玉", "燈籠諮詢委員會副主席", "gba:substantive", None),
            ("白俊彥", "燈籠諮詢委員會非官方成員", "gba:designate", "2026-07-01"),
            ("何嘉麟", "燈籠諮詢委員會非官方成員", "gba:substantive", None),
            ("蔣柏年", "燈籠諮詢委員會非官方成員", "gba:substantive", None),
        },
    ),
)


def _list_held(text: str, lang: str) -> set[tuple[str, str, str, str | None]]:
    extraction = read_text(text, ISSUED, lang)
    names = {entity.id: entity.get_name(extraction.release.lang) for entity in extraction.entities}
    return {
        (names[tenure.person], names[tenure.post or ""], tenure.capacity, tenure.start)
        for tenure in extraction.tenures
    }  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "held"), ROSTERS, ids=[lang for lang, _, _ in ROSTERS])
def test_each_person_of_a_list_is_what_stands_above_on_the_board_told_of(
    lang: str, text: str, held: set[tuple[str, str, str, str | None]]
) -> None:
    assert _list_held(text, lang) == held


@pytest.mark.parametrize(("lang", "text", "held"), ROSTERS, ids=[lang for lang, _, _ in ROSTERS])
def test_without_what_announces_the_list_its_lines_say_nothing(
    lang: str, text: str, held: set[tuple[str, str, str, str | None]]
) -> None:
    plain = text.replace("is as follows:", "was agreed on.").replace("的成員名單如下：", "履行職務。")
    assert len(_list_held(plain, lang)) < min(2, len(held))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The membership list is as follows:\n\nChairman\n--------\nMs Mabel Fong"),
        ("zh", "成員名單如下：\n\n主席\n────\n方美寶女士"),
    ],
)
def test_a_list_of_no_board_says_nothing(lang: str, text: str) -> None:
    assert not _list_held(text, lang)


@pytest.mark.parametrize(("lang", "text"), [("en", ENGLISH), ("zh", CHINESE)])
def test_who_is_listed_for_a_day_to_come_without_a_mark_for_who_is_new_sits_there_from_that_day(
    lang: str, text: str
) -> None:
    unmarked = text.replace("*", "").replace("＊", "").replace("New members", "").replace("新委任成員", "")
    members = {held for held in _list_held(unmarked, lang) if "ember" in held[1] or "成員" in held[1]}
    assert len(members) > 1
    assert {(capacity, start) for _, _, capacity, start in members} == {("gba:designate", "2026-07-01")}


def test_a_head_with_a_colon_is_a_head_and_announces_no_list() -> None:
    colons = CHINESE.replace("主席\n────\n", "主席：\n").replace("非官方成員\n─────────\n", "非官方成員：\n")
    assert _list_held(colons, "zh") == _list_held(CHINESE, "zh")
