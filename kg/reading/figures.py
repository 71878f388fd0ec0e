"""Reads the figures that a part prints, in sentences and in tables.

Each number of a sentence takes its measure from the words that follow it, else from those that lead to it, else from the
figure that it is compared with; its place and date from its own clause, else from the sentence, the words that introduce
its list, or the part. What is recognised as a figure and cannot be read is listed as unread.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts import Fact
from kg.reading.blocks import blocks
from kg.reading.observations import Observations
from kg.reading.part import Part
from kg.reading.prose import Prose
from kg.reading.scenes import scenes
from kg.reading.table_figures import read_table
from kg.reading.tables import contents, find_tables


def figures(part: Part) -> Iterator[Fact]:
    """The printed figures of ``part`` as observations, with the indicators and places they name; the rest as unread."""
    yield from read_figures(part).facts()


def read_figures(part: Part) -> Observations:
    """The figures of ``part``, each beside the span of its number."""
    kept = Observations(part)
    found = blocks(part.span)
    listed = contents(part.span)
    tables = [table for table in find_tables(part.span, found) if listed is None or not table.span.overlaps(listed)]
    for table in tables:
        read_table(table, kept)
    covered = [*(table.span for table in tables), *([listed] if listed is not None else [])]
    Prose(kept).read(scenes(found, lambda block: any(block.span.overlaps(span) for span in covered)))
    return kept
