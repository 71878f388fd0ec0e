"""Answers as text: a table to read, or a form for another program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from kg.census import Coverage, total
from kg.graph import Graph
from kg.packet import packet
from kg.phrasing import counted
from kg.printing import Page, Row, table
from kg.query import Answered, StoredQuery, plain
from kg.rdf import Iri, Term, text
from kg.rows import Rows, is_blank
from kg.store import spelled
from kg.vocab import PREFIXES, compact


def catalogue(questions: Mapping[str, StoredQuery], page: Page) -> Iterator[str]:
    """The stored questions by subject, with their parameters."""
    yield from page.wrapped(f"{counted(len(questions), 'question')}. Ask one by its name: kg ask NAME [PARAMETER=VALUE]...")
    for subject, group in groupby(questions.values(), key=lambda one: one.subject):
        yield ""
        yield page.bold(subject.upper())
        for one in group:
            yield f"  {page.bold(one.name)}"
            yield from page.wrapped(one.file.summary, "      ", "      ")
            for parameter in one.parameters.values():
                may = ", may be left out" if parameter.optional else ""
                said = f"{parameter.name}={parameter.example}  ({parameter.description}{may})"
                yield from (page.dim(line) for line in page.wrapped(said, "        ", "          "))


def written(answered: Answered, graph: Graph, form: str, quotes: bool, page: Page) -> str:
    """The answer to a stored question in one of the forms of ``kg ask``."""
    if form == "table":
        return _text(_answer(answered, graph, quotes, page))
    if form == "html":
        return packet(
            _title(answered),
            _rows(answered),
            _sources(graph, answered),
            answered.sparql,
            _given(answered),
            graph.store.manifest,
            graph.answerability(answered),
        )
    return _rows(answered).text(form)


def spelled_out(answer: Rows, form: str, page: Page) -> str:
    """The answer to an ad-hoc query in one of the forms of ``kg sparql``."""
    if form == "turtle" or (form == "table" and answer.kind == "triples"):
        lines = [f"{' '.join(_n3(row[name]) for name in answer.columns)} .\n" for row in answer.terms]
        return spelled(lines, "turtle", PREFIXES).decode() if answer.kind == "triples" else answer.text("json")
    if form == "html":
        return packet("An answer to a query", answer, {}, "", {}, {})
    if form != "table":
        return answer.text(form)
    if answer.kind == "boolean":
        return f"{'yes' if answer.truth else 'no'}\n"
    rows = [Row([_short(row[name]) if name in row else "" for name in answer.columns]) for row in answer.terms]
    return _text([*table(answer.columns, rows, page), counted(len(rows), "row") + "."])


def covered(documents: Sequence[Coverage], form: str, unread: bool, page: Page) -> str:
    """The coverage of the documents; in the table with their total, and why what was not read was not."""
    if form != "table":
        rows = [{name: text(str(value)) for name, value in one.row().items()} for one in documents]
        return Rows(tuple(documents[0].row()) if documents else (), rows).text(form)
    return _text(_covered(documents, unread, page))


def _covered(documents: Sequence[Coverage], unread: bool, page: Page) -> Iterator[str]:
    yield from table(_HEADS, [Row(_cells(one)) for one in [*documents, *([total(documents)] if len(documents) != 1 else [])]], page)
    for one in documents:
        if one.unread_reason:
            yield ""
            yield from page.wrapped(f"{one.document}: nothing was read: {one.unread_reason}")
    strange = [one.document for one in documents if not one.known]
    if strange:
        yield ""
        yield from page.wrapped(f"Of unknown family, so only figures, dates and bodies were read: {', '.join(strange)}.")
    for one in documents:
        if not (one.unread or one.lost or one.figures_left):
            continue
        yield ""
        yield page.bold(f"{one.document}: {counted(one.unread.total(), 'unit')} not read")
        for reason, number in sorted(one.reasons.items(), key=lambda pair: (-pair[1], pair[0])):
            yield from page.wrapped(f"{number}: {reason or 'no reason is given'}", "  ", "    ")
        yield from _left(one.left if unread else (), page, reasons=False)
        yield from _left(one.parts_left if unread else (), page)
        yield from _left(one.lost, page)
        if unread and one.figures_left:
            yield f"  {counted(len(one.figures_left), 'sentence')} with a figure that was not read:"
            yield from _left(one.figures_left, page)


_HEADS = ("document", "family", "units read", "cited", "figures read", "lost")


def _cells(one: Coverage) -> list[str]:
    units, counts = one.read.total() + one.unread.total(), one.row()
    figures = "" if one.figures is None else f"{one.figures_read} of {one.figures}"
    return [one.document, one.family, f"{one.read.total()} of {units}", str(counts["share_cited"]), figures, str(len(one.lost))]


def _left(rows: Sequence[Mapping[str, Term]], page: Page, *, reasons: bool = True) -> Iterator[str]:
    """The words of units, with what is said of them."""
    for row in rows:
        if reasons:
            kind = plain(row["kind"]).rsplit("/", 1)[-1].replace("-", " ")
            yield from page.wrapped(f"{kind}: {plain(row['reason']) if 'reason' in row else ''}", "  ", "    ")
        yield from (page.dim(line) for line in page.wrapped(f"“{plain(row['quote'])}”", "    ", "    "))


def _answer(answered: Answered, graph: Graph, quotes: bool, page: Page) -> Iterator[str]:
    yield from page.wrapped(_title(answered))
    yield ""
    if not answered.rows:
        yield from page.wrapped(f"No rows. {graph.answerability(answered)}")
    else:
        sources = _sources(graph, answered) if quotes else {}
        rows = [
            Row(
                [plain(row[name]) if name in row else "" for name in answered.columns],
                _quotes(answered, sources, row) if quotes else (),
            )
            for row in answered.rows
        ]
        yield from table(answered.columns, rows, page)
        hint = "" if quotes or not answered.evidence else " With --quotes, the words that each rests on."
        yield from page.wrapped(f"{counted(len(rows), 'row')}.{hint}")
    yield from page.wrapped(graph.answerability(answered)) if answered.rows else ()
    for note in answered.notes:
        yield from page.wrapped(f"Note: {note}", "", "  ")


def _title(answered: Answered) -> str:
    given = ", ".join(f"{name} = {' or '.join(plain(value) for value in values)}" for name, values in answered.given.items())
    return answered.question.file.summary + (f" ({given})" if given else "")


def _given(answered: Answered) -> dict[str, str]:
    return {name: " or ".join(plain(value) for value in values) for name, values in answered.given.items()}


def _rows(answered: Answered) -> Rows:
    return Rows(answered.variables, answered.rows)


def _quotes(answered: Answered, sources: Mapping[str, str], row: Mapping[str, Term]) -> list[str]:
    made = []
    for passage, document, quote in answered.evidence:
        if quote in row:
            where = (sources.get(str(row[document])) or plain(row[document])) if document in row else ""
            page = sources.get(str(row.get(passage)), "")
            source = ", ".join(filter(None, (shortened(where), page)))
            made.append(f"“{' '.join(plain(row[quote]).split())}”" + (f" ({source})" if source else ""))
    return made


def shortened(title: str, most: int = 70) -> str:
    """A title that is too long for a reference, cut after a whole word."""
    return title if len(title) <= most else title[:most].rsplit(" ", 1)[0] + " …"


def _sources(graph: Graph, answered: Answered) -> dict[str, str]:
    """The titles of the documents, and the pages of the passages of an answer where their files have pages."""
    naming = next(iter(graph.questions.values())).naming
    rows = graph.store.select(naming.filled({"start": (text(PREFIXES["doc"]),)}))
    titles = {str(row["thing"]): plain(row["name"]) for row in rows if plain(row["main"]) == "true"}
    return titles | graph.pages(row[passage] for row in answered.rows for passage, _, _ in answered.evidence if passage in row)


def _short(term: Term) -> str:
    return compact(term) if isinstance(term, Iri) else plain(term)


def _n3(term: Term) -> str:
    return str(term) if is_blank(term) else term.n3()


def _text(lines: Iterator[str] | Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
