from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

BODY: dict[str, Any] = {
    "title": "Backend engineer",
    "description": "An hour of Python.",
    "timeLimitMinutes": 60,
    "questions": [{"questionId": "first", "points": "2.50"}, {"questionId": "second", "points": 10}],
}


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.RECRUITER), body=BODY)


async def test_a_new_assessment_is_a_draft_with_its_author(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    answer = await stage.call("create_assessment", as_=recruiter, body=BODY)
    assert answer.status == 201
    assert answer.data["status"] == "draft"
    assert answer.data["createdBy"] == recruiter.user_id
    stored = await stage.document(f"tenants/{recruiter.tenant_id}/assessments/{answer.data['id']}")
    assert stored is not None
    assert stored["title"] == "Backend engineer"


async def test_points_are_exact_text_on_the_wire_and_in_store(stage: Stage) -> None:
    answer = await stage.arranged("create_assessment", await arrange(stage))
    points = [each["points"] for each in answer.data["questions"]]
    assert points == ["2.50", "10"]
    [stored] = await stage.documents("assessments")
    assert [each["points"] for each in stored["questions"]] == points


async def test_its_creation_is_audited(stage: Stage) -> None:
    answer = await stage.arranged("create_assessment", await arrange(stage))
    [entry] = await stage.documents("auditEntries")
    assert (entry["action"], entry["target"]) == ("create_assessment", {"assessmentId": answer.data["id"]})


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"title": ""}, "/title"),
        ({"title": None}, "/title"),
        ({"timeLimitMinutes": 0}, "/timeLimitMinutes"),
        ({"timeLimitMinutes": 1441}, "/timeLimitMinutes"),
        ({"timeLimitMinutes": "60"}, "/timeLimitMinutes"),
        ({"timeLimitMinutes": 1.5}, "/timeLimitMinutes"),
        ({"time_limit_minutes": 60}, "/time_limit_minutes"),
        ({"status": "active"}, "/status"),
        ({"questions": [{"questionId": "a", "points": "1"}] * 2}, "/questions"),
        ({"questions": [{"questionId": f"q{n}", "points": "1"} for n in range(51)]}, "/questions"),
        ({"questions": [{"questionId": "a", "points": "1", "version": 3}]}, "/questions/0/version"),
        ({"questions": [{"questionId": "", "points": "1"}]}, "/questions/0/questionId"),
    ],
)
async def test_a_wrong_field_is_named(stage: Stage, changes: dict[str, Any], pointer: str) -> None:
    answer = await stage.call("create_assessment", as_=await stage.member(Role.RECRUITER), body=BODY | changes)
    assert answer.status == 400
    assert pointer in [each["pointer"] for each in answer.error["details"]]


@pytest.mark.parametrize(
    "points",
    [
        "0",
        0,
        "-1",
        "1000.01",
        1001,
        "2.505",
        2.5,
        "NaN",
        "Infinity",
        "1e2",
        "ten",
        True,
        None,
        "",
        " 1",
        "\N{FULLWIDTH DIGIT ONE}",
    ],
)
async def test_points_that_are_no_fair_number_are_refused(stage: Stage, points: object) -> None:
    body = BODY | {"questions": [{"questionId": "a", "points": points}]}
    answer = await stage.call("create_assessment", as_=await stage.member(Role.RECRUITER), body=body)
    assert answer.status == 400
    assert [each["pointer"] for each in answer.error["details"]] == ["/questions/0/points"]
