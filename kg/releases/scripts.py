"""Turns a text into its language: English, or Chinese in traditional or simplified characters."""

from __future__ import annotations

import re

from kg.releases.marks import read_marks

_CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LEAST_CHINESE_SHARE = 0.2
_TAGS = {
    "en": re.compile(r"en(g|glish)?\b.*"),
    "zh-Hans": re.compile(r"zh-(hans|cn|sg)\b.*|sc"),
    "zh-Hant": re.compile(r"zh-(hant|hk|tw|mo)\b.*|tc"),
}


def normalise_language(tag: str, sample: str) -> str | None:
    """Gives en, zh-Hant or zh-Hans for a tag such as "en-GB" or "zh-HK"; for "zh" the sample decides; else None."""
    plain = tag.strip().casefold().replace("_", "-")
    if plain in ("zh", "chi", "zho", "chinese"):
        return detect_script(sample)
    return next((lang for lang, pattern in _TAGS.items() if pattern.fullmatch(plain)), None)


def detect_language(sample: str) -> str:
    """Tells the language of a text by its share of Chinese characters among the letters."""
    letters = sum(character.isalpha() for character in sample)
    if len(_CHINESE.findall(sample)) < _LEAST_CHINESE_SHARE * max(letters, 1):
        return "en"
    return detect_script(sample)


def detect_script(sample: str) -> str:
    """Tells traditional from simplified by the characters only one of them has; in doubt it is traditional."""
    scripts = read_marks().scripts
    counts = {lang: sum(character in characters for character in sample) for lang, characters in scripts.items()}
    return "zh-Hans" if counts["zh-Hans"] > counts["zh-Hant"] else "zh-Hant"
