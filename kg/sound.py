"""Gives the ear that tells whether a romanised name may be a Chinese one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

Sound = Callable[[str, str], float]


def rate_sound(romanised: str, han: str) -> float:
    """Rates a romanised name against Chinese characters (see `kg.languages.romanisation`).

    The dictionaries of readings (over a second, 130 MB) are loaded at the first call: a build without pairs needs none.
    """
    return _load_sound()(romanised, han)


@cache
def _load_sound() -> Sound:
    sound: Sound = import_module("kg.languages.romanisation").rate_sound
    return sound
