"""Gives the ears that tell whether a name in Latin letters may be one in Chinese characters."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

Sound = Callable[[str, str], float]


def rate_sound(romanised: str, han: str) -> float:
    """Rates a romanised name against Chinese characters (see `kg.languages.romanisation`).

    The dictionaries of readings (over a second, 130 MB) are loaded at the first call: a build without pairs needs none.
    """
    return _load("romanisation", "rate_sound")(romanised, han)


def rate_transcription(latin: str, han: str) -> float:
    """Rates a foreign name against the characters that write its sound (see `kg.languages.transcription`)."""
    return _load("transcription", "rate_transcription")(latin, han)


@cache
def _load(module: str, name: str) -> Sound:
    sound: Sound = getattr(import_module(f"kg.languages.{module}"), name)
    return sound
