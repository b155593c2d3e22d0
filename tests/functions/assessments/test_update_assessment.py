from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import active_assessment, draft_assessment
from tests.fixtures.stage import Answer, Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    path = {"assessmentId": await draft_assessment(stage, recruiter, ["first"], description="An hour.")}
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
    after = (await update(stage, call, {"description": None, "questions": None})).data
    assert (after["description"], after["questions"]) == ("", [])


async def test_questions_are_replaced_whole(stage: Stage) -> None:
    call = await arrange(stage)
    after = (await update(stage, call, {"questions": [{"questionId": "second", "points": "0.5"}]})).data
    assert after["questions"] == [{"questionId": "second", "points": "0.5", "version": None}]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"title": None}, "/title"),
        ({"timeLimitMinutes": None}, "/timeLimitMinutes"),
        ({"timeLimitMinutes": 0}, "/timeLimitMinutes"),
        ({"timeLimitMinutes": "60"}, "/timeLimitMinutes"),
        ({"questions": [{"questionId": "a", "points": "1"}] * 2}, "/questions"),
        ({"questions": {}}, "/questions"),
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
