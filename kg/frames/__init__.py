"""Turns a clause into a filling: which frame its verb calls, who fills which slot. Nothing here knows a language."""

from kg.frames.filling import Filling, fill_frames
from kg.frames.frame import Deed, Example, Frame, Slot
from kg.frames.reader import read_frames

__all__ = ["Deed", "Example", "Filling", "Frame", "Slot", "fill_frames", "read_frames"]
