from dataclasses import replace

import pytest

from shared.auth.roles import Role
from tests.fixtures.attempts import SUM_SOLUTION, again, finish, running_attempt, save, scored_attempt
from tests.fixtures.integrity import attempt_with_everything_recorded
from tests.fixtures.privacy import exported_data
from tests.fixtures.rooms import pair
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await scored_attempt(stage)
    return Arranged(as_=sitting.recruiter, body={"email": "carl@example.com"})


async def test_it_holds_everything_from_the_invitation_to_the_result(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    body = {"invitationId": sitting.invitation_id}
    export = await exported_data(stage, sitting.recruiter, "export_candidate_data", body)
    for name in ("invitations", "attempts", "attemptResults"):
        assert [each["id"] for each in export.json(f"{name}.json")] == [sitting.invitation_id]
    [answer] = export.json("answers.json")
    assert answer["response"]["source"] == SUM_SOLUTION
    [run] = export.json("runs.json")
    assert (run["source"], "spec" in run) == (SUM_SOLUTION, False)
    assert {each["action"] for each in export.json("auditEntries.json")} == {"start_attempt", "finish_attempt"}


async def test_all_invitations_of_a_person_are_in_it(stage: Stage) -> None:
    first = await running_attempt(stage, retakes={"attempts": 2, "waitHours": 0})
    await save(stage, first)
    await finish(stage, first)
    body = {"email": "carl@example.com", "name": "Carl Candidate"}
    path = {"assessmentId": first.assessment_id}
    invitation = await stage.call("invite_candidate", as_=first.recruiter, path=path, body=body)
    second = await again(stage, replace(first, invitation_id=invitation.data["id"]))
    await stage.call("start_attempt", as_=second.candidate)
    await save(stage, second)
    await finish(stage, second)
    await scored_attempt(stage)  # of another tenant
    for body in ({"email": "carl@example.com"}, {"invitationId": first.invitation_id}):
        export = await exported_data(stage, first.recruiter, "export_candidate_data", body)
        ids = {each["id"] for each in export.json("invitations.json")}
        assert ids == {first.invitation_id, second.invitation_id}
        assert len(export.json("answers.json")) == 2


async def test_nobody_of_that_name_is_404(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"email": "nobody@example.com"}
    answer = await stage.arranged("export_candidate_data", call)
    assert (answer.status, answer.error["code"]) == (404, "candidate_not_found")


@pytest.mark.parametrize("body", [{}, {"email": "carl@example.com", "invitationId": "I"}])
async def test_one_way_of_saying_who_is_needed(stage: Stage, body: dict[str, str]) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    answer = await stage.call("export_candidate_data", as_=recruiter, body=body)
    assert (answer.status, answer.error["details"][0]["code"]) == (400, "one_of")


async def test_who_was_erased_can_not_be_exported(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    admin = await stage.member(Role.ADMIN, tenant_id=sitting.tenant_id)
    await stage.call("erase_candidate", as_=admin, path={"invitationId": sitting.invitation_id})
    body = {"invitationId": sitting.invitation_id}
    answer = await stage.call("export_candidate_data", as_=sitting.recruiter, body=body)
    assert (answer.status, answer.error["code"]) == (409, "already_erased")


async def test_what_was_recorded_is_in_it_readably_and_nobody_elses_attempt(stage: Stage) -> None:
    sitting = await attempt_with_everything_recorded(stage)
    recruiter = await stage.signed_in_again(sitting.recruiter)
    export = await exported_data(stage, recruiter, "export_candidate_data", {"invitationId": sitting.invitation_id})
    [log] = export.json("signalLogs.json")
    assert [(each["kind"], each["size"]) for each in log["signals"]] == [("pasted", 40)]
    [chapter] = export.json("editChapters.json")
    assert chapter["content"][2][0][3] == "print("
    [record] = export.json("editRecords.json")
    assert record["content"][1] == "print(1)"
    [found] = export.json("integritySummaries.json")
    assert "others" not in found


async def test_that_a_room_was_open_is_in_it_without_who_else_was_there(stage: Stage) -> None:
    both = await pair(stage)
    export = await exported_data(stage, both.sitting.recruiter, "export_candidate_data", {"email": "carl@example.com"})
    [room] = export.json("rooms.json")
    assert room["id"] == both.room
    assert both.sitting.recruiter.user_id not in str(room)


async def test_what_was_written_in_a_room_is_in_it_while_the_attempt_still_runs(stage: Stage) -> None:
    both = await pair(stage)
    await both.candidate.push(both.candidate.write("print('never saved')"))
    export = await exported_data(stage, both.sitting.recruiter, "export_candidate_data", {"email": "carl@example.com"})
    [name] = [each for each in export.names if each.startswith("rooms/")]
    assert "print('never saved')" in export.read(name).decode()
