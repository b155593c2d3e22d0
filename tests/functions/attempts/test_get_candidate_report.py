import pytest

from tests.fixtures.attempts import another_candidate, finish, running_attempt, save, scored_attempt
from tests.fixtures.fake_sandbox import always, prints
from tests.fixtures.grading import assigned, submit
from tests.fixtures.integrity import attempt_with_findings
from tests.fixtures.score_bundles import attempt_of_all_kinds
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await scored_attempt(stage)
    return Arranged(as_=sitting.recruiter, path=sitting.path)


async def test_it_tells_of_each_question_and_each_test(stage: Stage) -> None:
    sitting = await attempt_of_all_kinds(stage)
    report = (await stage.call("get_candidate_report", as_=sitting.recruiter, path=sitting.path)).data
    assert (report["candidateName"], report["candidateEmail"]) == ("Carl Candidate", "carl@example.com")
    [section] = report["sections"]
    assert (section["points"], section["maxPoints"]) == (report["points"], report["maxPoints"])
    kinds = {(each["kind"], each["answered"]): each for each in section["questions"]}
    program = kinds["coding", True]
    assert (program["verdict"], program["language"], program["points"]) == ("AC", "python", "10.00")
    assert [(test["id"], test["verdict"]) for test in program["tests"]] == [
        ("small", "AC"),
        ("zero", "AC"),
        ("negative", "AC"),
    ]
    assert program["lastSavedAt"] == "2026-03-02T09:00:00Z"
    assert kinds["coding", False]["lastSavedAt"] is None
    assert (await stage.audited("get_candidate_report"))[0]["target"] == sitting.path


async def test_it_tells_how_long_each_question_took_by_its_saves(stage: Stage) -> None:
    sitting = await running_attempt(stage, questions=2)
    for number, place in enumerate((0, 0, 0, 1), 1):
        stage.clock.advance(seconds=30)
        assert (await save(stage, sitting, place, revision=number)).status == 200
    await finish(stage, sitting)
    await stage.settle()
    report = (await stage.call("get_candidate_report", as_=sitting.recruiter, path=sitting.path)).data
    assert [each["secondsWorked"] for each in report["sections"][0]["questions"]] == [90, 30]


async def test_graders_comments_are_there_once_the_result_is_released_and_private_notes_never(stage: Stage) -> None:
    graded = await assigned(stage, markers=1, assessment={"results": {"shown": "on_release"}})
    criteria = [
        {"criterionId": "idea", "level": "all", "comment": "Well put."},
        {"criterionId": "style", "points": "1"},
    ]
    said = {"marks": criteria, "comment": "A clear answer.", "privateNotes": "Hire at once."}
    await submit(stage, graded.graders[0], **said)
    await stage.settle()
    call = {"as_": graded.lead, "path": graded.sitting.path}
    before = (await stage.call("get_candidate_report", **call)).data
    assert before["sections"][0]["questions"][0]["comments"] == []
    await stage.call("release_results", as_=graded.lead, path={"assessmentId": graded.sitting.assessment_id})
    await stage.settle()
    report = await stage.call("get_candidate_report", **call)
    [comment] = report.data["sections"][0]["questions"][0]["comments"]
    assert comment == {
        "points": "10.00",
        "comment": "A clear answer.",
        "remarks": [{"criterionId": "idea", "comment": "Well put."}],
    }
    assert "Hire at once." not in str(report.body)


async def test_what_was_noticed_stands_with_the_candidates_answer(stage: Stage) -> None:
    sitting = await attempt_with_findings(stage)
    [finding, *_] = (await stage.call("list_my_findings", as_=sitting.candidate, path=sitting.path)).data["findings"]
    path = {**sitting.path, "findingId": finding["id"]}
    said = {"text": "I looked at my own notes."}
    assert (await stage.call("answer_finding", as_=sitting.candidate, path=path, body=said)).status == 200
    recruiter = await stage.signed_in_again(sitting.recruiter)
    note = {"note": "Believable; ask about the notes."}
    assert (await stage.call("review_findings", as_=recruiter, path=sitting.path, body=note)).status == 200
    report = await stage.call("get_candidate_report", as_=recruiter, path=sitting.path)
    integrity = report.data["integrity"]
    assert integrity["reviewedAt"] is not None
    [first, *_] = integrity["findings"]
    assert (first["statement"], first["reply"]) == (finding["statement"], said["text"])
    assert "Believable" not in str(report.body)


async def test_where_nothing_was_recorded_there_is_no_word_of_it(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    report = (await stage.call("get_candidate_report", as_=sitting.recruiter, path=sitting.path)).data
    assert report["integrity"] is None


async def test_the_percentile_is_among_those_who_took_the_same_assessment(stage: Stage) -> None:
    first = await scored_attempt(stage)
    alone = (await stage.call("get_candidate_report", as_=first.recruiter, path=first.path)).data
    assert (alone["percentile"], alone["comparedWith"]) == (50.0, 0)
    second = await another_candidate(stage, first.recruiter, first.assessment_id, first.question_ids)
    stage.sandbox.program("wrong", always(prints("7\n")))
    assert (await stage.call("start_attempt", as_=second.candidate)).status == 201
    await save(stage, second, source="wrong")
    await finish(stage, second)
    await stage.settle()
    better, worse = [
        (await stage.call("get_candidate_report", as_=first.recruiter, path=each.path)).data for each in (first, second)
    ]
    assert (better["percentile"], worse["percentile"], worse["comparedWith"]) == (75.0, 25.0, 1)


async def test_an_attempt_that_is_not_scored_has_none(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await stage.call("get_candidate_report", as_=sitting.recruiter, path=sitting.path)
    assert (answer.status, answer.error["code"]) == (409, "attempt_not_scored")
