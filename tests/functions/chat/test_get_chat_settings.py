import pytest

from tests.fixtures.chat import asker
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, app_id = await asker(stage)
    return Arranged(as_=admin, path={"appId": app_id})


async def test_an_app_that_set_nothing_has_the_defaults(stage: Stage) -> None:
    answer = await stage.arranged("get_chat_settings", await arrange(stage))
    assert answer.data["maxTokens"] == 4_096
    assert (answer.data["allowedModels"], answer.data["dailyBudget"], answer.data["cacheSeconds"]) == (None, None, 0)
    assert answer.data["updatedAt"] is None


async def test_what_was_set_is_shown(stage: Stage) -> None:
    admin, app_id = await asker(stage, dailyBudget="2.50", fallbacks=["echo"])
    answer = await stage.call("get_chat_settings", as_=admin, path={"appId": app_id})
    assert (answer.data["dailyBudget"], answer.data["fallbacks"]) == ("2.50", ["echo"])
