"""A web page as a tree of elements that show, and which of them are its content.

Hidden elements, scripts and controls are left out. What is furniture (menus, banners, breadcrumbs, links for sharing) is told by
elements and by names of classes; the main content by its element or its usual names. Whatever is not surely furniture is content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kg.project import ProjectError

MOST_OPEN = 20_000
MOST_STYLED = 5_000_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
_CLOSED_BY_OTHERS = frozenset(
    ["p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "html", "head", "body"]
)
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
_STYLING = frozenset(["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"])
_UNSEEN = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "svg",
        "math",
        "canvas",
        "iframe",
        "object",
        "embed",
        "select",
        "button",
        "input",
        "textarea",
        "audio",
        "video",
        "datalist",
        "map",
        "meta",
        "link",
        "base",
        "title",
        "del",
        "rp",
    ]
)
_HIDDEN_STYLE = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|mso-hide\s{0,9}:\s{0,9}all", re.IGNORECASE)
_NAMES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_ALWAYS = frozenset(
    [
        "breadcrumb",
        "breadcrumbs",
        "cookie",
        "cookies",
        "skip",
        "skiplink",
        "skiplinks",
        "share",
        "sharing",
        "social",
        "pagination",
        "pager",
    ]
)
_NOTICES = frozenset(["cookie", "cookies"])  # the only furniture that goes on at length
_OFTEN = frozenset(
    [
        "nav",
        "navbar",
        "navigation",
        "menu",
        "sidebar",
        "toolbar",
        "footer",
        "header",
        "related",
        "feedback",
        "print",
        "search",
        "banner",
        "login",
    ]
)
_ROLES = frozenset(["doc-backlink", "navigation", "banner", "contentinfo", "search", "menu", "menubar", "dialog", "alertdialog"])
_SCREEN = frozenset(("visually-hidden", "govuk-visually-hidden", "sr-only", "screen-reader-text", "visuallyhidden", "mghidden"))
_MODERNGOV = frozenset(("mgactionlist", "mghelp", "mgfilesize"))
_MAIN_NAMES = (
    "main-content", "maincontent", "main_content", "modgov", "mgcontent", "content-main", "main", "contentmain", "page-content",
    "contentarea", "content-area", "contents", "content", "article", "article-body", "entry-content", "bodytext",
)  # fmt: skip


@dataclass(eq=False, slots=True)
class Element:
    """An element that shows: what is in it, how many words that are, how many of those are links, and how many links and titles."""

    tag: str
    attributes: dict[str, str]
    within: list[Element | str] = field(default_factory=list)
    words: int = 0
    linked: int = 0
    links: int = 0
    titles: int = 0
    above: Element | None = None

    def get(self, name: str) -> str:
        """The value of an attribute, or nothing."""
        return self.attributes.get(name, "")

    @property
    def named(self) -> list[str]:
        """Its id and classes, in lower case."""
        return f"{self.get('id')} {self.get('class')}".lower().split()

    def all(self) -> Iterator[Element]:
        """The element and those within, in order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(one for one in reversed(element.within) if isinstance(one, Element))

    def text(self, most: int = 300) -> str:
        """Its words, up to about ``most`` characters."""
        made: list[str] = []
        length = seen = 0
        waiting: list[Element | str] = [self]
        while waiting and length < most and seen < 4 * most:  # elements nested without end are not gone through
            one = waiting.pop()
            seen += 1
            if isinstance(one, str):
                made.append(one)
                length += len(one)
            else:
                waiting.extend(reversed(one.within))
        return " ".join("".join(made).split())[:most]


def parsed(name: str, html: str) -> tuple[Element, str]:
    """The body of a page, and its title. Raises ProjectError for a page that is nested beyond all use."""
    _nested(name, html)
    parser = LexborHTMLParser(html)
    title = parser.css_first("title")
    words = " ".join(title.text().split()) if title is not None else ""
    body = parser.body
    if body is None:
        return Element("body", {}), words
    root = Element("body", {})
    made = [root]
    waiting: list[tuple[LexborNode | None, Element]] = [(body.child, root)]
    while waiting:
        node, above = waiting.pop()
        while node is not None:
            if node.is_text_node:
                _add_text(above, node.text_content or "")
            elif node.is_element_node and node.tag is not None and not _is_hidden(node.tag, node.attributes):
                element = Element(node.tag, {key: value or "" for key, value in node.attributes.items()}, above=above)
                above.within.append(element)
                made.append(element)
                waiting.append((node.child, element))
            node = node.next
    for element in reversed(made):  # those within come after it
        if element.tag == "a":
            element.linked = element.words
        element.links += element.tag == "a"
        element.titles += element.tag == "h1"
        if element.above is not None:
            element.above.words += element.words
            element.above.linked += element.linked
            element.above.links += element.links
            element.above.titles += element.titles
    return root, words


