"""python -m benchmarks.generator --releases 1000 --seed 16 --out DIR [--form text|pages|jsonl]"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.generator.archive import generate
from benchmarks.generator.writing import FORMS, write


def main() -> None:
    """Writes releases into a new folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generator", description=__doc__)
    parser.add_argument("--releases", type=int, required=True, help="how many; fewer are the first of more")
    parser.add_argument("--seed", type=int, default=16)
    parser.add_argument("--out", type=Path, required=True, help="a folder that is empty or not there yet")
    parser.add_argument("--form", choices=FORMS, default="text")
    options = parser.parse_args()
    if options.out.exists() and (not options.out.is_dir() or any(options.out.iterdir())):
        parser.error(f"{options.out}: is not an empty folder")
    number = write(generate(options.seed, options.releases), options.out, options.form)
    print(f"{number:,} releases written to {options.out}")


if __name__ == "__main__":
    main()
