"""The contract with ``mappings/``: one module per family of documents, loaded by path.

A mapping module has three public names::

    FAMILY = "minutes"                                    # its concept: code:family/minutes
    def openings(text: Span, world: Lexicon) -> Iterable[Opening]     # where a document of the family begins
    def header(part: Draft) -> Header                                 # what the part says of itself
    def read(part: Part) -> Iterator[Fact]                            # everything else it states

and may have a fourth, ``COMMON``: the names of the general readers that are to run on its parts (by default all of
:data:`kg.reading.common.READERS`; a family that reads its own figures leaves out ``"figures"``). A mapping does no I/O,
knows no RDF and never asks the store.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Protocol, cast

from kg.facts import AgendaItem, Allocation, Commitment, Fact, Finding, Header, Milestone, Recommendation, Ref, slug
from kg.lexicon import Lexicon
from kg.project import Project, ProjectError
from kg.reading import common, imprint
from kg.reading.councils import completed
from kg.reading.openings import one_page
from kg.reading.part import Draft, Opening, Part
from kg.reading.refs import on_its_day
from kg.text import Document, Span

UNKNOWN = "unknown"
SURE = 0.5
_STATED = (AgendaItem, Allocation, Commitment, Finding, Milestone, Recommendation)  # named within their document


class Family(Protocol):
    """What a mapping module must offer; see the module's docstring."""

    FAMILY: str

    def openings(self, text: Span, world: Lexicon) -> Iterable[Opening]:
        """Where documents of the family begin in a text."""

    def header(self, part: Draft) -> Header:
        """Title, date, publisher, place and body of a part."""

    def read(self, part: Part) -> Iterator[Fact]:
        """The facts of a part."""


def load(project: Project) -> dict[str, Family]:
    """The mapping modules by family. Raises ProjectError when one lacks a name of the contract or repeats a family."""
    families: dict[str, Family] = {}
    for path in project.files("mappings/*.py"):
        module = _import(path)
        missing = [name for name in ("FAMILY", "openings", "header", "read") if not hasattr(module, name)]
        if missing:
            raise ProjectError(f"{path}: a mapping needs {', '.join(missing)}")
        family = cast(Family, module)
        if family.FAMILY in families:
            raise ProjectError(f"{path}: the family {family.FAMILY} has a mapping already")
        families[family.FAMILY] = family
    return families


def _import(path: Path) -> ModuleType:
    name = f"kg_mappings_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ProjectError(f"{path}: cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # before it runs: dataclasses look their module up
    try:
        spec.loader.exec_module(module)
    except SyntaxError as error:
        raise ProjectError(f"{path}: line {error.lineno}: {error.msg}") from error
    except Exception as error:
        raise ProjectError(f"{path}: cannot be loaded ({type(error).__name__}: {error})") from error
    return module


def split(
    document: Document, families: dict[str, Family], world: Lexicon, stem: str = "", council: Ref | None = None
) -> list[Part]:
    """The documents bound in a file, in order; one of unknown family where nothing is recognised.

    ``council`` is the one whose documents they are where they do not print it, as far as it is known from elsewhere.

    Every family names the places where one of its documents begins. Openings at the same place compete by their score;
    what stands before the first opening belongs to the first part.
    """
    stem = stem or document.slug or slug(Path(document.name).stem) or "document"
    found: dict[int, tuple[Opening, str]] = {}
    for name, family in sorted(families.items()):
        for opening in family.openings(document.span, world):
            kept = found.get(opening.at.start)
            if opening.score >= SURE and (kept is None or opening.score > kept[0].score):
                found[opening.at.start] = (opening, name)
    if not found:
        opening = Opening(document.span[:0], 0.0, "no family's opening was found")
        return completed([_part(document.span, opening, UNKNOWN, stem, families, world)], council)
    starts = _pages(found)
    ends = [*starts[1:], len(document.text)]
    parts: list[Part] = []
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        opening, family_name = found[start]
        span = Span(document, 0 if index == 0 else start, end)
        name = stem if len(starts) == 1 else f"{stem}/{index + 1}-{family_name}"
        parts.append(_part(span, opening, family_name, name, families, world))
    return completed(parts, council)


def _pages(found: dict[int, tuple[Opening, str]]) -> list[int]:
    """The openings in order, one for each title page, that begins with its first line.

    Of two families that know one page by two of its lines the surer holds, and of equally sure ones the first.
    """
    starts: list[int] = []
    for start in sorted(found):
        opening, family = found[start]
        before = found[starts[-1]] if starts else None
        if before is None or before[1] == family or not one_page(before[0].at, opening.at):
            starts.append(start)
        elif opening.score > before[0].score:
            found[starts[-1]] = (replace(opening, at=before[0].at), family)
    return starts


def _part(span: Span, opening: Opening, family: str, name: str, families: dict[str, Family], world: Lexicon) -> Part:
    draft = Draft(span=span, family=family, slug=name, world=world, opening=opening)
    made = families[family].header(draft) if family in families else common.header(draft)
    return Part(**vars(draft), header=on_its_day(made, world))


def read(part: Part, families: dict[str, Family]) -> list[Fact]:
    """Every fact of a part: its header, what its family's mapping reads, and what the general readers read, but for the imprint."""
    family = families.get(part.family)
    made: list[Fact] = [part.header]
    if family is not None:
        made += family.read(part)
    for name in getattr(family, "COMMON", tuple(common.READERS)):
        made += common.READERS[name](part)
    return list(_apart(imprint.apart(part, made)))


def _apart(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts, with a name of its own for each statement.

    Documents print a number twice ("1." under each of two headings). What stands under the later one is another statement,
    so its name goes on with "-2"; what says the same in the same words stays one.
    """
    said: dict[Ref, list[str]] = {}
    for fact in facts:
        if not isinstance(fact, _STATED):
            yield fact
            continue
        words = " ".join((fact.label if isinstance(fact, (AgendaItem, Milestone, Allocation)) else fact.text).split())
        known = said.setdefault(fact.ref, [])
        if words not in known:
            known.append(words)
        at = known.index(words)
        yield fact if at == 0 else replace(fact, ref=Ref(fact.ref.kind, f"{fact.ref.slug}-{at + 1}"))
