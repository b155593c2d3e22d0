"""A paragraph of text in any script, as the page layout's own building block.

Readers of the file find, copy and read aloud the text itself: each line says it beside its glyphs.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportMissingModuleSource=false

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.colors import Color, black
from reportlab.platypus import Flowable

from shared.engines.typesetting import bidi
from shared.engines.typesetting.typefaces import REGULAR, Typefaces


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How text looks; sizes are in points."""

    size: float
    leading: float
    color: Color = black
    face: str = REGULAR
    space_before: float = 0


class Text(Flowable):
    """A paragraph; `shown` text only, as its typefaces have it."""

    def __init__(self, text: str, style: TextStyle, typefaces: Typefaces) -> None:
        super().__init__()
        self._text, self._style, self._typefaces = text, style, typefaces
        self._levels = bidi.levels(text)
        self._advances = typefaces.advances(text, style.face, style.size)
        self._lines: list[tuple[int, int]] = []
        self.spaceBefore = style.space_before

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Break the paragraph into lines; return its size."""
        self._lines = lines(self._text, self._advances, aW)
        self.width, self.height = aW, len(self._lines) * self._style.leading
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Return the lines that fit, and the rest; nothing where none fits."""
        self.wrap(aW, aH)
        fitting = int(aH // self._style.leading)
        if not 0 < fitting < len(self._lines):
            return []
        cut = self._lines[fitting][0]
        rest = replace(self._style, space_before=0)
        return [Text(self._text[:cut], self._style, self._typefaces), Text(self._text[cut:], rest, self._typefaces)]

    def draw(self) -> None:
        """Draw the lines."""
        for number, (start, end) in enumerate(self._lines, 1):
            self._draw_line(start, end, self.height - number * self._style.leading + self._style.size * 0.3)

    def _draw_line(self, start: int, end: int, y: float) -> None:
        text, style, canvas = self._text[start:end], self._style, self.canv
        fonts = list(self._typefaces.runs(text, style.face))
        canvas.setFillColor(style.color)
        canvas.addLiteral(f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex().upper()}>>> BDC")
        x = 0.0
        for first, last, level in bidi.visual(self._levels[start:end]):
            leftwards = level % 2 == 1
            inside = [
                (max(at, first), min(until, last), name) for at, until, name in fonts if at < last > first < until
            ]
            for at, until, name in reversed(inside) if leftwards else inside:
                run = self._typefaces.shaped(text[at:until], name, style.size, leftwards=leftwards)
                canvas.setFont(name, style.size)
                canvas.drawString(x, y, run.glyphs)
                x += run.width
        canvas.addLiteral("EMC")


def lines(text: str, advances: Sequence[float], width: float) -> list[tuple[int, int]]:
    """Return where lines begin and end: broken at spaces and between ideographs, in words where one is too long."""
    found: list[tuple[int, int]] = []
    start, breakable, taken = 0, 0, 0.0
    for place, advance in enumerate(advances):
        if text[place] != " " and taken + advance > width and place > start and advance:
            cut = breakable if breakable > start else place
            found.append((start, cut))
            start, taken = cut, sum(advances[cut:place])
        taken += advance
        if text[place] == " " or text[place] >= "\u2e80":
            breakable = place + 1
    return [*found, (start, len(text))]
