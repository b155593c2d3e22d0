import pytest

from shared.engines.simulated_users import (
    GIVES_UP,
    GOAL_REACHED,
    MAX_SAID,
    Exchange,
    Leaving,
    SimulatedUser,
    read_said,
    told,
    transcript,
)

USER = SimulatedUser(name="Ada", goal="a refund")


@pytest.mark.parametrize(
    ("text", "said", "leaving"),
    [
        ("Where is it?", "Where is it?", None),
        (f"Thanks! {GOAL_REACHED}", "Thanks!", Leaving.GOAL_REACHED),
        ("Enough.\n[Gives Up]", "Enough.", Leaving.GAVE_UP),
        (f"{GIVES_UP} no, wait: {GOAL_REACHED}", "no, wait:", Leaving.GOAL_REACHED),
        (GOAL_REACHED, "", Leaving.GOAL_REACHED),
        ("my goal reached its end", "my goal reached its end", None),
    ],
)
def test_a_mark_ends_the_conversation_and_is_no_part_of_what_is_said(
    text: str, said: str, leaving: Leaving | None
) -> None:
    read = read_said(text)
    assert (read.text, read.leaving) == (said, leaving)


def test_what_is_said_is_cut_where_it_is_too_long() -> None:
    assert len(read_said("a" * 5_000).text) == MAX_SAID


def test_the_model_is_told_who_it_is_what_it_wants_and_how_to_end() -> None:
    text = told(USER.with_(traits="curt", language="de"))
    assert all(each in text for each in ("Ada", "curt", "a refund", "'de'", GOAL_REACHED, GIVES_UP))


def test_an_opening_comes_before_the_lines_and_only_lines_do_without_a_model() -> None:
    assert USER.with_(opening="Hello", lines=("a", "b")).script == ("Hello", "a", "b")
    assert (USER.with_(opening="Hello").is_scripted, USER.with_(lines=("a",)).is_scripted) == (False, True)


def test_a_transcript_ends_with_what_was_said_last() -> None:
    assert transcript([Exchange(said="a", answer="b"), Exchange(said="c")]) == "User: a\nAssistant: b\nUser: c"
