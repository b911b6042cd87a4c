"""Turns a rule's pattern, words with typed slots, into a regular expression over rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.errors import DataError
from kg.languages.lexicon import Lexicon

# Slots are two private characters: the kind, then the slot's number in the row.
KIND_MARKS = {
    "person": "\ue001", "post": "\ue002", "body": "\ue003", "place": "\ue004", "initiative": "\ue005",
    "agreement": "\ue006", "event": "\ue007", "mechanism": "\ue008", "name": "\ue009",
}  # fmt: skip
FIRST_NUMBER, LAST_NUMBER = 0xF000, 0xF8FF
_NUMBER = f"[{chr(FIRST_NUMBER)}-{chr(LAST_NUMBER)}]"
_FAMILIES = {
    "agent": ("person", "body", "mechanism", "name"),
    "subject": ("person", "body", "mechanism", "name"),
    "body": ("body", "mechanism", "name"),
    "place": ("place", "name"),
    "venue": ("place", "body", "mechanism", "name"),
    "event": ("event", "initiative"),
    "organ": ("body", "mechanism"),
    "seat": ("person", "post"),
    "founded": ("body", "mechanism", "initiative", "name"),
}
_ARTICLES = (
    "the|both|its|his|her|their|a|an|some|representatives? of|representatives? from|members of"
    "|officials of|officials from"
)
_SEPARATOR = (
    r"(?:[,;]? and then |[,;] and |[,;] as well as | and | as well as |[,;]? together with |[,;]? along with "
    r"|[,;] | & )"
)
_OWNERS = "".join(KIND_MARKS[kind] for kind in ("place", "body", "mechanism", "name"))
_PLACEHOLDER = re.compile(r"\{(?P<kind>\w+)(?::(?P<group>\w+)(?P<many>\*)?)?\}")
_AFTER_SUBJECT = re.compile(r"(?<=\}) (?<=\{subject:\w\} )|(?<=\}) (?<=\{subject:\w\d\} )")


@dataclass(frozen=True, slots=True)
class RowPattern:
    """A compiled pattern.

    `required` holds, per slot that it cannot do without, the marks of the kinds that may fill it.
    """

    regex: re.Pattern[str]
    required: tuple[str, ...]

    def finditer(self, row: str) -> Iterable[re.Match[str]]:
        """Gives the matches in a row's text; a row without the slots that it needs is not searched at all."""
        for marks in self.required:
            if not any(mark in row for mark in marks):
                return ()
        return self.regex.finditer(row)


def compile_pattern(source: str, lexicon: Lexicon, place: str) -> RowPattern:
    """Compiles a pattern: `{kind:GROUP}` a slot, `{kind:GROUP*}` a list of them, `{verb}` a verb of the lexicon in
    any form.

    `place` is where the pattern stands, for the DataError that a broken one raises.
    """
    count = iter(range(99))

    def replace(match: re.Match[str]) -> str:
        if match["group"] is None:
            return _compile_verb(match["kind"], next(count), lexicon, place)
        return _compile_slot(match["kind"], match["group"], bool(match["many"]), place)

    try:
        # A subject's own expression ends with the space before the verb.
        regex = re.compile(_PLACEHOLDER.sub(replace, _AFTER_SUBJECT.sub("", source)))
    except re.error as error:
        raise DataError(f"{place}: pattern {source!r}: {error}") from error
    return RowPattern(regex, tuple(_find_required(source)))


def _find_required(source: str) -> Iterator[str]:
    """The marks of each slot that stands outside every bracket: what is in one may be optional."""
    if "|" in re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", source)):
        return
    for match in _PLACEHOLDER.finditer(source):
        before = source[: match.start()]
        depth = len(re.findall(r"(?<!\\)\(", before)) - len(re.findall(r"(?<!\\)\)", before))
        if match["group"] is not None and match["kind"] != "subject" and depth == 0:
            yield "".join(KIND_MARKS[member] for member in _FAMILIES.get(match["kind"], (match["kind"],)))


def _compile_verb(verb: str, number: int, lexicon: Lexicon, place: str) -> str:
    """A verb in any form, with what stands before it kept as group `aux0`, `aux1` ...: "will", "is to", "has"."""
    if verb not in lexicon.verbs:
        raise DataError(f"{place}: no verb {verb!r} in the lexicon")
    forms = "|".join(sorted(map(re.escape, lexicon.verbs[verb]), key=len, reverse=True))
    planned = "|".join(map(re.escape, lexicon.planned))
    helpers = f"(?:{planned})(?: continue to| be)?|has|have|had|to|continued to|continues to"
    return rf"(?:(?P<aux{number}>{helpers}) )?(?:{forms})(?![\w-])"


def compile_item(kind: str) -> str:
    """Gives the regular expression of one slot of a kind, with its article, without a group."""
    marks = "".join(KIND_MARKS[member] for member in _FAMILIES.get(kind, (kind,)))
    # "the HKSAR's Secretary": the place in front belongs to the title.
    return rf"(?:(?:{_ARTICLES}) |[{_OWNERS}]{_NUMBER}[’']s )*[{marks}]{_NUMBER}"


def compile_agents(kind: str) -> str:
    """Gives the regular expression of a list of slots of a kind, without a group."""
    item = compile_item(kind)
    return rf"{item}(?:{_SEPARATOR}{item})*"


def _compile_slot(kind: str, group: str, is_list: bool, place: str) -> str:
    if any(member not in KIND_MARKS for member in _FAMILIES.get(kind, (kind,))):
        raise DataError(f"{place}: no kind of slot {kind!r}")
    item, many = compile_item(kind), compile_agents(kind)
    if kind == "subject":
        # Right before the verb, or left out after "and", "," or "to": then the sentence's own subject is meant.
        left_out = r"^|(?<=, )|(?<= and )|(?<=\bto )|(?<= then )|(?<=; )"
        return rf"(?:(?P<{group}>{many})(?:,? who|,? which)?,? |(?P<no{group}>{left_out}))"
    return rf"(?P<{group}>{many if is_list else item})"


def find_triggers(source: str, lexicon: Lexicon) -> Iterator[str]:
    """Gives the words of which one must stand in a sentence for the pattern to match: the forms of its verbs."""
    for match in _PLACEHOLDER.finditer(source):
        if match["group"] is None:
            yield from lexicon.verbs.get(match["kind"], ())
