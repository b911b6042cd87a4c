"""The errors this tool reports: what went wrong, where, and what to do; each with an exit code."""

from __future__ import annotations


class KgError(Exception):
    """Anything the user can be told in one line; `exit_code` is what the command line exits with."""

    exit_code = 1


class UsageError(KgError):
    """The call itself is off: an unknown format, a missing file, a folder where a file was asked for."""

    exit_code = 2


class ReleaseError(KgError):
    """One release cannot be read; it is reported and skipped, the others go on."""


class FetchError(KgError):
    """A page, or all that was asked for, cannot be fetched; of several pages the others go on."""


class DataError(KgError):
    """A file of `data/` or `ontology/` is broken: the run stops."""


class StoreError(KgError):
    """The store on disk cannot be opened, read or written."""


class LedgerError(StoreError):
    """What a build has kept to add to a store is damaged; the store itself may be whole."""


class ClusterError(KgError):
    """A cluster cannot be reached, or what works there cannot do its part of a build."""


class QueryError(KgError):
    """A SPARQL question cannot be parsed or answered."""


class OutputError(KgError):
    """A file that was asked for cannot be written."""


class ListenError(KgError):
    """The explorer cannot listen at the address that it was told."""


class UnknownNameError(KgError):
    """A name names nothing in the graph, or more than one thing: the message lists the candidates."""


class NoPathError(KgError):
    """Two things are one, or not connected within the hops allowed."""
