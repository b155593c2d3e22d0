import json

import pytest

from shared.auth.roles import Role
from tests.fixtures.assessments import pool_of
from tests.fixtures.attempts import another_candidate
from tests.fixtures.examples import OTHER_KINDS, active_assessment, draft_assessment, draft_question, published_content
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    section = await pool_of(stage, recruiter, draw=2, of=6, title="Circles", shuffleQuestions=True)
    path = {"assessmentId": await draft_assessment(stage, recruiter, sections=[section])}
    return Arranged(as_=recruiter, path=path, query={"seed": "one"})


async def test_a_draft_is_drawn_as_it_would_be_and_nothing_is_written(stage: Stage) -> None:
    call = await arrange(stage)
    documents = await stage.snapshot()
    answer = await stage.arranged("preview_assessment", call)
    assert answer.data["maxPoints"] == "20"
    assert [section["title"] for section in answer.data["sections"]] == ["Circles"]
    assert [each["prompt"] for each in answer.data["questions"]] == [OTHER_KINDS["numeric"]["prompt"]] * 2
    assert "3.14159" not in json.dumps(answer.data), "the right answer is not shown"
    assert await stage.snapshot() == documents


async def test_the_same_seed_shows_the_same_and_some_other_seed_something_else(stage: Stage) -> None:
    call = await arrange(stage)
    shown = [
        (await stage.call("preview_assessment", as_=call.as_, path=call.path, query={"seed": seed})).data["questions"]
        for seed in ("one", "one", *map(str, range(10)))
    ]
    assert shown[0] == shown[1]
    assert any(each != shown[0] for each in shown)


async def test_an_attempts_seed_shows_what_its_candidate_was_asked(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    section = await pool_of(stage, recruiter, draw=3, of=8, shuffleQuestions=True, shuffleChoices=True)
    choice = await published_content(stage, recruiter, OTHER_KINDS["multiple_choice"])
    section["questions"] = [{"questionId": choice, "points": "5"}]
    assessment_id, ids = await active_assessment(stage, recruiter, sections=[section])
    sitting = await another_candidate(stage, recruiter, assessment_id, ids)
    await stage.call("start_attempt", as_=sitting.candidate)
    attempt = await stage.document(sitting.document("attempts"))
    assert attempt is not None
    path, query = {"assessmentId": assessment_id}, {"seed": attempt["seed"]}
    preview = await stage.call("preview_assessment", as_=recruiter, path=path, query=query)
    seen = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    for question in seen.data["questions"]:
        del question["answer"]
    assert preview.data["questions"] == seen.data["questions"]


async def test_a_draft_with_a_question_never_published_says_so(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    path = {"assessmentId": await draft_assessment(stage, recruiter, [await draft_question(stage, recruiter)])}
    answer = await stage.call("preview_assessment", as_=recruiter, path=path)
    assert (answer.status, answer.error["code"]) == (409, "question_not_published")
    assert [each["pointer"] for each in answer.error["details"]] == ["/sections/0/questions/0/questionId"]
