"""A report as a PDF: a head, facts, and tables. Whatever the values are, they are text, and fit.

The one font that every machine has by the library knows Latin letters. What it lacks is written as code points, so that
a name in any script can still be told; the report says so where it happens.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportMissingModuleSource=false

import io
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

MAX_SHOWN = 200
"""How many characters of a value are shown."""

SUBSTITUTED = "Characters in brackets are code points that this file's font lacks; the report in JSON has them as text."

_COLOR = "#2f5bea"
_GREY = "#667085"
_LINE = "#d0d5dd"
_FONT, _BOLD = "Vera", "VeraBd"


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table under a heading; the first row is its head, widths are shares of the page's."""

    heading: str
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report as it is laid out; `color` is `#rrggbb`."""

    company: str
    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[SheetTable, ...] = field(default_factory=tuple)
    color: str | None = None


def shown(text: str) -> str:
    """Return a value as the font can show it: one line, at most 200 characters, what it lacks as code points."""
    known = _glyphs()
    text = "".join(" " if each.isspace() else each for each in unicodedata.normalize("NFC", text))
    cut = text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "\u2026"
    return "".join(each if ord(each) in known else f"[U+{ord(each):04X}]" for each in cut)


def pdf(sheet: Sheet) -> bytes:
    """Return the report as a PDF; the same report is the same bytes."""
    _glyphs()
    written = io.BytesIO()
    document = SimpleDocTemplate(
        written,
        pagesize=A4,
        leftMargin=18 * mm,
        rightMargin=18 * mm,
        topMargin=18 * mm,
        bottomMargin=20 * mm,
        title=shown(sheet.title),
        author=shown(sheet.company),
        invariant=1,
    )
    color = HexColor(sheet.color or _COLOR)
    body = ParagraphStyle("body", fontName=_FONT, fontSize=9, leading=13)
    head = ParagraphStyle("head", parent=body, textColor=white)
    title = ParagraphStyle("title", parent=body, fontName=_BOLD, fontSize=18, leading=24, textColor=color)
    heading = ParagraphStyle("heading", parent=body, fontName=_BOLD, fontSize=11, leading=18, spaceBefore=8)
    small = ParagraphStyle("small", parent=body, fontSize=8, textColor=HexColor(_GREY))

    story: list[Flowable] = [
        _paragraph(sheet.company, small),
        _paragraph(sheet.title, title),
        _paragraph(sheet.subtitle, body),
        Spacer(1, 4 * mm),
        _facts(sheet, document.width, small, body),
    ]
    for each in sheet.tables:
        rows = [[_paragraph(cell, body if number else head) for cell in row] for number, row in enumerate(each.rows)]
        table = Table(rows, colWidths=[document.width * share for share in each.widths], repeatRows=1)
        table.setStyle(
            TableStyle(
                [
                    ("BACKGROUND", (0, 0), (-1, 0), color),
                    ("LINEBELOW", (0, 1), (-1, -1), 0.4, HexColor(_LINE)),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ]
            )
        )
        story += [_paragraph(each.heading, heading), table]
    values = [sheet.company, sheet.title, sheet.subtitle, *(value for _, value in sheet.facts)]
    values += [cell for each in sheet.tables for row in each.rows for cell in row]
    if any("[U+" in shown(value) for value in values):
        story += [Spacer(1, 4 * mm), _paragraph(SUBSTITUTED, small)]
    document.build(story, onFirstPage=_footer, onLaterPages=_footer)
    return written.getvalue()


def _facts(sheet: Sheet, width: float, small: ParagraphStyle, body: ParagraphStyle) -> Table:
    rows = [[_paragraph(label, small), _paragraph(value, body)] for label, value in sheet.facts]
    table = Table(rows, colWidths=[width * 0.25, width * 0.75])
    table.setStyle(TableStyle([("LEFTPADDING", (0, 0), (0, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return table


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(shown(text)) if text != SUBSTITUTED else text, style)


def _footer(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont(_FONT, 8)
    canvas.setFillColor(HexColor(_GREY))
    canvas.drawRightString(A4[0] - 18 * mm, 10 * mm, str(canvas.getPageNumber()))


@cache
def _glyphs() -> frozenset[int]:
    """Register the fonts; return the code points that they have."""
    regular = TTFont(_FONT, "Vera.ttf")
    pdfmetrics.registerFont(regular)
    pdfmetrics.registerFont(TTFont(_BOLD, "VeraBd.ttf"))
    return frozenset(code for code in regular.face.charToGlyph if code >= ord(" "))
