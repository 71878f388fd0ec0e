"""The project and the store that a command works on, and the options that name them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.project import Project, find

if TYPE_CHECKING:
    from kg.graph import Graph

SECONDS = 60
LENGTHS = click.FloatRange(0.1, 86400)


@dataclass
class Where:
    """The project and the store that a command works on, as given."""

    project: str | None = None
    store: str | None = None
    seconds: float = SECONDS

    def found(self) -> Project:
        """The project. Raises ProjectError where there is none."""
        return find(self.project)

    def folder(self) -> Path:
        """The folder of the store. Raises ProjectError for a URL."""
        from kg.graph import folder_of

        return folder_of(self.store)

    def graph(self) -> Graph:
        """The graph in the store. Raises ProjectError where there is none."""
        from kg.graph import Graph

        return Graph.open(self.store, self.project, self.seconds)


def waiting(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the option --seconds."""

    def kept(context: click.Context, _option: click.Parameter, value: float) -> None:
        context.ensure_object(Where).seconds = value

    said = "How long a server as store may take for one answer."
    return click.option(
        "--seconds", type=LENGTHS, default=SECONDS, show_default=True, help=said, callback=kept, expose_value=False
    )(command)


def placed(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options --project and --store, which may also stand before its name."""

    def kept(context: click.Context, option: click.Parameter, value: str | None) -> None:
        if value is not None:
            setattr(context.ensure_object(Where), str(option.name), value)

    def option(name: str, metavar: str, said: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
        return click.option(name, metavar=metavar, help=said, callback=kept, expose_value=False, is_eager=True)

    command = option("--store", "PLACE", "Folder of the store, or URL of a SPARQL server (default: $KG_STORE, else ./store).")(
        command
    )
    return option("--project", "DIR", "Folder with ontology/, mappings/, queries/ and seeds/.")(command)
