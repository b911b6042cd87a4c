"""Finds the files shipped with the tool and writes files whole or not at all."""

from __future__ import annotations

import os
import tempfile
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

    Raises OutputError, which names the path, where it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_beside(path, content)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror or error}); nothing was changed there"
        ) from error


def _write_beside(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(_get_mode(path))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _get_mode(path: Path) -> int:
    """Gives the permissions that `path` has, or that a new file gets here (mkstemp's own shut everybody else out)."""
    return path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_read_umask()


def _read_umask() -> int:
    """Gives the process's mask; the only way to read it is to set it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
