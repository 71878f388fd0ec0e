"""What every page is made with: the store, the stored questions, the names of things, the templates."""

from __future__ import annotations

import functools
import hashlib
import importlib
import json
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import jinja2
from markupsafe import Markup

from kg.graph import Graph
from kg.negotiation import reads_pages
from kg.pages.addresses import ADDRESSES, HERE, MANIFEST, REFUSED, STATIC, UNKNOWN
from kg.pages.asked import Asked, Made, NoPageError, NotOfferedError
from kg.pages.kept import Kept
from kg.pages.links import href
from kg.pages.parameters import check
from kg.project import Project, ProjectError
from kg.query import Names, StoredQuery
from kg.store import Store

T = TypeVar("T")
Page = Callable[["Desk", Asked], Made]


class Desk:
    """Where pages are made. What it knows is found once, and kept for the pages after."""

    def __init__(self, store: Store, project: Project, place: Path, folder: Path | None = None) -> None:
        self.graph = Graph(store, project, place)
        self.store, self.project, self.kept = store, project, Kept(folder)
        self._held: dict[str, Any] = {}

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` gives, which pages found out in this process and will want again, by a name of theirs."""
        if name not in self._held:
            self._held[name] = make()
        found: T = self._held[name]
        return found

    def made(self, asked: Asked) -> Made:
        """The page that was asked for; where it is at fault to ask so, a page that says why."""
        try:
            check(asked)
            return _page(asked.page)(self, asked)
        except NoPageError as error:
            return self.told(asked, 404, str(error))
        except NotOfferedError as error:
            return self.told(asked, 406, str(error))
        except ProjectError as error:
            return self.told(asked, 400, str(error))

    def told(self, asked: Asked, status: int, said: str) -> Made:
        """A page that says in a sentence why there is no other; to who reads no pages, the sentence."""
        if not reads_pages(asked.accept):
            return Made(f"{said}\n".encode(), "text/plain; charset=utf-8", status)
        return self.html(asked, "unknown.html" if status == 404 else "refused.html", {"said": said}, status)

    def html(self, asked: Asked, template: str, values: dict[str, Any], status: int = 200) -> Made:
        """The page of a template."""
        written = self.templates.get_template(template).render(
            asked=asked,
            root=asked.root,
            version=self.version,
            asset=lambda name: f"{asked.root}{_asset(name)}",
            script=lambda name: self.script(asked, name),
            href=lambda iri: href(asked.root, iri),
            **values,
        )
        return Made(written.encode(), status=status)

    @cached_property
    def templates(self) -> jinja2.Environment:
        """The templates; whatever goes into them is text, never markup."""
        return _templates()

    @cached_property
    def questions(self) -> dict[str, StoredQuery]:
        """The stored questions by name."""
        return self.graph.questions

    @cached_property
    def names(self) -> Names:
        """The names of the things of the store, each kind looked up once."""
        return Names(self.store, next(iter(self.questions.values())).naming)

    @cached_property
    def version(self) -> str:
        """The id of the version of the store, or "" for a store in memory."""
        return str(self.graph.place).rstrip("/").rsplit("/", 1)[-1]

    @cached_property
    def scripts(self) -> dict[str, dict[str, Any]]:
        """What was built of each script (``web/``): its files; empty where none were built."""
        return json.loads(MANIFEST.read_text()) if MANIFEST.is_file() else {}

    def script(self, asked: Asked, name: str) -> Markup:
        """The elements that load the script of ``web/src/<name>.ts``; empty where it was not built."""
        entry = self.scripts.get(f"src/{name}.ts")
        if entry is None:
            return Markup()
        styles = [
            Markup('<link rel="stylesheet" href="{}">').format(f"{asked.root}/assets/built/{file}") for file in entry.get("css", ())
        ]
        return Markup().join(
            [*styles, Markup('<script type="module" src="{}"></script>').format(f"{asked.root}/assets/built/{entry['file']}")]
        )

    def warm(self) -> None:
        """Find out what all pages need, before processes are forked that share it."""
        prepare()
        for start in {
            starts for question in self.questions.values() for one in question.parameters.values() if (starts := one.starts)
        }:
            self.names.things(start)
        _ = self.scripts


def prepare() -> None:
    """Read in what all pages of all stores need: modules and templates."""
    for name in {*ADDRESSES.values(), UNKNOWN, REFUSED}:
        _page(name)
    for template in _templates().list_templates():
        _templates().get_template(template)
    importlib.import_module("kg.answerability")


@functools.cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _page(name: str) -> Page:
    module, _, function = name.partition(".")
    found: Page = getattr(importlib.import_module(f"kg.pages.{module}"), function)
    return found


def _asset(name: str) -> str:
    """The address of a file in ``static/``, which is another one when the file is."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:8]
    return f"/assets/{name}?{digest}"
