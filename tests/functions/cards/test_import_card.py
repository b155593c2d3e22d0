import json

import pytest

from shared.auth.roles import Role
from tests.fixtures.cards import GREETING
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.MEMBER), body={"yaml": json.dumps(GREETING)})


async def test_a_card_is_made_of_what_is_written(stage: Stage) -> None:
    assert (await stage.arranged("import_card", await arrange(stage))).data["content"] == GREETING


@pytest.mark.parametrize(
    ("yaml", "code"),
    [
        ("a: &a [x, x]\nb: [*a, *a]", "malformed_yaml"),
        ("name: !!python/object/apply:os.system [ls]", "malformed_yaml"),
        ("[" * 500, "malformed_yaml"),
        ("name: 'open", "malformed_yaml"),
        ("- a list", "malformed_yaml"),
        ("a: 1\n---\nb: 2", "malformed_yaml"),
        ("name: x\nprompt: {kind: text, template: hi}\nsecret: 1", "invalid_input"),
        ("name: x", "invalid_input"),
    ],
)
async def test_what_is_no_card_is_refused(stage: Stage, yaml: str, code: str) -> None:
    answer = await stage.call("import_card", as_=await stage.member(Role.MEMBER), body={"yaml": yaml})
    assert (answer.status, answer.error["code"]) == (400, code)
    assert await stage.documents("cards") == []
