"""Writes a graph as an edition: a dated folder that says what it holds, where that comes from, and how to cite it."""

from __future__ import annotations

import csv
import gzip
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import urlsplit

from kg.cells import write_csv
from kg.errors import DataError, OutputError
from kg.exports.answers import write_triples
from kg.exports.dataset import LICENCE, RIGHTS, TITLE, describe_dataset
from kg.exports.descriptions import Triple, make_text
from kg.files import find_shipped, write_whole
from kg.graph.graph import Cell, Graph, Table
from kg.graph.terms import PREFIXES
from kg.views.contents import Contents, count_contents

_GRAPH: Final = "graph.nt.gz"
_SUMS: Final = "SHA256SUMS"
_ONTOLOGY: Final = (("ontology", "kg.ttl"), ("ontology", "shapes.ttl"), ("ontology", "context.jsonld"))
_RELEASES = (
    "SELECT ?source (COUNT(?release) AS ?n) WHERE { ?release a gba:Release ; dct:source ?source } GROUP BY ?source"
)
_RECORDS = """SELECT ?source (COUNT(?record) AS ?n) WHERE { ?record a gba:ReferenceRecord ; dct:source ?source }
GROUP BY ?source"""
_UNKNOWN = "Single facts; whose they are is said row by row."
_HEAD = ("source", "kind", "count", "terms", "address")
# Example: owner/repository:file, site:123
_PLACE = re.compile(r"(?P<site>[^:\s]+):.+")
_TABLES = "data/"
_OWN: Final = "own tables"
_MOST_NAMED = 20  # in the README; all are in the table


@dataclass(frozen=True, slots=True)
class Source:
    """Where releases or rows of tables come from, how many, and under which terms."""

    name: str
    kind: str
    count: int
    terms: str
    address: str


@dataclass(frozen=True, slots=True)
class Edition:
    """What was written: the folder, its date, how many triples, and the hash of these by which an edition is known."""

    folder: Path
    date: str
    triples: int
    hash: str


