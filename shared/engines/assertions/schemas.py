"""JSON: whether the output is some, or has some in it, that fits a schema."""

from typing import Any, cast

from shared.engines.assertions.json_texts import objects_within, parse, read_yaml
from shared.engines.assertions.model import InvalidAssertion
from shared.engines.assertions.results import Check, Grade

_STEPS = 100_000


def is_json(check: Check) -> Grade:
    """Decide whether the output is JSON, of the schema if there is one."""
    validator = _validator(check)
    try:
        value = parse(check.text)
    except ValueError:
        return check.decided(False, "the output is no JSON")
    problem = validator and first_problem(validator, value)
    return check.decided(problem is None, problem or "the output is JSON that fits")


def contains_json(check: Check) -> Grade:
    """Decide whether any object in the output fits the schema, or is there at all without one."""
    validator = _validator(check)
    problem: str | None = "there is no JSON object in the output"
    for value in objects_within(check.text):
        problem = validator and first_problem(validator, value)
        if problem is None:
            break
    return check.decided(problem is None, problem or "the output contains JSON that fits")


def _validator(check: Check) -> Any:
    schema = check.value
    if schema is None or schema in ("", False, 0):
        return None
    if isinstance(schema, str):
        schema = read_yaml(schema)
    if not isinstance(schema, dict | bool):
        raise InvalidAssertion(f"{check.kind} needs a JSON Schema, an object or its YAML, as its value")
    return validator_of(cast("dict[str, Any] | bool", schema))


def validator_of(schema: dict[str, Any] | bool) -> Any:
    """Return what validates by a schema of draft 7, formats included; raise InvalidAssertion for a broken one.

    Nothing is fetched: a reference to another document makes the schema a broken one.
    """
    import jsonschema_rs

    try:
        return jsonschema_rs.Draft7Validator(
            schema,
            validate_formats=True,
            offline=True,
            pattern_options=jsonschema_rs.FancyRegexOptions(backtrack_limit=_STEPS, size_limit=1 << 20),
        )
    except (ValueError, jsonschema_rs.ReferencingError) as error:
        raise InvalidAssertion(f"the JSON Schema is invalid: {str(error).partition(chr(10))[0][:300]}") from None


def first_problem(validator: Any, value: Any) -> str | None:
    """Return where and how a value doesn't fit, None if it does."""
    for error in validator.iter_errors(value):
        where = "/".join(str(each) for each in error.instance_path)
        return f"at /{where}: {error.message[:300]}"
    return None
