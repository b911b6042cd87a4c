"""The paradigms of Chinese: each verb of `data/words/zh.yaml` whose frame is known, in each construction that it allows.

As for English (`paradigms.py`), the facts are those of the frame, whatever the construction; a verb added to the words
has its paradigm without a row here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from clause_facts import Facts, Telling, pair

from kg.clauses.characters import read_characters

WONG, LIN = "黃美芬", "潘霖"
QI = "祁文博"
MUSEUM, LABORATORY = "珠海燈籠博物館", "珍珠潮汐研究院"
FORUM = "珠海國際燈籠論壇"
BOARD, COUNCIL = "珠海燈籠管理局", "佛山潮汐委員會"
PACT = "燈籠安全框架協議"
DAY = "2024-05-02"

Maker = Callable[[str, tuple[str, ...], str, str], Facts]


def tell_visit(kind: str, people: tuple[str, ...], status: str, day: str) -> Facts:
    parts = tuple(sorted((person, "participant", "") for person in people))
    return Facts((Telling("visit", status, day, parts, (kind,)),))


def tell_meeting(_: str, people: tuple[str, ...], status: str, day: str) -> Facts:
    parts = tuple(sorted((person, "participant", "") for person in (*people, QI)))
    met = frozenset(pair(person, QI) for person in people)
    return Facts((Telling("meeting", status, day, parts),), met)


def tell_role(role: str) -> Maker:
    def tell(_: str, people: tuple[str, ...], status: str, day: str) -> Facts:
        parts = tuple(sorted((person, role, "") for person in people))
        return Facts((Telling("conference", status, day, parts),))

    return tell


def tell_organised(kind: str, people: tuple[str, ...], status: str, day: str) -> Facts:
    parts = sorted([*((body, "organiser", "") for body in (BOARD, COUNCIL)[: 1 + ("與" in kind)]),
                    *((person, "participant", "") for person in people)])  # fmt: skip
    return Facts((Telling("conference", status, day, tuple(parts)),))


def tell_signed(kind: str, people: tuple[str, ...], status: str, day: str) -> Facts:
    signers = [(BOARD, "signatory", ""), (COUNCIL, "signatory", "")] if "與" in kind else [(QI, "signatory", BOARD)]
    witnesses = [(person, "witness", "") for person in people]
    parties = [(BOARD, "party", ""), (COUNCIL, "party", "")][: 1 + ("與" in kind)]
    return Facts((
        Telling("agreement", status, day, tuple(sorted([*(() if "與" in kind else signers), *witnesses, *parties]))),
        Telling("signing", status, day, tuple(sorted([*signers, *witnesses]))),
    ))  # fmt: skip


@dataclass(frozen=True)
class Pattern:
    """Verbs of some entries: what stands before and behind each, and what it tells."""

    frame: str
    entries: tuple[str, ...]
    before: str
    behind: str
    tell: Maker
    kind: str = ""
    left_out: tuple[str, ...] = ()  # verbs that do not say it so


PATTERNS = (
    Pattern("visited", ("visit",), "", MUSEUM, tell_visit, MUSEUM),
    Pattern("went", ("arrive", "go"), "", "佛山", tell_visit, "佛山市"),
    Pattern("left-for", ("leave-for",), "", "佛山", tell_visit, "佛山市"),
    Pattern("met", ("meet",), f"與{QI}先生", "", tell_meeting),
    Pattern("met", ("receive", "call-on"), "", f"{QI}先生", tell_meeting, left_out=("宴請",)),
    Pattern("met", ("talk",), f"與{QI}先生", "", tell_meeting),
    Pattern("attended", ("attend",), "", FORUM, tell_role("participant"),
            left_out=("主禮", "與會", "主持開幕", "揭幕", "剪綵")),
    Pattern("chaired", ("chair",), "", FORUM, tell_role("chair")),
    Pattern("spoke-at", ("speak",), f"在{FORUM}上", "", tell_role("speaker")),
)  # fmt: skip

# name: words around subject, before-words, verb and behind-words; subjects; status; day. None: nothing is told.
CONSTRUCTIONS: tuple[tuple[str, str, int, str, str], ...] = (
    ("plain", "{A}女士{before}{verb}{behind}。", 1, "done", ""),
    ("past", "{A}女士{before}已{verb}{behind}。", 1, "done", ""),
    ("day in front", "五月二日，{A}女士{before}{verb}{behind}。", 1, "done", DAY),
    ("day in the middle", "{A}女士五月二日{before}{verb}{behind}。", 1, "done", DAY),
    ("today", "{A}女士今日（五月三日）{before}{verb}{behind}。", 1, "done", "2024-05-03"),
    ("planned", "{A}女士明日（五月四日）將{before}{verb}{behind}。", 1, "planned", "2024-05-04"),
    ("will", "{A}女士會於五月九日{before}{verb}{behind}。", 1, "planned", "2024-05-09"),
    ("two subjects", "{A}女士和{B}先生{before}{verb}{behind}。", 2, "done", ""),
    ("behind a comma", "{A}女士從珠海出發，隨後{before}{verb}{behind}。", 1, "done", ""),
    ("invited", "{A}女士應邀{before}{verb}{behind}。", 1, "done", ""),
    ("denied", "{A}女士沒有{before}{verb}{behind}。", 1, "", ""),
    ("denied in the middle", "{A}女士未有於五月二日{before}{verb}{behind}。", 1, "", ""),
    ("wished", "{A}女士希望日後{before}{verb}{behind}。", 1, "", ""),
    ("welcomed", "珠海歡迎{A}女士{before}{verb}{behind}。", 1, "", ""),
    ("a condition", "如{A}女士{before}{verb}{behind}，燈籠便會亮起。", 1, "", ""),
)


# entries, verbs that do not say it so; name, sentence, what it tells, of what kind, who else takes part, status, day
Row = tuple[str, str, Maker, str, tuple[str, ...], str, str]
BODIES: tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[Row, ...]], ...] = (
    (("organise",), (), (
        ("organised/plain", f"{BOARD}{{verb}}{FORUM}。", tell_organised, "", (), "done", ""),
        ("organised/planned", f"{BOARD}將於二○二四年五月九日{{verb}}{FORUM}。", tell_organised, "", (), "planned", "2024-05-09"),
        ("organised/together", f"{BOARD}與{COUNCIL}聯合{{verb}}{FORUM}。", tell_organised, "與", (), "done", ""),
        ("organised/passive", f"{FORUM}由{BOARD}及{COUNCIL}{{verb}}。", tell_organised, "與", (), "done", ""),
        ("organised/relative", f"{WONG}女士出席由{BOARD}{{verb}}的{FORUM}。", tell_organised, "", (WONG,), "done", ""),
        ("organised/relative of two", f"{WONG}女士出席{BOARD}和{COUNCIL}{{verb}}的{FORUM}。", tell_organised, "與",
         (WONG,), "done", ""),
        ("organised/denied", f"{BOARD}沒有{{verb}}{FORUM}。", lambda *_: Facts(), "", (), "", ""),
    )),
    (("sign",), ("簽", "達成", "交換"), (
        ("signed/plain", f"{BOARD}與{COUNCIL}{{verb}}《{PACT}》。", tell_signed, "與", (), "done", ""),
        ("signed/of two", f"{BOARD}和{COUNCIL}五月二日{{verb}}《{PACT}》。", tell_signed, "與", (), "done", DAY),
        ("signed/on behalf", f"{QI}先生代表{BOARD}{{verb}}《{PACT}》。", tell_signed, "", (), "done", ""),
        ("signed/passive", f"《{PACT}》由{QI}先生代表{BOARD}{{verb}}。", tell_signed, "", (), "done", ""),
        ("signed/passive with a comma", f"《{PACT}》由{QI}先生，代表{BOARD}{{verb}}。", tell_signed, "", (), "done", ""),
        ("signed/witnessed", f"{WONG}女士見證{BOARD}與{COUNCIL}{{verb}}《{PACT}》。", tell_signed, "與", (WONG,), "done", ""),
        ("signed/in the presence", f"在{WONG}女士見證下，{BOARD}與{COUNCIL}{{verb}}《{PACT}》。", tell_signed, "與",
         (WONG,), "done", ""),
        ("signed/denied", f"{BOARD}沒有與{COUNCIL}{{verb}}《{PACT}》。", lambda *_: Facts(), "", (), "", ""),
        ("signed/wished", f"{BOARD}希望與{COUNCIL}{{verb}}《{PACT}》。", lambda *_: Facts(), "", (), "", ""),
    )),
)  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """A sentence, and what must come out of it."""

    id: str
    text: str
    gives: Facts


@cache
def list_cells() -> tuple[Cell, ...]:
    """Gives every verb of every pattern in every construction."""
    cells = [cell for pattern in PATTERNS for verb in _list_verbs(pattern) for cell in _make_cells(pattern, verb)]
    return (*cells, *_list_body_cells())


def _list_body_cells() -> Iterator[Cell]:
    for entries, left_out, rows in BODIES:
        for verb in read_characters().verbs.values():
            if verb.entry in entries and verb.base not in left_out:
                for name, text, tell, kind, people, status, day in rows:
                    frame, construction = name.split("/")
                    facts = tell(kind, people, status, day)
                    yield Cell(f"{frame}/{verb.base}/{construction}", text.format(verb=verb.base), facts)


def _list_verbs(pattern: Pattern) -> Iterator[str]:
    for verb in read_characters().verbs.values():
        if verb.entry in pattern.entries and verb.base not in pattern.left_out and len(verb.base) > 1:
            yield verb.base


def _make_cells(pattern: Pattern, verb: str) -> Iterator[Cell]:
    people = (WONG, LIN)
    for name, form, count, status, day in CONSTRUCTIONS:
        text = form.format(A=WONG, B=LIN, before=pattern.before, verb=verb, behind=pattern.behind)
        gives = pattern.tell(pattern.kind, people[:count], status, day) if status else Facts()
        yield Cell(f"{pattern.frame}/{verb}/{name}", text, gives)
