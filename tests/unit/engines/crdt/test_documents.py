import random

import pytest

from shared.engines.crdt import documents


def test_the_first_text_is_the_same_update_each_time() -> None:
    assert documents.first_text("a") == documents.first_text("a") != documents.first_text("b")
    assert documents.text_of(documents.first_text("é😀\n")) == "é😀\n"


def test_no_updates_make_an_empty_text() -> None:
    assert documents.merged([]) == documents.EMPTY
    assert documents.text_of(documents.EMPTY) == ""


def test_the_same_update_twice_changes_nothing() -> None:
    update = documents.first_text("once")
    assert documents.text_of(documents.merged([update, update])) == "once"


def test_who_has_a_state_lacks_nothing_of_it() -> None:
    from pycrdt import get_state

    update = documents.first_text("x")
    assert documents.missing(update, get_state(update)) == documents.EMPTY
    assert documents.missing(update, b"\x00") == update


@pytest.mark.parametrize("update", [b"", b"\x00", b"abc", b"\xff" * 20, b"\xff\xff\xff\xff\x0f"])
def test_what_is_no_update_is_a_value_error(update: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        documents.require_update(update)


def test_damaged_updates_are_refused_or_merge_with_what_is_there() -> None:
    chance = random.Random(7)  # noqa: S311 (the same damage each time)
    whole = documents.first_text("hello world")
    accepted = 0
    for _ in range(2000):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            documents.require_update(bytes(damaged))
        except ValueError:
            continue
        accepted += 1
        documents.text_of(documents.merged([whole, bytes(damaged)]))
    assert 0 < accepted < 2000
