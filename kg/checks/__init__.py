"""Printed things that cannot both hold: found by arithmetic and by the calendar, in any document.

Each rests on the words that print it, with what was printed, what was computed, and a wording that accuses nobody. Figures:
percentages, changes, totals, rates, numbers of things and words of comparison against the figures printed with them, in
sentences, lists and tables. Dates: days and weekdays that the calendar does not have, periods that end before they begin, things
told of before their time. And events, names and numbers of paragraphs that are printed in two ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.checks.announced import announced
from kg.checks.appointed import appointed
from kg.checks.beyond import beyond
from kg.checks.bodynames import bodynames
from kg.checks.changes import changes
from kg.checks.chronology import chronology
from kg.checks.cited import cited
from kg.checks.comparisons import comparisons
from kg.checks.grids import grids
from kg.checks.listed import listed
from kg.checks.misdates import misdates
from kg.checks.namesakes import namesakes
from kg.checks.nearby import nearby
from kg.checks.numbering import numbering
from kg.checks.opposed import opposed
from kg.checks.peoplenames import peoplenames
from kg.checks.ranks import ranks
from kg.checks.rates import rates
from kg.checks.shares import shares
from kg.checks.spending import spending
from kg.checks.tables import tables
from kg.checks.tabletold import tabletold
from kg.checks.tallies import tallies
from kg.checks.totals import totals
from kg.checks.twicetold import twicetold
from kg.checks.unlike import unlike
from kg.checks.within import within
from kg.checks.worded import worded
from kg.checks.workweeks import workweeks
from kg.facts import Allocation, Discrepancy, Fact
from kg.reading.blocks import blocks
from kg.reading.part import Part


def discrepancies(part: Part, facts: Iterable[Fact]) -> Iterator[Discrepancy]:
    """The discrepancies in ``part``, in order of kind; ``facts`` are those read from it."""
    found, facts = blocks(part.span), list(facts)
    staff = [fact for fact in facts if isinstance(fact, Allocation)]
    yield from shares(found)
    yield from spending(found)
    yield from worded(found)
    yield from changes(found)
    yield from totals(found, staff)
    yield from tallies(found)
    made = grids(part.span, found)
    yield from tables(made, {span for line in staff for span in line.evidence})
    yield from comparisons(found, made)
    counts = list(listed(found, (name for place in part.world.places.entries for name in place.wordings if " and " in name)))
    yield from counts
    yield from appointed(found, {span for one in counts for span in one.evidence})
    yield from rates(found, facts)
    yield from nearby(found)
    yield from announced(found)
    yield from cited(found, made)
    yield from ranks(found, made)
    yield from tabletold(found, made)
    yield from beyond(found)
    yield from unlike(found)
    yield from within(part, found, facts)
    yield from opposed(found)
    yield from misdates(part.span, facts, part.issued)
    yield from workweeks(found, part.issued)
    yield from chronology(part, found, facts)
    yield from numbering(found, facts)
    yield from bodynames(part)
    yield from namesakes(part)
    yield from peoplenames(part, facts)
    yield from twicetold(part, found, facts)
