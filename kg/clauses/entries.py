"""Tells what frames may name in a language: the entries of its words, its markers."""

from __future__ import annotations

from kg.clauses.characters import read_characters
from kg.clauses.words import read_words

_CHINESE = "zh"


def list_entries(lang: str) -> frozenset[str]:
    """Gives the entries of the verbs and nouns of a language."""
    return read_characters().entries if lang == _CHINESE else read_words(lang).entries


def list_markers(lang: str) -> frozenset[str]:
    """Gives the markers that govern groups in a language."""
    return read_characters().marker_names if lang == _CHINESE else read_words(lang).marker_names
