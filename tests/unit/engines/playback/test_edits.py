import pytest

from shared.engines.playback.edits import Edit, first_misfit, played


def test_an_edit_deletes_and_inserts_at_its_place() -> None:
    assert played("", [Edit(0, 0, 0, "hello"), Edit(1, 1, 3, "ell"), Edit(2, 5, 0, "!")]) == "hello!"


def test_places_count_code_points() -> None:
    assert played("\U0001f600b", [Edit(0, 1, 1, "c")]) == "\U0001f600c"


def test_a_reset_replaces_whatever_was_there() -> None:
    assert played("anything", [Edit(0, 0, 0, "new", resets=True)]) == "new"


@pytest.mark.parametrize(
    ("edits", "misfit"),
    [
        ([Edit(0, 0, 0, "ab"), Edit(1, 2, 0, "c")], None),
        ([Edit(0, 1, 0, "a")], 0),
        ([Edit(0, 0, 0, "ab"), Edit(1, 1, 2, "")], 1),
        ([Edit(0, 0, 0, "ab"), Edit(1, 0, 2, ""), Edit(2, 1, 0, "")], 2),
        ([Edit(0, 0, 0, "x" * 10), Edit(1, 0, 0, "x")], 1),
        ([Edit(0, 0, 0, "x" * 10), Edit(1, 0, 0, "y", resets=True), Edit(2, 1, 0, "x" * 9)], None),
    ],
)
def test_what_has_no_place_or_grows_too_long_is_found(edits: list[Edit], misfit: int | None) -> None:
    assert first_misfit(0, edits, longest=10) == misfit
