"""Every function that uses a quota refuses clearly once it is used up, changes nothing, and works below it."""

import pytest

from shared.auth.roles import Role
from shared.domain.plans.model import Quota
from tests.fixtures.attempts import invited_candidate
from tests.fixtures.quotas import FREE, on_free_plan, use, warnings
from tests.fixtures.stage import Arranged, Stage
from tests.matrix.arrangements import arranged

pytestmark = pytest.mark.anyio

USERS = [
    ("invite_member", Quota.MEMBERS),
    ("accept_member_invitation", Quota.MEMBERS),
    ("invite_candidate", Quota.ASSESSMENTS),
    ("run_answer", Quota.EXECUTION_SECONDS),
    ("create_submission", Quota.EXECUTION_SECONDS),
    ("create_submissions", Quota.EXECUTION_SECONDS),
    ("create_upload", Quota.STORAGE_BYTES),
    ("complete_upload", Quota.STORAGE_BYTES),
]


async def used_up(name: str, quota: Quota, stage: Stage) -> Arranged:
    call = await arranged(name, stage)
    [tenant_id] = {each["id"] for each in await stage.documents("tenant")}
    await on_free_plan(stage, tenant_id)
    already = len(await stage.documents("members")) if quota is Quota.MEMBERS else 0
    await use(stage, tenant_id, quota, FREE.limit(quota) - already)
    return call


@pytest.mark.parametrize(("name", "quota"), USERS)
async def test_beyond_the_quota_it_is_refused_and_nothing_changes(name: str, quota: Quota, stage: Stage) -> None:
    call = await used_up(name, quota, stage)
    await stage.waiting()
    before = await stage.snapshot()
    answer = await stage.arranged(name, call)
    assert answer.status == 403
    assert "retry-after" not in answer.headers
    if not name.startswith("create_submission"):
        assert answer.error["code"] == "quota_exceeded"
        assert answer.error["details"]["quota"] == quota.value
        assert answer.error["details"]["limit"] == FREE.limit(quota)
    assert "used up" in str(answer.body)
    assert await stage.snapshot() == before
    assert await stage.waiting() == []


async def test_in_the_next_month_there_is_as_much_again(stage: Stage) -> None:
    call = await used_up("invite_candidate", Quota.ASSESSMENTS, stage)
    assert call.as_ is not None
    stage.clock.advance(days=30)
    later = await stage.member(Role.RECRUITER, tenant_id=call.as_.tenant_id)
    answer = await stage.call("invite_candidate", as_=later, path=call.path, body=call.body)
    assert answer.status == 201


async def test_a_replayed_answer_takes_no_more_of_the_quota(stage: Stage) -> None:
    call = await arranged("invite_candidate", stage)
    for _ in range(3):
        await stage.call(
            "invite_candidate", as_=call.as_, path=call.path, body=call.body, headers={"idempotency-key": "k"}
        )
    assert sum(each.get("assessments", 0) for each in await stage.documents("usage")) == 1


async def test_open_invitations_of_members_are_promised_places(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    await on_free_plan(stage, admin.tenant_id)
    statuses: list[int] = []
    for number in range(5):
        body = {"email": f"new{number}@example.com", "role": "viewer"}
        statuses.append((await stage.call("invite_member", as_=admin, body=body)).status)
    assert statuses == [201] * 4 + [403]
    stage.clock.advance(days=8)
    later = await stage.member(Role.ADMIN, tenant_id=admin.tenant_id)
    body = {"email": "late@example.com", "role": "viewer"}
    assert (await stage.call("invite_member", as_=later, body=body)).status == 201


async def test_whoever_uses_four_fifths_is_warned_once(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    await on_free_plan(stage, sitting.tenant_id)
    await use(stage, sitting.tenant_id, Quota.ASSESSMENTS, 17)
    path = {"assessmentId": sitting.assessment_id}
    said: list[object] = []
    for number in range(5):
        body = {"email": f"c{number}@example.com", "name": "Carl Candidate"}
        assert (await stage.call("invite_candidate", as_=sitting.recruiter, path=path, body=body)).status == 201
        said += await warnings(stage)
    assert said == [{"quota": "assessments", "used": 20, "limit": 25}]


async def test_what_an_upload_takes_is_counted_when_it_is_complete(stage: Stage) -> None:
    call = await arranged("complete_upload", stage)
    assert await stage.documents("usage") == []
    size = (await stage.arranged("complete_upload", call)).data["size"]
    await stage.arranged("complete_upload", call)
    assert [each["storageBytes"] for each in await stage.documents("usage")] == [size]
