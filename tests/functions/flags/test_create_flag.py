import pytest

from shared.domain.flags.model import MAX_FLAGS
from tests.fixtures.flags import BOOLEAN, add, flagged, place
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await place(stage)
    return Arranged(as_=manager, path=path, body={"key": "new-search", "definition": BOOLEAN, "note": "for March"})


async def test_a_flag_begins_with_its_first_version(stage: Stage) -> None:
    call = await arrange(stage)
    flag = (await stage.arranged("create_flag", call)).data
    assert (flag["key"], flag["version"], flag["status"]) == ("new-search", 1, "active")
    assert flag["definition"]["variants"] == {"on": True, "off": False}
    [version] = await stage.documents("flagVersions")
    assert (version["number"], version["change"], version["note"]) == (1, "created", "for March")
    [entry] = await stage.audited("create_flag")
    assert (entry["action"], entry["target"]["flagId"]) == ("create_flag", f"{call.path['appId']}:default:new-search")


async def test_objects_are_kept_as_they_came(stage: Stage) -> None:
    call = await arrange(stage)
    value = {"sizes": [[1, 2.5], []], "nothing": None, "deep": {"text": "ü"}}
    call.body = {"key": "layout", "definition": BOOLEAN | {"type": "object", "variants": {"on": value, "off": {}}}}
    assert (await stage.arranged("create_flag", call)).data["definition"]["variants"]["on"] == value
    read = await stage.call("get_flag", as_=call.as_, path={**call.path, "flagKey": "layout"})
    assert read.data["definition"]["variants"]["on"] == value


async def test_a_key_is_one_flags_in_an_environment(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call(
        "update_app", as_=call.as_, path={"appId": call.path["appId"]}, body={"environments": ["default", "beta"]}
    )
    await stage.arranged("create_flag", call)
    answer = await stage.arranged("create_flag", call)
    assert (answer.status, answer.error["code"]) == (409, "flag_exists")
    call.path["environment"] = "beta"
    assert (await stage.arranged("create_flag", call)).status == 201


async def test_what_is_wrong_is_named_by_its_place(stage: Stage) -> None:
    call = await arrange(stage)
    rule = {"name": "vip", "when": {"kind": "segment", "segment": "vips"}, "serve": {"variant": "gone"}}
    call.body = {"key": "new-search", "definition": BOOLEAN | {"off": "no", "rules": [rule]}}
    answer = await stage.arranged("create_flag", call)
    assert answer.status == 400
    assert {(each["pointer"], each["code"]) for each in answer.error["details"]} == {
        ("/definition/off", "unknown_variant"),
        ("/definition/rules/0/when/segment", "segment_not_found"),
        ("/definition/rules/0/serve", "unknown_variant"),
    }
    assert await stage.documents("flags") == []


@pytest.mark.parametrize("key", ["", "a:b", "a/b", "-a", "a b", "x" * 81])
async def test_a_key_is_a_name(stage: Stage, key: str) -> None:
    call = await arrange(stage)
    call.body = {"key": key, "definition": BOOLEAN}
    assert (await stage.arranged("create_flag", call)).status == 400


async def test_a_flag_rests_on_others_that_are_there(stage: Stage) -> None:
    manager, path = await flagged(stage, "base")
    answer = await add(stage, manager, path, "upper", prerequisites=[{"flag": "base", "variants": ["on"]}])
    assert answer.status == 201
    answer = await add(stage, manager, path, "lost", prerequisites=[{"flag": "gone", "variants": ["on"]}])
    assert answer.error["details"][0]["code"] == "flag_not_found"


async def test_an_environment_that_the_app_lacks_and_an_archived_app_have_no_flags(stage: Stage) -> None:
    call = await arrange(stage)
    elsewhere = await stage.call("create_flag", as_=call.as_, path={**call.path, "environment": "beta"}, body=call.body)
    assert (elsewhere.status, elsewhere.error["code"]) == (404, "environment_not_found")
    await stage.call("archive_app", as_=call.as_, path={"appId": call.path["appId"]})
    answer = await stage.arranged("create_flag", call)
    assert (answer.status, answer.error["code"]) == (409, "app_archived")


async def test_an_environment_has_no_more_flags_than_a_document_holds(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.domain.flags.changing.MAX_FLAGS", 1)
    assert MAX_FLAGS > 1
    manager, path = await flagged(stage)
    answer = await add(stage, manager, path, "second")
    assert (answer.status, answer.error["code"]) == (409, "too_many_flags")
