"""Documents in, a validated graph out: read, map, derive, validate, publish.

Every passage is checked against its text before anything is stored; a build that fails or is stopped leaves the former store as
it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg import followups, identity, silences, sources, tenure
from kg.belonging import belongings
from kg.checks import across
from kg.describing import background, described, namer
from kg.facts import Coverage, Fact, Unit, Unread
from kg.files import writing
from kg.harvest import Harvest, Reader
from kg.project import Project, ProjectError
from kg.publishing import publish
from kg.reading.part import Part
from kg.rules import broken, derive
from kg.sources import Source
from kg.store import canonical
from kg.unitkinds import is_block
from kg.validate import Finding, validate
from kg.versions.changes import Difference
from kg.versions.kept import keep

Progress = Callable[[str, int, int], None]


@dataclass
class Report:
    """What a build did: the version published, counts, what a reader should know, and what differs from the version it replaced."""

    version: str = ""
    statements: int = 0
    documents: list[Part] = field(default_factory=list)
    facts: Counter[str] = field(default_factory=Counter)
    derived: Counter[str] = field(default_factory=Counter)
    units: Counter[str] = field(default_factory=Counter)
    figures: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    changes: Difference | None = None


def build(
    project: Project, given: Sequence[str | Path], place: str | Path, progress: Progress = lambda _step, _done, _of: None
) -> Report:
    """Build the store at ``place`` from the files or folders ``given`` (without any, the project's seeds).

    Raises ProjectError in one sentence for whatever is wrong; then the former store is as it was.
    """
    report = Report()
    found, report.remarks = sources.find(project, given)
    decided = identity.decisions(identity.files(project, {one.path.parent for one in found}))
    reader = Reader.of(project)
    harvests: list[Harvest] = []
    for number, harvest in enumerate(reader.harvests(found)):
        progress("reading", number, len(found))
        harvests.append(harvest)
    for number, belonging in belongings([harvest.pairs for harvest in harvests]).items():  # read again, as that council's
        harvests[number] = reader.harvest(found[number], belonging.council)
        report.remarks.append(
            f"{found[number].where}: prints no council; taken for one of {belonging.council.slug}, "
            f"whose documents name {' and '.join(belonging.shared[:3])} too"
        )
    progress("reading", len(found), len(found))
    read: list[Source] = [harvest.source for harvest in harvests]
    pairs: list[tuple[Part, Fact]] = [pair for harvest in harvests for pair in harvest.pairs]
    report.documents += [part for harvest in harvests for part in harvest.parts]
    report.remarks += [remark for harvest in harvests for remark in harvest.remarks]
    report.facts.update(type(fact).__name__ for _, fact in pairs if not isinstance(fact, Unit | Coverage))
    report.units.update(
        getattr(fact, "status", "unread") for _, fact in pairs if isinstance(fact, Unit | Unread) and is_block(fact.kind.name)
    )
    for _, fact in pairs:
        if isinstance(fact, Coverage):
            report.figures.update(printed=fact.figures_printed, read=fact.figures_read)
    decided, remarks = identity.known(decided, pairs)
    report.remarks += remarks
    name = namer(pairs, reader.known)
    merged = identity.merged(pairs, decided)
    linked = list(followups.quads(merged, reader.known, name))
    quads = [
        *described(merged, read, name, reader.known),
        *linked,
        *silences.quads(merged, reader.known, name, linked),
        *across.quads(merged),
        *identity.quads(pairs, decided, name),
        *background(project),
    ]
    progress("deriving", 0, 1)
    lines, report.derived = derive(project, canonical(quads))
    report.derived += Counter(same_matter=len(linked))  # what is not positive is left out
    lines = sorted({*lines, *canonical(tenure.bounds(lines, reader.known))})
    progress("validating", 0, 1)
    report.findings = validate(project, lines)
    wrong = [f"{finding.message} ({finding.focus})" for finding in report.findings if finding.severity == "Violation"]
    wrong += broken(project, lines)
    if wrong:
        raise ProjectError(f"the graph breaks its rules in {len(wrong)} places, so nothing is stored: {'; '.join(wrong[:5])}")
    progress("storing", 0, 1)
    report.statements = len(lines)

    def beside(former: Path, new: Path) -> None:
        report.changes = keep(former, new)

    manifest = {
        "sources": {sources.label(source): source.document.sha256 for source in read},
        "statements": len(lines),
        "documents": len(report.documents),
        "facts": dict(report.facts),
        "derived": dict(report.derived),
    }
    with writing(Path(place)):
        report.version = publish(place, lines, manifest, beside)
    progress("storing", 1, 1)
    return report
