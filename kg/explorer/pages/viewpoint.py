"""Says from which place the pages look at co-operation: that of `data/explorer/viewpoint.json`."""

from __future__ import annotations

import json
from functools import cache

from kg.files import find_shipped


@cache
def find_home() -> str:
    """Gives the id of the place."""
    values = json.loads(find_shipped("data", "explorer", "viewpoint.json").read_text(encoding="utf-8"))
    return str(values["home"])
