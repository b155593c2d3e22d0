import pytest

from shared.auth.roles import Role
from tests.fixtures.attempts import running_attempt
from tests.fixtures.inbound import STRANGE, a_source, sends
from tests.fixtures.privacy import candidate_who_finished, requested_erasure
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting, admin = await candidate_who_finished(stage)
    return Arranged(as_=admin, path={"invitationId": sitting.invitation_id})


async def test_name_and_address_go_at_once(stage: Stage) -> None:
    sitting, admin, _ = await requested_erasure(stage)
    await stage.settle()
    for name in ("list_invitations", "list_attempts"):
        assert "carl" not in str((await stage.call(name, as_=admin)).body).lower()
    invitation = await stage.document(sitting.document("invitations"))
    assert invitation is not None
    assert (invitation["candidateName"], invitation["status"]) == ("Erased candidate", "ended")


async def test_points_and_answers_stay(stage: Stage) -> None:
    sitting, admin = await candidate_who_finished(stage)
    before = (await stage.call("get_attempt_results", as_=admin, path=sitting.path)).data
    await stage.call("erase_candidate", as_=admin, path={"invitationId": sitting.invitation_id})
    after = (await stage.call("get_attempt_results", as_=admin, path=sitting.path)).data
    assert (after["points"], after["questions"]) == (before["points"], before["questions"])
    assert len(await stage.documents("answers")) == 1


async def test_a_running_attempt_is_finished_first(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    admin = await stage.member(Role.ADMIN, tenant_id=sitting.tenant_id)
    answer = await stage.call("erase_candidate", as_=admin, path={"invitationId": sitting.invitation_id})
    assert (answer.status, answer.error["code"]) == (409, "attempt_running")


async def test_nobody_is_erased_twice(stage: Stage) -> None:
    sitting, admin, _ = await requested_erasure(stage)
    answer = await stage.call("erase_candidate", as_=admin, path={"invitationId": sitting.invitation_id})
    assert (answer.status, answer.error["code"]) == (409, "already_erased")


async def test_what_other_systems_told_of_a_candidate_goes_too(stage: Stage) -> None:
    sitting, admin = await candidate_who_finished(stage)
    source = await a_source(stage, admin=admin)
    address = (await stage.documents("invitations"))[0]["email"]
    await sends(stage, source, {**STRANGE, "data": {"to": address}})
    assert (await stage.call("erase_candidate", as_=admin, path={"invitationId": sitting.invitation_id})).status == 202
    await stage.tick("sequence_audit_entries")
    await stage.settle()
    assert [each["body"] for each in await stage.documents("inboundEvents")] == [""]
