from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.case_sets import draft_case_set, saved_case_set
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    return Arranged(as_=member, path={"caseSetId": await draft_case_set(stage, member)})


WHOLE: list[dict[str, Any]] = [
    {
        "description": '=HYPERLINK("x")',
        "vars": {"city": '-5, "Rome"\nand on', "=tone": "'+dry"},
        "assertions": [
            {"type": "contains", "value": "Rome", "metric": "found"},
            {"type": "similar", "value": "@Rome", "threshold": 0.9, "metric": "found"},
            {"type": "is-json", "metric": "found"},
        ],
        "threshold": 0.5,
        "metadata": {"kind": "short", "tags": ["a", "b,c"]},
    },
    {"vars": {"city": "Bern", "=tone": ""}, "expected": "javascript:1"},
    {"vars": {"city": "Oslo", "=tone": "dry"}, "assertions": [{"type": "latency", "threshold": 0.75}]},
]


async def exported(stage: Stage, member: SignedIn, **content: Any) -> dict[str, Any]:
    path = {"caseSetId": await draft_case_set(stage, member, **content)}
    answer = await stage.call("export_cases", as_=member, path=path)
    assert answer.status == 200, answer.body
    return answer.data


async def imported(stage: Stage, member: SignedIn, csv: str) -> list[dict[str, Any]]:
    path = {"caseSetId": await draft_case_set(stage, member, cases=[])}
    answer = await stage.call("import_cases", as_=member, path=path, body={"csv": csv})
    assert answer.status == 200, answer.body
    cases = (await stage.call("preview_cases", as_=member, path=path)).data["cases"]
    assert len(cases) == len(answer.data["content"]["cases"])
    return cases


async def test_what_is_exported_imports_as_the_same_cases_and_no_cell_is_a_formula(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    table = await exported(stage, member, cases=WHOLE)
    assert (table["written"], table["notes"]) == (3, [])
    path = {"caseSetId": await draft_case_set(stage, member, cases=WHOLE)}
    original = (await stage.call("preview_cases", as_=member, path=path)).data["cases"]
    assert await imported(stage, member, table["csv"]) == original
    assert "\"'=HYPERLINK" in table["csv"]
    assert '"\'=tone"' in table["csv"]


@pytest.mark.parametrize(
    "case",
    [
        {"vars": {"city": ["Rome", "Oslo"]}},
        {"vars": {"city": 5}},
        {"vars": {"city": " Rome"}},
        {"vars": {"city": "x" * 20_001}},
        {"vars": {"__city": "Rome"}},
        {"vars": {"a;b": "Rome"}},
        {"vars": {}},
        {"vars": {"city": "Rome"}, "weight": 2},
        {"vars": {"city": "Rome"}, "expected": {"a": 1}},
        {"vars": {"city": "Rome"}, "metadata": {"n": 1}},
        {"vars": {"city": "Rome"}, "assertions": [{"type": "contains", "value": "a", "weight": 2}]},
        {"vars": {"city": "Rome"}, "assertions": [{"type": "similar", "value": "a"}]},
        {
            "vars": {"city": "Rome"},
            "assertions": [{"type": "assert-set", "assert": [{"type": "contains", "value": "a"}]}],
        },
    ],
)
async def test_a_case_that_no_row_can_say_is_left_out_and_told(stage: Stage, case: dict[str, Any]) -> None:
    member = await stage.member(Role.MEMBER)
    table = await exported(stage, member, cases=[{"vars": {"city": "Bern"}}, case])
    assert [(note["number"], note["code"]) for note in table["notes"]] == [(2, "fits_no_row")]
    assert [each["vars"] for each in await imported(stage, member, table["csv"])] == [{"city": "Bern"}]


async def test_variables_that_a_row_makes_empty_and_defaults_are_told(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    cases = [{"vars": {"city": "Rome"}}, {"vars": {"tone": "dry"}}]
    table = await exported(stage, member, cases=cases, defaults={"vars": {"a": "b"}, "metadata": {}})
    assert [(note["number"], note["code"]) for note in table["notes"]] == [
        (0, "defaults_left_out"),
        (1, "variables_emptied"),
        (2, "variables_emptied"),
    ]
    read = await imported(stage, member, table["csv"])
    assert [each["vars"] for each in read] == [{"city": "Rome", "tone": ""}, {"city": "", "tone": "dry"}]


async def test_a_set_without_cases_is_an_empty_table(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    assert await exported(stage, member, cases=[]) == {"csv": "", "written": 0, "notes": []}


async def test_cases_that_need_too_many_columns_are_refused(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    cases = [{"vars": {f"v{first + n}": "x" for n in range(70)}} for first in (0, 70, 140)]
    path = {"caseSetId": await draft_case_set(stage, member, cases=cases)}
    answer = await stage.call("export_cases", as_=member, path=path)
    assert (answer.status, answer.error["code"]) == (409, "too_many_columns")


async def test_a_version_is_exported_as_it_was_saved(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    path = {"caseSetId": await saved_case_set(stage, member)}
    body = {"content": {"cases": [{"vars": {"city": "Later"}}]}}
    await stage.call("update_case_set", as_=member, path=path, body=body)
    answers = [
        await stage.call("export_cases", as_=member, path=path, query=query)
        for query in ({}, {"version": "1"}, {"version": "2"})
    ]
    assert "Later" in answers[0].data["csv"]
    assert [note["number"] for note in answers[1].data["notes"]] == [1, 2]
    assert (answers[2].status, answers[2].error["code"]) == (404, "case_set_version_not_found")
