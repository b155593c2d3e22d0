import base64

import pytest

from shared.runtime.greenhouse import MAX_KEY
from tests.fixtures.examples import active_assessment
from tests.fixtures.greenhouse import basic, greenhouse
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=(await greenhouse(stage)).key)


async def test_active_assessments_are_tests(stage: Stage) -> None:
    sender = await greenhouse(stage)
    recruiter = sender.sitting.recruiter
    second, _ = await active_assessment(stage, recruiter, title="Second")
    archived, _ = await active_assessment(stage, recruiter, title="Old")
    await stage.call("archive_assessment", as_=recruiter, path={"assessmentId": archived})
    answer = await stage.call("list_greenhouse_tests", headers=basic(sender.key.token))
    assert answer.status == 200
    assert {each["partner_test_id"]: each["partner_test_name"] for each in answer.body}[second] == "Second"
    assert {each["partner_test_id"] for each in answer.body} == {second, sender.sitting.assessment_id}
    assert all(set(each) == {"partner_test_id", "partner_test_name"} for each in answer.body)


async def test_a_key_fits_into_greenhouses_settings(stage: Stage) -> None:
    assert len((await greenhouse(stage)).key.token) <= MAX_KEY


@pytest.mark.parametrize(
    "header",
    [
        "Basic",
        "Basic %%%",
        f"Basic {base64.b64encode(b':').decode()}",
        f"Basic {base64.b64encode(b'nobody:').decode()}",
        f"Basic {base64.b64encode(b'ella_a_b_c:').decode()}",
        f"Basic {base64.b64encode('schlüssel:'.encode()).decode()}",
        "Digest username=x",
    ],
)
async def test_a_wrong_key_is_401(stage: Stage, header: str) -> None:
    answer = await stage.call("list_greenhouse_tests", headers={"authorization": header})
    assert answer.status == 401
    assert answer.body["errors"]


async def test_a_key_with_a_password_is_401(stage: Stage) -> None:
    sender = await greenhouse(stage)
    encoded = base64.b64encode(f"{sender.key.token}:password".encode()).decode()
    answer = await stage.call("list_greenhouse_tests", headers={"authorization": f"Basic {encoded}"})
    assert answer.status == 401
