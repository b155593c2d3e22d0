"""How a text is cut into pieces."""

import pytest

from shared.adapters.minilm.word_pieces import read_vocabulary, token_numbers

PIECES = ["[CLS]", "[SEP]", "[UNK]", "un", "##aff", "##able", "able", "!", "caf", "##e", "中", "国"]
VOCABULARY = read_vocabulary(PIECES)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("unaffable", ["un", "##aff", "##able"]),
        ("UNAFFABLE!!", ["un", "##aff", "##able", "!", "!"]),
        ("able xyz", ["able", "[UNK]"]),
        ("Café", ["caf", "##e"]),
        ("中国", ["中", "国"]),
        ("a" * 101, ["[UNK]"]),
        ("un\u200bable\0", ["un", "##able"]),
    ],
)
def test_a_text_is_cut_into_the_longest_pieces_there_are(text: str, pieces: list[str]) -> None:
    assert [PIECES[number] for number in token_numbers(text, VOCABULARY, 50)] == ["[CLS]", *pieces, "[SEP]"]


def test_a_long_text_is_cut_off_and_still_ends() -> None:
    numbers = token_numbers("able " * 1_000, VOCABULARY, 8)
    assert [PIECES[number] for number in numbers] == ["[CLS]", *["able"] * 6, "[SEP]"]
