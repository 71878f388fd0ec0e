"""The SPARQL page: a query to write or to begin with, its answer, and what an editor offers."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from itertools import groupby, islice
from typing import Any
from urllib.parse import urlencode

from kg import sparql
from kg.pages.answers import Line, cell, is_number
from kg.pages.asked import Asked, Made
from kg.pages.desk import Desk
from kg.phrasing import counted
from kg.project import ProjectError
from kg.rdf import Iri, Term
from kg.rows import is_blank, words
from kg.store import Answer, Dataset, Row, spelled
from kg.terms import TERMS
from kg.vocab import PREFIXES, compact

MOST = 1000  # rows that are shown; a file has them all
_MOST_TRIPLES = 5000
_FIRST = """# Ten inspections, the latest first. Change it, or begin with one of the examples below.
SELECT ?inspection ?name ?issued WHERE {
  ?inspection a los:Inspection ; rdfs:label ?name ; dcterms:issued ?issued .
}
ORDER BY DESC(?issued)
LIMIT 10
"""
_FILES = {
    "csv": ("csv", "text/csv; charset=utf-8"),
    "json": ("srj", "application/sparql-results+json"),
    "turtle": ("ttl", "text/turtle; charset=utf-8"),
    "ntriples": ("nt", "application/n-triples"),
}
_PLACE = re.compile(r"line (\d+), column (\d+)")
_KINDS = {"class": "class", "object": "property", "data": "property", "annotation": "property"}


def query(desk: Desk, asked: Asked) -> Made:
    """The page, with the answer to the query that was given; or the answer alone, in a file."""
    text = asked.one("query").replace("\r\n", "\n")
    example = desk.questions.get(asked.one("example"))
    values: dict[str, Any] = {
        "text": text or (_without_head(example.file.text) if example else _FIRST),
        "fault": "",
        "place": None,
        "result": None,
        "files": {},
        "address": f"{asked.root}/query?{urlencode({'query': text})}",
        "permalink": f"{asked.origin}/query?{urlencode({'query': text})}",
        "service": f"{asked.origin}/sparql",
        "examples": [(subject, list(group)) for subject, group in groupby(desk.questions.values(), key=lambda one: one.subject)],
        "prefixes": PREFIXES,
    }
    if asked.said:
        values["fault"] = asked.said
    elif text:
        try:
            answer = _answered(desk, asked, text)
            if (form := asked.one("form")) in _FILES:
                return _file(answer, form)
            values["result"] = _shown(asked, answer)
            values["files"] = (
                {"CSV": "csv", "JSON": "json"} if answer.kind != "triples" else {"Turtle": "turtle", "N-Triples": "ntriples"}
            )
        except ProjectError as error:
            values["fault"] = sparql.explained(str(error), text, 0)
            values["place"] = _PLACE.search(values["fault"])
    return desk.html(asked, "query.html", values, asked.status if values["fault"] else 200)


def vocabulary(desk: Desk, asked: Asked) -> Made:  # noqa: ARG001 - all pages are asked so
    """What an editor offers: the prefixes, and the terms with their labels and what they mean."""
    labels = f"SELECT ?term ?label ?meaning {{ ?term <{PREFIXES['rdfs']}label> ?label OPTIONAL {{ ?term <{PREFIXES['rdfs']}comment> ?meaning }} FILTER(STRSTARTS(STR(?term), '{PREFIXES['los']}')) }} ORDER BY ?term"
    said = {str(row["term"]): row for row in desk.store.select(labels)}
    terms = []
    for prefix, kinds in sorted(TERMS.items()):
        for kind, names in kinds.items():
            for name in names.split():
                row = said.get(PREFIXES[prefix] + name, {})
                told: dict[str, str] = {one: words(row[one]) for one in ("label", "meaning") if one in row}
                terms.append({"name": f"{prefix}:{name}", "kind": _KINDS[kind], **told})
    body = json.dumps({"prefixes": PREFIXES, "terms": terms}, ensure_ascii=False).encode()
    return Made(body, "application/json", headers=(("Cache-Control", "max-age=300"),))


def _answered(desk: Desk, asked: Asked, text: str) -> Answer:
    """The answer to a query. Raises ProjectError where there is none."""
    sparql.check(text)
    base = f"{asked.origin}/sparql"
    unnamed, named = sparql.graphs(text, base, PREFIXES) if "FROM" in text.upper() else ([], [])
    return desk.store.answer(text, base if asked.origin else None, PREFIXES, Dataset(unnamed, named) if len(unnamed) > 1 else None)


def _shown(asked: Asked, answer: Answer) -> dict[str, Any]:
    """What the page shows of an answer, and how much that is."""
    if answer.kind == "boolean":
        return {"kind": "boolean", "said": "Yes" if answer else "No", "cut": False}
    if answer.kind == "triples":
        triples = list(islice(answer.triples(), _MOST_TRIPLES + 1))
        lines = [f"{' '.join(_n3(one) for one in triple)} .\n" for triple in triples[:_MOST_TRIPLES]]
        cut = len(triples) > _MOST_TRIPLES
        said = f"{'The first ' if cut else ''}{counted(len(lines), 'triple')}"
        return {"kind": "triples", "said": said, "cut": cut, "turtle": spelled(lines, "turtle", PREFIXES).decode()}
    rows = list(islice(answer.rows(), MOST + 1))
    cut, shown = len(rows) > MOST, rows[:MOST]
    return {
        "kind": "rows",
        "said": f"{'The first ' if cut else ''}{counted(len(shown), 'row')}",
        "cut": cut,
        "columns": answer.variables,
        "numbers": [any(is_number(row.get(name)) for row in shown) for name in answer.variables],
        "lines": [_line(asked, answer.variables, row) for row in shown],
        "quoted": False,
    }


def _line(asked: Asked, columns: list[str], row: Row) -> Line:
    names = {str(term): compact(term) for term in row.values() if isinstance(term, Iri)}
    return Line(tuple(cell(asked.root, row.get(name), names) for name in columns))


def _file(answer: Answer, form: str) -> Made:
    """The whole answer as a file. Raises ProjectError where it has no such form."""
    ending, media = _FILES[form]
    if (answer.kind == "triples") != (form in {"turtle", "ntriples"}) or (answer.kind == "boolean" and form == "csv"):
        raise ProjectError(f"the answer to this query cannot be had as {form}")
    out = io.BytesIO()
    answer.write(out, form, PREFIXES)
    return Made(out.getvalue(), media, headers=(("Content-Disposition", f'attachment; filename="answer.{ending}"'),))


def _n3(term: Term) -> str:
    return str(term) if is_blank(term) else term.n3()


def _without_head(text: str) -> str:
    """A stored query without what it says of itself to programs, but for the summary."""

    def kept() -> Iterator[str]:
        for line in text.splitlines():
            if line.startswith("#+ summary: "):
                yield f"# {line.removeprefix('#+ summary: ')}"
            elif not line.startswith("#+"):
                yield re.sub(r"[ \t]*#\+[ \t]*slot[ \t]*$", "", line)

    return "\n".join(kept()) + "\n"
