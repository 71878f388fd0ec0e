"""The graph as files for other programs: Turtle, TriG, N-Quads and JSON-LD, sorted, so two exports are the same bytes.

N-Quads, TriG and JSON-LD keep the named graph of every statement. Turtle has no named graphs: it holds what all of them say
together.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from kg import jsonld
from kg.files import check_home, write, writing
from kg.project import ProjectError
from kg.store import Store, parse_quads, spelled
from kg.vocab import PREFIXES

STEM = "line-of-sight"
CONTEXT = "context.jsonld"


def _turtle(lines: list[str]) -> bytes:
    return spelled(lines, "turtle", PREFIXES)


def _trig(lines: list[str]) -> bytes:
    return spelled(lines, "trig", PREFIXES)


def _nquads(lines: list[str]) -> bytes:
    return "".join(lines).encode()


def _jsonld(lines: list[str]) -> bytes:
    return jsonld.document(list(parse_quads(lines))).encode()


FORMS: dict[str, tuple[str, Callable[[list[str]], bytes]]] = {
    "turtle": ("ttl", _turtle),
    "trig": ("trig", _trig),
    "nquads": ("nq", _nquads),
    "jsonld": ("jsonld", _jsonld),
}
"""The forms by name: the ending of the file, and what makes its bytes."""


def export(store: Store, folder: Path, forms: Sequence[str] = ()) -> list[Path]:
    """Write the graph of ``store`` into ``folder`` in ``forms`` (without any, in all); the files, in order.

    With JSON-LD goes its context, as a file of its own. ``folder`` is made where only it is missing. Raises ProjectError for an
    unknown form, or where a file cannot be written; a file that is there is then as it was.
    """
    if unknown := [form for form in forms if form not in FORMS]:
        raise ProjectError(f"no form {unknown[0]!r} to export; there are {', '.join(FORMS)}")
    check_home(folder)
    with writing(folder):
        folder.mkdir(exist_ok=True)
    lines = store.lines()
    made = []
    for form in dict.fromkeys(forms or FORMS):
        ending, spell = FORMS[form]
        made.append(write(folder / f"{STEM}.{ending}", spell(lines)))
        if form == "jsonld":
            made.append(write(folder / CONTEXT, _context(lines)))
    return made


def _context(lines: Iterable[str]) -> str:
    ranges = (line for line in lines if "rdf-schema#range>" in line)
    return json.dumps(jsonld.context(parse_quads(ranges)).document(), indent=1) + "\n"
