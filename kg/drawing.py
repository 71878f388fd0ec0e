"""A drawing of curves, dots and words, written as SVG and as PNG that look alike."""

from __future__ import annotations

import io
import math
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from PIL import ImageFont

    Font = ImageFont.FreeTypeFont

FINER = 2  # a PNG is drawn so many times larger and scaled down, which smooths its lines
_FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"
_PAPER = "#ffffff"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Curve:
    """A line from one point to another, bent by ``bend`` of its length to one side; ``title`` says what it is."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float = 1.0
    bend: float = 0.0
    opacity: float = 1.0
    title: str = ""

    @property
    def middle(self) -> tuple[float, float]:
        """The point that the curve is drawn towards."""
        x, y = (self.x1 + self.x2) / 2, (self.y1 + self.y2) / 2
        return x - (self.y2 - self.y1) * self.bend, y + (self.x2 - self.x1) * self.bend


@dataclass(frozen=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    colour: str
    title: str = ""


@dataclass(frozen=True)
class Words:
    """A line of words that starts (``anchor`` "start") or has its middle ("middle") at a point on its base line."""

    x: float
    y: float
    text: str
    size: float
    colour: str = "#1a1a1a"
    anchor: str = "start"
    bold: bool = False

    @property
    def width(self) -> float:
        """How wide the words are on the page."""
        return width(self.text, self.size)


@dataclass
class Drawing:
    """A page of a size, with what is drawn on it, the first below the others."""

    width: float
    height: float
    title: str
    shapes: list[Curve | Dot | Words] = field(default_factory=list)

    def svg(self) -> str:
        """The drawing as an SVG 1.1 file; words are words there, and a pointer sees the titles."""
        wide, high = round(self.width), round(self.height)
        lines = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" role="img"'
                f' font-family="{_FONT}">'
            ),
            f"<title>{_escaped(self.title)}</title>",
            f'<rect width="{wide}" height="{high}" fill="{_PAPER}"/>',
            *map(_svg, self.shapes),
            "</svg>",
        ]
        return "\n".join(lines) + "\n"

    def png(self) -> bytes:
        """The drawing as a PNG file."""
        from PIL import Image, ImageDraw

        image = Image.new("RGB", (round(self.width) * FINER, round(self.height) * FINER), _PAPER)
        pen = ImageDraw.Draw(image, "RGBA")
        for shape in self.shapes:
            match shape:
                case Curve():
                    red, green, blue = (int(shape.colour[i : i + 2], 16) for i in (1, 3, 5))
                    points = [(x * FINER, y * FINER) for x, y in _points(shape)]
                    pen.line(
                        points, fill=(red, green, blue, round(255 * shape.opacity)), width=round(shape.width * FINER), joint="curve"
                    )
                case Dot():
                    pen.circle(
                        (shape.x * FINER, shape.y * FINER), shape.radius * FINER, fill=shape.colour, outline=_PAPER, width=FINER
                    )
                case Words():
                    pen.text(
                        (shape.x * FINER, shape.y * FINER),
                        shape.text,
                        fill=shape.colour,
                        font=_font(shape.size * FINER),
                        anchor="ms" if shape.anchor == "middle" else "ls",
                        stroke_width=FINER * 2,
                        stroke_fill=_PAPER,
                    )
                    if shape.bold:
                        anchor = "ms" if shape.anchor == "middle" else "ls"
                        place = (shape.x * FINER, shape.y * FINER)
                        pen.text(place, shape.text, shape.colour, _font(shape.size * FINER), anchor, stroke_width=0.6)
        out = io.BytesIO()
        image.reduce(FINER).save(out, "PNG")  # to look for a smaller file takes longer than all the drawing, and finds next to none
        return out.getvalue()


@cache
def _font(size: float) -> Font:
    from PIL import ImageFont

    return ImageFont.load_default(size)  # type: ignore[return-value]  # a FreeType font, for a size is given


def width(words: str, size: float) -> float:
    """How wide a line of words is in that size."""
    return _font(100).getlength(words) * size / 100


def _points(curve: Curve) -> list[tuple[float, float]]:
    if not curve.bend:
        return [(curve.x1, curve.y1), (curve.x2, curve.y2)]
    x, y = curve.middle
    steps = max(8, round(math.dist((curve.x1, curve.y1), (curve.x2, curve.y2)) / 12))
    shares = [step / steps for step in range(steps + 1)]
    return [
        (
            (1 - t) ** 2 * curve.x1 + 2 * t * (1 - t) * x + t * t * curve.x2,
            (1 - t) ** 2 * curve.y1 + 2 * t * (1 - t) * y + t * t * curve.y2,
        )
        for t in shares
    ]


def _svg(shape: Curve | Dot | Words) -> str:
    match shape:
        case Curve():
            x, y = shape.middle
            path = f"M{shape.x1:.1f} {shape.y1:.1f}Q{x:.1f} {y:.1f} {shape.x2:.1f} {shape.y2:.1f}"
            return (
                f'<path d="{path}" fill="none" stroke="{shape.colour}" stroke-width="{shape.width:.1f}"'
                f' stroke-opacity="{shape.opacity:.2f}">{_title(shape.title)}</path>'
            )
        case Dot():
            return (
                f'<circle cx="{shape.x:.1f}" cy="{shape.y:.1f}" r="{shape.radius:.1f}" fill="{shape.colour}" stroke="{_PAPER}">'
                f"{_title(shape.title)}</circle>"
            )
    weight = ' font-weight="bold"' if shape.bold else ""
    # the width is written down, so that words in another font do not run into each other
    return (
        f'<text x="{shape.x:.1f}" y="{shape.y:.1f}" font-size="{shape.size:.1f}" fill="{shape.colour}"'
        f' text-anchor="{shape.anchor}" textLength="{shape.width:.1f}" lengthAdjust="spacingAndGlyphs"'
        f' paint-order="stroke" stroke="{_PAPER}" stroke-width="3"{weight}>'
        f"{_escaped(shape.text)}</text>"
    )


def printable(words: str) -> str:
    """The words with a blank for each character that XML does not have (a form feed, a control character)."""
    return _NOT_XML.sub(" ", words)


def _escaped(words: str) -> str:
    return escape(printable(words))


def _title(words: str) -> str:
    return f"<title>{_escaped(words)}</title>" if words else ""
