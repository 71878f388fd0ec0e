"""Stored questions as pages ask them: of things they already know, so that no name is looked up."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from kg.pages.desk import Desk
from kg.query import Answered
from kg.query import find as find_question
from kg.queryfile import QueryFile, read
from kg.rdf import Iri, Literal, Term
from kg.rows import words
from kg.store import Row


def asked_of(desk: Desk, question: str, **given: Term) -> Answered:
    """The answer to a stored question of these terms."""
    stored = find_question(desk.questions, question)
    terms = {name: (term,) for name, term in given.items()}
    answer = desk.store.query(sparql := stored.file.filled(terms))
    return Answered(stored, sparql, terms, tuple(answer.variables), tuple(answer.rows()))


def page_rows(desk: Desk, query: str, **given: Sequence[Term]) -> list[Row]:
    """The rows of a query that only pages ask (``queries/pages/``)."""
    files: dict[str, QueryFile] = desk.once("queries", dict)
    if query not in files:
        files[query] = read(desk.project.root / "queries" / "pages" / f"{query}.rq")
    return desk.store.select(files[query].filled({name: tuple(terms) for name, terms in given.items()}))


def question_href(root: str, question: str, **given: str | Iri | Literal) -> str:
    """The address of a stored question, asked of these values."""
    said = {name: term if isinstance(term, str) else words(term) for name, term in given.items()}
    return f"{root}/questions/{question}{'?' if said else ''}{urlencode(said)}"
