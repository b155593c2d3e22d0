import pytest

from shared.auth.roles import Role
from tests.fixtures.cards import GREETING, draft_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    return Arranged(as_=member, path={"cardId": await draft_card(stage, member)})


@pytest.mark.parametrize(
    "template",
    [
        "two\nlines\n",
        " spaces at \n ends  ",
        "é ☃ 😀",
        "tab\t: # not a comment",
        "yes",
        "{{ a }}\n{% if b %}\r\n",
        "2026-01-01",
        "1e3",
        "0o7",
    ],
)
async def test_what_is_exported_is_imported_as_it_was(stage: Stage, template: str) -> None:
    member = await stage.member(Role.MEMBER)
    variables = [{"name": "a", "type": "json", "default": {"deep": [[1, 2.5], None, "no", "007", True]}}]
    prompt = {"kind": "text", "template": template}
    path = {"cardId": await draft_card(stage, member, prompt=prompt, variables=variables)}
    card = (await stage.call("get_card", as_=member, path=path)).data
    exported = (await stage.call("export_card", as_=member, path=path)).data["yaml"]
    imported = await stage.call("import_card", as_=member, body={"yaml": exported})
    assert imported.data["content"] == card["content"]


async def test_longer_texts_are_blocks_that_people_can_read(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    prompt = {"kind": "text", "template": "You are kind.\nGreet {{name}}."}
    path = {"cardId": await draft_card(stage, member, prompt=prompt)}
    exported = (await stage.call("export_card", as_=member, path=path)).data["yaml"]
    assert exported.startswith(f"name: {GREETING['name']}\n")
    assert "template: |-\n    You are kind.\n    Greet {{name}}.\n" in exported
