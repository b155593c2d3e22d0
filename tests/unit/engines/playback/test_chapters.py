from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.playback.chapters import STRIDE, Chapter, chapter_at, packed, unpacked
from shared.engines.playback.edits import Edit, in_order, played

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)


@st.composite
def edits(draw: st.DrawFn) -> list[Edit]:
    """Edits that fit an empty text one after the other."""
    found: list[Edit] = []
    length = ms = 0
    for _ in range(draw(st.integers(0, 30))):
        ms += draw(st.integers(0, 5_000))
        at = draw(st.integers(0, length))
        edit = Edit(ms, at, draw(st.integers(0, length - at)), draw(TEXTS))
        if draw(st.integers(0, 9)) == 0:
            edit = Edit(ms, 0, 0, draw(TEXTS), resets=True)
        length += edit.growth(length)
        found.append(edit)
    return found


def typed(text: str, every: int = 100) -> list[Edit]:
    return [Edit(place * every, place, 0, character) for place, character in enumerate(text)]


@pytest.mark.thorough
@given(edits())
def test_the_last_frame_is_the_text_that_all_edits_make(made: list[Edit]) -> None:
    assert Chapter(0, "", tuple(made)).last == played("", made)


@pytest.mark.thorough
@given(edits())
def test_what_is_packed_is_unpacked_as_it_was(made: list[Edit]) -> None:
    chapter = Chapter(0, "", tuple(made))
    assert unpacked(packed(chapter)) == chapter


@pytest.mark.thorough
@given(edits(), st.integers(-1, 200_000))
def test_seeking_finds_what_playing_from_the_beginning_finds(made: list[Edit], ms: int) -> None:
    assert Chapter(0, "", tuple(made)).at(ms) == played("", [edit for edit in made if edit.ms <= ms])


@pytest.mark.thorough
@given(edits(), st.integers(0, 30))
def test_cut_anywhere_two_chapters_play_as_one(made: list[Edit], cut: int) -> None:
    first = Chapter(0, "", tuple(made[:cut]))
    second = Chapter(first.end_ms, first.last).continued(made[cut:])
    assert second.last == played("", made)


@given(st.lists(st.integers(0, 10_000)), st.integers(0, 10_000))
def test_time_never_goes_backwards(times: list[int], not_before: int) -> None:
    ordered = [edit.ms for edit in in_order([Edit(ms, 0, 0, "x") for ms in times], not_before)]
    assert all(one <= other for one, other in pairwise([not_before, *ordered]))


def test_every_frame_of_a_long_chapter_is_right() -> None:
    text = "abcdefghij" * STRIDE
    chapter = Chapter(0, "", tuple(typed(text)))
    assert [chapter.after(count) for count in range(0, len(text), 37)] == [
        text[:count] for count in range(0, len(text), 37)
    ]


def test_typing_packs_to_few_bytes() -> None:
    text = "for number in range(10):\n    print(number)\n" * 20
    assert len(packed(Chapter(0, "", tuple(typed(text))))) < len(text)


def test_a_moment_belongs_to_the_last_chapter_that_began() -> None:
    assert [chapter_at([0, 100, 100, 250], ms) for ms in (-5, 0, 99, 100, 249, 250, 9_999)] == [0, 0, 0, 2, 2, 3, 3]
