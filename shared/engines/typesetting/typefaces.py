"""The fonts that come with Ella: which of them has a character, and how a run of text is shaped by it.

Fonts are read when a text needs them, anew for each document: the library numbers what it embeds by what it has seen.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportMissingModuleSource=false, reportAttributeAccessIssue=false

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, cast

import uharfbuzz
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTFont

from shared.engines.typesetting import bidi

REGULAR, BOLD = "NotoSans-Regular", "NotoSans-Bold"
_EASTERN = "WenQuanYiMicroHei"
_BLOCKS = (
    (0x0530, 0x058F, "NotoSansArmenian-Regular"),
    (0x0590, 0x05FF, "NotoSansHebrew-Regular"),
    (0x0600, 0x08FF, "NotoSansArabic-Regular"),
    (0x0900, 0x097F, "NotoSansDevanagari-Regular"),
    (0x0980, 0x09FF, "NotoSansBengali-Regular"),
    (0x0A00, 0x0A7F, "NotoSansGurmukhi-Regular"),
    (0x0A80, 0x0AFF, "NotoSansGujarati-Regular"),
    (0x0B80, 0x0BFF, "NotoSansTamil-Regular"),
    (0x0C00, 0x0C7F, "NotoSansTelugu-Regular"),
    (0x0C80, 0x0CFF, "NotoSansKannada-Regular"),
    (0x0D00, 0x0D7F, "NotoSansMalayalam-Regular"),
    (0x0E00, 0x0E7F, "NotoSansThai-Regular"),
    (0x10A0, 0x10FF, "NotoSansGeorgian-Regular"),
    (0xFB1D, 0xFB4F, "NotoSansHebrew-Regular"),
    (0xFB50, 0xFEFC, "NotoSansArabic-Regular"),
)
_FILES = Path(__file__).parent / "fonts"
_JOINERS = "\u200c\u200d"
_LEANING = ("Mn", "Mc", "Me", "Zs", "Cf")
"""Categories of characters that go with the one before them."""


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs from left to right, and how far each moves on, in points, with the place of the character it is of."""

    glyphs: ShapedStr
    advances: tuple[tuple[int, float], ...]

    @property
    def width(self) -> float:
        """How far they move on together."""
        return sum(advance for _, advance in self.advances)


class Typefaces:
    """The fonts of one document."""

    def __init__(self) -> None:
        self._fonts: dict[str, TTFont] = {}

    def font(self, name: str) -> TTFont:
        """Return a font, registered with the library."""
        if name not in self._fonts:
            suffix = "ttc" if name == _EASTERN else "ttf"
            self._fonts[name] = TTFont(name, str(_FILES / f"{name}.{suffix}"))
            pdfmetrics.registerFont(self._fonts[name])
        return self._fonts[name]

    def shown(self, text: str) -> str:
        """Return text as the fonts can show it: what they lack, and what has no shape, as code points."""
        return "".join(
            each if self._shows(each) else f"[U+{ord(each):04X}]" for each in unicodedata.normalize("NFC", text)
        )

    def runs(self, text: str, face: str) -> Iterator[tuple[int, int, str]]:
        """Return where runs of one font begin and end; `face` is the one to prefer."""
        names: list[str] = []
        for place, each in enumerate(text):
            leans = place > 0 and unicodedata.category(each) in _LEANING and self._has(names[-1], each)
            names.append(names[-1] if leans else self._name(each, face) or face)
        start = 0
        for name, same in groupby(names):
            end = start + len(list(same))
            yield start, end, name
            start = end

    def shaped(self, text: str, name: str, size: float, *, leftwards: bool) -> Run:
        """Return a run as it is drawn."""
        font = self.font(name)
        shaper = font.hbFont(size)
        buffer = uharfbuzz.Buffer()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if leftwards else "ltr"
        uharfbuzz.shape(shaper, buffer)
        glyphs: list[str] = []
        places: list[Any] = []
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            advance, *moved = (font.pdfScale(each) for each in (at.x_advance, at.y_advance, at.x_offset, at.y_offset))
            known = font.face.glyphToChar.get(info.codepoint)
            code = known[0] if known else font.hbAddPrivate(f"glyph{info.codepoint}", info.codepoint, advance)
            glyphs.append(chr(code))
            places.append(ShapeData._make((info.cluster, advance, *moved, font.face.charWidths[code])))
        advances = tuple((each.cluster, each.x_advance * size / 1000) for each in places)
        return Run(ShapedStr("".join(glyphs), shapeData=cast(Any, places)), advances)

    def advances(self, text: str, face: str, size: float) -> list[float]:
        """Return how far each character moves on; 0 for those that are part of the one before them."""
        levels = bidi.levels(text)
        found = [0.0] * len(text)
        for first, last, name in self.runs(text, face):
            for start, end, level in bidi.visual(levels[first:last]):
                run = self.shaped(text[first + start : first + end], name, size, leftwards=level % 2 == 1)
                for place, advance in run.advances:
                    found[first + start + place] += advance
        return found

    def _shows(self, character: str) -> bool:
        if unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Cn") and character not in _JOINERS:
            return False
        return self._name(character, REGULAR) is not None

    def _name(self, character: str, face: str) -> str | None:
        code = ord(character)
        named = next((name for first, last, name in _BLOCKS if first <= code <= last), None)
        choices: Sequence[str] = (face, REGULAR, _EASTERN) if named is None else (named,)
        return next((name for name in choices if self._has(name, character)), None)

    def _has(self, name: str, character: str) -> bool:
        return ord(character) in self.font(name).face.charToGlyph
