"""Turns characters that would command a terminal, or turn its letters round, into words that show them."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable

# Control signs, bidirectional and other invisible marks, halves of surrogate pairs, line and paragraph separators.
_HALF = re.compile("[\ud800-\udfff]")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def has_half_character(text: str) -> bool:
    """Tells whether a text holds half of a surrogate pair, as JSON and terminals of another encoding send it."""
    return _HALF.search(text) is not None


def show_controls(text: str, *, keep: str = "") -> str:
    r"""Gives the text with each such character written out: an escape sign becomes "\x1b", a mark that turns the
    order of letters "\u202e". Those of `keep` stay."""
    return _write_out(text, _show, keep)


def escape_in_json(text: str) -> str:
    r"""Gives the same JSON with each such character inside its texts as "\u202e"; its line breaks stay."""
    return _write_out(text, lambda letter: json.dumps(letter)[1:-1], "\n")


def escape_in_turtle(text: str) -> str:
    r"""Gives the same Turtle, or N-Triples, with each such character inside its terms as "\u202E"."""
    return _write_out(text, escape_letter, "\n")


def _write_out(text: str, write: Callable[[str], str], keep: str) -> str:
    if text.isprintable():
        return text
    return "".join(
        write(letter) if unicodedata.category(letter) in _HIDDEN and letter not in keep else letter for letter in text
    )


def _show(letter: str) -> str:
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def escape_letter(letter: str) -> str:
    r"""Gives a letter as Turtle writes one that it does not show: "\u6E2F"."""
    code = ord(letter)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
