"""The door of `python -m kg`, which is the one of `kg`."""

from __future__ import annotations

from kg.cli.main import main

if __name__ == "__main__":
    main()
