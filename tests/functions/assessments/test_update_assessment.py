from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import active_assessment, draft_assessment, draft_question
from tests.fixtures.stage import Answer, Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio

DECIDED: dict[str, Any] = {
    "description": "An hour.",
    "marking": {"penalty": "0.25", "floor": "assessment", "passingPercent": "60"},
    "availability": {"timeZone": "Europe/Berlin", "opens": "2026-03-02T09:00", "closes": "2026-03-06T18:00"},
}


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await draft_question(stage, recruiter)
    path = {"assessmentId": await draft_assessment(stage, recruiter, [question_id], **DECIDED)}
    return Arranged(as_=recruiter, path=path, body={"title": "Frontend engineer"})


async def update(stage: Stage, call: Arranged, body: dict[str, Any], **more: Any) -> Answer:
    return await stage.call("update_assessment", as_=call.as_, path=call.path, body=body, **more)


async def test_only_what_is_named_changes(stage: Stage) -> None:
    call = await arrange(stage)
    before = (await stage.call("get_assessment", as_=call.as_, path=call.path)).data
    stage.clock.advance(minutes=1)
    after = (await stage.arranged("update_assessment", call)).data
    assert {name for name in after if after[name] != before[name]} == {"title", "updatedAt"}
    assert after["title"] == "Frontend engineer"


async def test_null_returns_a_field_to_its_default(stage: Stage) -> None:
    call = await arrange(stage)
    after = (await update(stage, call, {"description": None, "sections": None, "availability": None})).data
    assert (after["description"], after["sections"]) == ("", [])
    assert (after["availability"], after["opensAt"], after["closesAt"]) == (None, None, None)


async def test_part_of_the_marking_changes_the_rest_stays(stage: Stage) -> None:
    after = (await update(stage, await arrange(stage), {"marking": {"penalty": None, "passingPercent": "62.5"}})).data
    assert after["marking"] == {"penalty": None, "floor": "assessment", "passingPercent": "62.5"}


async def test_another_closing_moves_the_instant(stage: Stage) -> None:
    after = (await update(stage, await arrange(stage), {"availability": {"closes": "2026-04-06T18:00"}})).data
    assert (after["opensAt"], after["closesAt"]) == ("2026-03-02T08:00:00Z", "2026-04-06T16:00:00Z")


async def test_sections_are_replaced_whole(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    question_id = await draft_question(stage, call.as_)
    sections = [{"title": "Warming up", "questions": [{"questionId": question_id, "points": "0.5"}]}]
    after = (await update(stage, call, {"sections": sections})).data
    assert [section["title"] for section in after["sections"]] == ["Warming up"]
    assert [each["questionId"] for each in after["sections"][0]["questions"]] == [question_id]


async def test_a_question_that_does_not_exist_is_named(stage: Stage) -> None:
    sections = [{"questions": [{"questionId": "nothing", "points": "1"}]}]
    answer = await update(stage, await arrange(stage), {"sections": sections})
    assert (answer.status, answer.error["code"]) == (400, "question_not_found")
    assert [each["pointer"] for each in answer.error["details"]] == ["/sections/0/questions/0/questionId"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"title": None}, "/title"),
        ({"timeLimitMinutes": None}, "/timeLimitMinutes"),
        ({"timeLimitMinutes": 0}, "/timeLimitMinutes"),
        ({"timeLimitMinutes": "60"}, "/timeLimitMinutes"),
        ({"sections": {}}, "/sections"),
        ({"sections": [{"timeLimitMinutes": 61}]}, "/sections/0/timeLimitMinutes"),
        ({"questions": []}, "/questions"),
        ({"marking": {"penalty": "2"}}, "/marking/penalty"),
        ({"marking": {"nothing": 1}}, "/marking/nothing"),
        ({"availability": {"opens": "2026-03-29T02:30"}}, "/availability/opens"),
        ({"availability": {"timeZone": None}}, "/availability/timeZone"),
        ({"status": "active"}, "/status"),
    ],
)
async def test_what_the_patch_makes_wrong_is_named(stage: Stage, body: dict[str, Any], pointer: str) -> None:
    answer = await update(stage, await arrange(stage), body)
    assert answer.status == 400
    assert [each["pointer"] for each in answer.error["details"]] == [pointer]


async def test_a_stale_version_is_refused(stage: Stage) -> None:
    call = await arrange(stage)
    etag = (await stage.call("get_assessment", as_=call.as_, path=call.path)).headers["etag"]
    first = await update(stage, call, {"title": "First"}, headers={"if-match": etag})
    assert first.status == 200
    late = await update(stage, call, {"title": "Late"}, headers={"if-match": etag})
    assert (late.status, late.error["code"]) == (412, "stale_version")
    assert (await update(stage, call, {"title": "Next"}, headers={"if-match": first.headers["etag"]})).status == 200


async def test_an_active_assessment_stays_as_it_is(stage: Stage) -> None:
    recruiter: SignedIn = await stage.member(Role.RECRUITER)
    assessment_id, _ = await active_assessment(stage, recruiter)
    answer = await stage.call(
        "update_assessment", as_=recruiter, path={"assessmentId": assessment_id}, body={"title": "New"}
    )
    assert (answer.status, answer.error["code"]) == (409, "assessment_not_draft")


async def test_an_archived_question_is_not_taken_in_but_stands_in_no_other_changes_way(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    question_id = await draft_question(stage, call.as_)
    sections = {"sections": [{"questions": [{"questionId": question_id, "points": "1"}]}]}
    assert (await update(stage, call, sections)).status == 200
    await stage.call("archive_question", as_=call.as_, path={"questionId": question_id})
    answer = await update(stage, call, sections)
    assert (answer.status, answer.error["code"]) == (400, "question_archived")
    assert [each["pointer"] for each in answer.error["details"]] == ["/sections/0/questions/0/questionId"]
    assert (await update(stage, call, {"title": "Another"})).status == 200
