"""Documents in, a validated graph out: read, map, derive, validate, publish.

The only module that opens a source. Every passage is checked against its text before anything is stored; a build that
fails or is stopped leaves the former store as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg import checks, coverage, curated, mapping, sources, world
from kg.describing import background, described, namer
from kg.facts import Fact
from kg.files import writing
from kg.lexicon import Lexicon
from kg.project import Project, ProjectError
from kg.reading.part import Part
from kg.rules import broken, derive
from kg.sources import Source
from kg.store import canonical, publish
from kg.validate import Finding, validate

Progress = Callable[[str, int, int], None]


@dataclass
class Report:
    """What a build did: the version published, counts, and what a reader should know."""

    version: str = ""
    statements: int = 0
    documents: list[Part] = field(default_factory=list)
    facts: Counter[str] = field(default_factory=Counter)
    derived: Counter[str] = field(default_factory=Counter)
    units: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def build(
    project: Project, given: Sequence[str | Path], place: str | Path, progress: Progress = lambda _step, _done, _of: None
) -> Report:
    """Build the store at ``place`` from the files or folders ``given`` (without any, the project's seeds).

    Raises ProjectError in one sentence for whatever is wrong; then the former store is as it was.
    """
    report = Report()
    found, report.remarks = sources.find(project, given)
    known = world.read_lexicon(project)
    families = mapping.load(project)
    pairs: list[tuple[Part, Fact]] = []
    read: list[Source] = []
    for number, one in enumerate(found):
        progress("reading", number, len(found))
        read.append(source := sources.read(one))
        if source.unread:
            report.remarks.append(f"{source.path}: not read: {source.unread}")
        else:
            pairs += _facts(project, source, families, known, report)
    progress("reading", len(found), len(found))
    quads = [*described(pairs, read, namer(pairs, known), known), *background(project)]
    progress("deriving", 0, 1)
    lines, report.derived = derive(project, canonical(quads))
    progress("validating", 0, 1)
    report.findings = validate(project, lines)
    wrong = [f"{finding.message} ({finding.focus})" for finding in report.findings if finding.severity == "Violation"]
    wrong += broken(project, lines)
    if wrong:
        raise ProjectError(f"the graph breaks its rules in {len(wrong)} places, so nothing is stored: {'; '.join(wrong[:5])}")
    progress("storing", 0, 1)
    report.statements = len(lines)
    manifest = {
        "sources": {sources.label(source): source.document.sha256 for source in read},
        "statements": len(lines),
        "documents": len(report.documents),
        "facts": dict(report.facts),
        "derived": dict(report.derived),
    }
    with writing(Path(place)):
        report.version = publish(place, lines, manifest)
    progress("storing", 1, 1)
    return report


def _facts(
    project: Project, source: Source, families: dict[str, mapping.Family], known: Lexicon, report: Report
) -> list[tuple[Part, Fact]]:
    try:
        parts = mapping.split(source.document, families, known)
        made: dict[str, list[Fact]] = {part.slug: list(mapping.read(part, families)) for part in parts}
    except ProjectError:
        raise
    except Exception as error:
        raise ProjectError(f"{source.path}: a mapping failed on it ({type(error).__name__}: {error})") from error
    report.documents += parts
    path = project.mappings / "curated" / f"{source.curated}.toml"
    if path.is_file():
        for fact in curated.statements(path, world.read_toml(path), source.document, known):
            home = curated.part_of(fact, parts)
            if home is None:
                raise ProjectError(f"{path}: the quote {fact.evidence[0].words[:60]!r} lies across two documents of the pack")
            made[home.slug].append(fact)
    pairs = []
    for part in parts:
        facts = made[part.slug]
        facts += [*coverage.losses(part), *checks.discrepancies(part, facts)]
        for fact in facts:
            _exact(fact, source)
        units = list(coverage.units(part, facts))
        report.facts.update(type(fact).__name__ for fact in facts)
        report.units.update(unit.status for unit in units)
        if part.family == mapping.UNKNOWN:
            report.remarks.append(f"{source.path}: of unknown family; kept with its text, figures, bodies and dates")
        pairs += [(part, fact) for fact in [*facts, *units]]
    return pairs


def _exact(fact: Fact, source: Source) -> None:
    """A passage is exactly the words at its place in its own source, or the build stops."""
    for span in fact.evidence:
        if span.document is not source.document or source.document.text[span.start : span.end] != str(span):
            raise ProjectError(f"{source.path}: line {span.line}: a {type(fact).__name__} rests on words that are not there")
