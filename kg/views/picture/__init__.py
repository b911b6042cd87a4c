"""Turns a Scene into one HTML file that asks nothing of the network, and in which no text can become script."""

from kg.views.picture.data import make_addition
from kg.views.picture.picture import Drawing, Extension, draw, draw_page, embed
from kg.views.picture.plain import to_network

__all__ = ["Drawing", "Extension", "draw", "draw_page", "embed", "make_addition", "to_network"]
