import pytest
from pydantic import ValidationError

from shared.engines.custom_fields import FieldDefinition, FieldKind, FieldValue, require_values
from shared.errors import InvalidInput

ROOM = FieldDefinition(key="room", name="Room", kind=FieldKind.CHOICE, choices=("kitchen", "attic"), required=True)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (FieldKind.TEXT, ["", "x" * 2_000], [1, True, "x" * 2_001]),
        (FieldKind.NUMBER, [0, -1.5, 2**53], [True, "1", float("inf"), float("nan"), 2**53 + 1, 1e300]),
        (FieldKind.BOOLEAN, [True, False], [0, "true"]),
        (FieldKind.DATE, ["2026-02-28", "9999-12-31"], ["2026-02-29", "20260228", "tomorrow", 1]),
    ],
)
def test_a_value_is_of_its_fields_kind(kind: FieldKind, good: list[FieldValue], bad: list[FieldValue]) -> None:
    field = FieldDefinition(key="field", name="Field", kind=kind)
    assert [value for value in good if field.problem(value)] == []
    assert [value for value in bad if not field.problem(value)] == []


def test_each_wrong_value_is_named() -> None:
    require_values([ROOM], {"room": "attic"}, at="/customFields")
    for values, code in (({}, "missing"), ({"room": "cellar"}, "wrong_custom_field")):
        with pytest.raises(InvalidInput) as refused:
            require_values([ROOM], values, at="/customFields")
        [problem] = refused.value.fields
        assert (problem.pointer, problem.code) == ("/customFields/room", code)
    with pytest.raises(InvalidInput) as refused:
        require_values([], {"colour": "red"}, at="/customFields")
    assert refused.value.fields[0].code == "unknown_custom_field"


def test_only_a_choice_has_choices() -> None:
    with pytest.raises(ValidationError):
        FieldDefinition(key="a", name="A", kind=FieldKind.CHOICE)
    with pytest.raises(ValidationError):
        FieldDefinition(key="a", name="A", kind=FieldKind.TEXT, choices=("x",))
