"""Turns a saved page into a Release: its exact text, language and date."""

from kg.releases.reader import read_release, read_releases
from kg.releases.release import Release

__all__ = ["Release", "read_release", "read_releases"]
