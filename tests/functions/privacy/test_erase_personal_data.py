import io
import json

import pytest

from functions.privacy import erase_personal_data as module
from shared.auth.roles import Role
from shared.data.store import Delete
from shared.domain.audit.events import ErasureRequested
from shared.domain.audit.verification import verify
from shared.engines.merkle.checkpoints import opened
from tests.fixtures.attempts import finish
from tests.fixtures.audit import checked_log, exported
from tests.fixtures.integrity import RECORDED, attempt_with_everything_recorded
from tests.fixtures.metrics import metrics, to
from tests.fixtures.privacy import requested_erasure
from tests.fixtures.projects import task
from tests.fixtures.rescoring import mended_question
from tests.fixtures.rooms import pair
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.time_tracking import worker

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting, _, erasure_id = await requested_erasure(stage)
    await stage.tick("sequence_audit_entries")
    return Arranged(event=ErasureRequested(erasure_id=erasure_id), tenant_id=sitting.tenant_id)


async def test_no_entry_tells_who_it_was_and_every_proof_holds(stage: Stage) -> None:
    sitting, admin, _ = await requested_erasure(stage)
    await stage.tick("sequence_audit_entries")
    before = await checked_log(stage, sitting.tenant_id)
    key = (await stage.call("get_audit_checkpoint", as_=admin)).data["verifierKey"]
    await stage.settle()
    assert await checked_log(stage, sitting.tenant_id) == before
    entries = await stage.documents("auditEntries")
    assert f"candidate:{sitting.invitation_id}" not in str(entries)
    by_them = [each for each in entries if each["actor"] == "erased"]
    assert {each["action"] for each in by_them} == {"start_attempt", "finish_attempt"}
    assert {(each["address"], each["userAgent"], each["role"]) for each in by_them} == {(None, None, None)}
    about_them = [each for each in entries if each["target"].get("invitationId") == sitting.invitation_id]
    assert [(each["changes"], each["salts"]["changes"]) for each in about_them] == [([], None)] * len(about_them)
    found = verify(io.BytesIO((await exported(stage, admin)).content), key)
    assert found.problems == []
    assert found.erased > len(by_them)


async def test_the_receipt_is_signed_and_tells_nothing_of_whom(stage: Stage) -> None:
    sitting, admin, erasure_id = await requested_erasure(stage)
    await stage.tick("sequence_audit_entries")
    await stage.settle()
    operation = (await stage.call("get_operation", as_=admin, path={"operationId": erasure_id})).data
    assert operation["status"] == "succeeded"
    title, facts = opened(operation["result"]["receipt"], operation["result"]["verifierKey"]).splitlines()
    assert title == "ella erasure receipt"
    assert json.loads(facts)["invitationId"] == sitting.invitation_id
    assert json.loads(facts)["auditEntries"] == len(
        [e for e in await stage.documents("auditEntries") if "erasedBy" in e]
    )
    assert "carl" not in facts.lower()


async def test_a_candidates_rooms_go_and_the_answer_stays(stage: Stage) -> None:
    both = await pair(stage)
    for _ in range(60):
        await both.candidate.push(both.candidate.write("#"))
    await stage.settle()
    await both.candidate.push(both.candidate.write("#"))
    await both.candidate.tell({"cursor": 1})
    await both.save()
    await finish(stage, both.sitting)
    await stage.settle()
    names = ("rooms", "roomUpdates", "roomRecords", "roomSnapshots", "roomAwareness")
    assert all([await stage.documents(name) for name in names])
    admin = await stage.member(Role.ADMIN, tenant_id=both.tenant_id)
    path = {"invitationId": both.sitting.invitation_id}
    assert (await stage.call("erase_candidate", as_=admin, path=path)).status == 202
    await stage.tick("sequence_audit_entries")
    await stage.settle()
    assert [await stage.documents(name) for name in names] == [[]] * len(names)
    assert len(await stage.documents("answers")) == 1


