"""The files that pages need: style sheets, scripts, a mark for the browser's tab, and the editor of questions."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.explorer.packing import pack, takes_gzip
from kg.looks import LOOKS, read_palette

_HERE = Path(__file__).resolve().parent / "static"
_TYPES: Final = {
    "explorer.css": "text/css",
    "suggest.js": "text/javascript",
    "icon.svg": "image/svg+xml",
    "query.css": "text/css",
    "query.js": "text/javascript",
    "vendor/yasqe-4.6.2.min.css": "text/css",
    "vendor/yasqe-4.6.2.min.js": "text/javascript",
    "vendor/yasr-4.6.2.min.css": "text/css",
    "vendor/yasr-4.6.2.min.js": "text/javascript",
}
_SHORT: Final = "public, max-age=3600"
# What has its version in its name never changes.
_LASTING: Final = "public, max-age=31536000, immutable"


def show_file(request: Request) -> Response:
    """Answers with a file; a browser that has it already is told so."""
    name = request.path_params["name"]
    if name not in _TYPES:
        return Response("there is no such file\n", 404, media_type="text/plain")
    is_packed = takes_gzip(request.headers.get("accept-encoding", ""))
    content = _read_packed(name) if is_packed else _read(name)
    mark = f'"{sha256(content).hexdigest()[:16]}"'
    headers = {
        "ETag": mark,
        "Cache-Control": _LASTING if name.startswith("vendor/") else _SHORT,
        "Vary": "Accept-Encoding",
    }
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    if is_packed:
        headers["Content-Encoding"] = "gzip"
    return Response(content, media_type=_TYPES[name], headers=headers)


@cache
def _read(name: str) -> bytes:
    own = (_HERE / name).read_text(encoding="utf-8")
    if name != "explorer.css":
        return own.encode("utf-8")
    colours = "".join(f".{kind} {{ --hue: {look['fill']}; }}\n" for kind, look in LOOKS.items())
    return (read_palette() + colours + own).encode("utf-8")


@cache
def _read_packed(name: str) -> bytes:
    return pack(_read(name))


ROUTES: Final[list[BaseRoute]] = [Route("/static/{name:path}", show_file)]
