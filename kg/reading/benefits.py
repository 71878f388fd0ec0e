"""What a project is meant to bring: tables of benefits, lists of objectives and priorities, and the sources they rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.facts import Fact, Finding, Inspection, Meeting, Ref, slug
from kg.reading.blocks import Block
from kg.reading.dates import find_dates
from kg.reading.findings import themes
from kg.reading.part import Part
from kg.reading.refs import inspection_ref
from kg.text import Span

_TABLE = re.compile(
    r"(?:the\s)?(?:qualitative\s|quantitative\s|expected\s|key\s)?(?:benefits?|outcomes?|objectives?|impacts?)\W*", re.IGNORECASE
)
_STUDY = re.compile(
    r"\b(?:survey|consultation|conversations?|questionnaire|poll|study|engagement|needs\sassessment|focus\sgroups?|review|audit|feedback)\b",
    re.IGNORECASE,
)
_MEETING = re.compile(r"\b(?:meeting|workshop|forum|drop-in|event|conference)\b", re.IGNORECASE)
_DATED = re.compile(r"\s?\([^()]{0,40}\)\s?\W*$")
SOURCES = re.compile(
    r"\b(?:community|resident|public|stakeholder|user|customer)\s(?:feedback|engagement|consultation|views|voice)\b|\bsources?\b|\bevidence\sbase\b",
    re.IGNORECASE,
)


def benefits(part: Part, rows: Iterable[Block], made_in: Ref, about: tuple[Ref, ...]) -> Iterator[Finding]:
    """The rows of tables whose header names a benefit and its description: a neutral finding each."""
    head: Block | None = None
    count = 0
    for block in rows:
        cells = block.cells
        if block.kind != "row":
            head = None
        elif len(cells) >= 2 and cells[0].fullmatch(_TABLE):
            head = block
        elif head is not None and len(cells) >= 2 and cells[0] and any(cells[1:]):
            count += 1
            words = block.span.strip()
            yield Finding(
                ref=Ref("finding", f"{part.slug}/benefits-table-{count}"),
                made_in=made_in,
                text=": ".join(cell.words.rstrip(".") if index == 0 else cell.words for index, cell in enumerate(cells) if cell),
                polarity=part.world.concept("polarity", "neutral"),
                themes=themes(words, part.world),
                about=about,
                evidence=(words, head.span),
            )


def listed(part: Part, blocks: Iterable[Block], lead: Span, name: str, made_in: Ref, about: tuple[Ref, ...]) -> Iterator[Finding]:
    """The items of a list of objectives or priorities under ``lead``: a neutral finding each."""
    for count, block in enumerate(blocks, 1):
        yield Finding(
            ref=Ref("finding", f"{part.slug}/{slug(name)}-{count}"),
            made_in=made_in,
            text=block.text.words,
            polarity=part.world.concept("polarity", "neutral"),
            number=block.number,
            themes=themes(block.text, part.world),
            about=about,
            evidence=(block.text, lead),
        )


def sources(part: Part, blocks: Iterable[Block], lead: Span) -> Iterator[Fact]:
    """The consultations, surveys and meetings in a list of sources, each with its date in brackets."""
    for block in blocks:
        dates = find_dates(block.text)
        date = dates[-1] if dates else None
        cut = block.text.search(_DATED)
        label = (cut.before if cut is not None and date is not None else block.text).strip(" .;,")
        if not 4 < len(label) < 160 or part.header.about is None:
            continue
        if label.search(_STUDY):
            yield Inspection(
                ref=inspection_ref(part.header.about, None, " ".join([label.words, date.until.value if date else ""])),
                label=label.words,
                kind="Study",
                since=date.since if date else None,
                until=date.until if date else None,
                evidence=(block.text, lead),
            )
        elif label.search(_MEETING):
            yield Meeting(
                ref=Ref("meeting", slug(part.header.about.slug, label.words, date.until.value if date else "")),
                label=label.words,
                date=date.until if date and date.is_point else None,
                evidence=(block.text, lead),
            )
