"""The three functions that a program begins with: `kg.read`, `kg.build` and `kg.open`."""

from __future__ import annotations

from collections.abc import Iterable

from kg.addresses import list_sources
from kg.building.corpus import Corpus, read_corpus
from kg.building.publishing import publish
from kg.building.report import BuildReport
from kg.building.work import Settings
from kg.files import AnyPath
from kg.graph.graph import Graph


def read(paths: AnyPath | Iterable[AnyPath], *, use_gazetteer: bool = True) -> Corpus:
    """Gives what releases say: one Extraction for each, in the order of reading, and what was skipped or remarked.

    `paths` is a file (.txt, .html, .jsonl, .json, .csv), a folder, or several of them. What an English and a Chinese
    version of a release both name has one id. Without `use_gazetteer` no known name helps: the rules stand alone.

    ReleaseError where not one release could be read, UsageError where a path is empty.

    >>> corpus = kg.read("data/releases/seed-20240108.en.txt")
    >>> len(corpus), corpus.skipped
    (1, ())
    >>> for extraction in corpus:
    ...     print(extraction.release.title)
    ...     statement = extraction.statements[0]
    ...     print(statement.subject, statement.predicate, statement.object)
    ...     print(extraction.get_sentence(statement.sentence).text[:42])
    CS attends talent agreement signing and meets Guangdong and Guangzhou leaders as visit to GBA Mainland cities starts
    person/chan-kwok-ki org:holds post/cs
    The Chief Secretary for Administration, Mr
    """
    return read_corpus(list_sources(paths), use_gazetteer=use_gazetteer)


def build(  # noqa: PLR0913
    paths: AnyPath | Iterable[AnyPath],
    store: AnyPath,
    *,
    replace: bool = False,
    add: bool = False,
    general_knowledge: bool = True,
    jobs: int = 1,
    cluster: str | None = None,
    parts: str | None = None,
) -> BuildReport:
    """Reads releases into a graph on disk, the folder `store`, and gives a report: how much was read, and what was
    skipped, renamed or left open. `store` may be the address of a server that keeps the graph.

    With `replace` it takes the place of the graph that lies there. With `add` it is added to that: only files that are
    new or have changed are read, what lay below `paths` at an earlier build and is gone leaves the graph, and what was
    read from elsewhere stays. Without `general_knowledge` no fact is taken from a row of the reference tables that no
    source states. A path may also be an address, such as s3://bucket/releases.

    `jobs` is how many processes read; more than one want a script of yours to do its work below
    `if __name__ == "__main__":`, as Python's own `multiprocessing` does. With `cluster`, the address of a Dask
    scheduler, its workers do; `parts` is then a folder that all of them reach, where they put what they have done: what
    lies there is not done again.

    ReleaseError where not one release could be read; StoreError where the store cannot be written, or where one lies
    there and neither `replace` nor `add` is given; UsageError where a path is empty. In all cases what lay there stays
    as it was. ClusterError where there is no such cluster, or its workers have another `kg`.

    >>> report = kg.build("data/releases/seed-20240108.en.txt", "one.kg")
    >>> report.releases, report.skipped
    (1, ())
    >>> kg.build("data/releases", "one.kg", add=True).releases
    30
    >>> kg.build("data/releases", "one.kg")
    Traceback (most recent call last):
    kg.errors.StoreError: one.kg: a store with 30 releases lies here, which a build drops; add to it with ...
    """
    settings = Settings(general_knowledge, jobs, cluster=cluster, parts=parts)
    return publish(list_sources(paths), store, replace=replace, add=add, settings=settings)


def open(store: AnyPath) -> Graph:
    """Opens the graph that `build` wrote into a folder or onto a server, for reading; any number of programs may have
    it open.

    StoreError where there is none, where it is damaged, or where another version of `kg` wrote it; UsageError where
    the path is empty.

    >>> graph = kg.open("gba.kg")
    >>> graph.ask("SELECT ?name WHERE { id:person/chan-kwok-ki skos:prefLabel ?name } ORDER BY ?name")
    [('Chan Kwok-ki',), ('陈国基',), ('陳國基',)]
    """
    return Graph.open(store)
