import pytest

from shared.engines import redaction
from shared.engines.redaction import WITHHELD, Redactor


def test_every_text_in_a_value_is_redacted_and_nothing_else() -> None:
    redactor = Redactor([(r"\d{4}", "[number]"), (r"(?i)ada", r"\0")])
    value = {"1234": ["1234 5678", {"name": "ADA"}], "count": 1234, "none": None}
    assert redactor.value(value) == {"1234": ["[number] [number]", {"name": r"\0"}], "count": 1234, "none": None}


def test_without_rules_a_value_stays_the_same() -> None:
    value = {"a": ["1"]}
    assert Redactor([]).value(value) is value


def test_what_nobody_looked_at_is_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redaction, "MAX_STEPS", 1_000)
    redactor = Redactor([("secret", "[x]")])
    assert redactor.text("a secret") == "a [x]"
    assert redactor.text("a secret" * 1_000) == WITHHELD
    assert redactor.text("a secret") == WITHHELD


@pytest.mark.parametrize("pattern", ["(", "x*", "|a", "(a{1000}){1000}", "(?=a)"])
def test_a_pattern_that_cannot_redact_has_a_problem(pattern: str) -> None:
    assert redaction.problem(pattern)
    assert redaction.problem("a+") is None
