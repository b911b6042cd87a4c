"""Reads how a language puts a sentence together, from `data/grammar/<lang>/syntax.yaml`."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from kg.errors import DataError
from kg.files import find_shipped

# Expressions over rows by name: one source each, or several.
Syntax = Mapping[str, tuple[str, ...]]
_REFERENCE = "en"


def read_syntax(lang: str) -> Syntax:
    """Reads the expressions of `lang`; every language has the same ones, else it is a DataError naming the file."""
    syntax = _read(lang)
    if lang != _REFERENCE and (difference := set(syntax) ^ set(_read(_REFERENCE))):
        path = find_shipped("data", "grammar", lang, "syntax.yaml")
        raise DataError(f"{path}: every language needs the same expressions; check: {', '.join(sorted(difference))}")
    return syntax


def _read(lang: str) -> Syntax:
    path = find_shipped("data", "grammar", lang, "syntax.yaml")
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError) as error:
        raise DataError(f"{path}: cannot be read: {error}") from error
    if not isinstance(raw, dict):
        raise DataError(f"{path}: must be a mapping of names to expressions")
    return {name: tuple(value) if isinstance(value, list) else (str(value),) for name, value in raw.items()}
