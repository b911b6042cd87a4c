"""Turns the dataclasses that the views answer with into the models by which OpenAPI describes them as JSON."""

from __future__ import annotations

from dataclasses import is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, Field, create_model

from kg.views.names import Thing


class Name(BaseModel):
    """A name of a thing, in a language."""

    text: str
    lang: str


class NamedThing(BaseModel):
    """A thing: its id, what kind of thing it is, what it is called in the language asked for, and all its names; where
    `name` is what it was called at the time, `name_now` is that of today."""

    id: str = Field(examples=["person/chan-k-k"])
    kind: str
    name: str
    name_lang: str
    name_now: str | None
    labels: list[Name]


class Problem(BaseModel):
    """What went wrong, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str


@cache
def make_model(kind: type) -> type[BaseModel]:
    """Gives the model of a dataclass as `kg.views.rows.to_json` writes it."""
    fields = {name: (_convert(hint), ...) for name, hint in get_type_hints(kind).items()}
    model: type[BaseModel] = create_model(kind.__name__, __doc__=kind.__doc__, **fields)  # type: ignore[call-overload]
    return model


@cache
def make_answer(name: str, kind: type, *more: tuple[str, Any]) -> type[BaseModel]:
    """Gives the model of lines of a kind, with what they are about, and of more fields by their names and types."""
    line: Any = make_model(kind)
    fields: dict[str, Any] = {field: (_convert(hint), ...) for field, hint in more}
    model: type[BaseModel] = create_model(name, about=(NamedThing | None, None), lines=(list[line], ...), **fields)
    return model


def _convert(hint: Any) -> Any:
    origin, parts = get_origin(hint), get_args(hint)
    if hint is Thing:
        return NamedThing
    if origin is tuple:
        inner: Any = _convert(parts[0])
        return list[inner]
    if origin in (Union, UnionType):
        converted: Any = tuple(_convert(part) for part in parts)
        return Union[converted]  # noqa: UP007
    if origin is Literal:
        return hint
    if is_dataclass(hint) and isinstance(hint, type):
        return make_model(hint)
    return str if isinstance(hint, type) and issubclass(hint, str) else hint
