"""Reads the body and the parameters of a request, no more of them than is allowed."""

from __future__ import annotations

import asyncio
from typing import Final
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.explorer.settings import Settings

_MOST_PARAMETERS: Final = 1000
# What is sent beyond the limit is taken in up to here and dropped: who sends it reads no answer before it is through.
_MOST_DROPPED: Final = 32 * 1024**2

Parameters = list[tuple[str, str]]


async def read_body(request: Request) -> bytes:
    """Gives the body of a request; 413 where it has more bytes than the settings allow, 408 where it takes longer to
    come than an answer may take."""
    settings: Settings = request.app.state.settings
    try:
        async with asyncio.timeout(settings.timeout):
            return await _read(request, settings.largest_body)
    except TimeoutError:
        raise HTTPException(408, "the request does not come to an end", {"Connection": "close"}) from None


async def _read(request: Request, largest: int) -> bytes:
    body, dropped = bytearray(), 0
    async for chunk in request.stream():
        if len(body) + len(chunk) <= largest and not dropped:
            body += chunk
            continue
        dropped += len(chunk)
        if dropped > _MOST_DROPPED:
            break
    if dropped:
        raise HTTPException(413, f"the request has more than {largest} bytes, the most that are read; ask for less")
    return bytes(body)


def read_parameters(encoded: bytes) -> Parameters:
    """Gives the parameters of an address or a form, in order; 400 where they are too many or not in UTF-8."""
    try:
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS
        )
    except UnicodeDecodeError:
        raise HTTPException(400, "the parameters cannot be read: they are not in UTF-8, or not encoded") from None
    except ValueError as error:
        raise HTTPException(400, f"the parameters cannot be read: {error}") from None
