"""What a build, a validation and a network say to a researcher, in lines."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.phrasing import counted
from kg.printing import Page, Row, table
from kg.versions.changes import totals
from kg.vocab import compact

if TYPE_CHECKING:
    from pathlib import Path

    from kg.build import Report
    from kg.network import Standing
    from kg.validate import Finding

_PLURALS = {"Body": "bodies", "Person": "people", "FollowUp": "follow-ups", "AgendaItem": "agenda items"}
_APART = {"Coverage", "Header", "Unit", "Unread"}  # told in lines of their own
_SEVERITIES = (("Violation", "violation", "breaks a rule"), ("Warning", "warning", "to look at"), ("Info", "note", "to know"))
MOST_SHOWN = 8


def built(report: Report, place: Path, page: Page) -> Iterator[str]:
    """What a build did, and what to do next."""
    yield from _documents(report, page)
    yield ""
    yield page.bold("Facts")
    yield from page.wrapped(facts(report.facts) + ".", "  ")
    if report.derived:
        total = sum(report.derived.values())
        yield from page.wrapped(f"{counted(total, 'statement')} follow from them by {counted(len(report.derived), 'rule')}.", "  ")
    read, unread = report.units["read"], report.units["unread"]
    share = f" ({100 * read / (read + unread):.0f} %)" if read + unread else ""
    yield from page.wrapped(
        f"Of {counted(read + unread, 'paragraph, bullet and row', 'paragraphs, bullets and rows')}, {read:,} were read{share}.",
        "  ",
    )
    if printed := report.figures["printed"]:
        found = report.figures["read"]
        yield from page.wrapped(
            f"Of {counted(printed, 'printed figure')}, {found:,} were read ({100 * found / printed:.0f} %).", "  "
        )
    yield ""
    yield page.bold("Validation")
    yield from validated(report.findings, page, "  ")
    for remark in report.remarks:
        yield from page.wrapped(f"Note: {remark}", "  ", "    ")
    yield ""
    yield from page.wrapped(f"The store is in {place}: version {report.version}, {counted(report.statements, 'statement')}.")
    if report.changes is not None:
        changed = totals(tally for tally in report.changes.tallies if tally.section == "fact")
        yield from page.wrapped(f"Facts against the version before: {changed} (kg diff tells which).")
    option = "" if str(place) == "store" else f" --store {shlex.quote(str(place))}"
    yield f"Next: kg ask{option} (the questions), kg coverage{option} (what was not read), kg export{option} (files)."


def _documents(report: Report, page: Page) -> Iterator[str]:
    yield page.bold(counted(len(report.documents), "document"))
    rows = [
        Row([part.slug, part.family.replace("-", " "), _sureness(part.opening.score), " ".join(part.header.title.split())])
        for part in report.documents
    ]
    yield from table(["document", "family", "how sure", "title"], rows, page)


def _sureness(score: float) -> str:
    return "unknown" if score < 0.5 else f"{100 * score:.0f} %"


def facts(counts: Mapping[str, int]) -> str:
    """How many facts there are of each kind, the most frequent first."""
    kept = sorted(((number, name) for name, number in counts.items() if name not in _APART), key=lambda pair: (-pair[0], pair[1]))
    listed = [counted(number, *_nouns(name)) for number, name in kept]
    return f"{counted(sum(number for number, _ in kept), 'fact')}: {', '.join(listed)}" if kept else "no facts"


def _nouns(name: str) -> tuple[str, str]:
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
    plural = _PLURALS.get(name) or (spaced[:-1] + "ies" if spaced.endswith("y") else spaced + "s")
    return spaced, plural


def validated(
    findings: Sequence[Finding], page: Page, indent: str = "", *, every: bool = False, broken: Sequence[str] = ()
) -> Iterator[str]:
    """The results of a validation by severity, each message once with the things it is about; ``every`` lists all messages."""
    if broken:
        yield f"{indent}{counted(len(broken), 'check')} failed:"
        for sentence in broken:
            yield from page.wrapped(sentence, indent + "  ", indent + "    ")
    if not findings and not broken:
        yield f"{indent}The graph keeps all its rules."
    for severity, noun, meaning in _SEVERITIES:
        found = [one for one in findings if one.severity == severity]
        if not found:
            continue
        yield f"{indent}{counted(len(found), noun)} ({meaning}):"
        by_message: dict[str, list[str]] = defaultdict(list)
        for one in found:
            by_message[one.message or one.component].append(compact(one.focus))
        ordered = sorted(by_message.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        for message, about in ordered if every else ordered[:MOST_SHOWN]:
            named = ", ".join(about if every else about[:2]) + ("" if every or len(about) <= 2 else f" and {len(about) - 2:,} more")
            yield from page.wrapped(f"{message} {named}", indent + "  ", indent + "    ")
        if len(ordered) > MOST_SHOWN and not every:
            yield f"{indent}  and {len(ordered) - MOST_SHOWN} more kinds; kg validate lists them"


def connected(standings: Sequence[Standing], labels: Mapping[str, str], most: int, page: Page) -> Iterator[str]:
    """Who is most connected, and through what, with the words of one link of each kind."""
    groups = len({one.community for one in standings})
    yield f"{counted(len(standings), 'body', 'bodies')} in {counted(groups, 'community', 'communities')}; the most connected:"
    for number, one in enumerate(standings[:most], 1):
        yield ""
        yield page.bold(f"{number}. {one.label}: {counted(one.partners, 'partner')}, betweenness {one.betweenness:.3f}")
        for kind, count, edge in one.through:
            other = edge["object"] if edge["subject"] == one.body else edge["subject"]
            when = f", {edge['date']}" if edge["date"] else ""
            yield from page.wrapped(f"{kind} ({count}), as with {labels.get(other, other)}{when}", "   ", "     ")
            if edge["quote"]:
                yield from (page.dim(line) for line in page.wrapped(f"“{' '.join(edge['quote'].split())}”", "     ", "     "))


def listed(lines: Iterable[str]) -> str:
    """The lines as one text."""
    return "".join(f"{line}\n" for line in lines)
