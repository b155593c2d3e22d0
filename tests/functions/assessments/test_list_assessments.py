import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import active_assessment, draft_assessment
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    viewer = await stage.member(Role.VIEWER, tenant_id=recruiter.tenant_id)
    await draft_assessment(stage, recruiter)
    return Arranged(as_=viewer)


async def three(stage: Stage) -> tuple[SignedIn, list[str]]:
    recruiter = await stage.member(Role.RECRUITER)
    ids: list[str] = []
    for _ in range(3):
        stage.clock.advance(minutes=1)
        ids.append(await draft_assessment(stage, recruiter))
    return recruiter, ids


async def test_the_newest_come_first_page_by_page(stage: Stage) -> None:
    recruiter, ids = await three(stage)
    first = await stage.call("list_assessments", as_=recruiter, query={"limit": "2", "count": "true"})
    assert first.body["meta"]["pagination"]["totalCount"] == 3
    cursor = first.body["meta"]["pagination"]["nextCursor"]
    second = await stage.call("list_assessments", as_=recruiter, query={"limit": "2", "cursor": cursor})
    assert [each["id"] for each in first.data + second.data] == ids[::-1]
    assert second.body["meta"]["pagination"] == {}


async def test_the_oldest_come_first_on_request(stage: Stage) -> None:
    recruiter, ids = await three(stage)
    answer = await stage.call("list_assessments", as_=recruiter, query={"sort": "createdAt"})
    assert [each["id"] for each in answer.data] == ids


async def test_the_status_filters(stage: Stage) -> None:
    recruiter, ids = await three(stage)
    active, _ = await active_assessment(stage, recruiter)
    await stage.call("archive_assessment", as_=recruiter, path={"assessmentId": ids[0]})
    for status, expected in [("active", {active}), ("archived", {ids[0]}), ("draft", set(ids[1:]))]:
        answer = await stage.call("list_assessments", as_=recruiter, query={"status": status})
        assert {each["id"] for each in answer.data} == expected


async def test_the_category_filters_however_it_is_written(stage: Stage) -> None:
    recruiter, _ = await three(stage)
    wanted = await draft_assessment(stage, recruiter, category="Back end")
    for query in ({"category": "back  END"}, {"category": "back end", "status": "draft"}):
        answer = await stage.call("list_assessments", as_=recruiter, query=query)
        assert [each["id"] for each in answer.data] == [wanted]
    assert (await stage.call("list_assessments", as_=recruiter, query={"category": "front end"})).data == []


async def test_another_tenant_sees_none_of_them(stage: Stage) -> None:
    await three(stage)
    assert (await stage.call("list_assessments", as_=await stage.member(Role.OWNER))).data == []
