"""A report as a PDF: a head, facts, tables, charts and texts. Whatever the values are, they are text, and fit.

Fonts for the scripts of most names come with Ella. What they lack is written as code points, so that a name in any
script can still be told; the report says so where it happens.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportMissingModuleSource=false

import io
from collections.abc import Sequence
from threading import Lock

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, SimpleDocTemplate, Spacer, Table, TableStyle

from shared.engines.report_sheets import MAX_SHOWN, MAX_TEXT, Sheet, SheetChart, SheetTable, SheetText, cut
from shared.engines.typesetting.paragraphs import Text, TextStyle
from shared.engines.typesetting.typefaces import BOLD, REGULAR, Typefaces

SUBSTITUTED = "Characters in brackets are code points that this file's fonts lack; the report in JSON has them as text."

_COLOR = "#2f5bea"
_GREY = "#667085"
_LINE = "#d0d5dd"
_GROUND = "#eef0f4"
_FRAME = 6
"""By how much the library insets a page's frame."""

_ROOM = 60
"""The least room below a heading."""

_CHART = (0.3, 0.45, 0.25)
"""Shares of the width that a chart's names, bars and values have."""

_BODY = TextStyle(9, 13)
_SMALL = TextStyle(8, 13, HexColor(_GREY))
_WRITING = Lock()
"""The library keeps its fonts for the whole process."""


def pdf(sheet: Sheet) -> bytes:
    """Return the report as a PDF; the same report is the same bytes."""
    with _WRITING:
        return _Writing(sheet).written()


class _Writing:
    """One report on its way into a file."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._typefaces = Typefaces()
        self._typefaces.font(REGULAR)
        self._substituted = False
        self._color = HexColor(sheet.color or _COLOR)
        self._heading = TextStyle(11, 18, face=BOLD, space_before=8)

    def written(self) -> bytes:
        """Return the file."""
        sheet, file = self._sheet, io.BytesIO()
        document = SimpleDocTemplate(
            file,
            pagesize=A4,
            leftMargin=18 * mm,
            rightMargin=18 * mm,
            topMargin=18 * mm,
            bottomMargin=20 * mm,
            title=self._shown(sheet.title),
            author=self._shown(sheet.company),
            invariant=1,
        )
        width = document.width - 2 * _FRAME
        story: list[Flowable] = [
            self._text(sheet.company, _SMALL),
            self._text(sheet.title, TextStyle(18, 26, self._color, BOLD)),
            self._text(sheet.subtitle, _BODY),
            Spacer(1, 4 * mm),
            self._facts(width),
        ]
        for part in sheet.parts:
            story += [CondPageBreak(_ROOM), self._text(part.heading, self._heading)]
            story += self._part(part, width)
        if self._substituted:
            story += [Spacer(1, 4 * mm), self._text(SUBSTITUTED, _SMALL)]
        document.build(story, onFirstPage=_footer, onLaterPages=_footer)
        return file.getvalue()

    def _part(self, part: SheetTable | SheetChart | SheetText, width: float) -> Sequence[Flowable]:
        if isinstance(part, SheetText):
            return self._texts(part)
        return [self._table(part, width) if isinstance(part, SheetTable) else self._chart(part, width)]

    def _facts(self, width: float) -> Table:
        rows = [[self._text(label, _SMALL), self._text(value, _BODY)] for label, value in self._sheet.facts]
        table = Table(rows, colWidths=[width * 0.25, width * 0.75])
        table.setStyle(TableStyle([("LEFTPADDING", (0, 0), (0, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
        return table

    def _table(self, part: SheetTable, width: float) -> Table:
        head = TextStyle(9, 13, white)
        rows = [[self._text(cell, _BODY if number else head) for cell in row] for number, row in enumerate(part.rows)]
        table = Table(rows, colWidths=[width * share for share in part.widths], repeatRows=1)
        table.setStyle(
            TableStyle(
                [
                    ("BACKGROUND", (0, 0), (-1, 0), self._color),
                    ("LINEBELOW", (0, 1), (-1, -1), 0.4, HexColor(_LINE)),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ]
            )
        )
        return table

    def _chart(self, part: SheetChart, width: float) -> Table:
        rows = [
            [self._text(label, _BODY), _Bar(share, self._color), self._text(value, _BODY)]
            for label, share, value in part.bars
        ]
        table = Table(rows or [[""] * 3], colWidths=[width * share for share in _CHART])
        table.setStyle(TableStyle([("LEFTPADDING", (0, 0), (0, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
        return table

    def _texts(self, part: SheetText) -> Sequence[Flowable]:
        label = TextStyle(8, 13, HexColor(_GREY), space_before=4)
        texts: list[Flowable] = []
        for above, text in part.paragraphs:
            texts += [CondPageBreak(_ROOM), self._text(above, label)]
            texts += [self._text(line, _BODY, MAX_TEXT) for line in cut(text, MAX_TEXT).splitlines() or [""]]
        return texts

    def _text(self, text: str, style: TextStyle, limit: int = MAX_SHOWN) -> Text:
        return Text(self._shown(text, limit), style, self._typefaces)

    def _shown(self, text: str, limit: int = MAX_SHOWN) -> str:
        asked = cut("".join(" " if each.isspace() else each for each in text), limit)
        shown = self._typefaces.shown(asked)
        self._substituted = self._substituted or ("[U+" in shown and "[U+" not in asked)
        return shown


class _Bar(Flowable):
    """One bar of a chart, as long as its share of the room it has."""

    def __init__(self, share: float, color: Color) -> None:
        super().__init__()
        self._share, self._color = min(1.0, max(0.0, share)), color

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Return the size of a line of text."""
        self.width, self.height = aW, _BODY.leading
        return self.width, self.height

    def draw(self) -> None:
        """Draw the bar on the ground of the longest there can be."""
        for length, color in ((1.0, HexColor(_GROUND)), (self._share, self._color)):
            self.canv.setFillColor(color)
            self.canv.rect(0, 2, self.width * length, _BODY.size, stroke=0, fill=1)


def _footer(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont(REGULAR, 8)
    canvas.setFillColor(HexColor(_GREY))
    canvas.drawRightString(A4[0] - 18 * mm, 10 * mm, str(canvas.getPageNumber()))
