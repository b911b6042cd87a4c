"""The JSON API as its OpenAPI describes it: what Schemathesis makes up of that is answered as described, right or wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from explorer import run_explorer

# Half of all names are some that the samples tell of, so that there is more to answer than that nothing is called so.
_SETTINGS = """
[phases.stateful.generation]
max-examples = 10
[dictionaries]
names = { values = ["Chan Kwok-ki", "陈国基", "Zhong Nanshan", "post/cs", "Guangzhou", "John Lee", "Mayor", "Chan"] }
days = { values = ["2024-01-08", "2023-04-21"] }
[parameters]
name = { dictionary = "names", probability = 0.5 }
id = { dictionary = "names", probability = 0.5 }
words = { dictionary = "names", probability = 0.5 }
with = { dictionary = "names", probability = 0.5 }
from = { dictionary = "names", probability = 0.5 }
to = { dictionary = "names", probability = 0.5 }
on = { dictionary = "days", probability = 0.5 }
"""


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_answered_otherwise_than_openapi_says(folder: Path, tmp_path: Path, seed: int) -> None:
    program = str(Path(sys.executable).parent / "schemathesis")
    settings = tmp_path / "schemathesis.toml"
    settings.write_text(_SETTINGS, encoding="utf-8")
    with run_explorer(folder, "--quiet") as (address, _):
        command = [program, "--no-color", "--config-file", str(settings), "run", f"{address}/api/openapi.json"]
        options = ["--checks", "all", "--max-examples", "25", "--seed", str(seed), "--continue-on-failure"]
        options += ["--request-timeout", "60"]  # a busy machine is slow, which is no wrong answer
        found = subprocess.run([*command, *options], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout[-10_000:] + found.stderr[-2000:]
    assert "API Links" in found.stdout
