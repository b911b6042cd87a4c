"""Turns characters that would command a terminal, or turn its letters round, into words that show them."""

from __future__ import annotations

import unicodedata

# Control signs, bidirectional and other invisible marks, halves of surrogate pairs, line and paragraph separators.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def show_controls(text: str) -> str:
    r"""Gives the text with each such character written out: an escape sign becomes "\x1b", a mark that turns the
    order of letters "\u202e"."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_show(letter) if unicodedata.category(letter) in _HIDDEN else letter for letter in text)


def _show(letter: str) -> str:
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
