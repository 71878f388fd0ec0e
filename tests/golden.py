"""Golden answers: what a careful reader of the sources expects of each stored question, one TOML file for each.

A file holds cases::

    [[case]]
    asks = "Who chaired the panel on 27 July 2021?"     # the question as somebody would put it; may be left out
    values = { meeting = "some-panel-2021-07-27" }      # the values it is asked of; without them, the documented examples
    complete = true                                     # no other row may be there, as far as the columns below tell

    [[case.row]]                                        # a row that must be there, by the columns that matter
    name = "Councillor Garvey"
    document = "000"                                    # the document, by the beginning of its name
    quote = "PRESENT: Councillor Garvey (Chair)"        # the words it rests on, or their beginning

    [[case.never]]                                      # a wrong answer that must not be there
    name = "Councillor Storey"

A value that ends in "…" is a beginning; "" says that the row has no value there; white space counts as one blank. A row with
``known_failure`` says what should be and is not: the test holds it to failing, so that a mended one is moved. A ``never``
with ``known_failure`` is a wrong row that is still there.

What becomes of the answer when the words of a row are taken away: the row is gone, and all rows that rest on other words stay.
``leaves`` gives the columns of a row that is there instead. ``shaken`` says why rows that rest on other words go or change as
well. ``removes`` names the thing (by its IRI after the base) that is taken away where a row rests on no words of a document.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.query import plain
from kg.rdf import Term

FOLDER = Path(__file__).resolve().parent / "golden" / "answers"
DOCUMENTS = "https://w3id.org/line-of-sight/doc/"
_OF_ROW = ("known_failure", "leaves", "shaken", "removes")


@dataclass(frozen=True)
class GoldenRow:
    """A row that a reader expects, or one that must not be there."""

    columns: Mapping[str, str]
    known_failure: str = ""
    leaves: Mapping[str, str] = field(default_factory=dict)
    shaken: str = ""
    removes: str = ""

    def matches(self, row: Mapping[str, Term]) -> bool:
        """Whether the row of an answer has all that is written here."""
        return all(_fits(name, wanted, row.get(name)) for name, wanted in self.columns.items())


@dataclass(frozen=True)
class Case:
    """A stored question, asked of certain values, and what its answer has to be."""

    question: str
    number: int
    asks: str
    values: Mapping[str, str | Sequence[str]]
    complete: bool
    rows: Sequence[GoldenRow]
    never: Sequence[GoldenRow]

    @property
    def name(self) -> str:
        """The question and which of its cases this is."""
        return f"{self.question}-{self.number}"

    @property
    def due(self) -> list[GoldenRow]:
        """The rows that are there."""
        return [row for row in self.rows if not row.known_failure]


def folded(words: str) -> str:
    """The words with one blank for any white space."""
    return " ".join(words.split())


def _fits(name: str, wanted: str, value: Term | None) -> bool:
    if value is None or not wanted:
        return value is None and not wanted
    kind = name.rstrip("0123456789")
    if kind == "document":
        return str(value).removeprefix(DOCUMENTS).startswith(wanted)
    found, sought = folded(plain(value)), folded(wanted)
    if kind == "quote":
        return found.startswith(sought.removesuffix("…"))
    return found.startswith(sought.removesuffix("…")) if sought.endswith("…") else found == sought


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _row(read: Mapping[str, object]) -> GoldenRow:
    leaves = read.get("leaves", {})
    assert isinstance(leaves, dict)
    return GoldenRow(
        {name: _text(value) for name, value in read.items() if name not in _OF_ROW},
        str(read.get("known_failure", "")),
        {name: _text(value) for name, value in leaves.items()},
        str(read.get("shaken", "")),
        str(read.get("removes", "")),
    )


def read(path: Path) -> list[Case]:
    """The cases of a golden file. Raises ValueError where it has other keys, or a case without rows."""
    whole = tomllib.loads(path.read_text(encoding="utf-8"))
    if set(whole) != {"case"}:
        raise ValueError(f"{path}: it holds {', '.join(whole) or 'nothing'}, where [[case]] is due")
    cases = []
    for number, case in enumerate(whole["case"], 1):
        if wrong := set(case) - {"asks", "values", "complete", "row", "never"}:
            raise ValueError(f"{path}: case {number} has the unknown {', '.join(sorted(wrong))}")
        rows, never = [_row(row) for row in case.get("row", [])], [_row(row) for row in case.get("never", [])]
        if not rows and not (never or case.get("complete")):
            raise ValueError(f"{path}: case {number} expects nothing")
        values = {name: value if isinstance(value, list) else str(value) for name, value in case.get("values", {}).items()}
        cases.append(Case(path.stem, number, case.get("asks", ""), values, case.get("complete", False), rows, never))
    return cases


def cases() -> list[Case]:
    """All cases of all golden files, sorted by question."""
    return [case for path in sorted(FOLDER.glob("*.toml")) for case in read(path)]
