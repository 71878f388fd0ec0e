"""Small stores for tests, written as TriG with the project's prefixes."""

from __future__ import annotations

import pyoxigraph as ox

from kg.store import Store
from kg.vocab import PREFIXES

_HEAD = "".join(f"PREFIX {prefix}: <{start}>\n" for prefix, start in PREFIXES.items())


def store_of(trig: str) -> Store:
    """A store in memory of what ``trig`` says; the prefixes need not be declared."""
    quads = ox.parse(_HEAD + trig, format=ox.RdfFormat.TRIG)
    return Store.in_memory(f"{quad} .\n" for quad in quads)


def passage(number: int, words: str, document: str = "doc:report") -> str:
    """The triples of a passage, in Turtle, as ``id:passage/<number>``: made to be put into a graph of :func:`store_of`."""
    base = f"<{PREFIXES['id']}passage/{number}>"
    return (
        f'{base} a los:Passage ; los:document {document} ; oa:start {number} ; oa:end {number + len(words)} ; oa:exact "{words}" .'
    )
