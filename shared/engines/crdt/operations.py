"""Operations of plain text clients, as ot.js writes them: a list that walks over a text from its beginning to its end.

A positive number keeps so many characters, a negative one deletes so many, and a text is inserted. Characters are
counted as JavaScript and Yjs count them, in UTF-16 code units; no position lies within a pair of surrogates.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Operation = Sequence[int | str]


class Edit(NamedTuple):
    """What happens at one place: `at` and `deleted` are bytes of UTF-8 in the text as it is by then."""

    at: int
    deleted: int
    inserted: str


def edits(operation: Operation, text: str) -> Iterator[Edit]:
    """Yield an operation's edits of a text, in order; raise ValueError where it isn't an operation on this text."""
    units = text.encode("utf-16-le")
    place = at = 0
    for each in operation:
        if isinstance(each, str):
            if not each:
                raise ValueError("an insertion holds something")
            yield Edit(at, 0, each)
            at += len(each.encode())
        elif each:
            size = len(_taken(units, place, abs(each)).encode())
            place += abs(each)
            if each < 0:
                yield Edit(at, size, "")
            else:
                at += size
        else:
            raise ValueError("an operation holds no 0")
    if 2 * place != len(units):
        raise ValueError(f"the operation ends at {place} of a text with {len(units) // 2} UTF-16 units")


def applied(operation: Operation, text: str) -> str:
    """Return the text that an operation makes of a text; raise ValueError where it isn't an operation on this text."""
    content = text.encode()
    for edit in edits(operation, text):
        content = content[: edit.at] + edit.inserted.encode() + content[edit.at + edit.deleted :]
    return content.decode()


def from_delta(delta: Sequence[dict[str, Any]], text: str) -> list[int | str]:
    """Return the operation that a Yjs delta in bytes of UTF-8 is on a text."""
    content = text.encode()
    building = _Building()
    at = 0
    for each in delta:
        if "insert" in each:
            building.insert(str(each["insert"]))
            continue
        size = int(each.get("retain", each.get("delete", 0)))
        length = units_of(content[at : at + size].decode())
        building.count(length if "retain" in each else -length)
        at += size
    building.count(units_of(content[at:].decode()))
    return building.parts


def units_of(text: str) -> int:
    """Return a text's length in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def _taken(units: bytes, place: int, length: int) -> str:
    part = units[2 * place : 2 * (place + length)]
    if len(part) < 2 * length:
        raise ValueError(f"the operation goes beyond the text's {len(units) // 2} UTF-16 units")
    try:
        return part.decode("utf-16-le")
    except UnicodeDecodeError:
        raise ValueError(f"the operation divides a character at {place} or {place + length}") from None


@dataclass(slots=True)
class _Building:
    """An operation in its one form: neighbours joined, insertions before deletions at the same place."""

    parts: list[int | str] = field(default_factory=list[int | str])

    def insert(self, text: str) -> None:
        at = len(self.parts)
        if self.parts and isinstance(self.parts[-1], int) and self.parts[-1] < 0:
            at -= 1
        before = self.parts[at - 1] if at else 0
        if isinstance(before, str):
            self.parts[at - 1] = before + text
        else:
            self.parts.insert(at, text)

    def count(self, number: int) -> None:
        last = self.parts[-1] if self.parts else 0
        if isinstance(last, int) and last * number > 0:
            self.parts[-1] = last + number
        elif number:
            self.parts.append(number)
