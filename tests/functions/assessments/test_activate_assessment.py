import asyncio

import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import active_assessment, draft_assessment, draft_question, publish, published_question
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await published_question(stage, recruiter)
    return Arranged(as_=recruiter, path={"assessmentId": await draft_assessment(stage, recruiter, [question_id])})


async def test_the_published_versions_are_pinned(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.arranged("activate_assessment", call)
    assert answer.data["status"] == "active"
    assert list(answer.data["versions"].values()) == [1]
    [envelope] = await stage.waiting()
    assert envelope.type == "assessments.assessment.activated.v1"
    assert envelope.data == {"assessmentId": call.path["assessmentId"]}


async def test_a_later_version_does_not_change_what_is_pinned(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    assessment_id, [question_id] = await active_assessment(stage, recruiter)
    path = {"questionId": question_id}
    await stage.call("update_question", as_=recruiter, path=path, body={"content": {"title": "Second edition"}})
    await publish(stage, recruiter, question_id)
    answer = await stage.call("get_assessment", as_=recruiter, path={"assessmentId": assessment_id})
    assert answer.data["versions"] == {question_id: 1}


async def test_a_question_edited_since_counts_as_it_was_published(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await published_question(stage, recruiter)
    path = {"questionId": question_id}
    await stage.call("update_question", as_=recruiter, path=path, body={"content": {"title": "Not yet"}})
    assessment_id = await draft_assessment(stage, recruiter, [question_id])
    answer = await stage.call("activate_assessment", as_=recruiter, path={"assessmentId": assessment_id})
    assert answer.data["versions"] == {question_id: 1}


async def test_each_question_that_was_never_published_is_named(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    ids = [await published_question(stage, recruiter), *[await draft_question(stage, recruiter) for _ in range(3)]]
    pool = {"draw": 1, "questionIds": ids[2:], "points": "10"}
    sections = [{"questions": [{"questionId": id, "points": "10"} for id in ids[:2]]}, {"pools": [pool]}]
    assessment_id = await draft_assessment(stage, recruiter, sections=sections)
    answer = await stage.call("activate_assessment", as_=recruiter, path={"assessmentId": assessment_id})
    assert (answer.status, answer.error["code"]) == (409, "question_not_published")
    assert [each["pointer"] for each in answer.error["details"]] == [
        "/sections/0/questions/1/questionId",
        "/sections/1/pools/0/questionIds/0",
        "/sections/1/pools/0/questionIds/1",
    ]


async def test_a_section_that_asks_nothing_is_named(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await published_question(stage, recruiter)
    sections = [{"questions": [{"questionId": question_id, "points": "10"}]}, {"title": "Nothing yet"}]
    path = {"assessmentId": await draft_assessment(stage, recruiter, sections=sections)}
    answer = await stage.call("activate_assessment", as_=recruiter, path=path)
    assert (answer.status, answer.error["code"]) == (409, "assessment_empty")
    assert [each["pointer"] for each in answer.error["details"]] == ["/sections/1"]


async def test_an_empty_assessment_is_not_activated(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    path = {"assessmentId": await draft_assessment(stage, recruiter)}
    answer = await stage.call("activate_assessment", as_=recruiter, path=path)
    assert (answer.status, answer.error["code"]) == (409, "assessment_empty")


async def test_activating_twice_at_once_happens_once(stage: Stage) -> None:
    call = await arrange(stage)
    answers = await asyncio.gather(*(stage.arranged("activate_assessment", call) for _ in range(3)))
    assert sorted(answer.status for answer in answers) == [200, 409, 409]
    assert len(await stage.waiting()) == 1


async def test_an_archived_assessment_is_not_activated_again(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("archive_assessment", as_=call.as_, path=call.path)
    answer = await stage.arranged("activate_assessment", call)
    assert (answer.status, answer.error["code"]) == (409, "assessment_not_draft")


async def test_more_programs_than_are_scored_at_once_are_refused_as_they_were_published(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    test = {"input": "1 2\n", "expectedOutput": "3\n"}
    tests = [{"id": f"t{number}", **test, "visible": False} for number in range(1_000)]
    limits = {"cpuMs": 100, "memoryMib": 64}
    ids = [await published_question(stage, recruiter, tests=tests, limits=limits) for _ in range(6)]
    for question_id in ids:
        body = {"content": {"tests": tests[:1]}}
        await stage.call("update_question", as_=recruiter, path={"questionId": question_id}, body=body)
    pool = {"draw": 5, "questionIds": ids, "points": "10"}
    assessment_id = await draft_assessment(stage, recruiter, sections=[{"pools": [pool]}])
    answer = await stage.call("activate_assessment", as_=recruiter, path={"assessmentId": assessment_id})
    assert answer.status == 200, answer.error
    assessment_id = await draft_assessment(stage, recruiter, sections=[{"pools": [pool | {"draw": 6}]}])
    answer = await stage.call("activate_assessment", as_=recruiter, path={"assessmentId": assessment_id})
    assert (answer.status, answer.error["code"]) == (409, "too_many_tests")
