import httpx
import pytest
from starlette.applications import Starlette

from shared.domain.privacy.exports import KEPT_FOR
from tests.fixtures.attempts import scored_attempt
from tests.fixtures.privacy import own_export
from tests.fixtures.stage import Arranged, Stage
from tools.gateway.files import routes

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await scored_attempt(stage)
    await own_export(stage, sitting)
    return Arranged(as_=sitting.candidate, path=sitting.path)


async def test_the_link_downloads_what_was_written_and_the_log_has_a_view(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    export = await own_export(stage, sitting)
    former = await stage.former_candidate(sitting.candidate)
    answer = await stage.call("get_my_attempt_export", as_=former, path=sitting.path)
    assert answer.data["isWritten"] is True
    transport = httpx.ASGITransport(app=Starlette(routes=routes(stage.files)))
    async with httpx.AsyncClient(transport=transport) as http:
        found = await http.get(answer.data["url"])
    assert found.content == export.content
    [entry] = await stage.audited("get_my_attempt_export")
    assert entry["outcome"] == "viewed"


async def test_before_it_is_written_there_is_no_link(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    await stage.call("export_my_attempt", as_=sitting.candidate, path=sitting.path)
    answer = await stage.call("get_my_attempt_export", as_=sitting.candidate, path=sitting.path)
    assert (answer.data["isWritten"], answer.data["url"]) == (False, None)


async def test_what_the_hiring_team_had_written_is_not_handed_to_the_candidate(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    body = {"invitationId": sitting.invitation_id}
    assert (await stage.call("export_candidate_data", as_=sitting.recruiter, body=body)).status == 202
    await stage.settle()
    answer = await stage.call("get_my_attempt_export", as_=sitting.candidate, path=sitting.path)
    assert (answer.status, answer.error["code"]) == (404, "personal_data_export_not_found")


async def test_after_its_days_it_is_gone(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    stage.clock.advance(days=KEPT_FOR.days)
    former = await stage.former_candidate(call.as_)
    answer = await stage.call("get_my_attempt_export", as_=former, path=call.path)
    assert answer.status == 404


async def test_the_hiring_team_does_not_get_it(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    export = await own_export(stage, sitting)
    answer = await stage.call("get_my_attempt_export", as_=sitting.recruiter, path=sitting.path)
    assert answer.status == 403
    answer = await stage.call("download_personal_data_export", as_=sitting.recruiter, path={"exportId": export.id})
    assert answer.status == 404
