"""The search: things by their names, and passages by their words, each a click from where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from kg.answering import shortened
from kg.pages.asked import Asked, Made, NoPageError
from kg.pages.desk import Desk
from kg.pages.links import href, labels
from kg.pages.parameters import paged
from kg.project import ProjectError
from kg.rdf import Iri
from kg.search import FILE, NAMES, TEXT, TEXTS, Index, Name, Text
from kg.vocab import BASE, document

_PAGE = 20
_FIRST_NAMES = 8  # things above the passages, where no kind is chosen
_SAID = {"person": "people", "body": "bodies", TEXT: "passages", "term": "terms of the ontology", "document": "documents"}
_SOURCE = re.compile(re.escape(f"{BASE}id/passage/") + r"(.+)/\d+-\d+")
_LAST = 400  # no more pages than anybody turns


@dataclass(frozen=True)
class Passage:
    """A passage that was found, and where it stands."""

    text: Text
    title: str
    page: str
    to: str


def search(desk: Desk, asked: Asked) -> Made:
    """What has the words; of one kind, if it is given, and page by page."""
    words, kind, number = asked.one("words").strip(), asked.one("kind"), min(paged(asked, "page"), _LAST)
    if kind and kind not in (kinds := (*NAMES, TEXT, *TEXTS)):
        raise ProjectError(f"kind: there is none called {kind[:40]!r}; there are {', '.join(kinds)}")
    found = index(desk).find(words, kind, (number - 1) * _PAGE, _PAGE)
    of_names = sum(found.counts.get(one, 0) for one in NAMES)
    total = found.counts.get(kind, 0) if kind else found.counts.get(TEXT, 0)
    if number > max(1, -(-total // _PAGE)):
        raise NoPageError(f"There are {-(-total // _PAGE):,} pages of this.")
    names = found.names if kind else found.names[:_FIRST_NAMES] if number == 1 else ()
    values = {
        "words": words,
        "kind": kind,
        "found": found,
        "said": said,
        "names": names,
        "more_names": 0 if kind or number > 1 else of_names - len(names),
        "name_kinds": [one for one in NAMES if one in found.counts],
        "text_kinds": [one for one in (TEXT, *TEXTS) if one in found.counts],
        "passages": _passages(desk, asked, found.texts),
        "number": number,
        "pages": -(-total // _PAGE),
        "first": (number - 1) * _PAGE + 1,
        "at": lambda **given: (
            f"{asked.root}/search?{urlencode({'words': words, **{name: value for name, value in given.items() if value}})}"
        ),
    }
    return desk.html(asked, "search.html", values)


def suggest(desk: Desk, asked: Asked) -> Made:
    """The things whose names have the words begun, for a field of a form."""
    found = index(desk).suggest(asked.one("words"))
    told = [{"value": one.label, "label": _called(one), "kind": one.kind, "to": href(asked.root, one.iri)} for one in found]
    return Made(json.dumps(told, ensure_ascii=False).encode(), "application/json", headers=())


def index(desk: Desk) -> Index:
    """The index of the version that is asked, opened once in each process."""
    return desk.once("search", lambda: Index.of(desk.store, desk.kept.file(FILE)))


def said(kind: str) -> str:
    """What several of a kind are called."""
    return _SAID.get(kind, f"{kind}s")


def _called(name: Name) -> str:
    return name.label if name.name == name.label else f"{name.label} ({name.name})"


def _passages(desk: Desk, asked: Asked, texts: Sequence[Text]) -> list[Passage]:
    documents = {one.iri: document(found[1]) for one in texts if (found := _SOURCE.fullmatch(one.iri))}
    titles, pages = labels(desk, documents.values()), desk.graph.pages(Iri(one.iri) for one in texts)
    return [
        Passage(one, shortened(titles.get(documents.get(one.iri, ""), ""), 110), pages.get(one.iri, ""), href(asked.root, one.iri))
        for one in texts
    ]
