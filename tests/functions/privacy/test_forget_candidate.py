import pytest

from shared.auth.roles import Role
from shared.domain.invitations.events import CandidateErased
from tests.fixtures.answer_files import answered_by_file, complete_file, sent_file
from tests.fixtures.appeals import appealed, decide
from tests.fixtures.attempts import accommodated_candidate, finish
from tests.fixtures.integrity import attempt_with_findings, summary
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


async def test_the_words_of_an_appeal_go_and_its_decision_stays(stage: Stage) -> None:
    graded = await appealed(stage)
    await decide(stage, graded)
    admin = await stage.member(Role.ADMIN, tenant_id=graded.sitting.tenant_id)
    await erased(stage, admin, graded.sitting.invitation_id)
    [appeal] = await stage.documents("appeals")
    assert (appeal["text"], appeal["status"], appeal["reason"]) == ("", "upheld", "The example is there.")


async def test_files_sent_as_answers_go_and_give_their_storage_back(stage: Stage) -> None:
    sitting = await answered_by_file(stage)
    await complete_file(stage, sitting, await sent_file(stage, sitting))
    await finish(stage, sitting)
    await stage.settle()
    admin = await stage.member(Role.ADMIN, tenant_id=sitting.tenant_id)
    paths = [f"tenants/{sitting.tenant_id}/uploads/{each['id']}" for each in await stage.documents("uploads")]
    assert [await stage.files.stat(path) is not None for path in paths] == [True, True]
    assert await stored(stage) > 0
    await erased(stage, admin, sitting.invitation_id)
    assert await stage.documents("uploads") == []
    assert [await stage.files.stat(path) for path in paths] == [None, None]
    assert await stored(stage) == 0


async def stored(stage: Stage) -> int:
    return sum(each.get("storageBytes", 0) for each in await stage.documents("usage"))


async def test_what_a_candidate_replied_to_findings_goes(stage: Stage) -> None:
    sitting = await attempt_with_findings(stage)
    finding = (await summary(stage, sitting))["findings"][0]
    path = {**sitting.path, "findingId": finding["id"]}
    said = await stage.call("answer_finding", as_=sitting.candidate, path=path, body={"text": "My sister rang."})
    assert said.status == 200
    assert "My sister rang." in str(await stage.snapshot())
    event = CandidateErased(invitation_id=sitting.invitation_id)
    await stage.deliver("forget_candidate", stage.envelope(event, sitting.tenant_id))
    assert "My sister rang." not in str(await stage.snapshot())
