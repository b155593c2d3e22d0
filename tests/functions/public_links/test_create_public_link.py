from datetime import datetime, timedelta

import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import active_assessment, draft_assessment, published_question
from tests.fixtures.public_links import ask, public_link, token_of
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    assessment_id, _ = await active_assessment(stage, recruiter)
    return Arranged(as_=recruiter, path={"assessmentId": assessment_id}, body={"places": 30})


async def test_a_link_tells_its_address_and_its_places(stage: Stage) -> None:
    answer = await stage.arranged("create_public_link", await arrange(stage))
    assert (answer.data["places"], answer.data["taken"], answer.data["disabledAt"]) == (30, 0, None)
    assert datetime.fromisoformat(answer.data["expiresAt"]) == stage.clock.now() + timedelta(days=14)
    assert token_of(answer.data)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"places": 0}, "/places"),
        ({"places": 10_001}, "/places"),
        ({}, "/places"),
        ({"places": 5, "expiresAt": "2026-03-02T09:30:00Z"}, "/expiresAt"),
        ({"places": 5, "expiresAt": "2027-03-02T09:00:00Z"}, "/expiresAt"),
    ],
)
async def test_a_link_without_bounds_is_refused(stage: Stage, body: dict[str, object], pointer: str) -> None:
    call = await arrange(stage)
    answer = await stage.call("create_public_link", as_=call.as_, path=call.path, body=body)
    assert answer.status == 400
    assert [each["pointer"] for each in answer.error["details"]] == [pointer]


async def test_no_link_leads_to_a_draft(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    assessment_id = await draft_assessment(stage, recruiter, [await published_question(stage, recruiter)])
    path = {"assessmentId": assessment_id}
    answer = await stage.call("create_public_link", as_=recruiter, path=path, body={"places": 1})
    assert (answer.status, answer.error["code"]) == (409, "assessment_not_active")


async def test_the_address_leads_to_the_link(stage: Stage) -> None:
    link = await public_link(stage)
    assert (await ask(stage, link)).data["assessmentTitle"] == "Backend engineer"
