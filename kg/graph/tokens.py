"""Turns a SPARQL question into tokens that know where they stand, without parsing it.

Oxigraph parses a question and does not show what it made of it. The tokens are for what must be known before: where a
variable stands that has a value, and how large a question is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# Example: SELECT ?who WHERE { ?who foaf:name "who is ?who"@en } # ?who
# In `gba:a\#b` the sign is a part of the name: taken for a comment, it would hide what follows.
# `id:person/x` is an id as we print it; `id:a/id:b` and `id:a/b/foaf:name` are paths.
_TOKEN = re.compile(
    r"""
      (?P<space> \s+ )
    | (?P<comment> \#[^\r\n]* )
    | (?P<iri> <[^<>"{}|^`\\\s]*> )
    | (?P<text> \"\"\"(?:[^\\]|\\.)*?\"\"\" | '''(?:[^\\]|\\.)*?''' | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*' )
    | (?P<lang> @[A-Za-z]+(?:-\w+)* )
    | (?P<variable> [?$][\w\u00b7\u0300-\u036f\u203f\u2040]+ )
    | (?P<number> \d+(?:\.\d+)?(?:[eE][+-]?\d+)? )
    | (?P<id> (?>id:[\w%-][\w.%-]*(?:/[\w%~-](?:[\w.%~-]*[\w%~-])?)+)(?![:/]) )
    | (?P<name> (?:[^\W\d][\w.-]*)?:(?:[\w.:%-]|\\.)* )
    | (?P<word> [^\W\d]\w* )
    | (?P<open> << | [({\[] )
    | (?P<close> >> | [)}\]] )
    | (?P<sign> \\. | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_SKIPPED = frozenset({"space", "comment"})
_OPERANDS = frozenset({"iri", "text", "lang", "variable", "number", "name", "id"})
_MODIFIERS = frozenset({"SELECT", "GROUP", "ORDER", "HAVING"})
# Words that stand where a term may: a bracket behind one is a list, not what a function is given.
_TERMS = frozenset({"A", "TRUE", "FALSE"})


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a question: its kind, its text, how many brackets are open there, and the list it stands in.

    `clause` is `SELECT`, `GROUP`, `ORDER` or `HAVING` directly in a list of theirs, and empty elsewhere.
    """

    kind: str
    text: str
    depth: int
    clause: str = ""

    @property
    def is_skipped(self) -> bool:
        """Says whether a parser passes over it: space and comments."""
        return self.kind in _SKIPPED


def cut_question(sparql: str) -> Iterator[Token]:
    """Gives the tokens of a question; put together, they are its text."""
    reader = _Reader()
    position = 0
    while match := _TOKEN.match(sparql, position):
        kind, text = str(match.lastgroup), match[0]
        if text[0] == "<" and reader.is_behind_operand():
            # Example: FILTER (?first<?second&&?third>?fourth), where no IRI stands
            kind, text = "sign", "<"
        position += len(text)
        yield reader.read(kind, text)


@dataclass(slots=True)
class _Reader:
    """Knows what is open: the brackets, each with whether an expression stands in it, and the clause."""

    brackets: list[bool] = field(default_factory=list)
    clause: str = ""
    clause_depth: int = 0
    follows_operand: bool = False
    follows_word: bool = False

    def is_behind_operand(self) -> bool:
        """Says whether a `<` here means "less than"."""
        return self.follows_operand and self._is_in_expression()

    def read(self, kind: str, text: str) -> Token:
        """Gives the token, and goes on behind it."""
        depth = len(self.brackets)
        token = Token(kind, text, depth, self.clause if depth == self.clause_depth else "")
        if token.is_skipped:
            return token
        word = text.upper() if kind == "word" else ""
        if kind == "open":
            takes_values = bool(token.clause) or self.follows_word or self._is_in_expression()
            self.brackets.append(text == "(" and takes_values)
        elif kind == "close" and self.brackets:
            self.brackets.pop()
        if text in "{}" or word == "WHERE":
            self.clause = ""
        elif word in _MODIFIERS:
            self.clause, self.clause_depth = word, depth
        self.follows_operand = kind in _OPERANDS or text in (")", "]") or word in _TERMS
        # In `FILTER gba:test(?a<?b)` the name of a function stands between.
        self.follows_word = (bool(word) and word not in _TERMS) or (kind in ("name", "id", "iri") and self.follows_word)
        return token

    def _is_in_expression(self) -> bool:
        return bool(self.brackets) and self.brackets[-1]
