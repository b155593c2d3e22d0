import pytest

from shared.engines.addresses import people_named, person_key

ANN, BO = person_key("ann@example.com"), person_key("bo@example.org")


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ({"email": "ann@example.com"}, {ANN}),
        ({"email": " Ann@Example.COM "}, {ANN}),
        ({"users": [{"who": "Ann <ann@example.com>"}, ["see (bo@example.org)."]]}, {ANN, BO}),
        ({"ann@example.com": {"role": "boss"}}, {ANN}),
        ({"link": "mailto:bo@example.org;ann@example.com"}, {ANN, BO}),
        ({"name": "Ann", "at": "ann@home", "number": 7, "gone": None}, set()),
    ],
)
def test_whoever_is_named_by_an_address_is_found(value: object, people: set[str]) -> None:
    assert people_named(value) == people


def test_an_address_outside_ascii_is_one_too() -> None:
    assert people_named("änne@bücher.example") == {person_key("Änne@Bücher.example")}


@pytest.mark.parametrize("word", ["@a.", "a", "a.", "a@", "."])
def test_a_long_text_without_an_address_is_read_once(word: str) -> None:
    assert people_named(word * (1_000_000 // len(word))) == frozenset()
