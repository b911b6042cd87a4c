"""Turns an address into the place below a folder where its content is kept: host and path, as they are read aloud."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

_LONGEST = 200  # bytes of a name; a disk takes 255


def make_place(address: str) -> PurePosixPath:
    """Gives `www.info.gov.hk/gia/general/202401/08.htm` for `https://www.info.gov.hk/gia/general/202401/08.htm`.

    No part of it begins with a dot, and each sign that is no letter, digit, "-", "_", "." or "~" is written as "%3F":
    no address leads out of a folder. ValueError for an address without a host or with a part of more than 200 bytes.
    """
    parts = urlsplit(address)
    if not parts.hostname:
        raise ValueError(f"{address} names no host")
    *folders, name = parts.path.lstrip("/").split("/")
    written = (parts.netloc, *folders, f"{name}?{parts.query}" if parts.query else name)
    names = [_make_name(name) for name in written]
    if max(map(len, names)) > _LONGEST:
        raise ValueError(f"{address[:_LONGEST]}...: a part of it is too long for the name of a file")
    return PurePosixPath(*names)


def _make_name(written: str) -> str:
    name = quote(written, safe="") or "index"
    return f"%2E{name[1:]}" if name.startswith(".") else name
