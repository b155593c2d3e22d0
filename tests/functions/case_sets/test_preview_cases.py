import pytest

from shared.auth.roles import Role
from tests.fixtures.case_sets import draft_case_set
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    path = {"caseSetId": await draft_case_set(stage, member)}
    return Arranged(as_=member, path=path)


async def test_lists_are_expanded_as_a_product(stage: Stage) -> None:
    data = (await stage.arranged("preview_cases", await arrange(stage))).data
    assert [(each["number"], each["vars"]) for each in data["cases"]] == [
        (1, {"city": "Rome", "tone": "dry"}),
        (1, {"city": "Rome", "tone": "warm"}),
        (1, {"city": "Oslo", "tone": "dry"}),
        (1, {"city": "Oslo", "tone": "warm"}),
        (2, {"city": "Bern"}),
    ]
    assert data["cases"][4]["assertions"] == [{"type": "equals", "value": "Bern"}]


async def test_lists_of_anything_but_texts_are_one_value(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    values = {"pairs": [["a", "b"]], "numbers": [1, 2], "none": []}
    path = {"caseSetId": await draft_case_set(stage, member, cases=[{"vars": values}])}
    data = (await stage.call("preview_cases", as_=member, path=path)).data
    assert [each["vars"] for each in data["cases"]] == [values]


async def test_defaults_come_first_and_a_case_overrides_them(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    first, second = {"type": "latency", "threshold": 9}, {"type": "is-json"}
    defaults = {"vars": {"a": "1", "b": "1"}, "assertions": [first], "threshold": 0.9, "metadata": {"m": 1}}
    cases = [{"vars": {"b": "2"}, "assertions": [second], "threshold": 0}]
    path = {"caseSetId": await draft_case_set(stage, member, defaults=defaults, cases=cases)}
    [case] = (await stage.call("preview_cases", as_=member, path=path)).data["cases"]
    assert (case["vars"], case["assertions"]) == ({"a": "1", "b": "2"}, [first, second])
    assert (case["threshold"], case["metadata"]) == (0, {"m": 1})


async def test_a_set_that_comes_to_too_many_cases_is_refused(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    values = {name: ["x"] * 100 for name in "abcdefgh"}
    path = {"caseSetId": await draft_case_set(stage, member, cases=[{"vars": values}])}
    answer = await stage.call("preview_cases", as_=member, path=path)
    assert (answer.status, answer.error["code"]) == (400, "too_many_cases")
