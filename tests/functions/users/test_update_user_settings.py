from typing import Any

import pytest

from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(), body={"locale": "de-DE", "timeZone": "Europe/Berlin"})


async def test_what_is_sent_changes_and_null_returns_to_the_default(stage: Stage) -> None:
    member = await stage.member()
    await stage.call("update_user_settings", as_=member, body={"locale": "de", "theme": "dark"})
    answer = await stage.call("update_user_settings", as_=member, body={"timeZone": "Asia/Kolkata", "theme": None})
    assert answer.data == {"locale": "de", "timeZone": "Asia/Kolkata", "theme": "system"}
    assert (await stage.call("get_user_settings", as_=member)).data == answer.data


@pytest.mark.parametrize(
    "setting",
    [{"locale": "german"}, {"locale": "../en"}, {"timeZone": "Mars/Base"}, {"timeZone": "../etc"}, {"theme": "loud"}],
)
async def test_a_setting_that_can_not_be_is_refused(stage: Stage, setting: dict[str, Any]) -> None:
    answer = await stage.call("update_user_settings", as_=await stage.member(), body=setting)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, f"/{next(iter(setting))}")
