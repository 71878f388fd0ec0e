"""What the data is: its sources, how much of them was read, what was derived, how it was held against its shapes, how to cite it."""

from __future__ import annotations

import datetime
from itertools import groupby
from typing import Any

from kg import __version__
from kg.pages.addresses import BUILT
from kg.pages.asked import Asked, Made
from kg.pages.asking import asked_of, page_rows
from kg.pages.desk import Desk
from kg.pages.showing import dated
from kg.rows import words
from kg.vocab import PREFIXES

_LICENCES = "licences.md"  # of what the scripts are made of, where they were built


def about(desk: Desk, asked: Asked) -> Made:
    """Counts, coverage, validation, licences and how to cite."""
    values = desk.once("about", lambda: _found(desk))
    return desk.html(
        asked, "about.html", {**values, "citation": citation(desk, asked), "dated": dated, "notices": (BUILT / _LICENCES).is_file()}
    )


def citation(desk: Desk, asked: Asked, what: str = "") -> str:
    """How to cite ``what`` of this version, today: the words that a reader copies."""
    today = datetime.datetime.now(tz=datetime.UTC).date()
    of = f"{what}. In: " if what else ""
    version = f", version {desk.version} of the graph" if desk.version else ""
    return f"{of}Line of Sight {__version__}{version}. {asked.origin}{asked.at} (seen {today.day} {today:%B %Y})."


def _found(desk: Desk) -> dict[str, Any]:
    documents = [{name: words(term) for name, term in row.items()} for row in asked_of(desk, "documents").rows]
    read = [{name: words(term) for name, term in row.items()} for row in asked_of(desk, "share_read_of_documents").rows]
    total = {
        name: sum(int(float(one[name])) for one in read)
        for name in ("units", "units_read", "lost", "figures_printed", "figures_read")
    }
    manifest = desk.store.manifest
    derived = [
        (f"{PREFIXES['graph']}{rule.replace('_', '-')}", rule.replace("_", " "), count)
        for rule, count in manifest.get("derived", {}).items()
    ]
    rights = sorted({(one.get("rights", ""), one["source_file"]) for one in documents if "bound_in" not in one})
    return {
        "documents": len(documents),
        "files": len({one["source_file"] for one in documents}),
        "issued": sorted(one["issued"] for one in documents if "issued" in one),
        "read": {one["document"]: one for one in read},
        "listed": [one for one in documents if one["document"] in {row["document"] for row in read}],
        "total": total,
        "manifest": manifest,
        "kinds": [
            (words(row["class"]), words(row["label"]).capitalize(), int(words(row["things"])))
            for row in page_rows(desk, "things_by_kind")
            if "class" in row
        ],
        "derived": derived,
        "rights": [(licence, [name for _, name in several]) for licence, several in groupby(rights, key=lambda pair: pair[0])],
    }
