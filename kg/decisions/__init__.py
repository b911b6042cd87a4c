"""Turns what readers decided and corrected into what a build heeds: tables that outlast every build."""

from typing import Final

from kg.decisions.corrections import Correction
from kg.decisions.decisions import Decision, Decisions, Verdict
from kg.decisions.folders import (
    Rulings,
    find_folder,
    read_rulings,
    remove_decisions,
    write_correction,
    write_decisions,
)
from kg.decisions.mentions import MentionName, name_mention, read_mention

NO_DECISIONS: Final = Decisions()

__all__ = [
    "NO_DECISIONS",
    "Correction",
    "Decision",
    "Decisions",
    "MentionName",
    "Rulings",
    "Verdict",
    "find_folder",
    "name_mention",
    "read_mention",
    "read_rulings",
    "remove_decisions",
    "write_correction",
    "write_decisions",
]
