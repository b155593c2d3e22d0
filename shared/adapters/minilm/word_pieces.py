"""BERT's tokens of a text: words in lower case without accents, cut into the longest pieces the vocabulary has."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

UNKNOWN, BEGIN, END = "[UNK]", "[CLS]", "[SEP]"
_LONGEST_WORD = 100
_MOST_CHARACTERS = 20_000  # more than the tokens of any input can be made of

# The blocks that BERT takes for Chinese: each of their characters is a word.
_CHINESE = (
    *((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F)),
    *((0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)),
)


def read_vocabulary(lines: Sequence[str]) -> dict[str, int]:
    """Return the number of every piece; a line holds one."""
    return {piece: number for number, piece in enumerate(lines)}


def token_numbers(text: str, vocabulary: Mapping[str, int], most: int) -> list[int]:
    """Return the numbers of a text's pieces between those of begin and end, at most so many with them."""
    numbers = [vocabulary[BEGIN]]
    for word in _words(text[:_MOST_CHARACTERS]):
        numbers += _pieces(word, vocabulary)
        if len(numbers) >= most:
            break
    return [*numbers[: most - 1], vocabulary[END]]


def _words(text: str) -> Iterator[str]:
    spaced: list[str] = []
    for character in text:
        if character.isspace():
            spaced.append(" ")
        elif character in "\0\ufffd" or unicodedata.category(character) in ("Cc", "Cf", "Cn", "Co", "Cs"):
            continue
        else:
            spaced.append(f" {character} " if _is_chinese(character) else character)
    plain = (each for each in unicodedata.normalize("NFD", "".join(spaced)) if unicodedata.category(each) != "Mn")
    for chunk in "".join(plain).lower().split():
        word = ""
        for character in chunk:
            if not _is_punctuation(character):
                word += character
                continue
            if word:
                yield word
            yield character
            word = ""
        if word:
            yield word


def _pieces(word: str, vocabulary: Mapping[str, int]) -> list[int]:
    if len(word) > _LONGEST_WORD:
        return [vocabulary[UNKNOWN]]
    numbers: list[int] = []
    place = 0
    while place < len(word):
        prefix = "##" if place else ""
        ends = range(len(word), place, -1)
        end = next((end for end in ends if prefix + word[place:end] in vocabulary), None)
        if end is None:
            return [vocabulary[UNKNOWN]]
        numbers.append(vocabulary[prefix + word[place:end]])
        place = end
    return numbers


def _is_chinese(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _CHINESE)


def _is_punctuation(character: str) -> bool:
    symbol = 33 <= ord(character) <= 126 and not character.isalnum()
    return symbol or unicodedata.category(character).startswith("P")
