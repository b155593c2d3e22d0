import pytest

from shared.domain.invitations.events import CandidateImportPageDue, CandidateImportReceived
from shared.domain.plans.model import Quota
from shared.events.event import Event
from tests.fixtures.candidate_imports import asked_import, operation, report, table
from tests.fixtures.kills import Killed, MortalStore
from tests.fixtures.quotas import FREE, on_free_plan, use
from tests.fixtures.stage import Arranged, SignedIn, Stage, subscribers_of

pytestmark = pytest.mark.anyio

IMPORTING = ("read_candidate_import", "invite_imported_candidates", "write_candidate_import_report")


async def arrange(stage: Stage) -> Arranged:
    member, answer = await asked_import(stage, table(2))
    await stage.settle(but=["invite_imported_candidates"])
    event = CandidateImportPageDue(import_id=answer.data["id"], page=0, tries=1)
    return Arranged(as_=member, event=event, tenant_id=member.tenant_id)


async def first_page_done(stage: Stage) -> tuple[SignedIn, str]:
    """Import 200 people as far as the first page."""
    member, answer = await asked_import(stage, table(200))
    await stage.settle(but=["invite_imported_candidates"])
    event = CandidateImportPageDue(import_id=answer.data["id"], page=0, tries=1)
    await stage.deliver("invite_imported_candidates", stage.envelope(event, member.tenant_id))
    return member, answer.data["id"]


async def test_a_page_that_is_delivered_again_invites_nobody_again(stage: Stage) -> None:
    member, import_id = await first_page_done(stage)
    event = CandidateImportPageDue(import_id=import_id, page=0, tries=1)
    await stage.deliver("invite_imported_candidates", stage.envelope(event, member.tenant_id))
    assert len(await stage.documents("invitations")) == 90


@pytest.mark.thorough
async def test_a_cancelled_import_stops_and_reports_whom_it_invited(stage: Stage) -> None:
    member, import_id = await first_page_done(stage)
    await stage.call("cancel_operation", as_=member, path={"operationId": import_id})
    await stage.settle()
    assert len(await stage.documents("invitations")) == 90
    assert [row["outcome"] for row in await report(stage, member, import_id)] == ["invited"] * 90
    assert (await operation(stage, member, import_id))["status"] == "cancelled"


@pytest.mark.thorough
async def test_a_used_up_quota_stops_it_and_another_try_goes_on(stage: Stage) -> None:
    member, answer = await asked_import(stage, table(100))
    tenant = f"tenants/{member.tenant_id}/tenant/{member.tenant_id}"
    await on_free_plan(stage, member.tenant_id)
    await use(stage, member.tenant_id, Quota.ASSESSMENTS, FREE.assessments_per_month)
    await stage.settle()
    stopped = await operation(stage, member, answer.data["id"])
    assert (stopped["status"], stopped["error"]["code"]) == ("failed", "quota_exceeded")
    assert await stage.documents("invitations") == []
    await stage.change(tenant, plan="team")
    await stage.call("retry_operation", as_=member, path={"operationId": answer.data["id"]})
    await stage.settle()
    done = await operation(stage, member, answer.data["id"])
    assert (done["status"], done["result"]["counts"]) == ("succeeded", {"invited": 100})


@pytest.mark.thorough
async def test_an_assessment_that_is_archived_meanwhile_stops_it(stage: Stage) -> None:
    member, import_id = await first_page_done(stage)
    assessment_id = (await operation(stage, member, import_id))["subjectId"]
    await stage.call("archive_assessment", as_=member, path={"assessmentId": assessment_id})
    await stage.settle()
    stopped = await operation(stage, member, import_id)
    assert (stopped["status"], stopped["error"]["code"]) == ("failed", "assessment_not_active")
    assert "90 of 200 rows are done" in stopped["error"]["message"]


@pytest.mark.thorough
@pytest.mark.parametrize("takes_effect", [False, True], ids=["before", "after"])
async def test_a_kill_at_any_commit_invites_everybody_once(takes_effect: bool) -> None:
    for kill_at in range(12):
        stage = Stage()
        store = stage.store = stage.composition.__dict__["store"] = MortalStore()
        member, answer = await asked_import(stage, table(100))
        await stage.waiting()  # the stage's own sweep is not what is killed
        store.commits_left, store.takes_effect = kill_at, takes_effect
        await play(stage, store, CandidateImportReceived(import_id=answer.data["id"]), member.tenant_id)
        done = await operation(stage, member, answer.data["id"])
        assert (done["status"], done["result"]["counts"]) == ("succeeded", {"invited": 100}), f"killed at {kill_at}"
        assert len({each["email"] for each in await stage.documents("invitations")}) == 100
        assert len(await stage.documents("invitations")) == 100


async def play(stage: Stage, store: MortalStore, first: Event, tenant_id: str) -> None:
    """Deliver the import's events until none is left; whoever is killed has acknowledged nothing."""
    pending = [stage.envelope(first, tenant_id)]
    while pending:
        envelope = pending.pop(0)
        for name in subscribers_of(envelope.type):
            store.at_work = name in IMPORTING
            try:
                await stage.deliver(name, envelope)
            except Killed:
                store.dead, store.commits_left = False, None
                pending.append(envelope)
                stage.clock.advance(minutes=30)  # leases end, and the sweep finds what was not published
            store.at_work = False
        pending += [each for each in await stage.waiting() if each.type.startswith("invitations.import.")]
