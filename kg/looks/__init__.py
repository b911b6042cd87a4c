"""How things look on every page: the mark of each kind, and the colours of light and dark."""

from kg.looks.looks import LOOKS, read_palette

__all__ = ["LOOKS", "read_palette"]
