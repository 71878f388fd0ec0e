"""Bytes of a web page as text: by its byte-order mark, by what it declares, by UTF-8, and as Windows-1252 where that is clean.

Pages that declare ISO 8859-1 are read as Windows-1252, as browsers do; where the bytes are UTF-8 all the same, with letters
that take several bytes, they are UTF-8 whatever is declared.
"""

from __future__ import annotations

import codecs
import re

from kg.project import ProjectError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,200}?\bcharset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})|<\?xml\b[^>]{0,99}?\bencoding\s{0,9}=\s{0,9}["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_WESTERN = frozenset({"ascii", "iso8859-1", "latin-1", "cp1252", "iso8859-15"})
_OTHERS = re.compile(r"iso8859-\d{1,2}|cp125\d|mac-roman|koi8-[ru]")
_SEVERAL = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_STRANGE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def declared(data: bytes) -> str:
    """The codec that the page names in its first lines; empty where it names none, or none that pages are written in."""
    found = _DECLARED.search(data[:4096])
    if found is None:
        return ""
    try:
        name = codecs.lookup((found.group(1) or found.group(2)).decode("ascii", "replace")).name
    except LookupError:
        return ""
    return name if name == "utf-8" or name in _WESTERN or _OTHERS.fullmatch(name) else ""


def decoded(name: str, data: bytes) -> str:
    """The text of a page. Raises ProjectError where no reading of the bytes is sure."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _checked(name, _strictly(name, data[len(mark) :], codec))
    said = declared(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if said and said != "utf-8":
            text = _strictly(name, data, "cp1252" if said in _WESTERN else said)
        else:
            text = _guessed(name, data, error)
    else:
        if said not in ("", "utf-8") and said not in _WESTERN and not data.isascii():
            text = _strictly(name, data, said)
    return _checked(name, text)


def _strictly(name: str, data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise ProjectError(f"{name}: not the {codec} text that it says it is (byte {error.start})") from error


def _guessed(name: str, data: bytes, error: UnicodeDecodeError) -> str:
    """Windows-1252, where every byte is one of its characters and none of them looks like a part of UTF-8."""
    line = data.count(b"\n", 0, error.start) + 1
    if not _SEVERAL.search(data):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    raise ProjectError(f"{name}: line {line}: not UTF-8 text (byte {error.start}), and no other encoding is declared") from error


def _checked(name: str, text: str) -> str:
    if len(_STRANGE.findall(text)) * 20 > len(text):
        raise ProjectError(f"{name}: full of control characters, not a readable page")
    return text
