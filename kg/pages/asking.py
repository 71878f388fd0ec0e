"""Stored questions as pages ask them: of things they already know, so that no name is looked up."""

from __future__ import annotations

from urllib.parse import urlencode

from kg.pages.desk import Desk
from kg.query import Answered
from kg.query import find as find_question
from kg.rdf import Iri, Literal, Term
from kg.rows import words


def asked_of(desk: Desk, question: str, **given: Term) -> Answered:
    """The answer to a stored question of these terms."""
    stored = find_question(desk.questions, question)
    terms = {name: (term,) for name, term in given.items()}
    answer = desk.store.query(sparql := stored.file.filled(terms))
    return Answered(stored, sparql, terms, tuple(answer.variables), tuple(answer.rows()))


def question_href(root: str, question: str, **given: str | Iri | Literal) -> str:
    """The address of a stored question, asked of these values."""
    said = {name: term if isinstance(term, str) else words(term) for name, term in given.items()}
    return f"{root}/questions/{question}{'?' if said else ''}{urlencode(said)}"
