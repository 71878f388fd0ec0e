"""An answer as one HTML file that needs nothing else: the question, the rows with their words, the query, the graph's version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from kg.rdf import Iri, Term
from kg.rows import Rows, words
from kg.vocab import BASE

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; color: #1a1a1a }
table { border-collapse: collapse; width: 100%; font-size: .94rem } caption { text-align: left; padding: .4rem 0; color: #555 }
th, td { text-align: left; vertical-align: top; padding: .4rem .7rem .4rem 0; border-bottom: 1px solid #ddd }
blockquote { margin: .2rem 0; padding-left: .7rem; border-left: 3px solid #4477aa; white-space: pre-line }
cite { color: #555; font-style: normal; font-size: .88rem } pre { background: #f6f6f4; padding: 1rem; overflow-x: auto }
dt { font-weight: 600 } dd { margin: 0 0 .4rem; overflow-wrap: anywhere }
"""
_EVIDENCE = ("passage", "document", "quote")


def packet(
    title: str,
    rows: Rows,
    sources: Mapping[str, str],
    sparql: str,
    given: Mapping[str, str],
    manifest: Mapping[str, Any],
    stands: str = "",
) -> str:
    """The page. ``sources`` are the titles of documents and the pages of passages, by IRI; ``manifest`` is what the store says of its build.

    ``stands`` tells what stands behind the answer (:mod:`kg.answerability`).
    """
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escape(title)}</h1>",
        *_table(rows, sources),
        *([f"<p>{escape(stands)}</p>"] if stands else []),
        *(["<h2>The query</h2>", f"<pre>{escape(sparql)}</pre>"] if sparql else []),
        *_facts(given, manifest),
        "</body></html>",
    ]
    return "\n".join(lines) + "\n"


def _table(rows: Rows, sources: Mapping[str, str]) -> Iterator[str]:
    if rows.kind == "boolean":
        yield f"<p>{'Yes' if rows.truth else 'No'}.</p>"
        return
    shown = [name for name in rows.columns if name.rstrip("0123456789") not in _EVIDENCE]
    quoted = [name for name in rows.columns if name.rstrip("0123456789") == "quote"]
    heads = [*(name.replace("_", " ") for name in shown), *(["in these words"] if quoted else [])]
    yield f"<table><caption>{len(rows)} row{'' if len(rows) == 1 else 's'}</caption>"
    yield f"<thead><tr>{''.join(f'<th scope=col>{escape(head)}</th>' for head in heads)}</tr></thead><tbody>"
    for row in rows.terms:
        cells = [_cell(row.get(name)) for name in shown]
        if quoted:
            cells.append("".join(_quote(row, name, sources) for name in quoted if name in row))
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    yield "</tbody></table>"


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    return escape(words(term).removeprefix(BASE) if isinstance(term, Iri) else words(term))


def _quote(row: Mapping[str, Term], name: str, sources: Mapping[str, str]) -> str:
    number = name.removeprefix("quote")
    document, passage = (words(row[key + number]) if key + number in row else "" for key in ("document", "passage"))
    where = passage.removeprefix(BASE) or document.removeprefix(BASE)
    source = ", ".join(filter(None, (sources.get(document, ""), sources.get(passage, ""), where)))
    return f"<blockquote>{escape(words(row[name]))}<br><cite>{escape(source)}</cite></blockquote>"


def _facts(given: Mapping[str, str], manifest: Mapping[str, Any]) -> Iterator[str]:
    facts = {**given}
    if manifest:
        facts["version of the graph"] = str(manifest.get("id", ""))
        facts |= {f"source {name}": f"SHA-256 {digest}" for name, digest in sorted(manifest.get("sources", {}).items())}
    if facts:
        yield "<h2>What was asked of what</h2><dl>"
        yield from (f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts.items())
        yield "</dl>"
