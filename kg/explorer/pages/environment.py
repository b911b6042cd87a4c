"""The templates of the pages: every word that comes from a graph or a reader is escaped, hidden signs are shown."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.controls import show_controls
from kg.explorer.pages.links import change_query, link_data, link_page, link_source, link_thing
from kg.explorer.pages.shown import MOST_LINES, MOST_SOURCES, rank_sources
from kg.graph.bindings import is_iri
from kg.languages.scripts import has_han
from kg.looks import LOOKS
from kg.mentions.entities import Label
from kg.phrases import ENGLISH, TRADITIONAL, close_verb, make_phrase, name_kind, name_term, name_value
from kg.views.datings import say_date
from kg.views.names import Thing, shorten

_HERE = Path(__file__).resolve().parent


def render(template: str, values: dict[str, Any]) -> str:
    """Gives the HTML or XML of a template."""
    return _open_templates().get_template(template).render(values)


def compile_templates() -> None:
    """Has all templates ready: each that is not is compiled when it is first filled."""
    environment = _open_templates()
    for template in environment.list_templates():
        environment.get_template(template)


@cache
def _open_templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_show_hidden,
    )
    environment.globals |= {
        "link_thing": link_thing,
        "link_data": link_data,
        "link_source": link_source,
        "link_page": link_page,
        "change_query": change_query,
        "say_date": say_date,
        "name_kind": name_kind,
        "name_value": name_value,
        "name_term": name_term,
        "close_verb": close_verb,
        "rank_sources": rank_sources,
        "most_lines": MOST_LINES,
        "most_sources": MOST_SOURCES,
        "shorten": shorten,
        "split_addresses": split_addresses,
        "is_link": is_link,
        "guess_language": guess_language,
        "list_other_names": list_other_names,
        "make_phrase": make_phrase,
        "looks": {kind: look["path"] for kind, look in LOOKS.items()},
    }
    environment.tests["thing"] = lambda value: isinstance(value, Thing)
    return environment


def split_addresses(text: str) -> list[str]:
    """Gives the addresses of a reference row, which may name several sources; a phrase stays one."""
    return text.split(" | ") if isinstance(text, str) and " | " in text else [text] if text else []


def is_link(address: str) -> bool:
    """Whether a text is an address of the web that a page may lead to."""
    return address.startswith(("https://", "http://")) and is_iri(address)


def guess_language(text: str, lang: str) -> str:
    """Gives the language of words that are not in that of the page; empty where they are, as far as letters tell."""
    is_chinese = has_han(text)
    return (TRADITIONAL if is_chinese else ENGLISH) if is_chinese == (lang == ENGLISH) else ""


def list_other_names(thing: Thing) -> list[Label]:
    """Gives the preferred names of a thing in other languages, then its other names, each once."""
    others: dict[str, Label] = {}
    for label in thing.labels:
        if label.text != thing.name:
            others.setdefault(label.text, label)
    return list(others.values())


def _show_hidden(value: Any) -> Any:
    """Writes out the characters of a text that turn letters round or command a terminal; what is markup stays."""
    return show_controls(value, keep="\n\t") if isinstance(value, str) and not isinstance(value, Markup) else value
