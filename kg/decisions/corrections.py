"""Turns the corrections of readers into rows of their own: what is said, what is right instead, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kg.gazetteer.tables import Table

COLUMNS: Final = ("about", "field", "old", "new", "reason", "source", "who", "when")
# Of a claim its object is what is corrected, where no field is named.
OBJECT: Final = "rdf:object"
SUBJECT: Final = "rdf:subject"
_CLAIM = "claim/"
_ID = re.compile(r"(?P<kind>[a-z]+)/\S+")
_FIELD = re.compile(r"(?P<property>[a-z]+:[A-Za-z]+)(@(?P<lang>[A-Za-z-]+))?")
_OF_CLAIM = (OBJECT, SUBJECT)


@dataclass(frozen=True, slots=True)
class Correction:
    """One row: of the claim or thing `about`, the value `old` of a field is wrong, and `new` is right; where that is
    empty, nothing is."""

    about: str
    field: str
    old: str
    new: str
    reason: str
    source: str
    who: str = ""
    when: str = ""

    @property
    def is_of_claim(self) -> bool:
        """Whether it corrects what a sentence says, and not what a thing has."""
        return self.about.startswith(_CLAIM)

    @property
    def lang(self) -> str | None:
        """The language of the names that it is about."""
        match = _FIELD.fullmatch(self.field)
        return match["lang"] if match else None

    @property
    def property(self) -> str:
        """The property, without the language."""
        return self.field.partition("@")[0]

    def list_values(self) -> tuple[str, ...]:
        """Gives the row as it stands in the table."""
        return self.about, self.field, self.old, self.new, self.reason, self.source, self.who, self.when

    def __str__(self) -> str:
        return f"{self.about} {self.field}: {self.old!r} is corrected to {self.new!r}"


def read_corrections(tables: Iterable[Table]) -> tuple[Correction, ...]:
    """Reads corrections from tables. DataError names the file and line of what is none."""
    found: dict[tuple[str, str, str], Correction] = {}
    for table in tables:
        for line, (about, named, *rest) in table:
            correction = Correction(about, named or (OBJECT if about.startswith(_CLAIM) else ""), *rest)
            if problem := _find_problem(correction):
                raise table.make_error(line, problem)
            key = (correction.about, correction.field, correction.old)
            if key in found and found[key].new != correction.new:
                raise table.make_error(line, f"{correction.old!r} of {about} is corrected twice, to different values")
            found.setdefault(key, correction)
    return tuple(found.values())


def _find_problem(correction: Correction) -> str | None:
    if not _ID.fullmatch(correction.about):
        return f"{correction.about!r} is no id of a claim or thing, such as claim/0123456789abcdef"
    if not _FIELD.fullmatch(correction.field):
        return f"{correction.field!r} is no field, such as schema:startDate or skos:prefLabel@en"
    if correction.is_of_claim and correction.field not in _OF_CLAIM:
        return f"of a claim only {' and '.join(_OF_CLAIM)} can be corrected"
    if not correction.old or correction.old == correction.new:
        return "a correction needs the old value, and another new one (or an empty one, where nothing is right)"
    if not correction.reason or not correction.source:
        return "a correction needs a reason and a source"
    return None
