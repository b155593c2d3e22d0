from typing import Any

import pytest

from tests.fixtures.chat import asker
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

BEST = {"name": "best", "targets": [{"model": "gpt-5"}, {"model": "anthropic/claude-haiku-4-5", "weight": 3}]}


async def arrange(stage: Stage) -> Arranged:
    admin, app_id = await asker(stage)
    return Arranged(as_=admin, path={"appId": app_id}, body={"aliases": [BEST], "dailyBudget": "5", "maxTokens": 100})


async def test_what_is_left_out_gets_its_default_again(stage: Stage) -> None:
    call = await arrange(stage)
    first = (await stage.arranged("set_chat_settings", call)).data
    assert (first["maxTokens"], first["aliases"][0]["targets"][1]["weight"]) == (100, 3)
    second = (await stage.call("set_chat_settings", as_=call.as_, path=call.path, body={})).data
    assert (second["aliases"], second["dailyBudget"], second["maxTokens"]) == ([], None, 4_096)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"fallbacks": ["nobody-knows"]}, "unknown_model"),
        ({"aliases": [{"name": "a", "targets": [{"model": "x/y"}]}]}, "unknown_model"),
        ({"aliases": [{"name": "a", "targets": []}]}, "too_short"),
        ({"aliases": [BEST, BEST]}, "duplicate_alias"),
        ({"dailyBudget": "0"}, "greater_than"),
        ({"cacheSeconds": -1}, "greater_than_equal"),
    ],
)
async def test_rules_that_make_no_sense_are_refused(stage: Stage, wrong: Any, code: str) -> None:
    admin, app_id = await asker(stage)
    answer = await stage.call("set_chat_settings", as_=admin, path={"appId": app_id}, body=wrong)
    assert (answer.status, answer.error["details"][0]["code"]) == (400, code)


async def test_an_archived_app_keeps_its_rules(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("archive_app", as_=call.as_, path=call.path)
    answer = await stage.arranged("set_chat_settings", call)
    assert (answer.status, answer.error["code"]) == (409, "app_archived")
