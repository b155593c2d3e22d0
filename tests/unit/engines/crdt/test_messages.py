import pytest
from pycrdt import Doc, Text, create_sync_message, create_update_message

from shared.engines.crdt.messages import AwarenessMessage, Presence, SyncMessage, SyncStep, read_message


def test_messages_of_pycrdt_are_read_and_written_alike() -> None:
    document: Doc[Text] = Doc(client_id=3)
    document["source"] = Text("x" * 300)
    for made, step in ((create_sync_message(document), 0), (create_update_message(document.get_update()), 2)):
        message = read_message(made)
        assert isinstance(message, SyncMessage)
        assert (message.step, message.encoded()) == (SyncStep(step), made)


@pytest.mark.parametrize("client", [0, 127, 128, 2**32, 2**53 - 1])
def test_presence_comes_back_as_it_was(client: int) -> None:
    message = AwarenessMessage((Presence(client, 2, {"user": "é😀", "cursor": [1, None]}), Presence(1, 1, None)))
    assert read_message(message.encoded()) == message


@pytest.mark.parametrize(
    "data",
    [b"", b"\x02", b"\x00\x03\x00", b"\x00\x02\x05abc", b"\x00\x02\x01aa", b"\x80" * 12 + b"\x01",
     b"\x01\x01\x15", b"\x01\x06\x01\x01\x01\x02[]", b"\x01\x05\x01\x01\x01\x01\xff"],
)  # fmt: skip
def test_anything_else_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_message(data)