async def test_nothing_is_erased_before_the_log_tells_of_it(stage: Stage) -> None:
    sitting, _, erasure_id = await requested_erasure(stage)
    event = stage.envelope(ErasureRequested(erasure_id=erasure_id), sitting.tenant_id)
    assert await stage.deliver("erase_personal_data", event) == 204
    assert not any("erasedBy" in each for each in await stage.documents("auditEntries"))
    await stage.tick("sequence_audit_entries")
    stage.clock.advance(minutes=10)
    await stage.settle()
    assert any("erasedBy" in each for each in await stage.documents("auditEntries"))


async def test_more_than_a_page_goes_as_well(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE", 1)
    sitting, _, _ = await requested_erasure(stage)
    await stage.tick("sequence_audit_entries")
    await stage.settle()
    assert f"candidate:{sitting.invitation_id}" not in str(await stage.documents("auditEntries"))
    [erasure] = await stage.documents("erasures")
    assert erasure["receipt"]


async def test_a_copy_of_the_name_in_a_rescoring_goes(stage: Stage) -> None:
    from shared.auth.roles import Role

    mended = await mended_question(stage)
    answer = await stage.call("rescore_attempts", as_=mended.recruiter, path=mended.path, body=mended.body)
    assert answer.status < 300, answer.body
    await stage.settle()
    admin = await stage.member(Role.ADMIN, tenant_id=mended.recruiter.tenant_id)
    path = {"invitationId": mended.hurt.invitation_id}
    assert (await stage.call("erase_candidate", as_=admin, path=path)).status == 202
    await stage.tick("sequence_audit_entries")
    await stage.settle()
    names = {each["attemptId"]: each["candidateName"] for each in await stage.documents("rescoredAttempts")}
    assert names[mended.hurt.invitation_id] == "Erased candidate"
    assert names[mended.favoured.invitation_id] == "Carl Candidate"


async def test_what_was_recorded_of_the_attempt_and_found_in_it_goes(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RECORDINGS_PAGE", 1)
    erased, kept = await attempt_with_everything_recorded(stage), await attempt_with_everything_recorded(stage)
    admin = await stage.member(Role.ADMIN, tenant_id=erased.tenant_id)
    assert {each["attemptId"] for name in RECORDED for each in await stage.documents(name)} == {
        erased.invitation_id,
        kept.invitation_id,
    }
    await stage.call("erase_candidate", as_=admin, path={"invitationId": erased.invitation_id})
    await stage.tick("sequence_audit_entries")
    await stage.settle()
    for name in RECORDED:
        assert {each["attemptId"] for each in await stage.documents(name)} == {kept.invitation_id}


@pytest.mark.parametrize("page", [1, 100])
async def test_a_members_figures_go_and_stay_away_while_those_of_the_project_stay(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setattr(module, "PAGE", page)
    admin, person, path = await worker(stage)
    ids = [path["taskId"], *[await task(stage, admin, path["projectId"]) for _ in range(3)]]
    for id in ids:
        body = {"assigneeId": person.user_id if id != ids[-1] else admin.user_id}
        assert (await stage.call("assign_task", as_=admin, path={**path, "taskId": id}, body=body)).status == 200
    await stage.settle()
    [uncounted] = [each for each in await stage.snapshot() if each.endswith(f"/taskContributions/{ids[1]}")]
    await stage.store.commit([Delete(uncounted)])
    assert person.user_id in str(await counters(stage))
    before = await metrics(stage, admin, path)
    await stage.call("erase_member", as_=admin, path={"memberId": person.user_id})
    await stage.tick("sequence_audit_entries")
    await stage.settle()
    assert [bool(each["receipt"]) for each in await stage.documents("erasures")] == [True]
    assert person.user_id not in str(await counters(stage))
    for id in ids[:3]:
        await to(stage, admin, path, id, "completed")
    await stage.settle()
    assert person.user_id not in str(await counters(stage))
    assert admin.user_id in str(await counters(stage))
    after = await metrics(stage, admin, path)
    assert (before["toDo"], after["done"]) == (4, 3)
    assert (await stage.call("rebuild_metrics", as_=admin, body={})).status == 202
    await stage.settle()
    assert person.user_id not in str(await counters(stage))


async def counters(stage: Stage) -> list[str]:
    """Return what counts by whom, and what counts of each task by the places it counts in."""
    paths = [path for path in await stage.snapshot() if "/metricCounters/" in path]
    return [*paths, *(place for each in await stage.documents("taskContributions") for place in each["places"])]
