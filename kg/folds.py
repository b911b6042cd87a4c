"""Takes asides out of a row, so that who acts stands right before the verb: "and members of his delegation", "two
start-ups from Hong Kong,"."""

from __future__ import annotations

import re
from functools import cache

from kg.languages.lexicon import Lexicon
from kg.patterns import KIND_MARKS, compile_agents
from kg.rows import Row

_SLOT_END = "(?<=[\uf000-\uf8ff])"
_COUNT = "(?:two|three|four|five|six|seven|eight|several|both)"
# "Mr A and members of his delegation also attended ...": what is told of him is told of nobody else by name.
_ENTOURAGE = re.compile(
    rf"{_SLOT_END},? (?:and|together with|along with) (?:(?:other|the|his|her|their|its|some) )*"
    r"(?:(?:members|representatives) of (?:the|his|her|their|its) )?(?:[\w-]+ ){0,2}"
    r"(?:delegation members|delegation|delegates|entourage)"
    r"(?!,? (?:among them|including|namely)| (?:led|headed|of|from|comprising))\b"
)
# "A delegation of 84 students led by Ms A visited ..."
_LED = re.compile(
    r"^(?:A|An|The) (?:[\w-]+ ){0,6}?delegation (?:(?:of|from) [^.;,]{1,80}? )?(?:led|headed) by (?:the )?(?=\ue001)"
)
_COUNTED = re.compile(rf" {_COUNT} ")
# "and, as an observer, the Honorary Adviser, Mr A"
_AS_WHAT = re.compile(r", as an? (?:[a-z-]+ ){0,2}[a-z-]+,(?= )")


def fold_asides(row: Row, lexicon: Lexicon) -> None:
    """Takes out what adds nobody by name."""
    if "deleg" in row.text or "entourage" in row.text:
        row.cut([match.span() for match in _ENTOURAGE.finditer(row.text)])
        row.cut([match.span() for match in _LED.finditer(row.text)])
    if ", as a" in row.text:
        row.cut([match.span() for match in _AS_WHAT.finditer(row.text)])
    if row.text.count(KIND_MARKS["person"]) > 1:
        row.cut([match.span() for match in _compile_occupations(lexicon).finditer(row.text)])
    if _COUNTED.search(row.text):
        for pattern in _compile_counted():
            row.cut([match.span("cut") for match in pattern.finditer(row.text)])


@cache
def _compile_occupations(lexicon: Lexicon) -> re.Pattern[str]:
    """ "Ms A; and film director Mr B"; "Ms A, a practising engineer, ..."."""
    words = "|".join(map(re.escape, lexicon.occupations))
    before = rf"(?:(?<=[,;] )|(?<=and ))(?:[a-z]+ )?(?:{words}) (?=\ue001)"
    return re.compile(rf"{before}|{_SLOT_END}, an? (?:[a-z-]+ ){{0,3}}(?:{words})(?=, )")


@cache
def _compile_counted() -> tuple[re.Pattern[str], ...]:
    """ "with two partners from Macao, the A and the B"; "the A and the B, two start-ups from Macao, are ..."."""
    agents, places = compile_agents("agent"), compile_agents("place")
    what = rf"{_COUNT} (?:[a-z][a-z-]+ ){{0,3}}[a-z][a-z-]+s(?: (?:from|in|of|based in) {places})?"
    return (
        re.compile(rf"(?<= )(?P<cut>(?:its |their |the )?{what}, (?:namely,? )?)(?={agents})"),
        re.compile(rf"{_SLOT_END}(?P<cut>, {what},)(?= (?:is|are|was|were|has|have|will|also|[a-z]+ed)\b)"),
    )
