"""The noun for a language: all that the rest of the house must know to read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from kg.languages.figure import Figure
from kg.languages.lexicon import Lexicon
from kg.languages.phrase import KnownName, Phrase
from kg.languages.syntax import Syntax
from kg.languages.time import Time


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language of releases: `code` is that of its grammar (`en`, `zh`).

    `script` is the language of its names (`en`, `zh-Hant`). `survey` gives the people whom a whole release names by
    shape, as far as single sentences cannot tell. `read_phrases` takes a sentence's reading text, the names known at
    its positions and the known surnames; `read_times` a text and the day of issue; `read_figures` a text.
    """

    code: str
    script: str
    lexicon: Lexicon
    syntax: Syntax
    read_phrases: Callable[[str, Mapping[int, KnownName], frozenset[str]], list[Phrase]]
    read_times: Callable[[str, date], list[Time]]
    read_figures: Callable[[str], list[Figure]]
    survey: Callable[[str, frozenset[str]], frozenset[str]]
