"""Turns a file's bytes into text: UTF-8 or a word on what else they seem to be."""

from __future__ import annotations

import re
import stat

from kg.addresses import Address, Source
from kg.errors import ReleaseError
from kg.releases.marks import read_marks

# The decoder, and what iconv calls it.
_CHINESE = {"big5hkscs": ("Big5", "BIG5"), "gb18030": ("GBK", "GB18030")}
# <meta http-equiv="Content-Type" content="text/html; charset=big5">
_DECLARED = re.compile(rb"<meta\b[^>]{0,200}\bcharset\s*=\s*[\"']?(?P<charset>[\w-]+)", re.IGNORECASE)
_HEAD = 2_000  # bytes in which a page declares it
_DECODERS = {
    b"big5": "big5hkscs",
    b"big5-hkscs": "big5hkscs",
    b"gb2312": "gb18030",
    b"gbk": "gb18030",
    b"gb18030": "gb18030",
    b"iso-8859-1": "cp1252",  # as every browser reads it
    b"windows-1252": "cp1252",
}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
LARGEST = 50_000_000  # bytes of one text or page
SAY_LARGEST = f"more than {LARGEST // 1_000_000} MB, which no release is"


def measure(path: Source) -> int:
    """Gives the bytes of a file. Raises ReleaseError for what is no regular file: it may never end."""
    if isinstance(path, Address):
        return path.measure()
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):
        raise ReleaseError(f"{path}: not a regular file")
    return state.st_size


def check_size(path: Source) -> None:
    """Raises ReleaseError for what is no regular file or is larger than any release."""
    if measure(path) > LARGEST:
        raise ReleaseError(f"{path}: {SAY_LARGEST}; many releases fit into a file with one JSON object a line (.jsonl)")


def decode_file(path: Source) -> str:
    """Reads a file as UTF-8; a byte order mark is dropped, nothing else is changed. Raises ReleaseError.

    What says that it is empty is not read: a file of /proc says so too and may keep its reader waiting for ever.
    """
    check_size(path)
    return decode_content(path.read_bytes() if measure(path) else b"", str(path))


def decode_content(content: bytes, origin: str) -> str:
    """Gives the bytes of a text as UTF-8, as `decode_file` does, or as the encoding that a page says it is in. Raises
    ReleaseError, which names the origin."""
    if len(content) > LARGEST:
        raise ReleaseError(f"{origin}: {SAY_LARGEST}")
    if not content.strip():
        raise ReleaseError(f"{origin}: empty file")
    if content.startswith(_UTF_16):
        raise ReleaseError(f"{origin}: not UTF-8: looks like UTF-16; convert with iconv -f UTF-16 -t UTF-8")
    if b"\0" in content:
        raise ReleaseError(f"{origin}: a binary file, not a text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        declared = _decode_as_declared(content)
        if declared is not None:
            return declared
        raise ReleaseError(f"{origin}: not UTF-8{_guess_encoding(content, error.start)}") from error


def _decode_as_declared(content: bytes) -> str | None:
    """Gives a page in the encoding that it declares, as old ones are; None where it declares none or is not of it."""
    declared = _DECLARED.search(content[:_HEAD])
    try:
        return content.decode(_DECODERS[declared["charset"].lower()]) if declared else None
    except (KeyError, UnicodeDecodeError):
        return None


def _guess_encoding(content: bytes, place: int) -> str:
    """Says which Chinese encoding gives the most everyday characters, or where the bytes are wrong."""
    scores = {name: _count_common(content, decoder) for decoder, name in _CHINESE.items()}
    (name, iconv_name), score = max(scores.items(), key=lambda pair: pair[1])
    if score == 0:
        return f": byte {place + 1} fits no character"
    return f": looks like {name}; convert with iconv -f {iconv_name} -t UTF-8"


def _count_common(content: bytes, decoder: str) -> int:
    common = read_marks().common
    return sum(character in common for character in content.decode(decoder, "ignore"))
