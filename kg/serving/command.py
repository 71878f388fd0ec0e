"""The command ``kg serve``. What it needs is imported when it runs."""

from __future__ import annotations

from urllib.parse import urlsplit

import click

from kg.where import Where, placed


def _url(_context: click.Context, _option: click.Parameter, given: str) -> str:
    """An address that is given, without its last slash."""
    try:
        parts = urlsplit(given)
        right = not given or (parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0)
    except ValueError:
        right = False
    if not right or not given.isascii() or not given.isprintable() or any(mark in given for mark in ' <>"?#\\^`{|}@'):
        raise click.BadParameter(f"{given!r} is no address that begins with http:// or https://")
    return given.rstrip("/")


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 is any that is free.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address of this machine; 0.0.0.0 is all of them.")
@click.option(
    "--public-url", "known", metavar="URL", default="", callback=_url, help="Address that others know it by, behind a proxy."
)
@click.option("--seconds", type=click.FloatRange(0.1, 3600), default=30, show_default=True, help="Stop a query after so long.")
@click.option("--rows", type=click.IntRange(1), default=1_000_000, show_default=True, help="Refuse answers with more rows.")
@click.option("--memory", type=click.IntRange(64), default=1024, show_default=True, help="Megabytes that a query may take.")
@placed
@click.pass_obj
def serve(where: Where, port: int, host: str, known: str, seconds: float, rows: int, memory: int) -> None:
    """Serve the graph over HTTP, read-only, until Ctrl-C.

    /sparql answers SPARQL 1.1 queries, /graph-store gives whole graphs, and /.well-known/void tells what is in them. A store that is
    built anew meanwhile is taken up by itself.
    """
    from kg.pages.addresses import MANIFEST
    from kg.serving.limits import Limits
    from kg.serving.server import run

    def told(url: str) -> None:
        click.echo(f"Served at {url}/ (Ctrl-C ends it)")
        if not MANIFEST.is_file():
            click.echo("The scripts of the pages are not built (make web), so the pages come without them.", err=True)

    limits = Limits(seconds=seconds, rows=rows, memory=memory * 1024**2)
    project = where.found().root
    run(where.folder().resolve(), host, port, limits, known, told, project)
