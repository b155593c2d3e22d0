import pytest

from shared.auth.roles import Role
from tests.fixtures.cards import draft_card, edit_card, saved_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    path = {"cardId": await draft_card(stage, member)}
    return Arranged(as_=member, path=path, body={"variables": {"name": "Ann", "times": 2}})


async def test_messages_are_rendered_with_values_and_defaults(stage: Stage) -> None:
    data = (await stage.arranged("preview_card", await arrange(stage))).data
    assert data == {
        "messages": [
            {"role": "system", "content": "You are kind."},
            {"role": "user", "content": "Greet Ann 2 times."},
        ],
        "missing": [],
        "characters": 31,
        "bytes": 31,
    }


async def test_what_has_no_value_is_named_and_prints_as_nothing(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    prompt = {"kind": "text", "template": "{{ greeting }} {{ who.first }}!"}
    path = {"cardId": await draft_card(stage, member, prompt=prompt)}
    data = (await stage.call("preview_card", as_=member, path=path, body={})).data
    assert data["messages"] == [{"role": "user", "content": " !"}]
    assert data["missing"] == ["greeting", "name", "who"]


async def test_a_text_that_is_a_json_list_of_messages_is_shown_as_these(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    prompt = {"kind": "text", "template": '[{"role": "user", "content": "Hi {{name}}"}]'}
    path = {"cardId": await draft_card(stage, member, prompt=prompt)}
    data = (await stage.call("preview_card", as_=member, path=path, body={"variables": {"name": 'A"B'}})).data
    assert data["messages"] == [{"role": "user", "content": 'Hi A"B'}]


async def test_a_version_is_previewed_as_it_was_saved(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    path = {"cardId": await saved_card(stage, member)}
    await edit_card(stage, member, path["cardId"], prompt={"kind": "text", "template": "New", "messages": None})
    bodies = ({"version": "latest", "variables": {"name": "Ann"}}, {"variables": {"name": "Ann"}})
    said = [
        (await stage.call("preview_card", as_=member, path=path, body=body)).data["messages"][-1]["content"]
        for body in bodies
    ]
    assert said == ["Greet Ann.", "New"]


async def test_a_value_of_another_type_is_named(stage: Stage) -> None:
    call = await arrange(stage)
    body = {"variables": {"name": 7, "times": True}}
    answer = await stage.call("preview_card", as_=call.as_, path=call.path, body=body)
    assert answer.status == 400
    assert [each["pointer"] for each in answer.error["details"]] == ["/variables/name", "/variables/times"]


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("fine\n{% for x in %}", "line 2"),
        ("{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}", "too many steps"),
    ],
)
async def test_a_template_at_fault_is_told_with_its_place(stage: Stage, template: str, said: str) -> None:
    member = await stage.member(Role.MEMBER)
    path = {"cardId": await draft_card(stage, member, prompt={"kind": "text", "template": template})}
    answer = await stage.call("preview_card", as_=member, path=path, body={})
    assert (answer.status, answer.error["code"]) == (400, "template_invalid")
    [problem] = answer.error["details"]
    assert problem["pointer"] == "/content/prompt/template"
    assert said in problem["message"]
