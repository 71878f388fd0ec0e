"""Markdown files: their structure, read as a program shows it, without the marks of emphasis and the addresses of links.

A file is taken for Markdown when it is written in it throughout: a text that was merely saved under such a name, as text extracted
from a PDF often is, stays the plain text that it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg.intake import html
from kg.text import Document

MEDIA_TYPE = "text/markdown"
MOST = 8_000_000
_SIGN = re.compile(
    r"(?m)^[ ]{0,3}(?:#{1,6}[ \t]+\S|\|?[ ]?:?-{3,}:?[ ]?\||[=-]{3,}[ ]*$)|\*\*[^*\n]{1,200}\*\*|\]\([a-z]{3,8}:|^[ ]{0,3}\d{1,3}\\?[.)] \*\*"
)
_LINES_A_SIGN = 40
_MARK = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]\s|[•▪◦·‣●○]\s")
_SHORT = 50


def is_markdown(text: str) -> bool:
    """Whether a text has a sign of Markdown for every forty of its lines, and no pages."""
    if len(text) > MOST or "\f" in text:
        return False
    lines = sum(1 for line in text.split("\n") if line.strip())
    return sum(1 for _ in _SIGN.finditer(text)) * _LINES_A_SIGN >= max(1, lines)


def read(name: str, data: bytes, text: str, path: Path | None = None) -> Document:
    """The document that a Markdown file is, whose bytes ``data`` are the ``text``. Raises ProjectError when it has no words."""
    shown = MarkdownIt("commonmark", {"html": False}).enable("table").enable("strikethrough")
    shown.core.ruler.push("lines", _lines)
    shown.add_render_rule("ordered_list_open", _ordered)
    page = shown.render(text).replace("&lt;br&gt;", "<br>").replace("&lt;br/&gt;", "<br>").replace("&lt;br /&gt;", "<br>")
    return html.of_text(name, data, f"<body><main>{page}</main></body>", MEDIA_TYPE, path)


def _lines(state: Any) -> None:
    """Line ends within a paragraph part what stands for itself: items without a list, and short lines with capitals."""
    for block in state.tokens:
        inline = block.children or []
        words = block.content.split("\n")
        listed = len(words) > 1 and all(len(line) <= _SHORT and line.strip("*_ ")[:1].isupper() for line in words)
        number = 0
        for token in inline:
            if token.type in ("softbreak", "hardbreak"):
                number += 1
                following = words[number].strip() if number < len(words) else ""
                token.type = "hardbreak" if token.type == "hardbreak" or listed or _MARK.match(following) else "softbreak"


def _ordered(renderer: Any, tokens: Sequence[Token], at: int, options: Any, _env: Any) -> str:
    """The start of a list, with the sign after its numbers."""
    tokens[at].attrSet("data-end", tokens[at].markup)
    return str(renderer.renderToken(tokens, at, options, _env))
