"""Signs that texts should not hold: what a terminal obeys, what turns letters round, what nobody sees."""

from __future__ import annotations

CONTROLS = (*map(chr, range(1, 9)), "\x0b", "\x0c", *map(chr, range(0x0E, 0x20)), "\x7f", *map(chr, range(0x80, 0xA0)))
BIDI = tuple("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNSEEN = tuple("\u00ad\u200b\u200c\u200d\u2060\ufeff\u180e\u034f\u115f\u3164\ufe0f\U000e0041")
BREAKS = ("\r", "\n", "\r\n", "\n\n", "\t", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\u3000", "\xa0")
BRACKETS = tuple("()[]{}<>（）［］【】《》〈〉〔〕")
QUOTES = tuple("\"'“”‘’「」『』«»`")
# Sequences with a colour that the tool itself never uses, so that its own are told from those of a text.
SEQUENCES = (
    "\x1b[35;7mred\x1b[0m",
    "\x1b[2J\x1b[H",
    "\x1b]0;owned\x07",
    "\x1b]8;;http://evil.example/\x1b\\link\x1b]8;;\x1b\\",
    "\x1bP+q544e\x1b\\",
    "\x1bc",
    "\x9b35;7m",
    "\x9d0;owned\x9c",
    "\x90q\x9c",
    "\r\x1b[K",
    "\x08\x08\x08",
    "\x7f\x7f",
    "\x0e\x0f",
    "\u202egnirts\u202c",
    "\u2066\u2067\u2069",
    "\x85",
)
