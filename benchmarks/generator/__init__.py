"""Invented press releases in both languages, as many as wanted: the same seed gives the same bytes on any machine."""

from benchmarks.generator.archive import generate
from benchmarks.generator.story import Version

__all__ = ["Version", "generate"]
