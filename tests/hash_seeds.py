"""Runs a piece of Python under several hash seeds: what it prints may not depend on the order of sets."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_TESTS = Path(__file__).resolve().parent


def collect_outputs(code: str) -> set[bytes]:
    """Gives the different outputs of a program under three hash seeds; it may import what the tests may."""
    return {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": f"{_TESTS}:{_TESTS.parent}"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
