import pytest

from tests.fixtures.flags import add, asked, change, flagged, program
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await flagged(stage)
    return Arranged(as_=manager, path=path)


async def test_an_archived_flag_is_not_found_by_programs_and_not_changed(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    bot = await program(stage, call.as_, call.path["appId"])
    assert (await stage.arranged("archive_flag", call)).data["status"] == "archived"
    assert (await asked(stage, bot, "new-search"))["errorCode"] == "FLAG_NOT_FOUND"
    answer = await change(stage, call.as_, call.path, enabled=False)
    assert (answer.status, answer.error["code"]) == (409, "flag_archived")
    assert (await stage.arranged("archive_flag", call)).data["version"] == 2


async def test_a_flag_that_others_rest_on_stays(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await add(stage, call.as_, call.path, "upper", prerequisites=[{"flag": "new-search", "variants": ["on"]}])
    answer = await stage.arranged("archive_flag", call)
    assert (answer.status, answer.error["code"]) == (409, "flag_in_use")
    assert "upper" in answer.error["message"]