def _add_text(above: Element, words: str) -> None:
    if words:
        above.within.append(words)
        above.words += len(words.split())


def _nested(name: str, html: str) -> None:
    """Raise ProjectError where so many elements stay open that a tree of them would take more than linear time."""
    open_now: dict[str, int] = {}
    depth = deepest = tags = 0
    for found in _TAG.finditer(html):
        tags += 1
        tag = found.group(2).lower()
        if tag in _VOID or tag in _CLOSED_BY_OTHERS:
            continue
        now = open_now.get(tag, 0)
        change = 1 if not found.group(1) else -1 if now else 0
        open_now[tag] = now + change
        depth += change
        deepest = max(deepest, depth)
    styled = sum(open_now.get(tag, 0) for tag in _STYLING)
    if deepest > MOST_OPEN or styled * tags > MOST_STYLED:
        raise ProjectError(f"{name}: elements are nested more than {MOST_OPEN} deep or left open, not a page")


def _is_hidden(tag: str, attributes: dict[str, str | None]) -> bool:
    if tag in _UNSEEN:
        return True
    if not attributes:
        return False
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDDEN_STYLE.search(attributes.get("style") or "") is not None
    )


def content(body: Element) -> tuple[Element, list[Element]]:
    """The element with the main content, and the headings of the page outside it, where it has no main heading of its own."""
    total = sum(1 for _ in body.all())
    plain = _prose(body)
    found = body
    if total:
        for one in _candidates(body):
            if (one.words - one.linked) * 2 >= plain and one.words:
                found = one
                break
    if found is body or found.titles:
        return found, []
    return found, [one for one in body.all() if one.tag == "h1" and one.words]


def _candidates(body: Element) -> Iterator[Element]:
    every = list(body.all())
    yield from (one for one in every if one.tag == "main" or one.get("role") == "main")
    yield from (one for one in (every if sum(1 for one in every if one.tag == "article") == 1 else []) if one.tag == "article")
    by_name: dict[str, Element] = {}
    for one in every:
        for name in one.named if one is not body and one.tag != "a" else ():
            by_name.setdefault(name, one)
    yield from (by_name[name] for name in _MAIN_NAMES if name in by_name)


def _prose(body: Element) -> int:
    """How many words of a page are no links and stand in no furniture."""
    count = 0
    waiting = [body]
    while waiting:
        element = waiting.pop()
        if element is not body and (element.tag == "a" or is_furniture(element, body, outside=True)):
            continue
        count += sum(len(one.split()) for one in element.within if isinstance(one, str))
        waiting.extend(one for one in element.within if isinstance(one, Element))
    return count


def is_furniture(element: Element, body: Element, *, outside: bool) -> bool:
    """Whether an element is no content. ``outside``: it does not stand within the page's main content, so heads and feet count."""
    if element is body or not element.words:
        return False
    if element.tag == "nav" or element.get("role") in _ROLES:
        return True
    names = set(element.named)
    if names & _SCREEN or names & _MODERNGOV:
        return True
    if element.tag == "a" and element.get("href").startswith("#") and element.text(40).lower().startswith("skip to"):
        return True
    if element.tag == "td" and outside and element.linked == element.words:
        row = element.above.words if element.above is not None else 0
        return row >= 50 and row >= 10 * element.words and element.links > 1
    if element.tag in ("h1", "h2", "h3", "p", "table", "tr", "td", "th", "tbody", "form", "main", "article"):
        return False
    small = element.words <= 60 or element.words * 3 <= body.words
    if outside and element.tag in ("header", "footer"):
        return small and not element.titles
    parts = {part.lower() for part in _NAMES.findall(f"{element.get('id')} {element.get('class')}")} if names else set()
    if parts & _ALWAYS:
        most = 150 if parts & _NOTICES else 25 + element.linked
        return element.words <= most and small and not element.titles
    return bool(parts & _OFTEN) and element.linked * 10 >= element.words * 6 and not element.titles
