from datetime import UTC, datetime

import pytest

from functions.privacy import find_expired_candidates as module
from shared.auth.roles import Role
from shared.domain.privacy.events import RetentionPageDue
from tests.fixtures.attempts import Sitting, another_candidate, finish, invited_candidate, running_attempt, save
from tests.fixtures.integrity import RECORDED, attempt_with_everything_recorded
from tests.fixtures.privacy import candidate_who_finished
from tests.fixtures.rooms import pair
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.upkeep import upkeep

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting, _ = await candidate_who_finished(stage)
    before = datetime(2026, 5, 1, tzinfo=UTC)
    return Arranged(event=RetentionPageDue(before=before), tenant_id=sitting.tenant_id)


async def keeping(stage: Stage, sitting: Sitting, days: int) -> None:
    owner = await stage.member(Role.OWNER, tenant_id=sitting.tenant_id)
    body = {"retentionDays": days}
    answer = await stage.call("update_tenant", as_=owner, path={"tenantId": sitting.tenant_id}, body=body)
    assert answer.status == 200, answer.body


async def names(stage: Stage) -> list[str]:
    return sorted(each["candidateName"] for each in await stage.documents("invitations"))


async def day_passes(stage: Stage, *, days: int = 1) -> None:
    """Let days pass, and have the last one's upkeep and the log's sequencing done."""
    stage.clock.advance(days=days)
    await upkeep(stage)
    await stage.tick("sequence_audit_entries")
    await stage.settle()


async def test_whoever_finished_long_ago_is_erased(stage: Stage) -> None:
    sitting, _ = await candidate_who_finished(stage)
    await keeping(stage, sitting, 30)
    await day_passes(stage, days=30)
    assert await names(stage) == ["Carl Candidate"]
    await day_passes(stage)
    assert await names(stage) == ["Erased candidate"]
    [attempt] = await stage.documents("attempts")
    assert attempt["candidateName"] == "Erased candidate"


async def test_what_was_recorded_and_written_in_rooms_goes_with_them(stage: Stage) -> None:
    recorded = await attempt_with_everything_recorded(stage)
    both = await pair(stage)
    await both.candidate.push(both.candidate.write("print(1)"))
    assert (await finish(stage, both.sitting)).status == 200
    await stage.settle()
    left = (*RECORDED, "rooms", "roomUpdates")
    assert all([await stage.documents(name) for name in left])
    for sitting in (recorded, both.sitting):
        await keeping(stage, sitting, 30)
    await day_passes(stage, days=31)
    await day_passes(stage)
    assert [await stage.documents(name) for name in left] == [[]] * len(left)


async def test_an_attempt_counts_from_when_it_was_handed_in(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    await keeping(stage, sitting, 30)
    stage.clock.advance(days=10)
    candidate = await stage.candidate(sitting.tenant_id, sitting.invitation_id)
    assert (await stage.call("start_attempt", as_=candidate)).status == 201
    await day_passes(stage, days=1)
    await day_passes(stage, days=25)
    assert await names(stage) == ["Carl Candidate"]
    await day_passes(stage, days=6)
    assert await names(stage) == ["Erased candidate"]


async def test_a_link_that_still_admits_keeps_its_candidate(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    await keeping(stage, sitting, 30)
    await day_passes(stage, days=40)
    assert await names(stage) == ["Carl Candidate"]
    await day_passes(stage, days=5)
    assert await names(stage) == ["Erased candidate"]


async def test_many_are_erased_page_by_page_and_looked_at_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE", 2)
    first = await running_attempt(stage)
    await save(stage, first)
    await finish(stage, first)
    for _ in range(4):
        await another_candidate(stage, first.recruiter, first.assessment_id, first.question_ids)
        stage.clock.advance(seconds=1)
    await keeping(stage, first, 30)
    await day_passes(stage, days=60)
    assert await names(stage) == ["Erased candidate"] * 5
    [mark] = await stage.documents("retentionMarks")
    assert mark["erasedBefore"] > max(each["createdAt"] for each in await stage.documents("invitations"))
    erasures = len(await stage.documents("erasures"))
    await day_passes(stage)
    assert len(await stage.documents("erasures")) == erasures
