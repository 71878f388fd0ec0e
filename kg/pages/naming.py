"""What the cells of an answer name: the things whose names or words they are, where that is just one thing.

A stored question answers in words. A cell leads on where its words are exactly the name of one thing of a kind that has a page worth
reading, or exactly what one statement says that rests on the passage of the row. What fits two things leads nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.pages.links import HasStore, batches, kind_of
from kg.rdf import Iri, Literal
from kg.rows import words
from kg.vocab import LOS, PREFIXES, RDFS

Said = tuple[str, str]  # a column, and the words of a cell of it
_ID, _CODE = PREFIXES["id"], PREFIXES["code"]
_THINGS = ("body", "person", "place", "programme", "inspection", "meeting", "agenda-item", "indicator")
_LEADING = (*(f"{_ID}{kind}/" for kind in _THINGS), f"{_CODE}indicator/", f"{_CODE}framework/", PREFIXES["doc"])
# words of the names of columns that say of which kind their things are, where a name fits several
_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("body", "authority", "council", "partner", "by", "part"), f"{_ID}body/"),
    **dict.fromkeys(("place", "region", "within", "former", "later"), f"{_ID}place/"),
    **dict.fromkeys(("name", "holder", "inspector", "person"), f"{_ID}person/"),
    "programme": f"{_ID}programme/",
    "indicator": f"{_CODE}indicator/",
    "theme": f"{_CODE}theme/",
    **dict.fromkeys(("role", "broader"), f"{_CODE}role/"),
}
# of columns with these words in their names the cells are no names
_NEVER = {
    "printed",
    "computed",
    "kind",
    "sort",
    "why",
    "reason",
    "how",
    "sure",
    "state",
    "number",
    "method",
    "class",
    "words",
    "code",
}


def may_name(column: str, said: str) -> bool:
    """Whether the words of a cell may be a name: a column can say that they are not, and a figure is none."""
    return not _NEVER & {*column.rstrip("0123456789").split("_")} and any(letter.isalpha() for letter in said)


def named(desk: HasStore, cells: Iterable[Said]) -> dict[Said, str]:
    """The thing that the words of each cell are the name of, where that is clear."""
    asked = {*cells}
    found: dict[str, set[str]] = defaultdict(set)
    for either in batches(f"{Literal(said).n3()} {Literal(said, '', 'en').n3()}" for said in sorted({said for _, said in asked})):
        for row in desk.store.select(f"SELECT ?thing ?name {{ VALUES ?name {{ {either} }} ?thing {RDFS.label.n3()} ?name }}"):
            found[words(row["name"])].add(words(row["thing"]))
    chosen = {(column, said): _one(found[said], column) for column, said in asked if said in found}
    return {one: thing for one, thing in chosen.items() if thing}


def stated(desk: HasStore, cited: Iterable[str]) -> dict[tuple[str, str], set[str]]:
    """The statements that rest on a passage, by the passage and their words or names."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for either in batches(Iri(one).n3() for one in sorted({*cited})):
        query = (
            f"SELECT ?thing ?passage ?said {{ VALUES ?passage {{ {either} }} ?thing {LOS.evidence.n3()} ?passage ."
            f" ?thing {LOS.text.n3()}|{RDFS.label.n3()} ?said }}"
        )
        for row in desk.store.select(query):
            found[words(row["passage"]), words(row["said"])].add(words(row["thing"]))
    return found


def meant(things: set[str], column: str) -> str:
    """The one of these statements that a column is of; "" where several may be."""
    fitting = [one for one in things if kind_of(one) in column.split("_")] if len(things) > 1 else [*things]
    return fitting[0] if len(fitting) == 1 else ""


def _one(things: set[str], column: str) -> str:
    """The one thing that is meant, of those that have a page worth reading; "" where several may be."""
    kinds = tuple(_KINDS[word] for word in column.rstrip("0123456789").split("_") if word in _KINDS)
    for starts in (kinds, _LEADING):
        fitting = [one for one in things if one.startswith(starts)] if starts else []
        if len(fitting) == 1:
            return fitting[0]
    return ""
