"""The wheel as somebody has it who never saw the repository: installed in an environment of its own, used elsewhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from kg.wording import say_count

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"^```python\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
OWN_TOOLS = Path(sys.executable).parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Builds the plain wheel, which is not compiled."""
    folder = tmp_path_factory.mktemp("dist")
    run(OWN_TOOLS / "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gives the programs of an environment that has the wheel; what `kg` needs is that of this environment."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True, with_pip=False)
    python = folder / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-deps", wheel)
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (packages / "needed.pth").write_text(f"{Path(pytest.__file__).parents[1]}\n", encoding="utf-8")
    return folder / "bin"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gives a folder with the sample releases and nothing else of the repository."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "data").mkdir()
    (folder / "data" / "releases").symlink_to(ROOT / "data" / "releases")
    return folder


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """Gives what a program wrote; without what this process knows of where `kg` lies."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "KG_", "HATCH"))}
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_all_data_and_the_whole_ontology_are_in_the_wheel(wheel: Path) -> None:
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("kg/shipped/")}
    files = [path for part in ("data", "ontology") for path in (ROOT / part).rglob("*") if path.is_file()]
    assert inside == {f"kg/shipped/{path.relative_to(ROOT)}" for path in files}


def test_the_wheel_says_that_it_is_typed_and_holds_what_its_pages_are_made_of(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    files = [path for path in (ROOT / "kg").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert "kg/py.typed" in inside
    assert {str(path.relative_to(ROOT)) for path in files} <= inside


def test_the_installed_library_reads_builds_and_answers(installed: Path, elsewhere: Path) -> None:
    program = """
import json
from pathlib import Path
import kg
report = kg.build(Path("data/releases"), "own.kg")
graph = kg.open("own.kg")
met = [line.thing.name for line in kg.describe_person(graph, "陳國基").lines if line.section == "met"]
print(json.dumps([kg.__file__, report.releases, len(kg.read("data/releases")), met, len(graph)]))
"""
    place, built, read, met, size = json.loads(run(installed / "python", "-c", program, cwd=elsewhere))
    assert place.startswith(str(installed.parent))
    assert built == read == len(list((ROOT / "data" / "releases").glob("*.txt")))
    assert "Zhong Nanshan" in met
    assert size > 1000


def test_the_installed_program_answers(installed: Path, elsewhere: Path) -> None:
    store = ("--store", elsewhere / "program.kg")
    run(installed / "kg", "build", "data/releases", *store, cwd=elsewhere)
    assert "Zhong Nanshan" in run(installed / "kg", "who", "Chan Kwok-ki", *store, cwd=elsewhere)
    assert run(installed / "kg", "query", "who-met-whom", "--format", "csv", *store, cwd=elsewhere).count("\n") > 3
    run(installed / "kg", "draw", "Chan Kwok-ki", "--out", "chan.html", *store, cwd=elsewhere)
    assert (elsewhere / "chan.html").stat().st_size > 10_000


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gives a folder with the Python of the README, a file for each piece."""
    folder = tmp_path_factory.mktemp("programs")
    for number, code in enumerate(PYTHON):
        (folder / f"readme_{number}.py").write_text(code, encoding="utf-8")
    return folder


def check_types(installed: Path, programs: Path, *files: Path) -> str:
    """Gives what mypy says of programs that use the installed library."""
    command: list[str | Path] = [
        OWN_TOOLS / "mypy",
        "--strict",
        "--config-file",
        os.devnull,
        "--cache-dir",
        programs / "cache",
    ]
    command += ["--python-executable", installed / "python", *files]
    return subprocess.run(command, cwd=programs, capture_output=True, text=True, timeout=300, check=False).stdout


def test_the_python_of_the_readme_is_right_to_a_strict_type_checker(installed: Path, programs: Path) -> None:
    files = sorted(programs.glob("readme_*.py"))
    assert files
    assert (
        check_types(installed, programs, *files)
        == f"Success: no issues found in {say_count(len(files), 'source file')}\n"
    )


def test_a_strict_type_checker_finds_a_wrong_name_and_a_wrong_type(installed: Path, programs: Path) -> None:
    wrong = programs / "wrong.py"
    wrong.write_text('import kg\n\nkg.reed("data")\nkg.open(3)\nkg.open("gba.kg").select(3)\n', encoding="utf-8")
    said = check_types(installed, programs, wrong).splitlines()
    assert [line.split(":")[1] for line in said[:-1]] == ["3", "4", "5"]
