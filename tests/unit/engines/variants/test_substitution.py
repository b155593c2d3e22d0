from shared.engines.variants.substitution import placeholders, substituted


def test_values_take_their_places_in_every_text() -> None:
    data = {"prompt": "{{a}} and {{a}}{{b}}", "tests": [{"input": "{{b}}\n", "weight": 2}], "none": None}
    expected = {"prompt": "1 and 12", "tests": [{"input": "2\n", "weight": 2}], "none": None}
    assert substituted(data, {"a": "1", "b": "2"}) == expected


def test_other_braces_stay_as_they_are() -> None:
    assert substituted("{{c}} {a} {{ a }} {{1}} {{{a}}}", {"a": "1"}) == "{{c}} {a} {{ a }} {{1}} {1}"


def test_a_value_is_no_place_for_another() -> None:
    assert substituted("{{a}}", {"a": "{{b}}", "b": "x"}) == "{{b}}"


def test_the_places_of_a_text_are_named() -> None:
    assert placeholders("{{a}} {{b2}} {{ c }} {{2d}}") == {"a", "b2"}
