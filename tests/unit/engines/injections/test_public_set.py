"""The scanner on public texts that it was neither written for nor trained on."""

import pytest

from benchmarks.injections.data import held_out, training
from benchmarks.injections.measure import results
from shared.engines.injections.classifier import MAX_WINDOWS, WINDOW, model, windows

pytestmark = pytest.mark.anyio


@pytest.mark.thorough
async def test_precision_and_recall_on_the_held_out_half_stay_above_their_floors() -> None:
    found = await results()
    assert found["both"].n == 89
    assert found["both"].precision >= 0.95
    assert found["both"].recall >= 0.8
    assert found["rules"].precision >= 0.98
    assert found["rules"].recall >= 0.7


def test_the_weights_are_of_the_training_set_that_is_here() -> None:
    assert model().trained_on == training()[1]


def test_no_text_is_both_trained_on_and_held_out() -> None:
    known = {text.casefold() for text, _ in training()[0]}
    assert not known & {text.casefold() for text, _ in held_out()}


def test_a_text_is_cut_where_sentences_end_and_loses_nothing() -> None:
    text = "This is a sentence. " * 60
    parts, complete = windows(text)
    assert complete
    assert [part.text.endswith(".") for part in parts] == [True] * len(parts)
    assert "".join(text[part.start : part.end] for part in parts) == text


def test_of_a_long_text_the_first_passages_are_judged() -> None:
    parts, complete = windows("x" * 1_000_000)
    assert (len(parts), complete) == (MAX_WINDOWS, False)
    assert parts[-1].end == MAX_WINDOWS * WINDOW
