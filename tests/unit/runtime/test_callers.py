import pytest

from shared.auth.roles import Role
from shared.data.store import Create
from tests.fixtures.stage import SignedIn, Stage
from tests.fixtures.toys import call, create_note, list_notes, ping

pytestmark = pytest.mark.anyio


async def test_a_member_of_one_tenant_need_not_name_it(stage: Stage) -> None:
    member = await stage.member()
    answer = await call(stage, list_notes, headers={"authorization": f"Bearer {member.token}"})
    assert answer.status == 200


async def test_a_member_of_several_tenants_must_name_one(stage: Stage) -> None:
    member = await stage.member()
    await stage.change(f"users/{member.user_id}", tenantIds=[member.tenant_id, "another"])
    answer = await call(stage, list_notes, headers={"authorization": f"Bearer {member.token}"})
    assert (answer.status, answer.error["code"]) == (400, "tenant_required")
    assert answer.error["details"][0]["pointer"] == "/X-Tenant-Id"


async def test_another_tenant_is_403_whether_it_exists_or_not(stage: Stage) -> None:
    member = await stage.member()
    errors = []
    for tenant_id in (await stage.tenant(), "nowhere"):
        answer = await call(stage, list_notes, as_=SignedIn(member.token, tenant_id, member.user_id))
        assert answer.status == 403
        errors.append(answer.error)
    assert errors[0] == errors[1]


@pytest.mark.parametrize("tenant_id", ["a/b", "..", "a b", "", "x" * 101, "tenants%2Fa"])
async def test_what_is_no_tenants_id_is_400(stage: Stage, tenant_id: str) -> None:
    member = await stage.member()
    answer = await call(stage, list_notes, as_=SignedIn(member.token, tenant_id, member.user_id))
    assert answer.status == 400


async def test_a_deactivated_member_is_out_within_thirty_seconds(stage: Stage) -> None:
    member = await stage.member()
    assert (await call(stage, list_notes, as_=member)).status == 200
    await stage.change(f"tenants/{member.tenant_id}/members/{member.user_id}", isActive=False)
    stage.clock.advance(seconds=30)
    answer = await call(stage, list_notes, as_=member)
    assert (answer.status, answer.error["code"]) == (403, "not_a_member")


async def test_a_role_without_the_permission_is_403(stage: Stage) -> None:
    answer = await call(stage, create_note, as_=await stage.member(Role.VIEWER), body={"text": "a"})
    assert (answer.status, answer.error["code"]) == (403, "permission_denied")


async def test_a_candidate_is_in_the_tenant_of_their_token_whatever_they_claim(stage: Stage) -> None:
    own, other = await stage.tenant(), await stage.tenant()
    candidate = await stage.candidate(own, "I1")
    answer = await call(stage, list_notes, as_=SignedIn(candidate.token, other, candidate.user_id))
    assert (answer.status, answer.error["code"]) == (403, "permission_denied")


async def test_a_bad_token_is_401_even_where_none_is_needed(stage: Stage) -> None:
    assert (await call(stage, ping, headers={"authorization": "Bearer nonsense"})).status == 401


async def test_a_request_of_a_known_member_reads_once_and_commits_once(stage: Stage) -> None:
    member = await stage.member()
    reads, commits = stage.store.reads, stage.store.commits
    await call(stage, create_note, as_=member, body={"text": "a"}, headers={"idempotency-key": "k"})
    assert (stage.store.reads, stage.store.commits) == (reads + 1, commits + 1)
    await call(stage, create_note, as_=member, body={"text": "a"})
    assert (stage.store.reads, stage.store.commits) == (reads + 1, commits + 2)


async def test_somebody_who_just_became_a_member_is_let_in_at_once(stage: Stage) -> None:
    owner, newcomer = await stage.member(Role.OWNER), await stage.member(Role.VIEWER)
    there = SignedIn(newcomer.token, owner.tenant_id, newcomer.user_id)
    assert (await call(stage, list_notes, as_=there)).status == 403
    place = await stage.document(f"tenants/{newcomer.tenant_id}/members/{newcomer.user_id}")
    await stage.store.commit([Create(f"tenants/{owner.tenant_id}/members/{newcomer.user_id}", place or {})])
    assert (await call(stage, list_notes, as_=there)).status == 200


async def test_asking_for_tenants_that_are_not_ones_own_fills_no_memory(stage: Stage) -> None:
    stranger = await stage.member()
    for number in range(20):
        await call(stage, list_notes, as_=SignedIn(stranger.token, f"elsewhere{number}", stranger.user_id))
    assert len(stage.composition.callers) == 0


async def test_a_sign_in_is_noted_with_its_first_request_alone(stage: Stage) -> None:
    member = await stage.member()
    path = f"tenants/{member.tenant_id}/members/{member.user_id}"
    stage.clock.advance(minutes=5)
    again = await stage.signed_in_again(member)
    signed_in_at = stage.clock.now()
    stage.clock.advance(minutes=5)
    commits = stage.store.commits
    for _ in range(3):
        await call(stage, list_notes, as_=again)
        stage.clock.advance(minutes=1)
    assert stage.store.commits == commits + 1
    await call(stage, list_notes, as_=member)
    stored = await stage.document(path)
    assert stored is not None
    assert stored["lastSignInAt"] == signed_in_at
