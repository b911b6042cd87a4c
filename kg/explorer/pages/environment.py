"""The templates of the pages: every word that comes from a graph or a reader is escaped, hidden signs are shown."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.controls import show_controls
from kg.explorer.pages.links import change_query, link_page, link_source, link_thing
from kg.explorer.pages.wording import say
from kg.looks import LOOKS
from kg.phrases import make_phrase, name_kind, name_language, name_term, name_value
from kg.views.datings import say_date
from kg.views.names import Thing

_HERE = Path(__file__).resolve().parent


def render(template: str, values: dict[str, Any]) -> str:
    """Gives the HTML or XML of a template."""
    return _open_templates().get_template(template).render(values)


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
        "link_source": link_source,
        "link_page": link_page,
        "change_query": change_query,
        "say_date": say_date,
        "name_kind": name_kind,
        "name_value": name_value,
        "name_term": name_term,
        "name_language": name_language,
        "say": say,
        "make_phrase": make_phrase,
        "looks": {kind: look["path"] for kind, look in LOOKS.items()},
    }
    environment.tests["thing"] = lambda value: isinstance(value, Thing)
    return environment


def _show_hidden(value: Any) -> Any:
    """Writes out the characters of a text that turn letters round or command a terminal; what is markup stays."""
    return show_controls(value, keep="\n\t") if isinstance(value, str) and not isinstance(value, Markup) else value
