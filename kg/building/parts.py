"""Keeps what the workers of a cluster have done in a folder that all of them reach, so that nothing is done twice."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from kg.addresses import Address, to_source
from kg.errors import ClusterError, OutputError

_DIGEST = hashlib.sha256
_SIZE = _DIGEST().digest_size


@dataclass(frozen=True, slots=True)
class Parts:
    """A folder at an address with a file for each part; what is torn there counts as missing."""

    folder: str

    def find(self, name: str) -> bytes | None:
        """Gives what was kept under a name; None where there is nothing, or not all of it."""
        try:
            kept = Address(f"{self.folder}/{name}").read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._blame(error) from error
        content = kept[_SIZE:]
        return content if _DIGEST(content).digest() == kept[:_SIZE] else None

    def keep(self, name: str, content: bytes) -> None:
        """Keeps something under a name."""
        try:
            Address(f"{self.folder}/{name}").write(_DIGEST(content).digest() + content)
        except (OSError, OutputError) as error:
            raise self._blame(error) from error

    def _blame(self, error: Exception) -> ClusterError:
        return ClusterError(f"{self.folder}: parts cannot be kept there ({error})")


def open_parts(folder: str, rules: str) -> Parts:
    """Gives the parts below a folder that were done by these rules: each set of rules has a folder of its own."""
    root = to_source(folder)
    place = str(root.resolve() if isinstance(root, Path) else root).rstrip("/")
    return Parts(f"{place}/{hashlib.sha256(rules.encode()).hexdigest()[:16]}")
