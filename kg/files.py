"""Finds the files shipped with the tool and writes files whole or not at all."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

from kg.errors import OutputError

_PACKAGE = Path(__file__).resolve().parent


def find_shipped(*parts: str) -> Path:
    """Gives the path of a shipped file or folder, such as `find_shipped("data", "grammar")`.

    An installed wheel holds `data/` and `ontology/` below `kg/shipped/`; a checkout has them beside `kg/`.
    """
    installed = _PACKAGE / "shipped"
    root = installed if installed.is_dir() else _PACKAGE.parent
    return root.joinpath(*parts)


def write_whole(path: Path, content: bytes) -> None:
    """Writes `content` to `path` so that a reader sees the old file or the new one, never a part.

    The file may be read by whoever may read it already, or, if it is new, by whoever the umask allows.
    OutputError names the file that cannot be written.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_part(part, content, path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error})") from error


def _write_part(part: Path, content: bytes, path: Path) -> None:
    """Writes all of it beside `path`, then puts it in its place; leaves nothing behind where that fails."""
    try:
        with part.open("xb") as file:
            file.write(content)
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
