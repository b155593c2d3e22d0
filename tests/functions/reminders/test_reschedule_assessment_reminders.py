import pytest

from shared.domain.invitations.events import RemindersChanged
from tests.fixtures.attempts import another_candidate
from tests.fixtures.reminders import reminded_candidate, reminders, set_rules
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await reminded_candidate(stage)
    event = RemindersChanged(assessment_id=sitting.assessment_id, revision=1, status="pending")
    return Arranged(event=event, tenant_id=sitting.tenant_id)


@pytest.mark.thorough
async def test_more_candidates_than_a_page_holds_are_all_reminded(stage: Stage) -> None:
    sitting = await reminded_candidate(stage, beforeEndDays=[])
    for _ in range(31):
        await another_candidate(stage, sitting.recruiter, sitting.assessment_id, sitting.question_ids)
    await stage.settle()
    await set_rules(stage, sitting)
    await stage.settle()
    stage.clock.advance(days=12)
    await stage.settle()
    assert len(reminders(stage)) == len(set(reminders(stage))) == 32


async def test_an_older_plan_schedules_nothing(stage: Stage) -> None:
    sitting = await reminded_candidate(stage)
    await set_rules(stage, sitting, beforeEndDays=[])
    await stage.settle()
    event = RemindersChanged(assessment_id=sitting.assessment_id, revision=1, status="pending")
    waiting = len(await stage.documents("outbox"))
    assert await stage.deliver("reschedule_assessment_reminders", stage.envelope(event, sitting.tenant_id)) == 204
    assert len(await stage.documents("outbox")) == waiting
