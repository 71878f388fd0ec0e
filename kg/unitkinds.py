"""Which kinds of units are the blocks of a text, which are parts of one, and which are lost.

A block (paragraph, bullet, row, agenda item) is counted once; what is told of a sentence, a figure or a cell in it counts no second
time, and what the file has and the text has not is no block at all. The kinds are the scheme ontology/schemes/unit-kind.ttl.
"""

from __future__ import annotations

PARTS = ("sentence", "figure", "date", "part")  # of a block, which is a unit of its own
LOST = ("picture", "page", "damaged-table")  # what the file has, and the text has not


def is_block(kind: str) -> bool:
    """Whether a unit of this kind counts as one of its document: "bullet" does, "sentence" does not."""
    return kind not in PARTS and kind not in LOST
