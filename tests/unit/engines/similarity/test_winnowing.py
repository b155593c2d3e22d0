from hypothesis import given
from hypothesis import strategies as st

from shared.engines.similarity.winnowing import GRAM, GUARANTEED, WINDOW, grams, winnowed

words = st.lists(st.sampled_from("abcdefgh"), max_size=60)


@given(words, words, words, words, st.lists(st.sampled_from("abcdefgh"), min_size=GUARANTEED, max_size=40))
def test_a_shared_run_of_guaranteed_length_shares_a_fingerprint(
    before: list[str], after: list[str], other_before: list[str], other_after: list[str], run: list[str]
) -> None:
    first = {each.hash for each in winnowed(grams(before + run + after))}
    second = {each.hash for each in winnowed(grams(other_before + run + other_after))}
    assert first & second


@given(words)
def test_a_gram_hashes_to_the_same_wherever_it_stands(kinds: list[str]) -> None:
    alone = [grams(kinds[at : at + GRAM])[0] for at in range(len(kinds) - GRAM + 1)]
    assert grams(kinds) == alone


@given(st.lists(st.integers(0, 20), max_size=80))
def test_every_window_has_its_smallest_hash_among_the_fingerprints(hashes: list[int]) -> None:
    chosen = {each.at for each in winnowed(hashes)}
    for start in range(len(hashes) - WINDOW + 1):
        window = hashes[start : start + WINDOW]
        assert any(start <= at < start + WINDOW and hashes[at] == min(window) for at in chosen)


def test_hashes_are_the_same_in_every_process() -> None:
    assert grams(["name", "="], 2) == [1579391387397490]


def test_what_is_shorter_than_a_gram_has_no_fingerprint() -> None:
    assert grams(["a"] * (GRAM - 1)) == []
    assert winnowed([]) == []
    assert [each.at for each in winnowed([5])] == [0]
