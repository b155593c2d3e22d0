import pytest

from shared.auth.roles import Role
from tests.fixtures.case_sets import draft_case_set
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    await draft_case_set(stage, member)
    await stage.settle()
    return Arranged(as_=member, query={"q": "cities"})


async def names(stage: Stage, member: SignedIn, q: str, **query: str) -> list[str]:
    answer = await stage.call("search_case_sets", as_=member, query={"q": q, **query})
    return [each["name"] for each in answer.data]


async def test_sets_are_found_by_name_tag_description_and_what_their_cases_say(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    case = {"description": "an invoice in Greek", "vars": {"text": "Τιμολόγιο"}}
    await draft_case_set(stage, member, name="Bills", tags=["finance"], description="For clerks", cases=[case])
    await draft_case_set(stage, member, name="Invoice", tags=["mail"])
    await stage.settle()
    assert await names(stage, member, "invoice") == ["Invoice", "Bills"]
    assert await names(stage, member, "invoice", tag="finance") == ["Bills"]
    assert await names(stage, member, "clerks") == ["Bills"]


async def test_an_archived_set_is_found_as_such(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    path = {"caseSetId": await draft_case_set(stage, member)}
    stage.clock.advance(seconds=1)
    await stage.call("archive_case_set", as_=member, path=path)
    await stage.settle()
    assert await names(stage, member, "cities", status="active") == []
    assert await names(stage, member, "cities", status="archived") == ["Cities"]
