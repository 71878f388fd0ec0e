"""What is printed that cannot hold with what else is printed, or with the calendar: each conflict with both of its ends in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from kg.pages.asked import Asked, Made, NoPageError
from kg.pages.desk import Desk
from kg.pages.links import labels
from kg.pages.showing import plainly
from kg.project import ProjectError
from kg.rows import words
from kg.vocab import PREFIXES

_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
# the stored question discrepancy_passages does not say which rows are of one thing, and two may have the same sentence
_FOUND = """
SELECT DISTINCT ?discrepancy ?statement ?kind ?kind_name ?meaning ?sure ?printed ?computed ?rule ?passage ?document ?quote WHERE {
  ?discrepancy a los:Discrepancy ; los:text ?statement ; los:kind ?kind ; los:status/rdfs:label ?sure ; los:printed ?printed ; los:evidence ?passage .
  ?kind rdfs:label ?kind_name .
  ?passage los:document ?document ; oa:start ?at ; oa:exact ?quote .
  OPTIONAL { ?kind skos:definition ?meaning }
  OPTIONAL { ?discrepancy los:computed ?computed }
  OPTIONAL { ?discrepancy los:rule ?rule }
}
ORDER BY ?discrepancy ?document ?at
"""
_COUNCILS = """
SELECT DISTINCT ?document ?body ?name WHERE {
  { SELECT DISTINCT ?document WHERE { ?any a los:Discrepancy ; los:evidence/los:document ?document } }
  ?document los:about ?body .
  ?body rdfs:label ?name .
}
"""
_MEASURES = """
SELECT ?measure ?name (COUNT(?figure) AS ?figures) WHERE { ?figure los:indicator ?measure ; los:place ?place . ?measure rdfs:label ?name }
GROUP BY ?measure ?name HAVING(COUNT(?figure) > 1) ORDER BY ?name
"""
CERTAINTIES = ("certain", "doubtful")
_MOST_COMPARED = 200


@dataclass
class Conflict:
    """A discrepancy, with the words of each of its ends."""

    iri: str
    statement: str
    kind: str
    code: str
    sure: str
    printed: str
    computed: str = ""
    meaning: str = ""
    rule: str = ""
    ends: list[Mapping[str, str]] = field(default_factory=list)

    @property
    def documents(self) -> set[str]:
        """The documents that print it."""
        return {end["document"] for end in self.ends}


def discrepancies(desk: Desk, asked: Asked) -> Made:
    """The page."""
    known = _conflicts(desk)
    titles = labels(desk, {document for one in known for document in one.documents})
    councils: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for row in _rows(desk, _COUNCILS):
        councils.setdefault(row["body"], set()).add(row["document"])
        names[row["body"]] = row["name"]
    kind, sure = asked.one("kind").strip(), asked.one("certainty").strip()
    document, body = _iri(asked.one("document").strip(), "doc", ""), _iri(asked.one("body").strip(), "id", "body/")
    kinds = {one.code: one.kind for one in known}
    if kind and kind not in kinds:
        raise ProjectError(f"no discrepancy is of the kind {kind!r}; there are {', '.join(sorted(kinds))}")
    if sure and sure not in CERTAINTIES:
        raise ProjectError(f"a discrepancy is {' or '.join(CERTAINTIES)}, not {sure!r}")
    if (document and document not in titles) or (body and body not in councils):
        raise NoPageError("No discrepancy is printed there.")
    of = councils.get(body, set())
    there = [one for one in known if (not document or document in one.documents) and (not body or of & one.documents)]
    found = [one for one in there if (not kind or one.code == kind) and (not sure or one.sure == sure)]
    found.sort(key=lambda one: (one.sure, one.kind, min(one.documents), one.statement))
    asking = {"kind": kind, "certainty": sure, "document": document.removeprefix(PREFIXES["doc"])}
    measure, measures = asked.one("measure").strip(), _rows(desk, _MEASURES)
    compared = _compared(desk, measure, {row["measure"] for row in measures}) if measure else []
    return desk.html(
        asked,
        "discrepancies.html",
        {
            "plainly": plainly,
            "found": found,
            "known": known,
            "kinds": sorted(Counter((one.kind, one.code) for one in there).items()),
            "sures": Counter(one.sure for one in there if not kind or one.code == kind),
            "titles": titles,
            "documents": sorted(titles.items(), key=lambda one: one[1].casefold()),
            "councils": sorted((name, iri) for iri, name in names.items()),
            "kind": kind,
            "sure": sure,
            "document": document,
            "body": body,
            "query": urlencode({name: value for name, value in asking.items() if value}),
            "changed": lambda **changes: _changed(asked, changes),
            "measure": measure,
            "measures": measures,
            "compared": compared[:_MOST_COMPARED],
            "compared_all": len(compared),
            "compared_titles": labels(desk, {row[name] for row in compared for name in ("document", "document2")}),
        },
    )


def _iri(given: str, prefix: str, before: str) -> str:
    return given if not given or "://" in given else PREFIXES[prefix] + before + given


def _changed(asked: Asked, changes: Mapping[str, str]) -> str:
    kept = [(name, value) for name, value in asked.given if name not in changes and value.strip()]
    kept += [(name, value) for name, value in changes.items() if value]
    return f"{asked.root}/discrepancies" + ("?" + urlencode(kept) if kept else "")


def _conflicts(desk: Desk) -> list[Conflict]:
    """All of them, with all passages that each rests on."""
    made: dict[str, Conflict] = {}
    for row in _rows(desk, _FOUND):
        one = made.setdefault(
            row["discrepancy"],
            Conflict(
                row["discrepancy"],
                row["statement"],
                row["kind_name"],
                row["kind"].rsplit("/", 1)[-1],
                row["sure"],
                row["printed"],
                row.get("computed", ""),
                row.get("meaning", ""),
                row.get("rule", ""),
            ),
        )
        one.ends.append(row)
    return list(made.values())


def _compared(desk: Desk, measure: str, known: set[str]) -> list[dict[str, str]]:
    """The figures of a measure that a reader might take for each other; those that can be compared first."""
    iri = _iri(measure, "code", "indicator/")
    if iri not in known:
        raise ProjectError(f"there are no two figures of the measure {measure!r}")
    rows = _said(desk.graph.answer("compared_figures", {"indicator": iri}).rows)
    return sorted(rows, key=lambda row: row["comparable"] != "yes")


def _rows(desk: Desk, query: str) -> list[dict[str, str]]:
    return _said(desk.store.select(_PREFIXES + query))


def _said(rows: Sequence[Any]) -> list[dict[str, str]]:
    return [{name: words(term) for name, term in row.items()} for row in rows]
