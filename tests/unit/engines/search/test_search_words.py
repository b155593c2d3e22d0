import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.search.ranking import one_typo_apart, score
from shared.engines.search.words import MAX_WORDS, keys, probes, words

LETTERS = "abcdé"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Größe, ÉCOLE & Łódź!", ["grosse", "ecole", "lodz"]),
        ("snake_case two-sum v1.2", ["snake", "case", "two", "sum", "v1", "2"]),
        ("the the THE", ["the"]),
        ("\uff21\uff22\uff23 \ufb01ne \u00bd", ["abc", "fine", "1", "2"]),
        ("數字 2", ["數", "字", "2"]),
        ("\u0131 \u0130", ["i"]),
        ("\u200b ~ -- \U0001f600", []),
    ],
)
def test_a_text_becomes_words_without_case_and_accents(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_long_text_has_a_bounded_number_of_words_and_keys() -> None:
    found = words(" ".join(f"{number}{'x' * 100}" for number in range(2_000)))
    assert len(found) == MAX_WORDS
    assert max(map(len, found)) == 40
    assert len(keys(found)) < 40_000


@given(st.text(min_size=1, max_size=60), st.integers(0, 60), st.integers(1, 20))
def test_every_beginning_of_a_word_finds_it(text: str, start: int, length: int) -> None:
    for word in words(text):
        beginning = word[: max(2, length)]
        assert set(probes([beginning])) & set(keys([word]))
        assert score([beginning], [(1, [word])]) in (10, 100)


@given(st.text(LETTERS, min_size=4, max_size=12), st.data())
def test_every_word_with_one_typo_finds_what_was_meant(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcdx"))
    [meant] = words(word)
    for typo in (
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place + 1 :],
        word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :],
    ):
        [typed] = words(typo)
        assert one_typo_apart(typed, meant)
        if len(typed) >= 4:
            assert set(probes([typed])) & set(keys([meant]))
            assert score([typed], [(1, [meant])]) > 0


@pytest.mark.parametrize(("one", "other"), [("graph", "grahp"), ("graph", "gaph"), ("graph", "graaph"), ("a", "b")])
def test_one_typo_is_one_edit_or_one_swap(one: str, other: str) -> None:
    assert one_typo_apart(one, other)
    assert one_typo_apart(other, one)


@pytest.mark.parametrize(("one", "other"), [("graph", "grpha"), ("graph", "gr"), ("graph", "paragraph"), ("ab", "cd")])
def test_two_edits_are_more_than_a_typo(one: str, other: str) -> None:
    assert not one_typo_apart(one, other)


def test_a_whole_word_ranks_above_a_beginning_and_that_above_a_typo_whatever_the_weight() -> None:
    exact = score(["graph"], [(1, ["graph"])])
    prefix = score(["graph"], [(9, ["graphs"])])
    typo = score(["graph"], [(9, ["grapf"])])
    assert exact > prefix > typo > 0


def test_every_word_of_a_query_must_match() -> None:
    assert score(["graph", "tree"], [(1, ["graph"]), (1, ["trees"])]) == 110
    assert score(["graph", "tree"], [(9, ["graph"])]) == 0


def test_short_words_forgive_no_typo() -> None:
    assert score(["cat"], [(9, ["car"])]) == 0


def test_a_query_never_asks_for_more_than_a_store_takes_at_once() -> None:
    assert max(len(probes(["x" * length])) for length in range(1, 41)) <= 30
    assert len(probes(["abcdefghijklmnopqrst"])) <= 30
