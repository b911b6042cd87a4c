"""The table of packages in the README: what `kg` needs to run, under which licence, how large, how old, and why.

.venv/bin/python tests/package_table.py UV    writes it anew; `make packages` calls it with a uv to ask for dates

All but the last column is read from `pyproject.toml`, `requirements.lock` and what is installed; why a package is there
is written by hand in the README and stays.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
HEAD = "| package | version | of | licence | MB | why it is here |"
_RULE = "| --- | --- | --- | --- | --- | --- |"
_ROW = re.compile(
    r"^\| (?P<name>[\w-]+) \| (?P<version>[\w.]+) \| .*? \| (?P<licence>[^|]+) \| [^|]+ \| (?P<why>[^|]*) \|$"
)
_PIN = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Row:
    """What the table says of one package, as far as it is the same on every machine."""

    name: str
    version: str
    licence: str
    why: str


def read_table() -> tuple[Row, ...]:
    """Gives the rows of the README's table."""
    _, found, rest = README.read_text(encoding="utf-8").partition(f"{HEAD}\n{_RULE}\n")
    matches = [_ROW.match(line) for line in rest.partition("\n\n")[0].splitlines()]
    assert found, "the README has no table of packages"
    return tuple(Row(match["name"], match["version"], match["licence"], match["why"]) for match in matches if match)


def list_packages() -> list[str]:
    """Gives the names of what `kg` needs to run, as `pyproject.toml` lists them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(line).name for line in project["dependencies"]]


def read_pins() -> dict[str, str]:
    """Gives the locked version of each package."""
    return dict(_PIN.findall((ROOT / "requirements.lock").read_text(encoding="utf-8")))


def find_licence(name: str) -> str:
    """Gives a package's licence as it states it: in its metadata, or else by the first line of its licence file."""
    package = distribution(name)
    said = {key: package.metadata.get_all(key, []) for key in ("License-Expression", "License", "Classifier")}
    classes = [line.rpartition(" :: ")[2] for line in said["Classifier"] if line.startswith("License ::")]
    stated = [*said["License-Expression"], *said["License"], *classes]
    if stated:
        return str(stated[0]).partition("\n")[0]
    texts = [file.read_text(encoding="utf-8") for file in package.files or () if file.name.startswith("LICENSE")]
    return texts[0].partition("\n")[0].strip()


def collect(name: str) -> set[str]:
    """Gives the packages that are installed for a package, itself among them."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name in found or _find(name) is None:
            continue
        found.add(name)
        needs = map(Requirement, distribution(name).requires or ())
        waiting += [need.name for need in needs if need.marker is None or need.marker.evaluate({"extra": ""})]
    return found


def _find(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def measure(names: set[str]) -> float:
    """Gives the size of packages as installed here, in MB."""
    files = [Path(str(file.locate())) for name in names for file in distribution(name).files or ()]
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


def ask_dates(uv: str, pins: dict[str, str]) -> dict[str, str]:
    """Gives the day on which PyPI got the locked version of each package: uv writes it into the lock of its own."""
    lines = "".join(f'  "{name}=={pins[name]}",\n' for name in list_packages())
    text = f'[project]\nname = "dates"\nversion = "0"\nrequires-python = "==3.11.*"\ndependencies = [\n{lines}]\n'
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "pyproject.toml").write_text(text, encoding="utf-8")
        subprocess.run([uv, "lock", "--quiet", "--project", folder], check=True)
        packages = tomllib.loads(Path(folder, "uv.lock").read_text(encoding="utf-8"))["package"]
    files = {package["name"]: [*package.get("wheels", ()), package.get("sdist", {})] for package in packages}
    return {name: max(file.get("upload-time", "") for file in files[name])[:10] for name in list_packages()}


def write_table(uv: str) -> None:
    """Writes the table anew into the README; a package that is new gets a row that does not say why it is here."""
    whys = {row.name: row.why for row in read_table()}
    names, pins = list_packages(), read_pins()
    dates = ask_dates(uv, pins)
    closures = {name: collect(name) for name in names}
    rows = []
    for name in names:
        own = measure({canonicalize_name(name)})
        alone = closures[name].difference(
            *(closures[other] for other in names if other != name), {canonicalize_name(name)}
        )
        size = f"{own:.1f}" + (f" and {measure(alone):.1f} for what only it needs" if alone else "")
        cells = (name, pins[name], dates[name], find_licence(name), size, whys.get(name, ""))
        rows.append(f"| {' | '.join(cells)} |")
    start, head, rest = README.read_text(encoding="utf-8").partition(f"{HEAD}\n{_RULE}\n")
    table = head + "\n".join(rows) + "\n\n"
    README.write_text(start + table + rest.partition("\n\n")[2], encoding="utf-8")
    together = set().union(*closures.values())
    print(f"{len(names)} packages; with what they need {len(together)}, {measure(together):.0f} MB")


if __name__ == "__main__":
    write_table(sys.argv[1])
