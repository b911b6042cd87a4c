"""Turns the things of a graph into Captions: what each is called on a drawing, short and whole, in each language."""

from kg.views.captions.captions import Caption, Captions

__all__ = ["Caption", "Captions"]
