"""Chooses the language of a page: what the address asks for, what was chosen before, or what the browser wants."""

from __future__ import annotations

from starlette.requests import Request

from kg.phrases import ENGLISH, LANGUAGES, SIMPLIFIED, TRADITIONAL

COOKIE = "lang"
# Where Chinese is written in simplified characters, unless the script is named.
_SIMPLIFIED_PLACES = frozenset({"cn", "sg", "my", "hans"})
_LONGEST = 500


def choose_language(request: Request) -> str:
    """Gives one of LANGUAGES."""
    for asked in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if asked in LANGUAGES:
            return asked
    return read_accepted(request.headers.get("accept-language", ""))


def read_accepted(header: str) -> str:
    """Gives the first language of an Accept-Language header that pages are written in; English where it has none.

    >>> read_accepted("fr, zh-HK;q=0.9, en;q=0.8"), read_accepted("zh-CN"), read_accepted("")
    ('zh-Hant', 'zh-Hans', 'en')
    """
    wanted: list[tuple[float, int, str]] = []
    for place, part in enumerate(header[:_LONGEST].split(",")):
        tag, *parameters = (piece.strip().casefold() for piece in part.split(";"))
        weight = next((_read_weight(one[2:]) for one in parameters if one.startswith("q=")), 1.0)
        if weight > 0 and (lang := _read_tag(tag)):
            wanted.append((-weight, place, lang))
    return min(wanted)[2] if wanted else ENGLISH


def _read_weight(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def _read_tag(tag: str) -> str | None:
    first, *others = tag.split("-")
    if first == "en":
        return ENGLISH
    if first != "zh":
        return None
    if "hant" in others:
        return TRADITIONAL
    return SIMPLIFIED if _SIMPLIFIED_PLACES.intersection(others) else TRADITIONAL
