"""The marks of the kinds of things and the palette, which the picture and the explained release share."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

# Okabe and Ito's colours; each kind has a shape of its own, so that nobody needs to see the colours. The paths are SVG
# in a square from -10 to 10.
LOOKS: Final = {
    "person": {"fill": "#56b4e9", "path": "M-9 0a9 9 0 1 0 18 0a9 9 0 1 0 -18 0Z"},
    "post": {"fill": "#e69f00", "path": "M0 -10L10 0L0 10L-10 0Z"},
    "body": {"fill": "#009e73", "path": "M-8 -8H8V8H-8Z"},
    "mechanism": {"fill": "#009e73", "path": "M-5 -9H5L10 0L5 9H-5L-10 0Z"},
    "event": {"fill": "#cc79a7", "path": "M0 -10L9.5 7.5H-9.5Z"},
    "agreement": {
        "fill": "#f0e442",
        "path": "M0 -10.5L3 -3.6L10 -3.2L4.6 1.6L6.4 9L0 5L-6.4 9L-4.6 1.6L-10 -3.2L-3 -3.6Z",
    },
    "initiative": {"fill": "#d55e00", "path": "M0 10L9.5 -7.5H-9.5Z"},
    "place": {"fill": "#0072b2", "path": "M0 10C-4 4 -7 0 -7 -4A7 6.5 0 1 1 7 -4C7 0 4 4 0 10Z"},
}


@cache
def read_palette() -> str:
    """Gives the style rules that name the colours, in light and in dark."""
    return Path(__file__).with_name("palette.css").read_text(encoding="utf-8")
