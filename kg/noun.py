"""Makes the small nouns that a sentence has hundreds of: values like frozen dataclasses, but quick to make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True)
def noun(made: type[Made]) -> type[Made]:
    """Gives a dataclass with slots, compared and hashed by its fields, that mypy takes for a frozen one.

    The check costs nothing at run time, where a frozen dataclass sets each field by a call and takes three times as
    long to make.
    """
    return dataclass(slots=True, unsafe_hash=True)(made)
