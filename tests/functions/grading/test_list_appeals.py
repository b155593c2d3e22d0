import pytest

from shared.auth.roles import Role
from tests.fixtures.appeals import appealed, decide
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=(await appealed(stage)).lead)


async def test_appeals_are_listed_by_where_they_stand_and_by_assessment(stage: Stage) -> None:
    graded = await appealed(stage)
    counts = []
    for query in ({"status": "open"}, {"status": "upheld"}, {"assessmentId": "another"}):
        counts.append(len((await stage.call("list_appeals", as_=graded.lead, query=query)).data))
    assert counts == [1, 0, 0]
    await decide(stage, graded)
    query = {"status": "upheld", "assessmentId": graded.sitting.assessment_id}
    [found] = (await stage.call("list_appeals", as_=graded.lead, query=query)).data
    assert (found["pointsGiven"], found["decidedBy"]) == ("8.00", graded.lead.user_id)


async def test_another_tenants_appeals_are_not_among_them(stage: Stage) -> None:
    await appealed(stage)
    stranger = await stage.member(Role.RECRUITER)
    assert (await stage.call("list_appeals", as_=stranger)).data == []
