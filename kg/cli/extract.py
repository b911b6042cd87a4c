"""`kg extract`: what each release says, one file per release."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from kg.building.corpus import extract_releases
from kg.cli.options import strict_option
from kg.cli.standard_input import DASH, STANDARD_INPUT, read_standard_input
from kg.cli.terminal import echo
from kg.errors import ReleaseError
from kg.exports import serialize_release
from kg.files import write_whole
from kg.releases import Release, read_content, read_releases
from kg.releases.duplicates import Remark
from kg.wording import say_count


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, allow_dash=True, path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder to write to.")
@click.option(
    "--format", "form", type=click.Choice(["ttl", "nq"]), default="ttl", show_default=True, help="The format."
)
@click.option("--no-gazetteer", is_flag=True, help="Use no known names: show what the rules find by themselves.")
@strict_option
@click.pass_context
def extract(
    ctx: click.Context, paths: tuple[Path, ...], *, out: Path, form: str, no_gazetteer: bool, strict: bool
) -> None:
    """Read releases and write what each of them says, one file per release.

    PATHS are releases or folders of them; - is standard input, one release as text or JSON lines.
    A release that cannot be read is reported and skipped;
    the exit code is 1 where not one could be read, and with --strict where one could not. Of two texts
    with one id the second gets an id of its own, which is said; a copy counts once.

    Example: kg extract data/releases --out out/releases
    """
    written = skipped = 0
    for found in extract_releases(_read_releases(paths), use_gazetteer=not no_gazetteer):
        if isinstance(found, Remark):
            echo(f"kg: note: {found}", err=True)
            continue
        try:
            if isinstance(found, ReleaseError):
                raise found
            content = serialize_release(found, form)
        except ReleaseError as error:
            echo(f"kg: skipped: {error}", err=True)
            skipped += 1
            continue
        write_whole(out / f"{found.release.name}.{form}", content)
        written += 1
    echo(f"{say_count(written, 'release')} written to {out}, {skipped} skipped", err=True)
    ctx.exit(0 if written and not (strict and skipped) else 1)


def _read_releases(paths: tuple[Path, ...]) -> Iterator[Release | ReleaseError]:
    for path in paths:
        if str(path) == DASH:
            yield from read_content(read_standard_input(), STANDARD_INPUT)
        else:
            yield from read_releases([path])
