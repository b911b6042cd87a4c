"""Turns a saved page into a Release: its exact text, language and date."""

from kg.releases.reader import is_release, read_content, read_release, read_releases
from kg.releases.release import Release

__all__ = ["Release", "is_release", "read_content", "read_release", "read_releases"]
