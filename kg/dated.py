"""Of which days an answer is, and whether the days that it was asked of are among them.

The same question without its days tells exactly when such rows are dated, by the dates that the question itself goes by; the outer
dates of documents do not, for they enclose years of which nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.query import Answered
from kg.rdf import XSD, Iri, Literal, Term, typed
from kg.rows import words
from kg.store import Row, Store

FIRST, LAST = ("since", "from"), ("until", "to")  # parameters that are an end of a period
_OWN = frozenset(("attested_on", "date", "day", "from", "since", "to", "until"))  # columns with the days of a row
_ALL_TIME = {**dict.fromkeys(FIRST, "0001-01-01"), **dict.fromkeys(LAST, "9999-12-31")}
_HOW_SURE, _SURE = ("by_then", "how_sure", "valid"), frozenset(("certain", "yes"))
_ISSUED_ON = "issued"  # of a document; where the columns have other days too, of an inspection
_DATES = frozenset(XSD + name for name in ("date", "gYear", "gYearMonth"))
_SPEAKING = """PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX los: <https://w3id.org/line-of-sight/def/>
SELECT DISTINCT ?document ?first WHERE {
  { ?document a los:Document ; dcterms:issued ?first }
  UNION { GRAPH ?document { ?said los:madeIn ?event } ?event dcterms:date|los:until|los:from ?first }
  UNION { GRAPH ?document { ?said los:meeting ?event ; a los:AgendaItem } ?event dcterms:date ?first }
}"""

Span = tuple[str, str]  # the first and the last day, each as exact as it is known: "2014", "2014-06", "2014-06-01"


@dataclass(frozen=True)
class Dated:
    """What was asked of days, and of which days there are rows.

    ``asked`` are the days or the period, in words; ``rows``, ``every``: from when to when the rows are, and those of the same
    question without its days. ``covered``: whether one of these is of the days asked; else ``before`` and ``after`` are the nearest
    days of which there is one. ``undated``: so many rows without a date a period leaves out. ``speaking``: the documents of that time.
    """

    asked: str
    covered: bool
    every: Span | None = None
    rows: Span | None = None
    before: str = ""
    after: str = ""
    undated: int = 0
    speaking: tuple[Iri, ...] = ()


def dated(answered: Answered, store: Store, stated: Iterable[Span]) -> Dated | None:
    """Of which days the answer of ``store`` is; None where it was not asked of days.

    ``stated``: the days of the statements of the kind, which stand in for rows that have no dates.
    """
    given = {name: [words(value) for value in values] for name, values in _days(answered).items()}
    if not given:
        return None
    asked = list(_periods(given))
    rows, every = (
        [_span(row, given, answered.variables) for row in some] for some in (answered.rows, _without(answered, store, given))
    )
    of_period = bool(given.keys() & _ALL_TIME.keys())
    undated = every.count(None) if of_period and _OWN & {*answered.variables} else 0
    spans = [span for span in every if span] or ([] if undated else list(stated))
    if not spans:
        return Dated(" and ".join(map(_spelled, asked)), covered=True, undated=undated) if undated else None
    spans += _certain(answered.rows, asked)
    missed = [span for span in asked if not any(_meet(span, one) for one in spans)]
    covered = not missed or (of_period and bool(rows))
    told = missed or asked
    return Dated(
        asked=" and ".join(_spelled(span) for span in told),
        covered=covered,
        every=_outer(spans),
        rows=_outer([span for span in rows if span]) if of_period else None,
        before="" if covered else max((last for _, last in spans if last < told[0][0]), default=""),
        after="" if covered else min((first for first, _ in spans if first > told[-1][1]), default=""),
        undated=undated,
        speaking=() if covered else _speaking(store, told),
    )


def _certain(rows: Sequence[Row], asked: Sequence[Span]) -> list[Span]:
    """The days asked of on which a row is sure to hold: a day between two that are stated is told of, too."""
    sure = [row for row in rows if any(name in row and words(row[name]) in _SURE for name in _HOW_SURE)]
    return [span for span in asked if any("date" not in row or words(row["date"]) == span[0] for row in sure)]


def _days(answered: Answered) -> dict[str, Sequence[Term]]:
    """The days asked of by the names of their parameters: those given, or the examples that stood in for them."""
    parameters = answered.question.parameters
    days = {name: answered.given.get(name, one.examples) for name, one in parameters.items() if one.type == "date"}
    return {name: values for name, values in days.items() if values}


def _periods(given: Mapping[str, Sequence[str]]) -> Iterator[Span]:
    """The periods and days asked of; a period without an end goes on for all time."""
    if given.keys() & _ALL_TIME.keys():
        firsts = [day for name in FIRST for day in given.get(name, ())]
        lasts = [day for name in LAST for day in given.get(name, ())]
        yield (min(firsts, default=_ALL_TIME["since"]), max(lasts, default=_ALL_TIME["until"]))
    yield from ((day, day) for name, days in sorted(given.items()) if name not in _ALL_TIME for day in sorted(days))


def _without(answered: Answered, store: Store, given: Mapping[str, Sequence[str]]) -> Iterator[Row]:
    """The rows of the same question without its days; none where it cannot be asked so, or gives no days."""
    if not _OWN & {*answered.variables}:
        return
    terms: dict[str, tuple[Term, ...]] = {name: values for name, values in answered.given.items() if name not in given}
    for name in given:
        if not answered.question.parameters[name].optional:
            if name not in _ALL_TIME:
                return
            terms[name] = (typed(_ALL_TIME[name], "date"),)
    yield from store.select(answered.question.file.filled(terms))


def _span(row: Row, given: Mapping[str, Sequence[str]], names: Sequence[str]) -> Span | None:
    """From when to when a row with columns of these ``names`` is: its date, else all the dates that it gives."""
    found = {
        name: value.lexical
        for name, value in row.items()
        if isinstance(value, Literal) and value.datatype in _DATES and name not in given
    }
    issued = found.pop(_ISSUED_ON, "")
    if not found and issued and _OWN & {*names}:
        return issued, issued
    if "date" in found:
        return min(found.get("from", found["date"]), found["date"]), found["date"]
    return (min(found.values()), max(found.values())) if found else None


def _meet(asked: Span, span: Span) -> bool:
    """Whether two stretches of time have a day in common, "2014" being all its days."""
    (since, until), (first, last) = asked, span
    return last[: len(since)] >= since[: len(last)] and first[: len(until)] <= until[: len(first)]


def _outer(spans: Sequence[Span]) -> Span | None:
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None


def _speaking(store: Store, asked: Sequence[Span]) -> tuple[Iri, ...]:
    """The documents that were issued in the time asked of, or tell of a meeting or an inspection in it."""
    found = {
        document
        for row in store.select(_SPEAKING)
        if isinstance(document := row["document"], Iri) and any(_meet(span, (words(row["first"]),) * 2) for span in asked)
    }
    return tuple(sorted(found))


def _spelled(span: Span) -> str:
    since, until = span
    if since == until:
        return since
    ends = [f"since {since}"] if since != _ALL_TIME["since"] else []
    return " ".join([*ends, *([f"until {until}"] if until != _ALL_TIME["until"] else [])])
