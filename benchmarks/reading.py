"""Reads releases, each once, and prints what that took of one core as JSON: python -m benchmarks.reading FOLDER"""

from __future__ import annotations

import json
import os
import sys
import time
from itertools import islice
from pathlib import Path

from kg.errors import ReleaseError
from kg.pipeline import extract_release, load_gazetteer
from kg.releases import read_releases

_MOST = 2_000


def main() -> None:
    """Reads at most 2,000 releases; tables and grammar are there before the watch starts."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    load_gazetteer()
    first, *releases = islice(read_releases([Path(sys.argv[1])]), _MOST + 1)
    if isinstance(first, ReleaseError):
        raise first
    extract_release(first)
    start, count, size, statements = time.process_time(), 0, 0, 0
    for release in releases:
        if isinstance(release, ReleaseError):
            raise release
        statements += len(extract_release(release).statements)
        count += 1
        size += len(release.text.encode())
    seconds = time.process_time() - start
    print(json.dumps({"releases": count, "bytes": size, "statements": statements, "seconds": seconds}))


if __name__ == "__main__":
    main()
