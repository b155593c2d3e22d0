import pytest

from shared.auth.roles import Role
from shared.domain.cards.events import CaseSetChanged
from tests.fixtures.case_sets import draft_case_set
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    event = CaseSetChanged(case_set_id=await draft_case_set(stage, member))
    return Arranged(as_=member, event=event, tenant_id=member.tenant_id)


async def test_events_in_the_wrong_order_leave_the_index_right(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    path = {"caseSetId": await draft_case_set(stage, member, name="Before")}
    first = await stage.waiting()
    stage.clock.advance(seconds=1)
    await stage.call("update_case_set", as_=member, path=path, body={"content": {"name": "After"}})
    for envelope in (*await stage.waiting(), *first):
        assert await stage.deliver("index_case_set", envelope) == 204
    [entry] = await stage.documents("searchEntries")
    assert entry["texts"][0]["words"] == "after"
