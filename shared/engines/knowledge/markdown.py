"""Sections out of Markdown: what stands below each heading, with the headings above it."""

import re
from collections import Counter

from shared.engines.knowledge.items import Extracted, Problem, SectionContent, unique
from shared.errors import InvalidInput

MAX_CHARACTERS = 5_000_000
LONGEST = 20_000
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def sections_in(data: bytes, document: str) -> Extracted:
    """Return a document's sections; one longer than 20,000 characters is cut into several of the same headings."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise InvalidInput("the file is not UTF-8", code="malformed_file") from error
    if len(text) > MAX_CHARACTERS:
        raise InvalidInput(f"the file has more than {MAX_CHARACTERS} characters; split it", code="file_too_large")
    problems: list[Problem] = []
    counts: Counter[tuple[str, ...]] = Counter()
    sections: list[SectionContent] = []
    for headings, start, line, body in _bodies(text):
        for offset in range(0, len(body), LONGEST):
            piece = body[offset : offset + LONGEST]
            if piece.strip():
                counts[headings] += 1
                sections.append(
                    SectionContent(
                        document=document,
                        headings=headings,
                        position=counts[headings],
                        start=start + offset,
                        line=line + body.count("\n", 0, offset),
                        text=piece,
                    )
                )
    return unique(sections, problems)


def _bodies(text: str) -> list[tuple[tuple[str, ...], int, int, str]]:
    """Return, for every heading, it and those above, where the text below begins, in which line, and the text.

    Headings in code are none.
    """
    found: list[tuple[tuple[str, ...], int, int, str]] = []
    above: list[tuple[int, str]] = []
    fence, place, start, number, first = "", 0, 0, 1, 1
    for line in text.splitlines(keepends=True):
        number += line.count("\n")
        opening = _FENCE.match(line)
        heading = None if fence else _HEADING.match(line.rstrip("\n"))
        if opening is not None and not fence:
            fence = opening[1]
        elif opening is not None and opening[1].startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        if heading is not None:
            found.append((tuple(name for _, name in above), start, first, text[start:place]))
            level = len(heading[1])
            above = [(each, name) for each, name in above if each < level]
            above.append((level, heading[2][:300]))
            start, first = place + len(line), number
        place += len(line)
    found.append((tuple(name for _, name in above), start, first, text[start:]))
    return found
