import pytest

from shared.auth.roles import Role
from tests.fixtures.case_sets import draft_case_set
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    path = {"caseSetId": await draft_case_set(stage, member)}
    return Arranged(as_=member, path=path, body={"csv": "city,__expected\nRome,contains:Rome\n"})


CSV = """\
firstName,__expected1,__expected2,__description,__threshold,__metadata:kind,__metadata:tags[],__config:__expected2:threshold,__metric
Ann,contains:Ann,similar(0.9):hello,greets,0.5,short,"a, b\\,c",0.7,tone
Bob,plain text,,,,,,,
Cy,not-contains:x,"similar:cosine:hi",,,,,,
Di,fn:output.length > 3,trajectory:tool-used:search,,,,,,
"""


async def test_rows_become_cases_as_promptfoo_reads_them(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.call("import_cases", as_=call.as_, path=call.path, body={"csv": CSV})
    assert answer.status == 200, answer.body
    ann, *others = answer.data["content"]["cases"]
    assert ann["vars"] == {"firstName": "Ann"}
    assert ann["assertions"] == [
        {"type": "contains", "value": "Ann", "metric": "tone"},
        {"type": "similar", "value": "hello", "threshold": 0.7, "metric": "tone"},
    ]
    assert (ann["description"], ann["threshold"]) == ("greets", 0.5)
    assert ann["metadata"] == {"kind": "short", "tags": ["a", "b,c"]}
    assert [case["assertions"] for case in others] == [
        [{"type": "equals", "value": "plain text"}],
        [{"type": "not-contains", "value": "x"}, {"type": "similar:cosine", "value": "hi"}],
        [{"type": "javascript", "value": "output.length > 3"}, {"type": "trajectory:tool-used", "value": "search"}],
    ]


async def test_cases_are_replaced_or_added_to(stage: Stage) -> None:
    call = await arrange(stage)
    counts = [
        len(
            (await stage.call("import_cases", as_=call.as_, path=call.path, body=(call.body or {}) | more)).data[
                "content"
            ]["cases"]
        )
        for more in ({}, {"append": True})
    ]
    assert counts == [1, 2]


@pytest.mark.parametrize(
    ("csv", "problem"),
    [
        ("a,__threshold\n1,0.5\n2,high\n", ("/csv/3", "not_a_number")),
        ("a,__expected\n1,file://check.py\n", ("/csv/2", "file_unsupported")),
        ("a,__prefix\n1,x\n", ("/csv/1", "column_unsupported")),
        ("a,__config:__expected2:threshold\n1,0.5\n", ("/csv/2", "config_without_assertion")),
        ('a,b\n1,"open\n', ("/csv/2", "quote_not_closed")),
    ],
)
async def test_what_can_not_be_taken_is_told_by_its_row_and_nothing_changes(
    stage: Stage, csv: str, problem: tuple[str, str]
) -> None:
    call = await arrange(stage)
    answer = await stage.call("import_cases", as_=call.as_, path=call.path, body={"csv": csv})
    assert answer.status == 400
    assert [(each["pointer"], each["code"]) for each in answer.error["details"]] == [problem]
    kept = (await stage.call("get_case_set", as_=call.as_, path=call.path)).data["content"]["cases"]
    assert len(kept) == 2
