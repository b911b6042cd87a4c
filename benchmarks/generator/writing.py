"""Writes releases into folders by year and month, in one of the forms that `kg` reads."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from pathlib import Path

from benchmarks.generator.story import Version

FORMS = ("text", "pages", "jsonl")
_LANGUAGE_LINK = {"en": "Traditional Chinese", "zh-Hant": "English", "zh-Hans": "English"}
_PAGE = """<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title><link rel="canonical" href="{url}"></head>
<body>{link}<div id="PRHeadline"><span id="PRHeadlineSpan">{title}</span></div>
<div id="contentBody"><span id="pressrelease">{text}</span></div>
{dateline}</body></html>
"""


def write(versions: Iterable[Version], folder: Path, form: str) -> int:
    """Writes the releases and gives their number: a file each, or with `jsonl` a file for each month."""
    number = 0
    for version in versions:
        number += 1
        month = folder / version.issued[:4] / version.issued[5:7]
        month.mkdir(parents=True, exist_ok=True)
        if form == "jsonl":
            with (month / "releases.jsonl").open("a", encoding="utf-8", newline="\n") as file:
                file.write(_make_line(version))
        elif form == "pages":
            (month / f"{version.id}.{version.lang}.htm").write_bytes(_make_page(version).encode())
        else:
            (month / f"{version.id}.{version.lang}.txt").write_bytes(_make_text(version).encode())
    return number


def _list_header(version: Version) -> dict[str, str]:
    header = {
        "id": version.id,
        "lang": version.lang,
        "title": version.title,
        "issued": version.issued,
        "url": version.url,
    }
    return header | ({"counterpart": version.counterpart} if version.counterpart else {})


def _make_text(version: Version) -> str:
    header = "".join(f"{key}: {value}\n" for key, value in _list_header(version).items())
    return f"{header}\n{version.text}\n"


def _make_line(version: Version) -> str:
    return json.dumps(_list_header(version) | {"text": version.text}, ensure_ascii=False) + "\n"


def _make_page(version: Version) -> str:
    link = ""
    if version.counterpart:
        link = f'<a href="{version.counterpart}.htm">{_LANGUAGE_LINK[version.lang]}</a>'
    return _PAGE.format(
        lang=version.lang,
        title=html.escape(version.title),
        url=version.url,
        link=link,
        text=html.escape(version.text).replace("\n\n", "<br><br>"),
        dateline=f"<p>{version.issued[:10]}</p><p>Issued at HKT {version.issued[11:16]}</p>",
    )
