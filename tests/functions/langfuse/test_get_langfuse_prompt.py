import pytest

from shared.auth.roles import Role
from tests.fixtures.apps import app, basic, key_pair
from tests.fixtures.cards import GREETING, saved_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    card_id = await saved_card(stage, recruiter, "First", "Greeting")
    path = {"cardId": card_id, "label": "production"}
    await stage.call("move_card_label", as_=recruiter, path=path, body={"version": 1})
    return Arranged(as_=recruiter, path={"promptName": "Greeting"})


async def test_the_version_in_production_is_served(stage: Stage) -> None:
    prompt = (await stage.arranged("get_langfuse_prompt", await arrange(stage))).body
    messages = [{"role": m["role"], "content": m["template"]} for m in GREETING["prompt"]["messages"]]
    assert prompt == {
        "name": "Greeting",
        "version": 1,
        "type": "chat",
        "prompt": messages,
        "config": {"provider": "echo", "model": "", "temperature": 0.2},
        "labels": ["production"],
        "tags": ["welcome"],
        "commitMessage": None,
    }


@pytest.mark.parametrize(("query", "version"), [({"label": "latest"}, 2), ({"version": "2"}, 2), ({"version": "1"}, 1)])
async def test_a_version_is_served_by_number_or_label(stage: Stage, query: dict[str, str], version: int) -> None:
    call = await arrange(stage)
    answer = await stage.call("get_langfuse_prompt", as_=call.as_, path=call.path, query=query)
    assert answer.body["version"] == version


@pytest.mark.parametrize("query", [{"label": "nowhere"}, {"version": "3"}, {"label": "draft"}])
async def test_a_version_that_is_not_there_is_not_found(stage: Stage, query: dict[str, str]) -> None:
    call = await arrange(stage)
    answer = await stage.call("get_langfuse_prompt", as_=call.as_, path=call.path, query=query)
    assert (answer.status, answer.body["error"]) == (404, "card_version_not_found")


async def test_two_cards_of_one_name_are_not_guessed_between(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    other = await saved_card(stage, call.as_, "Greeting")
    assert (await stage.arranged("get_langfuse_prompt", call)).body["error"] == "name_not_unique"
    await stage.call("archive_card", as_=call.as_, path={"cardId": other})
    assert (await stage.arranged("get_langfuse_prompt", call)).status == 200


async def test_a_key_pair_reads_prompts_and_no_cards(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    manager = await stage.member(Role.MANAGER, tenant_id=call.as_.tenant_id)
    pair = await key_pair(stage, manager.tenant_id, await app(stage, manager))
    headers = {"authorization": basic(pair)}
    assert (await stage.call("get_langfuse_prompt", path=call.path, headers=headers)).status == 200
    bearer = {"authorization": f"Bearer {pair['secretKey']}"}
    assert (await stage.call("list_cards", headers=bearer)).status == 403
