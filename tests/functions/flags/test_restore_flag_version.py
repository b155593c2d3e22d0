import pytest

from tests.fixtures.flags import add, asked, change, flagged, program
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await flagged(stage)
    await change(stage, manager, path, enabled=False)
    return Arranged(as_=manager, path={**path, "version": "1"}, body={"note": "as it was"})


async def test_what_was_is_again_as_a_version_of_its_own(stage: Stage) -> None:
    call = await arrange(stage)
    flag = (await stage.arranged("restore_flag_version", call)).data
    assert (flag["definition"]["enabled"], flag["version"]) == (True, 3)
    [third] = [each for each in await stage.documents("flagVersions") if each["number"] == 3]
    assert (third["change"], third["note"]) == ("restored", "as it was")


async def test_an_archived_flag_comes_back(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    path = {name: value for name, value in call.path.items() if name != "version"}
    await stage.call("archive_flag", as_=call.as_, path=path)
    assert (await stage.arranged("restore_flag_version", call)).data["status"] == "active"
    bot = await program(stage, call.as_, call.path["appId"])
    found = await asked(stage, bot, "new-search")
    assert (found["value"], found["metadata"]) == (True, {"flagVersion": 4})


async def test_a_version_whose_prerequisite_is_gone_is_refused(stage: Stage) -> None:
    manager, path = await flagged(stage, "base")
    await add(stage, manager, path, "upper", prerequisites=[{"flag": "base", "variants": ["on"]}])
    upper = {**path, "flagKey": "upper"}
    await change(stage, manager, upper, prerequisites=[])
    await stage.call("archive_flag", as_=manager, path=path)
    answer = await stage.call("restore_flag_version", as_=manager, path={**upper, "version": "1"})
    assert (answer.status, answer.error["code"]) == (409, "version_unusable")


@pytest.mark.parametrize(("version", "status"), [("9", 404), ("0", 400), ("one", 400)])
async def test_a_version_is_a_number_that_was_given(stage: Stage, version: str, status: int) -> None:
    call = await arrange(stage)
    call.path["version"] = version
    assert (await stage.arranged("restore_flag_version", call)).status == status
