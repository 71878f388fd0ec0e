"""The rows of an answer as a page shows them: cells that lead to things, and the words that each row rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.answering import shortened
from kg.pages.desk import Desk
from kg.pages.links import href, labels
from kg.pages.naming import Said, may_name, meant, named, stated
from kg.pages.showing import METHODS, dated, percentage, plainly, shown
from kg.query import DOCUMENT, Answered
from kg.rdf import Iri, Literal, Term
from kg.rows import is_blank, plain, words

_NUMBERS = {"integer", "decimal", "double", "float", "int", "nonNegativeInteger"}
_SHORT = 40  # a cell of so few letters is no sentence to be quoted once only
_SHARES = {"sureness"}  # columns of shares of one, which people read in per cent
# columns whose values are said in another way than they are spelled
_SAID: Mapping[str, Callable[[Literal], str]] = {
    "computed": lambda term: plainly(shown(term)),
    "method_name": lambda term: METHODS.get(term.lexical, term.lexical),
}
_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?")


@dataclass(frozen=True)
class Cell:
    """What stands in a cell; ``sort`` is what it is sorted and drawn by, ``to`` where it leads."""

    words: str = ""
    sort: str = ""
    number: bool = False
    to: str = ""
    exact: bool = False  # word for word what the row rests on


@dataclass(frozen=True)
class Quote:
    """Exact words, and where they stand."""

    words: str
    title: str
    page: str
    to: str
    within: bool = False  # a cell of the row has just these words


@dataclass(frozen=True)
class Line:
    """A row: its cells, and the words that it rests on."""

    cells: tuple[Cell, ...]
    quotes: tuple[Quote, ...] = ()


def lines(
    desk: Desk, root: str, columns: Sequence[str], rows: Sequence[Mapping[str, Term]], answered: Answered | None = None
) -> list[Line]:
    """The rows, with ``columns``; those of a stored question with their quotes."""
    evidence = answered.evidence if answered else []
    shown_iris = {str(row[name]) for row in rows for name in columns if isinstance(row.get(name), Iri)}
    documents = {str(row[name]) for row in rows for _, name, _ in evidence if name in row}
    names = labels(desk, shown_iris | documents)
    pages = desk.graph.pages(row[name] for row in rows for name, _, _ in evidence if name in row)
    leading = ("title" if "title" in columns else columns[0]) if columns and not evidence else ""
    texts = {(name, words(row[name])) for row in rows for name in columns if isinstance(row.get(name), Literal)}
    known = named(desk, {one for one in texts if may_name(*one)})
    told = stated(desk, {words(row[passage]) for row in rows for passage, _, _ in evidence if passage in row})
    made = []
    for row in rows:
        cited = [(words(row[passage]), str(row.get(document, ""))) for passage, document, _ in evidence if passage in row]
        quotes = {" ".join(words(row[name]).split()) for _, _, name in evidence if name in row}
        cells = [
            _leading(
                cell(root, row.get(name), names, row.get(DOCUMENT) if name == leading else None, name),
                root,
                (name, words(row[name]) if name in row else ""),
                cited,
                known,
                told,
                names,
            )
            for name in columns
        ]
        exact = [" ".join(one.words.split()) for one in cells if len(one.words) > _SHORT]
        made.append(
            Line(
                tuple(replace(one, exact=len(one.words) > _SHORT and " ".join(one.words.split()) in quotes) for one in cells),
                tuple(
                    Quote(
                        words(row[quote]),
                        shortened(names.get(words(row[document]), "")) if document in row else "",
                        pages.get(words(row[passage]), "") if passage in row else "",
                        href(root, words(row[passage])) if passage in row else "",
                        " ".join(words(row[quote]).split()) in exact,
                    )
                    for passage, document, quote in evidence
                    if quote in row
                ),
            )
        )
    return made


def cell(root: str, term: Term | None, names: Mapping[str, str], leads: Term | None = None, name: str = "") -> Cell:
    """A term as a cell, an IRI by what it is called. ``leads``: the document that the row is of, where it rests on no words."""
    if term is None:
        return Cell()
    if isinstance(term, Iri):
        to = "" if is_blank(term) else href(root, str(term))
        return Cell(names.get(str(term), str(term)), to="" if to == "#" else to)
    if name in _SHARES:
        return Cell(percentage(term.lexical), term.lexical, number=True)
    number = is_number(term)
    if _DAY.fullmatch(term.lexical):  # some questions give days as words
        return Cell(dated(term.lexical), term.lexical)
    said = _SAID.get(name, shown)(term)
    to = href(root, str(leads)) if leads is not None else ""
    return Cell(said, str(plain(term)) if number or said != term.lexical else "", number, to)


def _leading(
    made: Cell,
    root: str,
    said: Said,
    cited: Sequence[tuple[str, str]],
    known: Mapping[Said, str],
    told: Mapping[tuple[str, str], set[str]],
    names: Mapping[str, str],
) -> Cell:
    """The cell with where it leads: to the document of the row that has this title, the statement that has these words, the thing of this name."""
    if made.to or not may_name(*said):
        return made
    titled = [document for _, document in cited if document and names.get(document) == said[1]]
    stating = [meant(told[passage, said[1]], said[0]) for passage, _ in cited if (passage, said[1]) in told]
    iri = next((one for one in (*titled, *stating, known.get(said, "")) if one), "")
    return replace(made, to=href(root, iri)) if iri else made


def is_number(term: Term | None) -> bool:
    """Whether a term is a number."""
    return isinstance(term, Literal) and term.datatype.rpartition("#")[2] in _NUMBERS


def head(name: str) -> str:
    """The name of a column as a person reads it."""
    said = name.removesuffix("_name").replace("_", " ")
    return said[:1].upper() + said[1:]
