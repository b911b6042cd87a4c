"""Turns the files of `ontology/questions` into questions that can be asked with values of one's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataError, UsageError
from kg.files import find_shipped
from kg.graph.bindings import Iri, Text, Value
from kg.isodates import check_day
from kg.vocabulary import Kind

# Example: # param: place: place|body = "Guangzhou"@en (the place or body)
_PARAMETER = re.compile(
    r"""\#\ param:\ (?P<name>\w+) (:\ (?P<kinds>[a-z|]+))?
        \ =\ (?P<default>"[^"]*"(@[A-Za-z-]+)?|[^\s"]+) \ \((?P<meaning>[^)]+)\)""",
    re.VERBOSE,
)
_QUOTED = re.compile(r'"(?P<text>[^"]*)"(@(?P<lang>[A-Za-z-]+))?')
_CHINESE = re.compile(r"[\u3400-\u9fff]")
# What a value may be declared to be: a day, a name of a thing of any kind, or of some kinds.
_DAY, _THING = "day", "thing"
_KINDS = frozenset(Kind) - {Kind.NAME, Kind.TOPIC}
_PARAM, _OPEN = "# param:", "# open:"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable that the asker gives a value to, with the value it has otherwise.

    Its value `is_day`, or `is_name`: a name of a thing, of one of the `kinds` if there are any; or it is as written.
    """

    name: str
    default: Value
    meaning: str
    is_day: bool = False
    is_name: bool = False
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question in one line of words and in SPARQL; `is_open` says that no release answers it yet."""

    name: str
    words: str
    parameters: tuple[Parameter, ...]
    sparql: str
    is_open: bool = False

    def fill_values(self, **given: str) -> dict[str, Value]:
        """Gives each parameter its value, as written by the asker or else its default."""
        known = {parameter.name for parameter in self.parameters}
        if unknown := sorted(given.keys() - known):
            raise UsageError(f"{self.name} has no parameter {unknown[0]}; it has {', '.join(sorted(known)) or 'none'}")
        for parameter in self.parameters:
            if parameter.is_day and parameter.name in given:
                check_day(read_text(given[parameter.name]))
        return {
            parameter.name: read_value(given[parameter.name], like=parameter.default)
            if parameter.name in given
            else parameter.default
            for parameter in self.parameters
        }


def list_questions() -> list[Question]:
    """Gives all shipped questions, by name.

    >>> {question.name: question.words for question in kg.list_questions()}["who-chaired"]
    'Who chaired which event, and when?'
    """
    return [read_question(path) for path in sorted(find_shipped("ontology", "questions").glob("*.rq"))]


def find_question(name: str) -> Question:
    """Gives the shipped question of this name; UsageError if there is none."""
    path = find_shipped("ontology", "questions") / f"{name}.rq"
    if not re.fullmatch(r"[a-z0-9-]{1,99}", name) or not path.is_file():
        raise UsageError(f"{name} is not a question; there are {', '.join(q.name for q in list_questions())}")
    return read_question(path)


def read_question(path: Path) -> Question:
    """Reads a question file; DataError names the line that is wrong."""
    text = path.read_text(encoding="utf-8")
    first, *rest = text.splitlines() or [""]
    if not first.startswith("# ") or first.startswith(_PARAM):
        raise DataError(f"{path}:1: the first line must be the question in words, as a comment")
    parameters = tuple(
        _read_parameter(path, number, line) for number, line in enumerate(rest, 2) if line.startswith(_PARAM)
    )
    is_open = any(line.startswith(_OPEN) for line in rest)
    return Question(path.stem, first.removeprefix("# ").strip(), parameters, text, is_open)


def read_value(raw: str, *, like: Value) -> Value:
    """Reads a value as the asker writes it: `"陳國基"@zh-Hant`, 陳國基 (the language is guessed), gba:done."""
    quoted = _QUOTED.fullmatch(raw)
    if quoted:
        return Text(quoted["text"], quoted["lang"])
    if isinstance(like, Iri):
        name = raw.removeprefix("<").removesuffix(">")
        return Iri(name if ":" in name else f"id:{name}")
    if isinstance(like, Text) and like.lang:
        return Text(raw, "zh-Hant" if _CHINESE.search(raw) else "en")
    return Text(raw)


def read_text(raw: str) -> str:
    """Gives the words of a value, with or without its quotation marks and language."""
    quoted = _QUOTED.fullmatch(raw)
    return quoted["text"] if quoted else raw


def _read_parameter(path: Path, number: int, line: str) -> Parameter:
    match = _PARAMETER.fullmatch(line.strip())
    if match is None:
        raise DataError(f"{path}:{number}: write a parameter as # param: name: kind = default (what it is)")
    default = read_value(match["default"], like=Iri(""))
    declared = tuple(match["kinds"].split("|")) if match["kinds"] else ()
    kinds = tuple(kind for kind in declared if kind in _KINDS)
    if kinds != declared and declared not in ((_DAY,), (_THING,)):
        known = ", ".join((_DAY, _THING, *sorted(_KINDS)))
        raise DataError(f"{path}:{number}: {match['kinds']} is no kind of a value; there are {known}")
    is_day = declared == (_DAY,)
    return Parameter(match["name"], default, match["meaning"], is_day, bool(declared) and not is_day, kinds)
