import pytest

from shared.domain.integrity.events import IntegritySummaryDue
from tests.fixtures.attempts import finish, running_attempt
from tests.fixtures.integrity import attempt_with_findings, edit, record, recorded_attempt, report, signal, summary
from tests.fixtures.similar import an_exam_with_a_copy, compared
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await attempt_with_findings(stage)
    return Arranged(event=IntegritySummaryDue(attempt_id=sitting.invitation_id), tenant_id=sitting.tenant_id)


async def test_an_attempt_is_summed_up_when_it_is_handed_in_if_anything_is_recorded(stage: Stage) -> None:
    recorded, other = await recorded_attempt(stage, edits=True), await running_attempt(stage)
    for sitting in (recorded, other):
        await finish(stage, sitting)
    await stage.settle()
    assert [each["attemptId"] for each in await stage.documents("integritySummaries")] == [recorded.invitation_id]


async def test_each_finding_names_what_shows_it(stage: Stage) -> None:
    sitting = await attempt_with_findings(stage)
    found = {each["measure"]: each for each in (await summary(stage, sitting))["findings"]}
    assert set(found) == {"pasted_share", "paste_after_absence"}
    assert found["pasted_share"]["shownBy"] == ["signal:2"]
    assert found["pasted_share"]["questionId"] == sitting.question_ids[0]
    assert found["paste_after_absence"]["shownBy"] == ["signal:0", "signal:2"]
    timeline = await stage.call("get_integrity_timeline", as_=sitting.recruiter, path=sitting.path)
    assert {"signal:0", "signal:2"} <= {each["id"] for each in timeline.data["entries"]}


async def test_typing_faster_than_people_is_found_where_it_was(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    stage.clock.advance(minutes=1)
    await record(stage, sitting, 1, *(edit(stage, place, "x", ago=4 - place / 50) for place in range(150)))
    await finish(stage, sitting)
    await stage.settle()
    [finding] = (await summary(stage, sitting))["findings"]
    assert (finding["measure"], finding["value"]) == ("typing_burst", 150)
    assert finding["shownBy"] == [f"edits:{sitting.question_ids[0]}:0"]


async def test_a_quiet_attempt_has_no_findings(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    await report(stage, sitting, signal(stage, 1), signal(stage, 2, "focus_regained"))
    await finish(stage, sitting)
    await stage.settle()
    assert (await summary(stage, sitting))["findings"] == []


async def test_a_similar_submission_is_evidence_with_its_lines(stage: Stage) -> None:
    exam = await an_exam_with_a_copy(stage)
    for _ in range(2):
        await compared(stage, exam)
    seen = await stage.call("get_integrity_summary", as_=exam.recruiter, path={"attemptId": "copy"})
    [finding] = seen.data["findings"]
    assert (finding["measure"], finding["otherAttemptId"]) == ("similar_submission", "copied")
    assert finding["questionId"] == exam.coding_id
    assert all(each["ownFrom"] <= each["ownTo"] for each in finding["lines"])
    assert len(await stage.documents("integritySummaries")) == 2


async def test_summed_up_again_the_replies_stay_and_so_does_the_review_of_the_same_findings(stage: Stage) -> None:
    sitting = await attempt_with_findings(stage)
    finding = (await summary(stage, sitting))["findings"][0]
    path = {**sitting.path, "findingId": finding["id"]}
    await stage.call("answer_finding", as_=sitting.candidate, path=path, body={"text": "My own notes."})
    await stage.call("review_findings", as_=sitting.recruiter, path=sitting.path, body={})
    before = await summary(stage, sitting)
    stage.clock.advance(minutes=1)
    envelope = stage.envelope(IntegritySummaryDue(attempt_id=sitting.invitation_id), sitting.tenant_id)
    assert await stage.deliver("summarize_integrity", envelope) == 204
    after = await summary(stage, sitting)
    assert {**after, "computedAt": before["computedAt"]} == before
    assert after["computedAt"] != before["computedAt"]


async def test_an_attempt_that_runs_is_not_summed_up(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    envelope = stage.envelope(IntegritySummaryDue(attempt_id=sitting.invitation_id), sitting.tenant_id)
    assert await stage.deliver("summarize_integrity", envelope) == 204
    assert await stage.documents("integritySummaries") == []


async def test_findings_change_nothing_of_an_attempt_or_its_result(stage: Stage) -> None:
    noticed = await attempt_with_findings(stage)
    assert (await summary(stage, noticed))["findings"]
    kept = ("attempts", "attemptResults", "invitations", "answers", "attemptStatus")
    before = {name: await stage.documents(name) for name in kept}
    finding = (await summary(stage, noticed))["findings"][0]
    path = {**noticed.path, "findingId": finding["id"]}
    await stage.call("answer_finding", as_=noticed.candidate, path=path, body={"text": "It was mine."})
    await stage.call("review_findings", as_=noticed.recruiter, path=noticed.path, body={"note": "Looked at."})
    due = IntegritySummaryDue(attempt_id=noticed.invitation_id)
    await stage.deliver("summarize_integrity", stage.envelope(due, noticed.tenant_id))
    assert {name: await stage.documents(name) for name in kept} == before
    result = await stage.call("get_attempt_results", as_=noticed.recruiter, path=noticed.path)
    assert "finding" not in str(result.body).lower()
