"""A SELECT asked in pages, where a server gives no more than so many rows at once: no row is lost, none comes twice.

To the order of the query is added what tells any two rows apart, so pages do not overlap. Whether that holds on the server is
seen: each page begins with the last row of the one before, and the server counts the rows before and after.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kg import sparql
from kg.project import ProjectError
from kg.rdf import Term
from kg.rows import Rows, is_blank

_VARYING = {"RAND", "UUID", "STRUUID", "BNODE", "NOW", "SAMPLE", "GROUP_CONCAT", "REDUCED"}
_ENDS = ("LIMIT", "OFFSET", "VALUES")
_KEYS = "MD5(STR(?{0})) LANG(?{0}) DATATYPE(?{0}) isIRI(?{0})"  # a sum, for some servers sort only by short texts
COUNT = "rows"


class UnpageableError(ProjectError):
    """The rows cannot be had in pages, and why."""


@dataclass(frozen=True)
class Select:
    """A SELECT in its pieces: what stands before it, itself without its graphs (FROM) and its end, and the pieces of the end."""

    prologue: str
    body: str
    graphs: str
    limit: int | None
    offset: int
    values: str
    ordered: bool
    distinct: bool
    varying: str

    def counting(self) -> str:
        """A query for the number of the rows."""
        return self._around(
            f"(COUNT(*) AS ?{COUNT})", f"{self._inner(self.body)}\n{self._cut(self.limit, self.offset)}\n{self.values}"
        )

    def page(self, columns: Sequence[str], first: int, most: int, nested: bool) -> str:
        """A query for ``most`` of the rows from the one numbered ``first``; ``nested`` where a server cannot sort and skip at once."""
        keys = " ".join(_KEYS.format(column) for column in columns)
        ordered = f"{self.body}\n{'' if self.ordered else 'ORDER BY '}{keys}"
        cut = self._cut(most, self.offset + first)
        if nested:
            return f"{self._around('*', f'{self._inner(ordered)} {self.values}')}\n{cut}"
        return f"{self.prologue}\n{self._inner(ordered, self.graphs)}\n{cut}\n{self.values}"

    def _around(self, head: str, inner: str) -> str:
        return f"{self.prologue}\nSELECT {head} {self.graphs} WHERE {{ {{ {inner}\n}} }}"

    def _inner(self, body: str, graphs: str = "") -> str:
        return body.replace(_GRAPHS, graphs)

    @staticmethod
    def _cut(limit: int | None, offset: int) -> str:
        return (f"LIMIT {limit} " if limit is not None else "") + (f"OFFSET {offset}" if offset else "")


_GRAPHS = "\0"  # in a body: where the graphs stood


def read(query: str) -> Select:
    """The pieces of a SELECT that a server has answered."""
    found = list(sparql.tokens(query))
    depth, top = 0, []
    for token in found:
        depth -= token.kind == "mark" and token.text in "})]"
        top.append(depth == 0)
        depth += token.kind == "mark" and token.text in "{(["
    said = [token.text.upper() if token.kind == "word" else "" for token in found]
    words_ = [word if outside else "" for word, outside in zip(said, top, strict=True)]
    start = words_.index("SELECT")
    group = next(index for index in range(start, len(found)) if top[index] and found[index].text == "{")
    named = [index for index in range(start, group) if words_[index] == "FROM"]
    closes = next(index for index in range(group, len(found)) if top[index] and found[index].text == "}")
    ends = [index for index in range(closes, len(found)) if words_[index] in _ENDS]
    at = [token.start for token in found] + [len(query)]
    last = ends[0] if ends else len(found)
    body = query[at[start] : at[last]]
    graphs = ""
    if named:
        until = next((index for index in range(named[-1], group) if words_[index] == "WHERE"), group)
        graphs = query[at[named[0]] : at[until]]
        body = f"{query[at[start] : at[named[0]]]}{_GRAPHS}\n{query[at[until] : at[last]]}"
    numbers = {words_[index]: int(found[index + 1].text) for index in ends if words_[index] != "VALUES"}
    values = next((query[at[index] :] for index in ends if words_[index] == "VALUES"), "")
    inner = [word for word, outside in zip(said, top, strict=True) if word in _VARYING or (word in _ENDS[:2] and not outside)]
    return Select(
        query[: at[start]],
        body,
        graphs,
        numbers.get("LIMIT"),
        numbers.get("OFFSET", 0),
        values,
        "ORDER" in words_[closes:],
        said[start + 1] == "DISTINCT",
        inner[0] if inner else "",
    )


def paged(query: Select, first: Rows, number: int, nested: bool, ask: Callable[[str], Rows]) -> Rows:
    """All ``number`` rows of the query, of which a server gives only ``first`` at once.

    Raises UnpageableError where they cannot be had exactly; what ``ask`` raises comes through.
    """
    if number < len(first):
        raise UnpageableError(f"of which it counts {number:,}")
    if query.varying:
        raise UnpageableError(f"with {query.varying} two pages need not be of the same rows")
    if any(is_blank(term) for row in first.terms for term in row.values()):
        raise UnpageableError("its rows hold blank nodes, which are others on each page")
    size = len(first)
    rows: list[Mapping[str, Term]] = []
    while len(rows) < number:
        again = 1 if rows and size > 1 else 0  # row of the page before
        skipped = len(rows) - again
        page = ask(query.page(first.columns, skipped, min(size, number - skipped), nested)).terms
        if len(page) != min(size, number - skipped) or (again and rows[-1] != page[0]):
            raise UnpageableError("its pages do not fit together")
        rows.extend(page[again:])
    if query.distinct and len({tuple(sorted((name, term) for name, term in row.items())) for row in rows}) != number:
        raise UnpageableError("its pages do not fit together")
    return Rows(first.columns, rows)
