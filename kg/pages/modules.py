"""The ontology as data: the whole, and each of its files, at the IRI of the ontology in it, as it is published and in other forms.

The IRI of a version (``/ontology/0.1.0/schemes/theme``) gives the same, for as long as that is the version. What is said of a module in
the graph has no address of its own: the file says it, and all else that is in it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from kg.negotiation import Chosen, choose
from kg.pages.asked import Asked, Made, NoPageError, NotOfferedError, see
from kg.pages.desk import Desk
from kg.pages.links import ENDINGS, address
from kg.pages.things import FORMS, OFFERED, linked, thing
from kg.project import Project
from kg.rdf import Iri
from kg.rows import words
from kg.store import parse_turtle, spelled
from kg.vocab import BASE, OWL, PREFIXES

ONTOLOGY = f"{BASE}ontology"
_GATHERS = "line-of-sight"  # the file of the ontology itself, which imports the modules
_WHOLE = ("ontology/*.ttl", "ontology/schemes/*.ttl", "ontology/alignments/*.ttl")
_BESIDE = ("ontology/reference/*.ttl", "ontology/shapes/*.ttl", "ontology/examples/*.ttl")
_PAGELESS = "examples/"  # made-up data: of no use to a reader of pages
_VERSION = re.compile(r"\d+(?:\.\d+)+")


def ontology(desk: Desk, asked: Asked) -> Made:
    """The whole ontology or one of its files: a page for people, the data for programs; what is no file of it is a thing like others."""
    name = asked.at.strip("/") if asked.at != "/def/" else "ontology"
    stem, dot, ending = name.rpartition(".")
    here, ending = (stem, ending) if dot and ending in ENDINGS else (name, "")
    version, module = _version(desk, here.removeprefix("ontology").lstrip("/"))
    files = _files(desk.project, module)
    if not files:
        return thing(desk, asked)
    if not ending:
        if (chosen := choose(asked.accept, OFFERED)) is None:
            raise NotOfferedError(ENDINGS.values())
        if chosen.form != "html":
            return see(f"{asked.root}/{here}.{chosen.form}")
    elif ending != "html":
        return _data(asked, files, module, ending)
    return _page(desk, asked, module, moved=bool(version) or (bool(module) and not ending))


def _version(desk: Desk, path: str) -> tuple[str, str]:
    """The version that a path names, or "", and the module. Raises NoPageError for a version that is not this one."""
    first, _, rest = path.partition("/")
    if _VERSION.fullmatch(first) is None:
        return "", path
    if first != (current := desk.once("version of the ontology", lambda: version_of(desk.project))):
        raise NoPageError(f"Version {first[:20]} of the ontology is not kept here; this is version {current}.")
    return first, rest


def version_of(project: Project) -> str:
    """The version of the ontology."""
    said = parse_turtle(project.ontology / f"{_GATHERS}.ttl")
    return next(words(value) for subject, prop, value in said if (subject, prop) == (Iri(ONTOLOGY), OWL.versionInfo))


def _files(project: Project, module: str) -> list[Path]:
    """The files of a module, all that belong to the ontology itself where none is named; none where there is no such module."""
    if not module:
        return [path for pattern in _WHOLE for path in project.files(pattern)]
    known = {
        path.relative_to(project.ontology).with_suffix("").as_posix(): path
        for pattern in (*_WHOLE, *_BESIDE)
        for path in project.files(pattern)
    }
    return [known[module]] if module in known and module != _GATHERS else []


def _page(desk: Desk, asked: Asked, module: str, *, moved: bool) -> Made:
    """The page of the ontology, or that of a module: at its own address."""
    if not module:
        return see(f"{asked.root}/ontology") if moved else desk.made(replace(asked, page="ontology.ontology"))
    if module.startswith(_PAGELESS):
        return see(f"{address(asked.root, f'{ONTOLOGY}/{module}')}.ttl")
    return see(f"{address(asked.root, f'{ONTOLOGY}/{module}')}.html") if moved else thing(desk, asked)


def _data(asked: Asked, files: list[Path], module: str, ending: str) -> Made:
    if ending == "ttl" and module:
        body = files[0].read_bytes()
    else:
        body = spelled((line for path in files for line in _lines(path)), FORMS[ending], PREFIXES)
    made = Made(body, Chosen(ENDINGS[ending], ending).header, headers=(("Vary", "Accept"),))
    return linked(asked, f"{ONTOLOGY}/{module}" if module else ONTOLOGY, made, ending)


def _lines(path: Path) -> list[str]:
    """What a file says, as N-Triples."""
    if path.parent.name == "shapes":  # alone in having lists, whose nodes have no names
        from rdflib import Graph

        return Graph().parse(path, format="turtle").serialize(format="nt").splitlines(keepends=True)
    return [f"{subject.n3()} {prop.n3()} {value.n3()} .\n" for subject, prop, value in parse_turtle(path)]
