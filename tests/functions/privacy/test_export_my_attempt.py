import pytest

from tests.fixtures.answer_files import PDF, answered_by_file
from tests.fixtures.attempts import SUM_SOLUTION, finish, running_attempt, scored_attempt
from tests.fixtures.integrity import attempt_with_everything_recorded
from tests.fixtures.privacy import exported_data, own_export
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await scored_attempt(stage)
    return Arranged(as_=sitting.candidate, path=sitting.path)


async def test_it_holds_what_the_candidate_wrote_and_no_points(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    export = await own_export(stage, sitting)
    [attempt] = export.json("attempts.json")
    assert (attempt["candidateEmail"], attempt["status"]) == ("carl@example.com", "scored")
    [answer] = export.json("answers.json")
    assert answer["response"]["source"] == SUM_SOLUTION
    for word in ("runs.json", "attemptResults.json", "gradings.json", "integritySummaries.json"):
        assert word not in export.names
    assert '"points"' not in export.text


async def test_what_was_recorded_of_them_is_in_it(stage: Stage) -> None:
    sitting = await attempt_with_everything_recorded(stage)
    export = await own_export(stage, sitting)
    [log] = export.json("signalLogs.json")
    assert [(each["kind"], each["size"]) for each in log["signals"]] == [("pasted", 40)]
    assert export.json("editChapters.json")


async def test_a_file_that_they_sent_is_in_it_and_in_the_hiring_teams_export(stage: Stage) -> None:
    sitting = await answered_by_file(stage)
    await finish(stage, sitting)
    own = await own_export(stage, sitting)
    theirs = await exported_data(
        stage, sitting.recruiter, "export_candidate_data", {"invitationId": sitting.invitation_id}
    )
    for export in (own, theirs):
        [name] = [each for each in export.names if each.startswith("files/")]
        assert export.read(name) == PDF


async def test_nothing_of_another_candidate_is_in_it(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    other = await scored_attempt(stage)
    export = await own_export(stage, sitting)
    assert other.invitation_id not in export.text


async def test_asked_twice_within_an_hour_it_is_written_once(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    first = await stage.call("export_my_attempt", as_=sitting.candidate, path=sitting.path)
    stage.clock.advance(minutes=59)
    second = await stage.call("export_my_attempt", as_=sitting.candidate, path=sitting.path)
    assert second.data["requestedAt"] == first.data["requestedAt"]
    stage.clock.advance(minutes=2)
    third = await stage.call(
        "export_my_attempt", as_=await stage.former_candidate(sitting.candidate), path=sitting.path
    )
    assert third.data["requestedAt"] != first.data["requestedAt"]


async def test_while_the_attempt_runs_there_is_none(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await stage.call("export_my_attempt", as_=sitting.candidate, path=sitting.path)
    assert (answer.status, answer.error["code"]) == (409, "attempt_open")
    await finish(stage, sitting)
    assert (await stage.call("export_my_attempt", as_=sitting.candidate, path=sitting.path)).status == 202


async def test_of_anothers_attempt_there_is_none(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    other = await scored_attempt(stage)
    answer = await stage.call("export_my_attempt", as_=sitting.candidate, path=other.path)
    assert answer.status in (403, 404)
