"""What each build changed, kept in the folder of the version that it made: one file of JSON Lines a build, the newest last.

The lists of earlier builds are taken over from the version that is replaced, so that all are published, or lost, in one step with
the store. They are bounded: MOST_LISTS builds, and in each MOST_CHANGES changes; what is not listed is counted.
"""

from __future__ import annotations

import json
import shlex
import shutil
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from kg.files import write
from kg.project import ProjectError
from kg.versions.changes import Change, Difference, Tally
from kg.versions.comparison import compare
from kg.versions.contents import Contents, Passage

MOST_LISTS = 20
MOST_CHANGES = 2000


def keep(former: Path, new: Path) -> Difference | None:
    """Write into the folder of the version ``new`` how it differs from ``former``, beside the lists that stand there.

    Gives the difference; None where the former version is damaged, for then there is nothing to say. Raises OSError, or
    ProjectError, where nothing can be written.
    """
    lists = sorted((former / "changes").glob("*.jsonl"))
    (new / "changes").mkdir()
    for one in lists[-MOST_LISTS + 1 :]:
        shutil.copyfile(one, new / "changes" / one.name)
    try:
        before = Contents.read(former)
    except ProjectError:
        return None
    found = replace(compare(before, Contents.read(new)), old=former.name, new=new.name.removeprefix(".new-"))
    brief = found.brief()
    cut = replace(brief, changes=brief.changes[:MOST_CHANGES], left_out=brief.left_out + max(0, len(brief) - MOST_CHANGES))
    head = {"old": cut.old, "new": cut.new, "left_out": cut.left_out, "tallies": [asdict(tally) for tally in cut.tallies]}
    number = int(lists[-1].stem) + 1 if lists else 1
    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in (head, *(asdict(change) for change in cut))]
    write(new / "changes" / f"{number:06}.jsonl", "".join(lines))
    return found


def kept(place: Path, back: int = 1) -> Difference:
    """What the last build in the store at ``place`` changed, or the one ``back`` builds before its end (2: the last but one).

    Raises ProjectError where there is no store, no such build, or a list that is damaged.
    """
    version = place / "current"
    if not (version / "graph.nq").is_file():
        raise ProjectError(f"{place}: no store here; build one with: kg build --store {shlex.quote(str(place))}")
    lists = sorted((version / "changes").glob("*.jsonl"))
    if not lists:
        raise ProjectError(f"{place}: no build has replaced another here yet, so there are no changes to tell")
    if back > len(lists):
        raise ProjectError(
            f"{place}: the changes of {len(lists)} {'build is' if len(lists) == 1 else 'builds are'} kept, not of {back}"
        )
    path = lists[-back]
    try:
        head, *changes = [json.loads(line) for line in path.read_bytes().decode().split("\n") if line]
        tallies = tuple(Tally(**tally) for tally in head["tallies"])
        return Difference(head["old"], head["new"], tuple(_change(one) for one in changes), tallies, head["left_out"])
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ProjectError(f"{path}: this is no list of changes ({error})") from error


def _change(found: dict[str, Any]) -> Change:
    said = {name: tuple((one, value) for one, value in found[name]) for name in ("before", "after")}
    quotes = {name: tuple(Passage(*one) for one in found[name]) for name in ("quotes_before", "quotes")}
    return Change(**{**found, **said, **quotes})
