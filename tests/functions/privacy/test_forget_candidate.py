import pytest

from shared.auth.roles import Role
from shared.domain.invitations.events import CandidateErased
from tests.fixtures.answer_files import answered_by_file
from tests.fixtures.attempts import accommodated_candidate, finish
from tests.fixtures.privacy import candidate_who_finished
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting, _ = await candidate_who_finished(stage)
    return Arranged(event=CandidateErased(invitation_id=sitting.invitation_id), tenant_id=sitting.tenant_id)


async def erased(stage: Stage, admin: SignedIn, invitation_id: str) -> None:
    answer = await stage.call("erase_candidate", as_=admin, path={"invitationId": invitation_id})
    assert answer.status == 202, answer.body
    await stage.settle()


async def test_what_the_candidate_was_granted_goes_with_them(stage: Stage) -> None:
    sitting = await accommodated_candidate(stage, timeMultiplier="1.5")
    admin = await stage.member(Role.ADMIN, tenant_id=sitting.tenant_id)
    await erased(stage, admin, sitting.invitation_id)
    assert await stage.documents("accommodations") == []


async def test_what_a_candidate_said_of_themselves_and_of_the_assessment_goes_and_the_stars_stay(stage: Stage) -> None:
    sitting, admin = await candidate_who_finished(stage)
    for name, body in (
        ("declare_demographics", {"gender": "woman"}),
        ("give_attempt_feedback", {"rating": 2, "text": "I am Carl, and it was hard."}),
    ):
        assert (await stage.call(name, as_=sitting.candidate, path=sitting.path, body=body)).status == 200
    await erased(stage, admin, sitting.invitation_id)
    assert await stage.documents("demographics") == []
    assert [(each["rating"], each["text"]) for each in await stage.documents("attemptFeedback")] == [(2, "")]


async def test_files_sent_as_answers_go_and_give_their_storage_back(stage: Stage) -> None:
    sitting = await answered_by_file(stage)
    await finish(stage, sitting)
    await stage.settle()
    admin = await stage.member(Role.ADMIN, tenant_id=sitting.tenant_id)
    [upload] = await stage.documents("uploads")
    root = f"tenants/{sitting.tenant_id}/uploads/{upload['id']}"
    assert await stage.files.stat(root) is not None
    await erased(stage, admin, sitting.invitation_id)
    assert await stage.documents("uploads") == []
    assert await stage.files.stat(root) is None
