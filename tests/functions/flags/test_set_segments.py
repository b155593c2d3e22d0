import pytest

from tests.fixtures.flags import TEAMS, add, asked, place, program
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

VIPS = {"key": "vips", "included": ["ada"], "excluded": ["bob"], "when": TEAMS}
FOR_VIPS = {"name": "vips", "when": {"kind": "segment", "segment": "vips"}, "serve": {"variant": "on"}}


async def arrange(stage: Stage) -> Arranged:
    manager, path = await place(stage)
    return Arranged(as_=manager, path=path, body={"segments": [VIPS]})


async def test_a_flag_is_served_to_a_segment(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await stage.arranged("set_segments", call)
    await add(stage, call.as_, call.path, "lounge", rules=[FOR_VIPS], otherwise={"variant": "off"})
    bot = await program(stage, call.as_, call.path["appId"])
    contexts = [{"targetingKey": "ada"}, {"plan": "team"}, {"plan": "team", "targetingKey": "bob"}, {}]
    assert [(await asked(stage, bot, "lounge", each))["value"] for each in contexts] == [True, True, False, False]


async def test_a_segment_that_a_flag_names_stays(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await stage.arranged("set_segments", call)
    await add(stage, call.as_, call.path, "lounge", rules=[FOR_VIPS])
    call.body = {"segments": []}
    answer = await stage.arranged("set_segments", call)
    assert (answer.status, answer.error["code"]) == (409, "segment_in_use")


async def test_bad_segments_are_named_and_none_is_stored(stage: Stage) -> None:
    call = await arrange(stage)
    nested = {"key": "more", "when": {"kind": "segment", "segment": "vips"}}
    call.body = {"segments": [VIPS, nested, VIPS]}
    answer = await stage.arranged("set_segments", call)
    assert [(each["pointer"], each["code"]) for each in answer.error["details"]] == [
        ("/segments/1/when", "segment_in_segment"),
        ("/segments", "named_twice"),
    ]
    assert await stage.documents("flagSegments") == []
