"""Makes small PDF files for tests, byte by byte: words at places, tags, rules, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

FONTS = {"F": "Helvetica", "B": "Helvetica-Bold", "S": "Symbol", "Z": "ZapfDingbats"}


@dataclass
class Page:
    """Collects what is printed; places are from the upper left corner, in points."""

    content: list[bytes] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    height: int = 842
    rotate: int = 0

    def text(self, left: float, top: float, words: str, size: float = 12, font: str = "F", tag: str = "") -> Page:
        """Words at a place; ``tag`` names the tagged element that they belong to, or is "Artifact"."""
        escaped = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        shown = b"BT /%s %g Tf %g %g Td (%s) Tj ET" % (font.encode(), size, left, self.height - top, escaped)
        if tag == "Artifact":
            shown = b"/Artifact BMC " + shown + b" EMC"
        elif tag:
            shown = b"/P << /MCID %d >> BDC %s EMC" % (len(self.marks), shown)
            self.marks.append(tag)
        self.content.append(shown)
        return self

    def lines(self, left: float, top: float, *lines: str, size: float = 12, font: str = "F", tag: str = "") -> Page:
        """Lines below each other, 14.4 points apart at 12 points."""
        for number, words in enumerate(lines):
            self.text(left, top + 1.2 * size * number, words, size, font, tag)
        return self

    def rule(self, left: float, top: float, width: float) -> Page:
        """A thin horizontal rule."""
        self.content.append(b"%g %g %g 0.5 re f" % (left, self.height - top, width))
        return self

    def picture(self, left: float, top: float, width: float, height: float) -> Page:
        """A grey picture of one point, as large as is said."""
        self.content.append(b"q %g 0 0 %g %g %g cm /Im Do Q" % (width, height, left, self.height - top - height))
        return self

    def raw(self, operators: bytes) -> Page:
        """Any operators."""
        self.content.append(operators)
        return self


def pdf(*pages: Page, tree: Sequence[tuple[str, Sequence]] = ()) -> bytes:
    """The file of the pages. ``tree``: tagged elements as (type, children), where a child that is a string names marked content."""
    objects: list[bytes] = [b"", b""]

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    fonts = b" ".join(
        b"/%s %d 0 R" % (key.encode(), add(b"<< /Type /Font /Subtype /Type1 /BaseFont /%s %s>>" % (name.encode(), _encoding(name))))
        for key, name in FONTS.items()
    )
    image = add(
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream"
    )
    numbers = []
    for index, page in enumerate(pages):
        stream = b"\n".join(page.content)
        content = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        numbers.append(
            add(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 %d] /Rotate %d /StructParents %d /Contents %d 0 R "
                b"/Resources << /Font << %s >> /XObject << /Im %d 0 R >> >> >>"
                % (page.height, page.rotate, index, content, fonts, image)
            )
        )
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), b" ".join(b"%d 0 R" % n for n in numbers))
    root = _tags(objects, add, pages, numbers, tree) if tree else b""
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R %s >>" % root
    return _file(objects)


def _encoding(name: str) -> bytes:
    return b"" if name in ("Symbol", "ZapfDingbats") else b"/Encoding /WinAnsiEncoding "


def _tags(objects, add, pages, numbers, tree) -> bytes:
    root = add(b"")
    owners: dict[str, int] = {}

    def element(node, parent: int) -> int:
        kind, children = node
        number = add(b"")
        kids = []
        for child in children:
            if isinstance(child, str):
                owners[child] = number
                for index, page in enumerate(pages):
                    kids += [
                        b"<< /Type /MCR /Pg %d 0 R /MCID %d >>" % (numbers[index], mark)
                        for mark, name in enumerate(page.marks)
                        if name == child
                    ]
            else:
                kids.append(b"%d 0 R" % element(child, number))
        objects[number - 1] = b"<< /Type /StructElem /S /%s /P %d 0 R /K [%s] >>" % (kind.encode(), parent, b" ".join(kids))
        return number

    kids = [element(node, root) for node in tree]
    parents = b" ".join(
        b"%d [%s]" % (index, b" ".join(b"%d 0 R" % owners[name] for name in page.marks)) for index, page in enumerate(pages)
    )
    objects[root - 1] = b"<< /Type /StructTreeRoot /K [%s] /ParentTree << /Nums [%s] >> >>" % (
        b" ".join(b"%d 0 R" % kid for kid in kids),
        parents,
    )
    return b"/StructTreeRoot %d 0 R /MarkInfo << /Marked true >>" % root


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
