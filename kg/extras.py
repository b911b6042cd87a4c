"""Loads the libraries that only some commands need, and that an installation may lack."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kg.errors import UsageError


def load_extra(module: str, extra: str) -> Any:
    """Gives a module of a library that comes with an extra of this package; UsageError where it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        raise UsageError(
            f"the package {library} is missing ({error}); pip install 'gba-kg[{extra}]' brings it"
        ) from error
