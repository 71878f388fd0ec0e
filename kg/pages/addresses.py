"""Which address is answered by which page: a function of the same name in a module of this package.

An address is written as Starlette has it (``{name}`` is a part without a slash, ``{name:path}`` one with them). The first that fits
counts, so one with fewer braces stands first.
"""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent
STATIC, BUILT = HERE / "static", HERE / "built"  # files that go with pages: written by hand, and built of web/

ADDRESSES = {
    "/": "home.home",
}
UNKNOWN = "home.unknown"  # what answers where nothing is
