import pytest

from shared.domain.cards.anchors import KeptTextAnchor, TextAnchor, anchored, placed
from shared.domain.cards.content import CardContent, TextPrompt

FACE = "\U0001f600"


def card(template: str) -> CardContent:
    return CardContent(name="Card", prompt=TextPrompt(kind="text", template=template))


def kept(quote: str, start: int, template: str) -> KeptTextAnchor:
    anchor = TextAnchor(kind="text", pointer="/prompt/template", quote=quote, start=start)
    found = anchored(anchor, card(template))
    assert isinstance(found, KeptTextAnchor)
    return found


def place(anchor: KeptTextAnchor, template: str) -> tuple[int, int] | None:
    found = placed(anchor, card(template))
    assert found is not None
    return None if found.start is None or found.end is None else (found.start, found.end)


def test_offsets_count_utf16_units() -> None:
    anchor = kept(FACE + "!", 2, f"{FACE}{FACE}!")
    assert place(anchor, f"{FACE}{FACE}!") == (2, 5)
    assert place(anchor, f"a{FACE}{FACE}!") == (3, 6)


def test_an_offset_within_a_pair_of_surrogates_is_taken_for_the_nearest_place() -> None:
    assert kept("b", 1, f"{FACE}b").start == 2


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("be kind to A; be kind to B", (3, 7)),
        ("first, be kind to A; be kind to B", (10, 14)),
        ("be kind to B; be kind to A", (17, 21)),
        ("be good to A; be kind to B", (17, 21)),
    ],
    ids=["as it was", "text before it", "changed places", "the only one left"],
)
def test_the_same_words_elsewhere_are_told_by_what_is_around_them(template: str, expected: tuple[int, int]) -> None:
    anchor = kept("kind", 3, "be kind to A; be kind to B")
    assert place(anchor, template) == expected


def test_words_that_are_several_times_elsewhere_but_never_in_their_place_are_outdated() -> None:
    anchor = kept("a", 5, "12345a67890")
    assert place(anchor, "xax yay zaz") is None


def test_a_text_full_of_the_quote_is_searched_in_bounded_time() -> None:
    anchor = kept("a", 50_000, "a" * 100_000)
    assert place(anchor, "a" * 100_000) == (50_000, 50_001)
