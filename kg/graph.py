"""The graph to ask from Python: stored questions, SPARQL, the network, the exports.

The command line and a notebook use the same few methods. What is heavy is imported by the method that needs it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.endpoint import told
from kg.project import Project, ProjectError, find
from kg.query import Answered, StoredQuery, load, plain
from kg.query import find as find_question
from kg.rdf import Iri, Term
from kg.remote import Remote, is_url
from kg.rows import Rows
from kg.store import Store
from kg.values import Value
from kg.vocab import LOS
from kg.worker import MOST_ROWS, SECONDS, Worker

if TYPE_CHECKING:
    import networkx as nx

PLACE = "store"


def place_of(given: str | Path | None = None) -> Path | str:
    """Where the store is: where it is said, else where ``KG_STORE`` says, else ``store`` in the current folder.

    A folder, or, as a string, the URL of a SPARQL server.
    """
    place = str(given or os.environ.get("KG_STORE") or PLACE)
    return place if is_url(place) else Path(place)


def folder_of(given: str | Path | None = None) -> Path:
    """The folder of the store, as :func:`place_of` finds it, to build a store in. Raises ProjectError for a URL."""
    place = place_of(given)
    if isinstance(place, str):
        raise ProjectError(f"{told(place)}: a store is built in a folder, not on a server; give a folder")
    return place


class Graph:
    """A store, published in a folder or on a SPARQL server (:mod:`kg.remote`), and the stored questions to ask it."""

    def __init__(self, store: Store, project: Project, place: Path | str) -> None:
        self.store = store
        self.project = project
        self.place = place

    @classmethod
    def open(cls, place: str | Path | None = None, project: str | Path | None = None, seconds: float = SECONDS) -> Graph:
        """The graph in the store at ``place``, see :func:`place_of`; a server is given ``seconds`` for each answer.

        Raises ProjectError where there is no store in the folder; a server is not asked before the first question.
        """
        found = place_of(place)
        if isinstance(found, str):
            remote = Remote(found, seconds)
            return cls(remote, find(project), remote.url)
        return cls(Store.open(found), find(project), found)

    @cached_property
    def questions(self) -> dict[str, StoredQuery]:
        """The stored questions by name."""
        return load(self.project)

    def answer(self, question: str, values: Mapping[str, Value | Sequence[Value]]) -> Answered:
        """The answer to a stored question with all that is known of how it was asked; see :meth:`ask`."""
        return find_question(self.questions, question).run(self.store, values)

    def ask(self, question: str, **values: Value | Sequence[Value]) -> Rows:
        """The rows that answer a stored question, each with its passages and their words.

        ``values`` by the names of its parameters; ``graph.questions`` lists both. Raises ProjectError where there is no such
        question or parameter, or a value means nothing.
        """
        answered = self.answer(question, values)
        return Rows(answered.variables, answered.rows, stands=lambda: self.answerability(answered))

    def answerability(self, answered: Answered) -> str:
        """From which documents an answer is, and what could not be in it (:mod:`kg.answerability`)."""
        from kg.answerability import answerability

        return str(answerability(answered, self.store))

    def pages(self, passages: Iterable[Term]) -> dict[str, str]:
        """For each passage of a file with pages, by its IRI: "page 4", or "pages 4 and 5" where it goes over to the next."""
        names = " ".join(sorted({passage.n3() for passage in passages if isinstance(passage, Iri)}))
        query = f"SELECT ?passage ?page ?last WHERE {{ VALUES ?passage {{ {names} }} ?passage <{LOS.page}> ?page OPTIONAL {{ ?passage <{LOS.lastPage}> ?last }} }}"
        return {
            str(row["passage"]): f"pages {plain(row['page'])} and {plain(row['last'])}"
            if "last" in row
            else f"page {plain(row['page'])}"
            for row in (self.store.select(query) if names else ())
        }

    def sparql(self, query: str, seconds: float = SECONDS, most_rows: int = MOST_ROWS) -> Rows:
        """The answer to any SPARQL 1.1 query, asked in a process that is stopped after ``seconds``, or of the server so long.

        ``rows.cut`` tells that there were more than ``most_rows``. Raises ProjectError where the query is at fault.
        """
        if isinstance(self.store, Remote):
            return self.store.ask(query, seconds, most_rows)
        with Worker(self.place, seconds) as worker:
            return worker.ask(query, most_rows)

    def network(self, as_of: str | None = None) -> nx.MultiGraph:
        """The partner network (:mod:`kg.network`), at the day ``as_of`` ("2021-07-27") or of all times."""
        from kg.network import network

        return network(self.store, self.project, as_of)

    def export(self, folder: str | Path, forms: Sequence[str] = ()) -> list[Path]:
        """Write the graph into files (:mod:`kg.export`); the files."""
        from kg.export import export

        return export(self.store, Path(folder), forms)
