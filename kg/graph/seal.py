"""Turns a version of a store into its seal, by which a damaged one is known before it answers anything.

From files of which a part was changed the database may answer wrongly or never end. So a seal holds a hash of each
file, and all are read when a store is opened: in 10 ms for 100,000 triples. Of a large file only its ends and samples
between them are read then; a second hash, of the whole, is for who wants to be sure.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

# Goes up when a store that was written before would be read wrongly.
FORMAT: Final = 4
_LARGE = 16 * 1024**2
_SAMPLE, _SAMPLES = 16 * 1024, 64
# What the system leaves wherever somebody looks.
LITTER: Final = re.compile(r"\._.* | \.DS_Store | Thumbs\.db | desktop\.ini", re.VERBOSE | re.IGNORECASE)
# What the database and the index write for themselves while they are open.
_UNSEALED = re.compile(r"LOCK | LOG(\.old\.\d+)? | \.tantivy-(meta|writer)\.lock", re.VERBOSE)


@dataclass(frozen=True, slots=True)
class Seal:
    """Which version answers, the form it is written in, the hash of each of its files, with that of the whole behind it
    where it is of samples, and the ledger of its build."""

    version: str
    format: int
    files: dict[str, str]
    ledger: str | None = None

    def write(self) -> bytes:
        """Gives the seal as JSON."""
        return json.dumps(asdict(self), indent=1).encode() + b"\n"

    def find_damage(self, folder: Path, *, is_thorough: bool = False) -> str | None:
        """Says what is other than when the version in `folder` was sealed; None if it is whole, as far as samples tell,
        or, where one is thorough, for certain."""
        if not folder.is_dir():
            return f"{folder.name} is missing"
        if strangers := set(_list_names(folder)) - self.files.keys():
            return f"{min(strangers)} is none of its files"
        found = (self.find_damage_of(folder, name, is_thorough=is_thorough) for name in sorted(self.files))
        return next(filter(None, found), None)

    def find_damage_of(self, folder: Path, name: str, *, is_thorough: bool = False) -> str | None:
        """Says whether one file of the version is other than when it was sealed; None if it is whole."""
        if not (folder / name).is_file():
            return f"{name} is missing"
        known, _, of_whole = str(self.files[name]).partition(" ")
        is_whole = hash_file(folder / name) == known
        if is_thorough and of_whole:
            is_whole = is_whole and _hash_whole(folder / name) == of_whole
        return None if is_whole else f"{name} is not as it was written"


def make_seal(folder: Path, ledger: str | None = None, base: Seal | None = None) -> Seal:
    """Seals the version in a folder that nothing writes to any more; what it shares with the version `base`, beside it,
    is known already."""
    known = base.files if base else {}
    old = folder.parent / base.version if base else folder
    files = {
        name: known[name] if name in known and _is_shared(folder / name, old / name) else _hash_twice(folder / name)
        for name in sorted(_list_names(folder))
    }
    return Seal(folder.name, FORMAT, files, ledger)


def read_seal(content: bytes) -> Seal | None:
    """Reads a seal; None if it is none."""
    try:
        seal = json.loads(content)
        version, form, files, ledger = seal["version"], seal["format"], seal["files"], seal.get("ledger")
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    is_sound = isinstance(version, str) and isinstance(form, int) and isinstance(files, dict)
    return Seal(version, form, files, ledger) if is_sound and isinstance(ledger, str | None) else None


def _list_names(folder: Path) -> list[str]:
    files = [entry for entry in folder.rglob("*") if not entry.is_dir()]
    return [
        file.relative_to(folder).as_posix()
        for file in files
        if not _UNSEALED.fullmatch(file.name) and not LITTER.fullmatch(file.name)
    ]


def _is_shared(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except FileNotFoundError:
        return False


def hash_file(path: Path) -> str:
    """Gives the hash of a file; of a large one that of its size, its ends and samples between them."""
    size = path.stat().st_size
    if size <= _LARGE:
        return _hash_whole(path)
    digest = hashlib.sha256(str(size).encode())
    with path.open("rb") as file:
        for number in range(_SAMPLES + 1):
            file.seek((size - _SAMPLE) * number // _SAMPLES)
            digest.update(file.read(_SAMPLE))
    return digest.hexdigest()


def _hash_whole(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _hash_twice(path: Path) -> str:
    """Gives the hash of a file; of a large one that of the whole behind that of samples."""
    quick = hash_file(path)
    return quick if path.stat().st_size <= _LARGE else f"{quick} {_hash_whole(path)}"
