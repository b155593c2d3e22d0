import pytest

from shared.auth.roles import Role
from tests.fixtures.assessments import pool_of
from tests.fixtures.attempts import another_candidate
from tests.fixtures.examples import OTHER_KINDS, active_assessment, publish, published_content
from tests.fixtures.stage import Stage

pytestmark = pytest.mark.anyio


async def test_each_candidate_is_asked_what_their_seed_draws_for_the_same_points(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    section = await pool_of(stage, recruiter, draw=3, of=8, shuffleQuestions=True)
    assessment_id, ids = await active_assessment(stage, recruiter, sections=[section])
    for _ in range(6):
        sitting = await another_candidate(stage, recruiter, assessment_id, ids)
        await stage.call("start_attempt", as_=sitting.candidate)
    attempts = await stage.documents("attempts")
    drawn = [tuple(question["questionId"] for question in attempt["questions"]) for attempt in attempts]
    assert len({attempt["seed"] for attempt in attempts}) == 6
    assert len(set(drawn)) > 1
    assert all(len(set(each)) == 3 and set(each) <= set(ids) for each in drawn)
    assert {attempt["maxPoints"] for attempt in attempts} == {"30"}
    assert all(question["variantSeed"] is not None for attempt in attempts for question in attempt["questions"])


async def test_choices_are_shuffled_for_each_candidate_and_stay_so(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    choices = [{"id": id, "text": id.upper()} for id in "abcdefgh"]
    content = OTHER_KINDS["multiple_choice"] | {"choices": choices}
    questions = [{"questionId": await published_content(stage, recruiter, content), "points": "10"}]
    sections = [{"questions": questions, "shuffleChoices": True}]
    assessment_id, ids = await active_assessment(stage, recruiter, sections=sections)
    orders: list[list[str]] = []
    for _ in range(3):
        sitting = await another_candidate(stage, recruiter, assessment_id, ids)
        await stage.call("start_attempt", as_=sitting.candidate)
        for _ in range(2):
            seen = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
            [question] = seen.data["questions"]
            orders.append([choice["id"] for choice in question["multipleChoice"]["choices"]])
    assert orders[::2] == orders[1::2]
    assert len({tuple(order) for order in orders}) > 1
    assert all(sorted(order) == list("abcdefgh") for order in orders)


async def test_neither_archiving_nor_a_new_version_changes_a_running_attempt(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    section = await pool_of(stage, recruiter, draw=2, of=4)
    assessment_id, ids = await active_assessment(stage, recruiter, sections=[section])
    sitting = await another_candidate(stage, recruiter, assessment_id, ids)
    await stage.call("start_attempt", as_=sitting.candidate)
    await stage.settle()
    before = (await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)).data
    await stage.call("archive_assessment", as_=recruiter, path={"assessmentId": assessment_id})
    for question_id in ids:
        body = {"content": {"prompt": "Something else."}}
        await stage.call("update_question", as_=recruiter, path={"questionId": question_id}, body=body)
        await publish(stage, recruiter, question_id)
    after = (await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)).data
    assert after == before
