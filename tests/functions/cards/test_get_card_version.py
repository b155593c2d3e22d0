import pytest

from shared.auth.roles import Role
from tests.fixtures.cards import saved_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    path = {"cardId": await saved_card(stage, recruiter, "First", "Second"), "version": "1"}
    return Arranged(as_=recruiter, path=path)


async def test_a_version_is_found_by_number_label_and_as_the_latest(stage: Stage) -> None:
    call = await arrange(stage)
    path = {"cardId": call.path["cardId"], "label": "production"}
    await stage.call("move_card_label", as_=call.as_, path=path, body={"version": 1})
    for version, name in (("1", "First"), ("2", "Second"), ("latest", "Second"), ("production", "First")):
        answer = await stage.call("get_card_version", as_=call.as_, path={**call.path, "version": version})
        assert answer.data["content"]["name"] == name


@pytest.mark.parametrize("version", ["3", "staging", "draft"])
async def test_a_version_that_there_is_not_is_not_found(stage: Stage, version: str) -> None:
    call = await arrange(stage)
    answer = await stage.call("get_card_version", as_=call.as_, path={**call.path, "version": version})
    assert (answer.status, answer.error["code"]) == (404, "card_version_not_found")
