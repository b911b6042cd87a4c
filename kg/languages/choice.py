"""Gives the language in which a release is read."""

from __future__ import annotations

from kg.errors import DataError
from kg.languages.chinese.language import get_chinese
from kg.languages.english.language import get_english
from kg.languages.language import Language

# A release's language, and the grammar that reads it.
GRAMMARS = {"en": "en", "zh-Hant": "zh", "zh-Hans": "zh"}
_LANGUAGES = {"en": get_english, "zh": get_chinese}


def get_language(code: str) -> Language:
    """Gives the language of a grammar code (`en`, `zh`); DataError for any other."""
    if code not in _LANGUAGES:
        raise DataError(f"no grammar for the language {code!r}")
    return _LANGUAGES[code]()
