from shared.engines.trace_analysis.names import named


def test_groups_are_named_by_what_tells_them_apart() -> None:
    passwords = ["How can I reset my password?", "reset password please", "The password of my account"]
    orders = ["Where is my order?", "My order has not come to my account", "track my order"]
    first, second = named([passwords, orders])
    assert first[:2] == ("password", "reset")
    assert second[0] == "order"


def test_a_word_that_only_one_text_holds_names_nothing() -> None:
    [found] = named([["Ada asks for a refund", "refund for Bob", "refund"]])
    assert found == ("refund",)


def test_texts_without_words_have_no_terms() -> None:
    assert named([["42", "17"], []]) == [(), ()]
