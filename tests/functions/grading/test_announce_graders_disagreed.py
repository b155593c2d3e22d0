import json

import pytest

from shared.domain.grading.events import GradersDisagreed
from tests.fixtures.grading import agreed, disagreed
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = (await disagreed(stage)).sitting
    event = GradersDisagreed(attempt_id=sitting.invitation_id, question_id=sitting.question_ids[0])
    return Arranged(as_=sitting.recruiter, event=event, tenant_id=sitting.tenant_id)


async def told(stage: Stage) -> list[dict[str, object]]:
    return [each for each in await stage.documents("notifications") if each["kind"] == "graders_disagreed"]


async def test_the_lead_is_told_where_to_decide_and_the_graders_not_whose_answer_it_is(stage: Stage) -> None:
    graded = await disagreed(stage)
    by_member = {each["memberId"]: each for each in await told(stage)}
    assert set(by_member) == {graded.lead.user_id, *(each.user_id for each in graded.graders[:2])}
    assert graded.sitting.invitation_id in str(by_member[graded.lead.user_id]["link"])
    for grader in graded.graders[:2]:
        seen = by_member[grader.user_id]
        said = json.dumps([seen["values"], seen["link"]])
        assert graded.sitting.invitation_id not in said
        assert "Carl" not in said


async def test_a_redelivery_tells_nobody_twice(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    before, envelope = len(await told(stage)), stage.envelope(call.event, call.tenant_id)
    for _ in range(2):
        await stage.deliver("announce_graders_disagreed", envelope)
    assert len(await told(stage)) == before + 3


async def test_graders_who_agree_disturb_nobody(stage: Stage) -> None:
    await agreed(stage)
    assert await told(stage) == []
