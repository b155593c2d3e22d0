import pytest

from shared.auth.roles import Role
from tests.fixtures.cards import saved_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    return Arranged(as_=recruiter, path={"cardId": await saved_card(stage, recruiter, "First", "Second", "Third")})


async def test_the_latest_comes_first_with_the_labels_that_are_on_it(stage: Stage) -> None:
    call = await arrange(stage)
    for label, version in (("staging", 3), ("canary", 3), ("production", 1)):
        path = {**call.path, "label": label}
        await stage.call("move_card_label", as_=call.as_, path=path, body={"version": version})
    await saved_card(stage, await stage.member(Role.MEMBER, tenant_id=call.as_.tenant_id if call.as_ else None))
    answer = await stage.arranged("list_card_versions", call)
    assert [(each["number"], each["name"], each["labels"]) for each in answer.data] == [
        (3, "Third", ["canary", "staging"]),
        (2, "Second", []),
        (1, "First", ["production"]),
    ]
