"""Lists, reads and writes files at addresses, such as s3://bucket/releases: of a shared folder or an object store."""

from __future__ import annotations

import io
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, Literal, overload

from kg.errors import KgError, UsageError
from kg.extras import load_extra
from kg.files import AnyPath, check_path, write_whole

_SIGN = "://"
_AT_ONCE = 16  # files that are fetched at the same time
_SMALL = 1_000_000  # bytes of one that is
# Where the file systems that fsspec knows say that a file has changed, the surest first.
_MARKS = ("ETag", "etag", "md5Hash", "mtime", "LastModified", "last_modified", "updated", "modified", "created")


@dataclass(frozen=True, slots=True)
class Address:
    """A file or a folder at an address; `size` and `mark`, which changes with the content, where a list told them, and
    the `content` where it was fetched."""

    url: str
    size: int | None = None
    mark: str | None = None
    content: bytes | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return self.url

    @property
    def name(self) -> str:
        """The last part."""
        return PurePosixPath(self.url).name

    @property
    def stem(self) -> str:
        """The last part without its ending."""
        return PurePosixPath(self.url).stem

    @property
    def suffix(self) -> str:
        """The ending, with its dot."""
        return PurePosixPath(self.url).suffix

    def as_posix(self) -> str:
        """Gives the address itself."""
        return self.url

    def absolute(self) -> Address:
        """Gives the address without a slash at its end: it is whole already."""
        return replace(self, url=self.url.rstrip("/"))

    def find(self) -> Iterator[Address]:
        """Gives the files below this folder, however deep, sorted as the files of a folder on disk are, without hidden
        ones; of a file itself. FileNotFoundError where neither is there."""
        with _reach(self.url) as (system, path):
            system.invalidate_cache()
            found: dict[str, dict[str, Any]] = system.find(path, detail=True)
        if not found:
            raise FileNotFoundError("no file or folder with files is there")
        root = self.url.rstrip("/")
        inside = {name.removeprefix(path.rstrip("/")): about for name, about in found.items()}
        for name, about in sorted(inside.items(), key=lambda item: item[0].split("/")):
            if not any(part.startswith(".") for part in name.split("/")):
                yield Address(f"{root}{name}", about.get("size"), _find_mark(about))

    def measure(self) -> int:
        """Gives the bytes of the file."""
        return len(self.read_bytes()) if self.size is None else self.size

    def read_bytes(self) -> bytes:
        """Gives what the file holds."""
        if self.content is not None:
            return self.content
        with _reach(self.url) as (system, path):
            content: bytes = system.cat_file(path)
            return content

    def read_text(self, encoding: str) -> str:
        """Gives what the file holds as text."""
        return self.read_bytes().decode(encoding)

    @overload
    def open(self, mode: Literal["rb"]) -> io.BufferedReader: ...

    @overload
    def open(
        self, mode: Literal["r"] = "r", *, encoding: str, errors: str | None = None, newline: str | None = None
    ) -> io.TextIOWrapper: ...

    def open(
        self, mode: str = "r", *, encoding: str | None = None, errors: str | None = None, newline: str | None = None
    ) -> io.BufferedReader | io.TextIOWrapper:
        """Opens the file for reading, as a path is opened."""
        raw: Any
        if self.content is not None:
            raw = io.BytesIO(self.content)
        else:
            with _reach(self.url) as (system, path):
                raw = system.open(path, "rb")
        file = io.BufferedReader(raw)
        return file if mode == "rb" else io.TextIOWrapper(file, encoding, errors, newline)

    def fetch(self) -> Address:
        """Gives the same with its content, if that is small and can be read."""
        if self.size is None or self.size > _SMALL:
            return self
        try:
            return replace(self, content=self.read_bytes())
        except OSError:
            return self  # who reads it says why

    def write(self, content: bytes) -> None:
        """Writes the file: whole or not at all on a file system, as a store of objects does it by itself."""
        with _reach(self.url) as (system, path):
            if "file" in system.protocol:
                write_whole(path, content)
                return
            try:
                system.pipe_file(path, content)
            except FileNotFoundError:
                system.makedirs(str(PurePosixPath(path).parent), exist_ok=True)
                system.pipe_file(path, content)


Source = Path | Address


def to_source(path: AnyPath) -> Source:
    """Gives a path, or an address where it is written as one; UsageError where it is empty."""
    written = os.fspath(path)
    return Address(written) if isinstance(path, str) and _SIGN in written else check_path(path)


def list_sources(paths: AnyPath | Iterable[AnyPath]) -> list[Source]:
    """Gives one path or address, or several, as a list; UsageError where one is empty."""
    return [to_source(path) for path in ([paths] if isinstance(paths, str | os.PathLike) else paths)]


def fetch_ahead(sources: Iterable[Source]) -> Iterator[Source]:
    """Gives the same in the same order, small files at addresses fetched, several at the same time."""
    waiting: deque[Future[Source]] = deque()
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        for source in sources:
            waiting.append(threads.submit(_fetch, source))
            if len(waiting) == _AT_ONCE:
                yield waiting.popleft().result()
        for future in waiting:
            yield future.result()


def _fetch(source: Source) -> Source:
    return source.fetch() if isinstance(source, Address) else source


def _find_mark(about: dict[str, Any]) -> str | None:
    return next((f"{key} {about[key]}" for key in _MARKS if about.get(key) is not None), None)


@contextmanager
def _reach(url: str) -> Iterator[tuple[Any, str]]:
    """Gives the file system of an address and the path in it; what fails there is an OSError, whoever raised it."""
    core = load_extra("fsspec.core", "cluster")
    try:
        system, path = core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{url}: this kind of address cannot be reached ({error})") from error
    try:
        yield system, path
    except (OSError, KgError):
        raise
    except Exception as error:  # each kind of store has errors of its own
        raise OSError(f"{type(error).__name__}: {error}") from error
