import pytest

from tests.fixtures.flags import add, asked, change, flagged, program
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await flagged(stage)
    return Arranged(as_=manager, path=path, body={"definition": {"enabled": False}, "note": "it breaks"})


async def test_the_kill_switch_is_one_field_and_a_version_of_its_own(stage: Stage) -> None:
    call = await arrange(stage)
    flag = (await stage.arranged("update_flag", call)).data
    assert (flag["definition"]["enabled"], flag["version"]) == (False, 2)
    assert flag["definition"]["variants"] == {"on": True, "off": False}
    versions = {each["number"]: each for each in await stage.documents("flagVersions")}
    assert (versions[2]["change"], versions[2]["note"]) == ("updated", "it breaks")
    assert versions[1]["definition"]["enabled"] is True


async def test_the_kill_switch_bites_after_some_seconds(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    bot = await program(stage, call.as_, call.path["appId"])
    assert (await asked(stage, bot, "new-search"))["value"] is True
    await stage.arranged("update_flag", call)
    stage.clock.advance(seconds=5)
    found = await asked(stage, bot, "new-search")
    assert (found["value"], found["reason"]) == (False, "DISABLED")


async def test_a_patch_that_changes_nothing_makes_no_version(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"definition": {"enabled": True}}
    assert (await stage.arranged("update_flag", call)).data["version"] == 1
    assert len(await stage.documents("flagVersions")) == 1


async def test_of_two_changes_to_the_same_version_one_is_412(stage: Stage) -> None:
    call = await arrange(stage)
    tag = (await stage.call("get_flag", as_=call.as_, path=call.path)).headers["etag"]
    headers = {"if-match": tag}
    first = await stage.call("update_flag", as_=call.as_, path=call.path, body=call.body, headers=headers)
    assert first.status == 200
    second = await stage.call(
        "update_flag", as_=call.as_, path=call.path, body={"definition": {"salt": "x"}}, headers=headers
    )
    assert second.status == 412


async def test_a_ring_of_prerequisites_is_refused(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await add(stage, call.as_, call.path, "upper", prerequisites=[{"flag": "new-search", "variants": ["on"]}])
    answer = await change(stage, call.as_, call.path, prerequisites=[{"flag": "upper", "variants": ["on"]}])
    assert answer.status == 400
    [problem] = answer.error["details"]
    assert (problem["pointer"], problem["code"]) == ("/definition/prerequisites", "prerequisite_ring")


async def test_a_variant_that_others_rest_on_stays_and_so_does_the_type(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await add(stage, call.as_, call.path, "upper", prerequisites=[{"flag": "new-search", "variants": ["on"]}])
    answer = await change(stage, call.as_, call.path, variants={"on": None}, otherwise={"variant": "off"})
    assert (answer.status, answer.error["code"]) == (409, "flag_in_use")
    answer = await change(stage, call.as_, call.path, type="string", variants={"on": "yes", "off": "no"})
    assert (answer.status, answer.error["code"]) == (409, "type_is_fixed")


async def test_a_patch_is_checked_as_a_whole(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    answer = await change(stage, call.as_, call.path, surprise=1)
    assert answer.error["details"][0]["pointer"] == "/definition/surprise"
    answer = await change(stage, call.as_, call.path, off=None)
    assert answer.error["details"][0] == {"pointer": "/definition/off", "code": "missing", "message": "Field required"}
