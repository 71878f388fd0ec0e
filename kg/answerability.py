"""From what an answer was made, and what could not be in it: documents that gave no row, units that were not read, days not covered.

"Not stated", "not read" and "not covered" are different things, and the store can tell them apart: it has the whole text of each
document, every unit with whether it was read, and the dates of all statements. What is said here claims no more than that:
that a text *mentions* a thing by one of its names does not say that it answers the question. What no document states, such as codes
of places and the vocabulary, is said to be so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.bearing import KIND, Bearing
from kg.dated import Dated, dated
from kg.mapping import UNKNOWN
from kg.phrasing import counted
from kg.query import Answered
from kg.rdf import Iri
from kg.rows import words
from kg.store import Store
from kg.vocab import PREFIXES, concept

MOST_LISTED = 3
_SUMMED = re.compile(
    r"\((?:MIN|MAX|SAMPLE)\(\?\w+\) AS \?passage\)|BIND\(IRI\((?:STRBEFORE\()?\?\w+[^\n]*\) AS \?passage\)"
)  # one passage for many
_STRANGE = concept("family", UNKNOWN)
_BY_DOCUMENT = re.compile(r"GROUP BY[^\n]*\?document\b")


@dataclass(frozen=True)
class Answerability:
    """What stands behind an answer. Documents are named by what follows ``doc/`` in their IRIs, in order.

    ``case`` is "answered", or why nothing answers: "not covered" (nothing that would answer is of the days asked of, nor is any
    document), "not dated" (what would answer has no date), "not read" (what was asked for is mentioned in units that were not read), "no match" (there are such statements, none
    as asked), "only mentioned" (texts mention it, and no statement of the kind was made of it), "not stated" (no text mentions it,
    or there is no such statement at all) or "not on record" (there is no such thing in what no document states). ``matter`` is what was asked for, ``stating`` are the documents with statements of
    ``kind`` (about it, where it is a thing). ``summed``: a row sums up many statements. ``besides`` is what rows rest on that is no
    document, and ``undocumented`` how many do; ``speaking``: the documents of the days of ``dated``, where no row is of them. ``strange`` are
    those of unknown family, of which only figures, dates and bodies were read.
    """

    case: str
    documents: tuple[str, ...]
    kind: str = KIND
    cited: tuple[str, ...] = ()
    issued: tuple[str, ...] = ()
    stating: tuple[str, ...] = ()
    matter: str = ""
    mentioning: tuple[str, ...] = ()
    unread: Mapping[str, int] = field(default_factory=dict)
    dated: Dated | None = None
    speaking: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    summed: bool = False
    besides: str = ""
    undocumented: int = 0

    def __str__(self) -> str:
        """All of it in a few sentences."""
        return " ".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        every = counted(len(self.documents), "document")
        issued = f", issued {_between(self.issued)}" if self.issued else ""
        if self.undocumented:
            some = "The rows are" if not self.cited else counted(self.undocumented, "row is", "rows are")
            yield f"{some} from {self.besides}{'' if 'record' in self.besides else ', which no document states'}."
        elif self.besides and self.case == "not on record":
            yield f"There is none in {self.besides}."
            return
        if self.summed and self.case == "answered" and self.stating:
            they = "They sum up" if self.undocumented else "The rows sum up"
            kind = f" ({self.kind})" if self.kind != KIND else ""
            few, many = len(self.cited), len(self.stating)
            of = f"at most {many:,}" if not few else f"{many:,}" if few >= many else f"at least {few:,} and at most {many:,}"
            yield f"{they} statements{kind} of {of} of {every}{issued}: {_listed(self.cited or self.stating)}."
        elif self.cited:
            least = "at least " if self.summed else ""
            yield f"Answered from {least}{len(self.cited)} of {every}{issued}: {_listed(self.cited)}."
        elif not self.undocumented:
            yield f"None of {every} answers{self.besides and ', nor do '}{self.besides}."
        yield from self._of_days()
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
            yield f"There is {'an' if self.kind[0] in 'aeiou' else 'a'} {self.kind} in {_listed(self.stating)}, but none as asked."
        elif self.case == "not stated":
            said = f"no text mentions {self.matter}" if self.matter else f"no {self.kind} as asked was read in any"
            yield f"Not stated: {said}."
        if self.strange:
            yield f"Of unknown family, so only figures, dates and bodies were read: {_listed(self.strange)}."
        if self.unreadable:
            yield f"{counted(len(self.unreadable), 'file')} could not be read at all: {_listed(self.unreadable)}."

    def _of_days(self) -> Iterator[str]:
        """Of which days the rows are, or that none is of the days asked of, and which are nearest."""
        if self.dated is None:
            return
        one = self.dated
        if one.rows:
            yield f"The rows are of {_between(one.rows)}."
        if not one.covered and one.every:
            near = " and ".join(filter(None, (one.before, one.after)))
            nearest = f", the nearest of {near}" if near and len({near, *one.every}) > 1 and one.every[0] != one.every[1] else ""
            otherwise = f"what would answer is of {_between(one.every)}{nearest}"
            if self.speaking:
                yield f"Nothing that would answer is of then ({one.asked}), though {_listed(self.speaking)} {'is' if len(self.speaking) == 1 else 'are'}: {otherwise}."
            else:
                yield f"Not covered: {one.asked}; {otherwise}."
        if one.undated:
            yield f"{counted(one.undated, 'row')} without a date {'is' if one.undated == 1 else 'are'} left out."


def answerability(answered: Answered, store: Store) -> Answerability:
    """What stands behind an answer of ``store``."""
    bearing = Bearing(answered, store)
    rows, columns, besides = answered.rows, bearing.columns, bearing.besides
    if not bearing.of_documents:
        return Answerability("answered" if rows else "not on record", (), besides=besides, undocumented=len(rows))
    undocumented = sum(not any(name in row for name in columns) for row in rows) if besides else 0
    query, documents, stating, mentions = answered.question.file.text, bearing.documents, bearing.stating, bearing.mentions
    given = {row[name] for row in rows for name in columns if name in row}
    cited = [document for document in documents if document in given]
    days = dated(answered, store, bearing.spans)
    speaking = [one for one in days.speaking if one in documents] if days else []
    summed = not columns or (bool(_SUMMED.search(query)) and not _BY_DOCUMENT.search(query))
    unread = mentions.unread or {}
    told = (
        (cited or undocumented or (rows and not columns), "answered"),
        (days and not days.covered and not speaking, "not covered"),
        (unread, "not read"),
        (days and days.undated and not days.every, "not dated"),
        (stating.documents and (stating.about or (bearing.classes and not mentions.matter)), "no match"),
        (mentions.documents, "only mentioned"),
    )
    rested_on = cited or (stating.documents if summed and bearing.classes else ())
    return Answerability(
        case=next((case for so, case in told if so), "not stated"),
        documents=_slugs(documents),
        kind=bearing.kind,
        cited=_slugs(cited),
        issued=tuple(sorted(words(documents[one]["issued"]) for one in rested_on if "issued" in documents[one])),
        stating=_slugs(stating.documents if bearing.classes or stating.about else ()),
        matter=mentions.matter,
        mentioning=_slugs(mentions.documents),
        unread={_slugs([one])[0]: number for one, number in unread.items()},
        dated=days if cited or not undocumented else None,
        speaking=_slugs(speaking),
        unreadable=_slugs(one for one, row in documents.items() if "unreadReason" in row),
        strange=_slugs(one for one, row in documents.items() if row.get("family") == _STRANGE),
        summed=summed,
        besides=besides,
        undocumented=undocumented,
    )


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
