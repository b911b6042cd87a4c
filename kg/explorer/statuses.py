"""Says which status of HTTP an error is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kg.errors import KgError, NoPathError, QueryError, StoreError, UnknownNameError, UsageError

_STATUSES: Final[Mapping[type[KgError], int]] = {
    UnknownNameError: 404,
    NoPathError: 404,
    UsageError: 400,
    QueryError: 400,
    StoreError: 503,
}


def find_status(error: KgError) -> int:
    """Gives the status of HTTP that says what an error says; one of no kind says that there is nothing."""
    if type(error) is KgError:
        return 404
    return next((status for kind, status in _STATUSES.items() if isinstance(error, kind)), 500)
