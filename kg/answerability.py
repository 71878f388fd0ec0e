"""From what an answer was made, and what could not be in it: documents that gave no row, units that were not read, days not covered.

"Not stated", "not read" and "not covered" are different things, and the store can tell them apart: it has the whole text of each
document, every unit with whether it was read, and the dates of all statements. What is said here claims no more than that:
that a text *mentions* a thing by one of its names does not say that it answers the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.bearing import Bearing
from kg.phrasing import counted
from kg.query import DOCUMENT, Answered
from kg.rdf import Iri
from kg.rows import words
from kg.store import Store
from kg.vocab import PREFIXES

MOST_LISTED = 3
_SUMMED = re.compile(r"\((?:MIN|MAX|SAMPLE)\(\?\w+\) AS \?passage\)|BIND\(IRI\(\?\w+\) AS \?passage\)")  # one passage for many
_BY_DOCUMENT = re.compile(r"GROUP BY[^\n]*\?document\b")
_FIRST, _LAST = ("since", "from"), ("until", "to")  # parameters that are an end of a period


@dataclass(frozen=True)
class Answerability:
    """What stands behind an answer. Documents are named by what follows ``doc/`` in their IRIs, in order.

    ``case`` is "answered", or why nothing answers: "not covered" (what is stated of the kind has no date as asked for), "not read"
    (what was asked for is mentioned in units that were not read), "no match" (there are such statements, none as asked),
    "only mentioned" (texts mention it, and no statement of the kind was made of it) or "not stated" (no text mentions it, or there
    is no such statement at all). ``matter`` is what was asked for, ``stating`` are the documents with statements of ``kind`` (about
    it, where it is a thing), and ``period`` the first and last date of these. ``summed``: a row sums up many statements.
    """

    case: str
    documents: tuple[str, ...]
    kind: str = "statement of this kind"
    cited: tuple[str, ...] = ()
    issued: tuple[str, ...] = ()
    stating: tuple[str, ...] = ()
    matter: str = ""
    mentioning: tuple[str, ...] = ()
    unread: Mapping[str, int] = field(default_factory=dict)
    period: tuple[str, str] | None = None
    outside: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    summed: bool = False

    def __str__(self) -> str:
        """All of it in a few sentences."""
        return " ".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        every = counted(len(self.documents), "document")
        if self.case != "answered" and not self.cited:
            yield f"None of {every} answers."
        elif self.summed:
            yield f"The rows sum up statements of a kind that {len(self.stating)} of {every} make."
        else:
            when = _between(self.issued)
            yield f"Answered from {len(self.cited)} of {every}{f', issued {when}' if when else ''}: {_listed(self.cited)}."
        if self.outside and self.period:
            yield f"Not covered: {_and(self.outside)}; what is stated of this kind is of {_between(self.period)}."
        if self.unread:
            number = sum(self.unread.values())
            mention = "mentions" if number == 1 else "mention"
            yield f"Not read: {counted(number, 'unit')} that {mention} {self.matter}, in {_listed(list(self.unread))}."
        others = [one for one in self.mentioning if one not in self.cited]
        if self.cited and others:
            yield f"{self.matter} is also mentioned in {_listed(others)}."
        elif self.case == "only mentioned":
            yield f"{self.matter} is mentioned in {_listed(others)}, and no {self.kind} as asked was read there."
        elif self.case == "no match" and self.stating:
            yield f"There is a {self.kind} in {_listed(self.stating)}, but none as asked."
        elif self.case == "not stated":
            said = f"no text mentions {self.matter}" if self.matter else f"no {self.kind} as asked was read in any"
            yield f"Not stated: {said}."
        if self.unreadable:
            yield f"{counted(len(self.unreadable), 'file')} could not be read at all: {_listed(self.unreadable)}."


def answerability(answered: Answered, store: Store) -> Answerability | None:
    """What stands behind an answer of ``store``; None where the question is of vocabulary, files or reference data only."""
    bearing = Bearing(answered, store)
    columns = [name for name in answered.variables if name.rstrip("0123456789") == DOCUMENT]
    if not bearing.of_documents or not (bearing.classes or columns):
        return None
    query, documents, stating, mentions = answered.question.file.text, bearing.documents, bearing.stating, bearing.mentions
    given = {row[name] for row in answered.rows for name in columns if name in row}
    cited = [document for document in documents if document in given]
    outside = tuple(
        f"{name} {day}" if name in (*_FIRST, *_LAST) else day
        for name, day in bearing.days
        if stating.period and _is_outside(name, day, stating.period)
    )
    unread = mentions.unread or {}
    told = (
        (cited or (answered.rows and not columns), "answered"),
        (outside, "not covered"),
        (unread, "not read"),
        (stating.documents and (stating.about or not mentions.matter), "no match"),
        (mentions.documents, "only mentioned"),
    )
    return Answerability(
        case=next((case for so, case in told if so), "not stated"),
        documents=_slugs(documents),
        kind=bearing.kind,
        cited=_slugs(cited),
        issued=tuple(sorted(words(documents[one]["issued"]) for one in cited if "issued" in documents[one])),
        stating=_slugs(stating.documents),
        matter=mentions.matter,
        mentioning=_slugs(mentions.documents),
        unread={_slugs([one])[0]: number for one, number in unread.items()},
        period=stating.period,
        outside=outside,
        unreadable=_slugs(one for one, row in documents.items() if "unreadReason" in row),
        summed=not columns or (bool(_SUMMED.search(query)) and not _BY_DOCUMENT.search(query)),
    )


def _is_outside(name: str, day: str, period: tuple[str, str]) -> bool:
    """Whether nothing is of the day, or of any day from or until it, by the parameter; "2014" takes in all its days."""
    before, after = day[: len(period[0])] < period[0], day[: len(period[1])] > period[1]
    return after if name in _FIRST else before if name in _LAST else before or after


def _slugs(documents: Iterable[Iri]) -> tuple[str, ...]:
    return tuple(one.removeprefix(PREFIXES["doc"]) for one in documents)


def _between(days: Sequence[str]) -> str:
    return "" if not days else days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _listed(names: Sequence[str]) -> str:
    """The names, or the first of them and how many more there are."""
    if len(names) <= MOST_LISTED:
        return _and(names)
    return f"{', '.join(names[: MOST_LISTED - 1])} and {len(names) - MOST_LISTED + 1} more"
