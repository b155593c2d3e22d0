import pytest

from shared.auth.roles import Role
from tests.fixtures.case_sets import draft_case_set
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    return Arranged(as_=member, path={"caseSetId": await draft_case_set(stage, member)})


async def test_a_set_is_put_away_once_and_listed_no_more(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("archive_case_set", call)).data["status"] == "archived"
    again = await stage.arranged("archive_case_set", call)
    assert (again.status, again.error["code"]) == (409, "case_set_archived")
    found = [
        (await stage.call("list_case_sets", as_=call.as_, query=query)).data for query in ({}, {"status": "archived"})
    ]
    assert [[each["name"] for each in page] for page in found] == [[], ["Cities"]]


@pytest.mark.parametrize(
    ("function", "body"),
    [
        ("update_case_set", {"content": {"name": "Towns"}}),
        ("import_cases", {"csv": "city,__expected\nRome,Rome\n"}),
        ("save_case_set_version", {}),
    ],
)
async def test_an_archived_set_is_neither_edited_nor_saved(
    stage: Stage, function: str, body: dict[str, object]
) -> None:
    call = await arrange(stage)
    archived = (await stage.arranged("archive_case_set", call)).data
    answer = await stage.call(function, as_=call.as_, path=call.path, body=body)
    assert (answer.status, answer.error["code"]) == (409, "case_set_archived")
    assert (await stage.call("get_case_set", as_=call.as_, path=call.path)).data == archived