def write_edition(graph: Graph, folder: Path, day: str, beside: Mapping[str, bytes]) -> Edition:
    """Writes an edition of a graph into a new or empty folder, with more files that go with it.

    The folder holds the triples (`graph.nt.gz`), the ontology, a description in VoID, where everything comes from
    (`sources.csv`), a README with counts and how to cite, and the hash of each file. The same graph on the same day
    gives the same bytes. OutputError where the folder holds something already or cannot be written; then nothing is.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(f"{folder} holds something already; an edition wants a new folder")
    lines = graph.triples_sorted_ntriples()
    edition = Edition(folder, day, lines.count(b"\n"), hashlib.sha256(lines).hexdigest())
    contents = count_contents(graph)
    sources = list_sources(graph)
    files = {
        _GRAPH: gzip.compress(lines, mtime=0),
        **{name: find_shipped(*place, name).read_bytes() for *place, name in _ONTOLOGY},
        "LICENSE-UNICODE.txt": find_shipped("data", "gazetteer", "LICENSE-UNICODE.txt").read_bytes(),
        "void.ttl": write_triples(_describe(graph, contents, edition, sources), "ttl"),
        "sources.csv": write_csv(_HEAD, map(_list_cells, sources)).encode(),
        **beside,
        "README.md": _write_readme(contents, edition, sources, beside).encode(),
    }
    _write(folder, files)
    return edition


def list_sources(graph: Graph) -> tuple[Source, ...]:
    """Gives where the releases and the rows of reference tables of a graph come from, the most first."""
    terms = _read_terms()
    found = [
        Source(name, kind, count, *terms.get(name, (_UNKNOWN, "")))
        for kind, question in (("release", _RELEASES), ("reference row", _RECORDS))
        for name, count in _count_by_site(graph.ask(question)).items()
    ]
    return tuple(sorted(found, key=lambda source: (source.kind != "release", -source.count, source.name)))


def _list_cells(source: Source) -> list[str]:
    return [source.name, source.kind, str(source.count), source.terms, source.address]


def _count_by_site(rows: Iterable[tuple[str | None, ...]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for source, count in rows:
        for part in (source or "").split(" | "):
            counts[_name_site(part)] += int(count or 0)
    return counts


def _name_site(source: str) -> str:
    """Gives the site of an address, the repository of a file in one, any other source as it stands."""
    if host := urlsplit(source).hostname:
        return host.removeprefix("www.").removeprefix("sc.").removeprefix("isd.")
    if source.startswith(_TABLES):
        return _OWN
    match = _PLACE.fullmatch(source)
    return match["site"] if match else source


def _read_terms() -> dict[str, tuple[str, str]]:
    path = find_shipped("data", "licences.csv")
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return {row["source"]: (row["terms"], row["address"]) for row in csv.DictReader(file, strict=True)}
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise DataError(f"{path}: cannot be read as UTF-8 CSV with source, terms and address ({error})") from error


def _describe(graph: Graph, contents: Contents, edition: Edition, sources: Iterable[Source]) -> Table:
    dataset = f"{PREFIXES['id']}edition/{edition.date}"
    access: list[Triple] = [
        (dataset, "dct:issued", Cell("literal", edition.date, None, f"{PREFIXES['xsd']}date")),
        (dataset, "dct:identifier", make_text(f"sha256:{edition.hash}")),
        (dataset, "dct:isVersionOf", PREFIXES["id"]),
        *((dataset, "dct:source", make_text(one.name)) for one in sources),
    ]
    return describe_dataset(graph, contents, edition.triples, about=f"{dataset}/void", dataset=dataset, access=access)


def _write_readme(contents: Contents, edition: Edition, sources: Sequence[Source], beside: Iterable[str]) -> str:
    named = sources[:_MOST_NAMED]
    return "\n".join(
        [
            f"# {TITLE}",
            "",
            f"Edition of {edition.date}: {edition.triples:,} triples, sha256 {edition.hash}.",
            "",
            "To cite it: " + f"{TITLE}. Edition of {edition.date}, sha256:{edition.hash[:16]}. gba-kg.",
            "",
            *_list_counts(contents),
            "",
            f"- `{_GRAPH}`: the graph, as sorted N-Triples (`zcat {_GRAPH} | sha256sum` gives the hash above)",
            "- `kg.ttl`, `shapes.ttl`, `context.jsonld`: its terms, what holds of every graph, names for JSON-LD",
            "- `void.ttl`: this description, for programs",
            "- `sources.csv`: where everything comes from, and under which terms",
            *(f"- `{name}`" for name in sorted(beside)),
            f"- `{_SUMS}`: the hash of each file (`sha256sum -c {_SUMS}`)",
            "",
            f"The compilation is under the MIT licence ({LICENCE}). {RIGHTS}",
            "",
            "| source | of | number | terms |",
            "| --- | --- | --- | --- |",
            *(f"| {_escape(one.name)} | {one.kind} | {one.count:,} | {_escape(one.terms)} |" for one in named),
            "",
            *([f"{len(sources) - len(named)} more are in `sources.csv`.", ""] if len(sources) > len(named) else []),
        ]
    )


def _list_counts(contents: Contents) -> Iterator[str]:
    issued = contents.issued
    yield f"- releases: {contents.sum_section('releases'):,}, issued {issued.first} to {issued.last}"
    yield f"- sentences that say something: {contents.sum_section('sentences'):,}"
    yield f"- statements: {contents.sum_section('statements'):,}"
    yield from (f"- {count.name}: {count.count:,}" for count in contents.list_section("things"))


def _escape(text: str) -> str:
    return re.sub(r"[|\\`<>\[\]*_]", r"\\\g<0>", text).replace("\n", " ")


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes all files beside the folder first, so that there is the whole or nothing."""
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    try:
        folder.absolute().parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".edition-", dir=folder.absolute().parent) as place:
            made = Path(place) / folder.name
            for name, content in {**files, _SUMS: sums.encode()}.items():
                write_whole(made / name, content)
            if folder.exists():
                folder.rmdir()
            made.rename(folder)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror or error})") from error
