"""What a flag serves, and the reason it gives."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.engines.flags.evaluation import ErrorCode, Failure, Reason, Resolution, evaluate, evaluate_all
from shared.engines.flags.model import FlagDefinition, FlagSet

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEAM = {"kind": "attribute", "attribute": "plan", "operator": "equals", "values": ["team"]}
HALF = {"split": [{"variant": "on", "weight": 50}, {"variant": "off", "weight": 50}]}


def flag(**changes: Any) -> FlagDefinition:
    data: dict[str, Any] = {
        "type": "boolean",
        "variants": {"on": True, "off": False},
        "off": "off",
        "otherwise": {"variant": "on"},
    }
    return FlagDefinition.model_validate(data | changes)


def served(context: dict[str, Any] | None = None, *, now: datetime = NOW, **flags: FlagDefinition) -> Resolution:
    found = evaluate(FlagSet(flags=flags, versions={"flag": 3}), "flag", context or {}, now)
    assert isinstance(found, Resolution)
    return found


def test_a_flag_without_rules_is_static_and_tells_its_version() -> None:
    found = served(flag=flag())
    assert (found.value, found.variant, found.reason) == (True, "on", Reason.STATIC)
    assert found.metadata == {"flagVersion": 3}


def test_the_first_rule_that_holds_is_served_or_else_what_is_otherwise() -> None:
    rules = [
        {"name": "teams", "when": TEAM, "serve": {"variant": "off"}},
        {"name": "teams again", "when": TEAM, "serve": {"variant": "on"}},
    ]
    found = served({"plan": "team"}, flag=flag(rules=rules))
    assert (found.value, found.reason, found.metadata["rule"]) == (False, Reason.TARGETING_MATCH, "teams")
    assert served({"plan": "free"}, flag=flag(rules=rules)).reason is Reason.DEFAULT


def test_the_kill_switch_and_the_schedule_turn_a_flag_off() -> None:
    assert served(flag=flag(enabled=False)).reason is Reason.DISABLED
    later = flag(schedule={"startsAt": NOW + timedelta(hours=1), "endsAt": NOW + timedelta(hours=2)})
    reasons = [served(flag=later, now=NOW + timedelta(hours=hours)).reason for hours in range(4)]
    assert reasons == [Reason.DISABLED, Reason.STATIC, Reason.DISABLED, Reason.DISABLED]
    assert served(flag=later).value is False


def test_a_roll_out_gives_each_key_its_variant_and_shares_come_out_as_weighted() -> None:
    rolled = flag(otherwise={"split": [{"variant": "on", "weight": 25}, {"variant": "off", "weight": 75}]})
    found = [served({"targetingKey": f"user-{number}"}, flag=rolled) for number in range(4_000)]
    assert {each.reason for each in found} == {Reason.SPLIT}
    assert Counter(each.variant for each in found)["on"] / 4_000 == pytest.approx(0.25, abs=0.03)
    assert served({"targetingKey": "user-7"}, flag=rolled).variant == found[7].variant


def test_the_salt_decides_which_roll_outs_agree() -> None:
    def who(key: str, **changes: Any) -> set[int]:
        flags = FlagSet(flags={key: flag(otherwise=HALF, **changes)})
        found = [evaluate(flags, key, {"targetingKey": str(unit)}, NOW) for unit in range(500)]
        return {number for number, each in enumerate(found) if isinstance(each, Resolution) and each.value}

    assert who("one", salt="same") == who("two", salt="same")
    assert who("one") != who("two")


@pytest.mark.parametrize("context", [{}, {"targetingKey": ""}, {"targetingKey": 7}])
def test_a_roll_out_needs_a_targeting_key(context: dict[str, Any]) -> None:
    found = evaluate(FlagSet(flags={"flag": flag(otherwise=HALF)}), "flag", context, NOW)
    assert isinstance(found, Failure)
    assert found.code is ErrorCode.TARGETING_KEY_MISSING


def test_a_flag_is_off_until_what_it_rests_on_is_on_and_serves_the_right_variant() -> None:
    needing = flag(prerequisites=[{"flag": "base", "variants": ["on"]}])
    found = served(flag=needing, base=flag())
    assert (found.value, found.reason) == (True, Reason.DEFAULT)
    for base in (flag(otherwise={"variant": "off"}), flag(enabled=False, off="on")):
        found = served(flag=needing, base=base)
        assert (found.value, found.reason, found.metadata["prerequisite"]) == (False, Reason.DISABLED, "base")


def test_flags_that_share_what_they_rest_on_are_served_in_the_time_of_each_once() -> None:
    def needing(number: int) -> FlagDefinition:
        needed = [{"flag": name, "variants": ["on"]} for name in (f"a{number - 1}", f"b{number - 1}")]
        return flag(prerequisites=needed if number else [])

    flags = {f"{letter}{number}": needing(number) for number in range(60) for letter in "ab"}
    assert served(flag=needing(60), **flags).value is True


def test_an_unknown_flag_is_a_failure_and_all_are_served_by_key() -> None:
    assert evaluate(FlagSet(), "flag", {}, NOW) == Failure(
        "flag", ErrorCode.FLAG_NOT_FOUND, "there is no flag flag in this environment"
    )
    found = evaluate_all(FlagSet(flags={"b": flag(), "a": flag(otherwise=HALF)}), {}, NOW)
    assert [(each.key, type(each)) for each in found] == [("a", Failure), ("b", Resolution)]
