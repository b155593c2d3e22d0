import pytest

from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member())


async def test_whoever_chose_nothing_has_the_defaults(stage: Stage) -> None:
    answer = await stage.call("get_user_settings", as_=await stage.member())
    assert answer.data == {"locale": "en", "timeZone": "UTC", "theme": "system"}
