"""Turns a Scene into one HTML file that asks nothing of the network, and in which no text can become script."""

from kg.views.picture.picture import Drawing, draw, draw_page, embed
from kg.views.picture.plain import to_network

__all__ = ["Drawing", "draw", "draw_page", "embed", "to_network"]
