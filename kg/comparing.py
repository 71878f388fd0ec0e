"""What differs between two versions, in lines: the documents, the counts, then each change with its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from kg.phrasing import counted
from kg.printing import Page, Row, table
from kg.versions.changes import FILE_SUM, WHATS, Change, Difference, Tally, totals

_SIGNS = {"added": "+", "gone": "-", "changed": "~"}
_FILE = "source file"
MOST_PLACES = 3  # in which words differ, to show these words by themselves


def compared(difference: Difference, page: Page, more: str = "") -> Iterator[str]:
    """The difference, to be read. What :meth:`Difference.brief` leaves out is counted, and ``more`` says how to have it listed."""
    yield from page.wrapped(f"From {difference.old} to {difference.new}:")
    if not any(tally.added or tally.gone or tally.changed for tally in difference.tallies):
        facts = sum(tally.before for tally in difference.tallies if tally.section == "fact")
        named = [tally.document for tally in difference.tallies if tally.section == "document" and tally.before]
        documents = sum(not any(other.startswith(f"{name}/") for other in named) for name in named)  # a pack is those bound in it
        yield from page.wrapped(
            f"Nothing differs: both state the same {counted(facts, 'fact')} of {counted(documents, 'document')}."
        )
        return
    yield ""
    yield from _documents([one for one in difference if one.section == "document"], page)
    for section, head in (("fact", "Facts"), ("derived", "What follows by rule"), ("unit", "Units"), ("vocabulary", "Vocabulary")):
        yield from _counts([one for one in difference.tallies if one.section == section], head, page)
    told = [one for one in difference if one.section != "document"]
    for (_, document), changes in groupby(told, key=lambda one: (one.section == "unit", one.document)):
        listed = list(changes)
        heads = {"derived": "By rule: ", "unit": "Words of "}
        yield page.bold(heads.get(listed[0].section, "") + document)
        for change in listed:
            yield from _told(change, page)
        yield ""
    if difference.left_out:
        yield from page.wrapped(
            f"{counted(difference.left_out, 'more change')} (how units were read, facts of whole documents that came or went, what rules say"
            f" of facts that did) are only counted{more and '; '}{more}."
        )


def _documents(changes: Sequence[Change], page: Page) -> Iterator[str]:
    if not changes:
        return
    yield page.bold("Documents")
    for one in changes:
        before, after = _joined(one.before), _joined(one.after)
        what = "renamed" if _FILE in before else "replaced" if FILE_SUM in before else one.change
        was = f", formerly {before[_FILE]}" if _FILE in before else ""
        yield from page.wrapped(f"{_SIGNS[one.change]} {what}: {one.document}{was} ({one.label})", "  ", "    ")
        shown = {name: value for name, value in after.items() if name not in (_FILE, FILE_SUM)}
        yield from _properties({name: before.get(name, "") for name in shown}, shown, page)
    yield ""


def _counts(tallies: Sequence[Tally], head: str, page: Page) -> Iterator[str]:
    changed = [one for one in tallies if one.added or one.gone or one.changed]
    if not changed:
        return
    yield page.bold(f"{head}: {totals(changed)}")
    columns = ("kind", "document", "before", *WHATS, "after")
    rows = [
        Row([one.kind.replace("-", " "), one.document, *(f"{getattr(one, name):,}" for name in columns[2:])]) for one in changed
    ]
    yield from table(columns, rows, page)
    yield ""


def _told(change: Change, page: Page) -> Iterator[str]:
    was, now = ([passage.words for passage in passages] for passages in (change.quotes_before, change.quotes))
    if change.section == "unit":
        yield from page.wrapped(
            f"{_SIGNS[change.change]} {_differing(was, now) or '; '.join(f'“{one}”' for one in now or was)}", "  ", "    "
        )
        return
    yield from page.wrapped(f"{_SIGNS[change.change]} {change.kind.replace('-', ' ')}: {change.label}", "  ", "    ")
    before, after = (
        _joined(pair for pair in said if pair[1] not in quotes) for said, quotes in ((change.before, was), (change.after, now))
    )
    yield from _properties(before, after, page)
    if change.change != "changed":
        yield from _quoted("", (now or was)[:1], page)
    elif was == now:
        yield from _quoted("", now[:1], page)
    elif wording := _differing([words for words in was if words not in now], [words for words in now if words not in was]):
        yield from (page.dim(line) for line in page.wrapped(wording, "    ", "      "))
    else:
        yield from _quoted("was ", [words for words in was if words not in now], page)
        yield from _quoted("is ", [words for words in now if words not in was], page)


def _differing(was: Sequence[str], now: Sequence[str]) -> str:
    """The words that differ between two passages, old → new, and where they stand; "" where too much differs to say it so."""
    if len(was) != 1 or len(now) != 1:
        return ""
    old, new = was[0].split(), now[0].split()
    pieces = [piece for piece in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if piece[0] != "equal"]
    if not 0 < len(pieces) <= MOST_PLACES or sum(max(b - a, d - c) for _, a, b, c, d in pieces) * 2 > max(len(old), len(new)):
        return ""
    shown = [f"{_cited(old[a:b])} → {_cited(new[c:d])}" for _, a, b, c, d in pieces]
    return f"{', '.join(shown)}, in “{now[0]}”"


def _cited(words: Sequence[str]) -> str:
    return f"“{' '.join(words)}”" if words else "nothing"


def _joined(said: Iterable[tuple[str, str]]) -> dict[str, str]:
    values: dict[str, list[str]] = defaultdict(list)
    for name, value in said:
        values[name].append(value)
    return {name: ", ".join(several) for name, several in values.items()}


def _properties(before: dict[str, str], after: dict[str, str], page: Page) -> Iterator[str]:
    for name in dict.fromkeys((*before, *after)):
        yield from page.wrapped(f"{name}: {before.get(name) or 'nothing'} → {after.get(name) or 'nothing'}", "    ", "      ")


def _quoted(head: str, words: Iterable[str], page: Page) -> Iterator[str]:
    for one in words:
        if one:
            yield from (page.dim(line) for line in page.wrapped(f"{head}“{one}”", "    ", "      "))
