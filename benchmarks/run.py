"""Speed as ratios against a peer in the same run: the store against rdflib, validators, a PDF's structure against its text, a page made against one held.

``python benchmarks/run.py`` measures on the graph of the seeds; ``--small`` on the valid examples of the ontology.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pypdfium2
from starlette.testclient import TestClient

from kg import intake
from kg.build import build
from kg.project import find
from kg.publishing import publish
from kg.rdf import Iri, Quad
from kg.serving.app import application
from kg.store import Store, canonical, parse_turtle
from kg.validate import triples, validate
from tests.pdfs import Page, pdf

QUERY = """
PREFIX los: <https://w3id.org/line-of-sight/def/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?kind (COUNT(?fact) AS ?facts) WHERE { ?fact a ?kind ; los:evidence ?passage ; rdfs:label ?label } GROUP BY ?kind
"""


def seconds(work: Callable[[], object]) -> float:
    """The shortest of three runs, in seconds."""
    runs = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        runs.append(time.perf_counter() - start)
    return min(runs)


def report() -> bytes:
    """A made-up report of forty pages without tags."""
    words = [
        f"{number}. The quality of plans and of visits is good, and children are seen by those who know them."
        for number in range(40)
    ]
    return pdf(*(Page().lines(50, 60, "Northtown Council", *words, size=9) for _ in range(40)))


def plain(data: bytes) -> list[str]:
    """The plain text of a PDF, page by page, as the library gives it."""
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


def main() -> None:
    """Measure and print a line for each pair."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--store", default="build/benchmark-store")
    given = parser.parse_args()
    project = find()
    if given.small:
        here = Iri("https://w3id.org/line-of-sight/graph/examples")
        files = project.files("ontology/examples/valid-*.ttl")
        lines = canonical(Quad(s, p, o, here) for path in files for s, p, o in parse_turtle(path))
    else:
        build(project, [], given.store)
        lines = Store.open(given.store).lines()
    from rdflib import Graph

    peer = Graph().parse(data=triples(lines), format="nt")
    ours = Store.in_memory(lines)
    counted = len({re.sub(r" <[^<>]*> \.\n$", "", line) for line in lines})
    pairs = {
        "a grouped query: rdflib / the store in memory": (lambda: list(peer.query(QUERY)), lambda: ours.select(QUERY)),
        "validation: pySHACL / shacl": (
            lambda: validate(project, lines, engine="pyshacl"),
            lambda: validate(project, lines, engine="shacl"),
        ),
    }
    data = report()
    if intake.document("report.pdf", data).original.pages[-1] == 0 or len(plain(data)) != 40:
        raise SystemExit("the made-up report is not read")
    pairs["a PDF: its structure / its plain text"] = (lambda: intake.document("report.pdf", data), lambda: plain(data))
    numbers = count()
    with tempfile.TemporaryDirectory() as folder:
        publish(Path(folder) / "store", lines, {})
        with TestClient(application(Path(folder) / "store")) as client:
            pairs["a page: made / held"] = (
                lambda: client.get(f"/search?words=child+{next(numbers)}").raise_for_status(),
                lambda: client.get("/search?words=child").raise_for_status(),
            )
            sys.stdout.write(f"{counted} statements\n")
            for name, (slow, fast) in pairs.items():
                sys.stdout.write(f"{name}: {seconds(slow) / seconds(fast):.1f} times\n")


if __name__ == "__main__":
    main()
