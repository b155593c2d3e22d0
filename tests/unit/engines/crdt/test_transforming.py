"""Plain text clients and Yjs clients write at random, at once, and seldom up to date; all of them end with one text."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, Text

from shared.engines.crdt import documents
from shared.engines.crdt.operations import applied, from_delta, units_of
from shared.engines.crdt.transforming import transformed

CHARACTERS = "ab\né日😀𝄞"
WRITTEN = st.text(CHARACTERS, min_size=1, max_size=3)
CHANGES = st.lists(
    st.tuples(st.integers(0, 4), st.floats(0, 1), st.integers(0, 4), st.one_of(st.just(""), WRITTEN), st.booleans()),
    max_size=25,
)


@dataclass
class Server:
    """What everybody sent."""

    state: bytes = field(default_factory=lambda: documents.first_text("hello 😀 world"))

    def take(self, update: bytes) -> None:
        self.state = documents.merged([self.state, update])


@dataclass
class Plain:
    """A plain text client."""

    client: int
    seen: bytes = documents.EMPTY
    text: str = ""

    def change(self, server: Server, place: float, deleted: int, written: str) -> None:
        at = int(place * len(self.text))
        before, gone, behind = self.text[:at], self.text[at : at + deleted], self.text[at + deleted :]
        parts = [units_of(before), written, -units_of(gone), units_of(behind)]
        operation = [each for each in parts if each]
        made = transformed(server.state, self.seen, operation, client=self.client)
        server.take(made.update)
        own = applied(operation, self.text)
        assert own == before + written + behind
        self.text, self.seen = applied(made.others, own), made.after
        assert self.text == made.text == documents.text_of(server.state)


class Yjs:
    """A Yjs client, which takes in what others wrote now and then."""

    def __init__(self, client: int) -> None:
        self.document: Doc[Text] = Doc(client_id=client)

    @property
    def text(self) -> str:
        return str(self.document.get(documents.TEXT, type=Text))

    def change(self, server: Server, place: float, deleted: int, written: str) -> None:
        known, text = self.document.get_state(), self.document.get(documents.TEXT, type=Text)
        whole = str(text)
        at = int(place * len(whole))
        start, gone = len(whole[:at].encode()), len(whole[at : at + deleted].encode())
        if gone:
            del text[start : start + gone]
        if written:
            text.insert(start, written)
        server.take(self.document.get_update(known))


@pytest.mark.thorough
@settings(max_examples=150, deadline=None)
@given(CHANGES)
def test_everybody_ends_with_the_same_text(changes: list[tuple[int, float, int, str, bool]]) -> None:
    server = Server()
    plains = [Plain(2**52 + number) for number in range(3)]
    yjs = [Yjs(number) for number in (7, 8)]
    for who, place, deleted, written, up_to_date in changes:
        client = (*plains, *yjs)[who]
        if isinstance(client, Yjs) and up_to_date:
            client.document.apply_update(server.state)
        client.change(server, place, deleted, written)
    for each in plains:
        each.change(server, 0, 0, "")
    for other in yjs:
        other.document.apply_update(server.state)
    assert len({documents.text_of(server.state), *(each.text for each in (*plains, *yjs))}) == 1


def test_an_insertion_within_what_another_deleted_stays() -> None:
    server = Server(documents.first_text("one two three"))
    plain = Plain(2**52)
    plain.change(server, 0, 0, "")
    other = Yjs(7)
    other.document.apply_update(server.state)
    other.change(server, 4 / 13 + 0.01, 4, "")
    made = transformed(server.state, plain.seen, [6, "X", 7], client=plain.client)
    assert made.text == "one Xthree"
    assert applied(made.others, "one twXo three") == made.text


def test_the_same_operation_on_the_same_revision_is_the_same_update() -> None:
    server = Server()
    one, again = (transformed(server.state, documents.EMPTY, ["x"], client=2**52 + 5) for _ in range(2))
    assert one.update == again.update
    assert documents.text_of(documents.merged([server.state, one.update, again.update])) == one.text


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        ([1], "ends at 1"),
        ([9], "beyond"),
        ([-9], "beyond"),
        ([0, 4], "no 0"),
        ([2, "x", 2], "divides"),
        (["", 4], "hold"),
    ],
)
def test_what_is_no_operation_on_a_text_is_told(operation: list[int | str], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        applied(operation, "a😀b")


def test_a_delta_becomes_an_operation_in_its_one_form() -> None:
    delta = [{"retain": 1}, {"delete": 4}, {"insert": "x"}, {"insert": "y"}, {"delete": 1}]
    assert from_delta(delta, "a😀bc") == [1, "xy", -3, 1]
