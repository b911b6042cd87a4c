"""Finds the files shipped with the tool and writes files whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
import stat
from pathlib import Path

from kg.errors import OutputError, UsageError

AnyPath = str | os.PathLike[str]

_PACKAGE = Path(__file__).resolve().parent
# A file's name may have 255 bytes; what is written beside it needs some for a name of its own.
_NAME_LENGTH = 32
# Shipped tables by which no release is read as anything else.
_NO_RULES = ("decisions", "releases")


def find_shipped(*parts: str) -> Path:
    """Gives the path of a shipped file or folder, such as `find_shipped("data", "grammar")`.

    An installed wheel holds `data/` and `ontology/` below `kg/shipped/`; a checkout has them beside `kg/`.
    """
    installed = _PACKAGE / "shipped"
    root = installed if installed.is_dir() else _PACKAGE.parent
    return root.joinpath(*parts)


def hash_rules() -> str:
    """Gives the hash of all that decides what a release is read as: the code of this package and the shipped tables."""
    digest = hashlib.sha256()
    for root, pattern in ((_PACKAGE, "*.py"), (find_shipped("data"), "*/*.*"), (find_shipped("ontology"), "*.*")):
        for path in sorted(root.rglob(pattern)):
            if path.is_file() and path.relative_to(root).parts[0] not in _NO_RULES:
                digest.update(f"{path.relative_to(root).as_posix()}\n".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def check_path(path: AnyPath) -> Path:
    """Gives a path; UsageError where it is empty: what was left out is not the working directory."""
    if not os.fspath(path):
        raise UsageError("an empty path names no file and no folder; the working directory is .")
    return Path(path)


def write_whole(path: AnyPath, content: bytes) -> None:
    """Writes `content` to `path` so that a reader sees the old file or the new one, never a part.

    A link stays a link: what it points to is written. The file may be read by whoever may read it already, or, if it
    is new, by whoever the umask allows. OutputError names the file that cannot be written, or that is none: a folder, a
    device, a pipe.
    """
    try:
        target = _find_target(Path(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, content)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error})") from error


def _find_target(path: Path) -> Path:
    """Gives the file to write: `path`, or what it points to, which need not be there yet."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return Path(os.path.realpath(path))
    if stat.S_ISDIR(status.st_mode):
        raise OutputError(f"{path} is a folder; name a file to write")
    if not stat.S_ISREG(status.st_mode) or _is_standard_stream(status):
        raise OutputError(f"{path} is a device, a pipe or an open stream; name a file to write")
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return Path(os.path.realpath(path))


def _is_standard_stream(status: os.stat_result) -> bool:
    """Says whether a file is where standard output or standard error goes, as `/dev/stdout` is: not ours to replace."""
    for stream in (1, 2):
        try:
            if os.path.samestat(status, os.fstat(stream)):
                return True
        except OSError:  # closed by whoever called us
            continue
    return False


def _replace(target: Path, content: bytes) -> None:
    """Writes all of it beside `target`, then puts it in its place; leaves nothing behind where that fails."""
    part = target.with_name(f".{target.name[:_NAME_LENGTH]}.{secrets.token_hex(8)}")
    try:
        with part.open("xb") as file:
            file.write(content)
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
