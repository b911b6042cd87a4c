"""A server that plays the government's sites: it stands at its own address for all of them, as `--mirror` asks a copy."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

GIA = "www.info.gov.hk/gia"
NEWS = "www.news.gov.hk"
SIMPLIFIED = f"sc.isd.gov.hk/gb/{GIA}"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Reply:
    """One answer; `cut` ends the connection after so many bytes of the body, `slow` waits so many seconds before."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    kind: str | None = HTML
    cut: int | None = None
    slow: float = 0.0

    @property
    def content(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


class Site:
    """What is served, by "HOST/PATH": a reply for each, or several of which the last one stays; and what was asked."""

    def __init__(self) -> None:
        self.address = ""
        self.replies: dict[str, list[Reply]] = {}
        self.asked: list[tuple[float, str, Mapping[str, str]]] = []
        self.answered: list[int] = []
        self._lock = threading.Lock()

    def put(self, path: str, *replies: Reply | str) -> None:
        self.replies[path] = [Reply(reply) if isinstance(reply, str) else reply for reply in replies]

    def forget(self) -> None:
        """Forgets what was asked so far."""
        self.asked.clear()
        self.answered.clear()

    def count(self) -> Counter[str]:
        return Counter(path for _, path, _ in self.asked)

    def list_pages(self) -> list[str]:
        return [path for _, path, _ in self.asked if not path.endswith("robots.txt")]

    def take(self, path: str, headers: Mapping[str, str]) -> Reply | None:
        with self._lock:
            self.asked.append((time.monotonic(), path, headers))
            waiting = self.replies.get(path)
            if waiting is None:
                return None
            return waiting.pop(0) if len(waiting) > 1 else waiting[0]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        site = self.server.site
        reply = site.take(self.path.lstrip("/"), dict(self.headers)) or Reply("no such page", 404)
        tag = f'"{sha256(reply.content).hexdigest()[:12]}"'
        if reply.status == 200 and self.headers.get("If-None-Match") == tag:
            reply = Reply(status=304)
        time.sleep(reply.slow)
        site.answered.append(reply.status)
        try:
            self._send(reply, tag)
        except (BrokenPipeError, ConnectionResetError):  # whoever asked did not wait
            self.close_connection = True

    def _send(self, reply: Reply, tag: str) -> None:
        self.send_response(reply.status)
        headers = {"Content-Length": str(len(reply.content)), "ETag": tag, "Last-Modified": formatdate(0, usegmt=True)}
        if reply.kind is not None:
            headers["Content-Type"] = reply.kind
        for name, value in (headers | dict(reply.headers)).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.content[: reply.cut])
        if reply.cut is not None:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, site: Site) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site = site

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing of who went away in the middle."""


@contextmanager
def serve(site: Site) -> Iterator[Site]:
    """Serves a site at a free port for as long as it lasts."""
    with _Server(site) as server:
        site.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


def make_list(*links: tuple[str, str], other: str = "") -> str:
    """Gives the list of a day: a link and a title for each page, between links that lead elsewhere."""
    items = "".join(f'<li><a href="{address}">{title}</a></li>' for address, title in links)
    return (
        '<!DOCTYPE html><html lang="en"><head><title>Press Releases</title></head><body>'
        f'<a href="/gia/index.htm">Home</a><a href="#top">Top</a><ul>{items}</ul>{other}</body></html>'
    )


def make_feed(*links: tuple[str, str]) -> Reply:
    """Gives an RSS feed of links and titles."""
    items = "".join(f"<item><title>{title}</title><link>{address}</link></item>" for address, title in links)
    feed = (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
    )
    return Reply(feed, kind="application/rss+xml")


def make_page(title: str, text: str, *, lang: str, address: str, other: str) -> str:
    """Gives a page of a press release, with a link to the one in the other language."""
    end = (
        "Ends/Monday, January 8, 2024<br>Issued at HKT 18:30"
        if lang == "en"
        else "完／２０２４年１月８日（星期一）<br>香港時間１８時３０分"
    )
    words = "繁體版" if lang == "en" else "English"
    return (
        f'<!DOCTYPE html><html lang="{"en" if lang == "en" else "zh-HK"}"><head><title>{title}</title>'
        f'<meta property="og:url" content="{address}"></head><body><a href="{other}">{words}</a>'
        f'<span id="PRHeadlineSpan">{title}</span><span id="pressrelease">{text}<br><br>{end}<br><br>NNNN</span>'
        "</body></html>"
    )


def make_article(title: str, text: str, *, lang: str) -> str:
    """Gives a page of the news site, which does not say where it stands."""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>{title} - news.gov.hk</title></head><body><nav><p>Menu</p></nav>'
        f'<h1>{title}</h1><div class="news-content"><figure><figcaption>A photo</figcaption></figure>{text}</div></body></html>'
    )


def make_day() -> Site:
    """Gives the site of 8 January 2024: two releases in three languages, one of them with photos, which is news as well."""
    site = Site()
    folder = "https://www.info.gov.hk/gia/general/202401/08"
    for host in (GIA.split("/", maxsplit=1)[0], "sc.isd.gov.hk", "www.news.gov.hk", "sc.news.gov.hk"):
        site.put(f"{host}/robots.txt", Reply("User-agent: *\nDisallow: /cgi-bin/\n", kind="text/plain"))
    site.put(
        f"{GIA}/general/202401/08.htm",
        make_list(
            ("/gia/general/202401/08/P2024010800573p.htm", "Secretary visits Lantern Bay (with photos)"),
            (f"{folder}/P2024010800601.htm", "Air quality in Lantern Bay"),
            other=f'<a href="{folder}c.htm">繁體版</a><a href="../202401/07/P2024010700001.htm">Yesterday</a>',
        ),
    )
    chinese = (
        ("/gia/general/202401/08/P2024010800571p.htm", "局長訪問廣州"),
        (f"{folder}/P2024010800600.htm", "空氣質素"),
    )
    site.put(f"{GIA}/general/202401/08c.htm", make_list(*chinese))
    site.put(
        f"{SIMPLIFIED}/general/202401/08c.htm",
        make_list(*((link, title.replace("廣", "广")) for link, title in chinese)),
    )
    english = "The Secretary for Lanterns, Ms Mei Wong, met the Mayor of Guangzhou, Mr Sun Yifan, in Guangzhou today (January 8)."
    traditional = "　　燈籠局局長王美今日（一月八日）在廣州與廣州市市長孫一帆會面。"
    simplified = "　　灯笼局局长王美今日（一月八日）在广州与广州市市长孙一帆会面。"
    pages = (
        (GIA, "P2024010800573p", "Secretary visits Guangzhou", english, "en", "P2024010800571"),
        (GIA, "P2024010800571p", "局長訪問廣州", traditional, "zh-Hant", "P2024010800573"),
        (SIMPLIFIED, "P2024010800571p", "局长访问广州", simplified, "zh-Hans", "P2024010800573"),
        (GIA, "P2024010800601", "Air quality", "The air was good today (January 8).", "en", "P2024010800600"),
        (GIA, "P2024010800600", "空氣質素", "　　今日（一月八日）空氣良好。", "zh-Hant", "P2024010800601"),
        (SIMPLIFIED, "P2024010800600", "空气质素", "　　今日（一月八日）空气良好。", "zh-Hans", "P2024010800601"),
    )
    for host, name, title, text, lang, other in pages:
        address, counterpart = f"{folder}/{name}.htm", f"{folder}/{other}.htm"
        site.put(
            f"{host}/general/202401/08/{name}.htm",
            make_page(title, text, lang=lang, address=address, other=counterpart),
        )
    articles = (("en", "eng"), ("zh-Hant", "chi"), ("zh-Hans", "chi"))
    words = {lang: (title, text) for _, name, title, text, lang, _ in pages if name.startswith("P20240108005")}
    for lang, part in articles:
        host = NEWS if lang != "zh-Hans" else f"sc.news.gov.hk/TuniS/{NEWS}"
        day = f"{part}/2024/01/20240108"
        title, text = words[lang]
        site.put(f"{host}/{day}/index.html", make_list((f"/{day}/20240108_183015_736.html", title)))
        site.put(f"{host}/{day}/20240108_183015_736.html", make_article(title, f"<p>{text}</p>", lang=lang[:2]))
    return site
