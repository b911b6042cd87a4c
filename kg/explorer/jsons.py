"""Reads JSON that is sent as a parameter, and answers with JSON, or with a script that holds it (JSONP)."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

# Example: jQuery1124_169, window.done. Nothing else may stand before what a page of another site runs.
_CALLBACK: Final = re.compile(r"[A-Za-z_$][A-Za-z0-9_$.]{0,99}")


def read_object(name: str, text: str) -> dict[str, Any]:
    """Gives the JSON object that a parameter holds; 400 where it holds none."""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, f"{name}: this is no JSON ({error})") from None
    if not isinstance(read, dict):
        raise HTTPException(400, f"{name}: this is no object of JSON")
    return read


def respond_json(request: Request, content: Any) -> Response:
    """Answers with JSON; where the address names a `callback`, with a script that calls it. Half a character that was
    sent, which UTF-8 has not, is written as JSON writes it."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    callback = request.query_params.get("callback")
    if callback is None:
        return Response(text, media_type="application/json")
    if not _CALLBACK.fullmatch(callback):
        raise HTTPException(400, "callback: this is no name of a function")
    return Response(b"/**/%s(%s);" % (callback.encode(), text), media_type="text/javascript")
