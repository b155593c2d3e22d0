import pytest

from shared.auth.roles import Role
from tests.fixtures.cards import GREETING
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.MEMBER), body={"content": GREETING})


async def test_a_new_card_has_a_draft_and_no_version(stage: Stage) -> None:
    card = (await stage.arranged("create_card", await arrange(stage))).data
    assert card["content"] == GREETING
    assert (card["versions"], card["saved"], card["labels"], card["status"]) == (0, False, {}, "active")


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"variables": [{"name": "a b"}]}, "/content/variables/0/name", "string_pattern_mismatch"),
        ({"variables": [{"name": "a"}, {"name": "a"}]}, "/content/variables", "duplicate_variable"),
        ({"variables": [{"name": "a", "type": "list", "default": 3}]}, "/content/variables/0",
         "default_of_another_type"),
        ({"prompt": {"kind": "chat", "messages": []}}, "/content/prompt/messages", "too_short"),
        ({"prompt": {"kind": "chat", "messages": [{"role": "judge", "template": "x"}]}},
         "/content/prompt/messages/0/role", "enum"),
        ({"prompt": {"kind": "text", "template": "x" * 100_001}}, "/content/prompt/template", "string_too_long"),
        ({"secret": 1}, "/content/secret", "unknown_field"),
    ],
)  # fmt: skip
async def test_what_is_wrong_with_a_card_is_named(
    stage: Stage, change: dict[str, object], pointer: str, code: str
) -> None:
    member = await stage.member(Role.MEMBER)
    answer = await stage.call("create_card", as_=member, body={"content": GREETING | change})
    assert answer.status == 400
    assert (pointer, code) in [(each["pointer"], each["code"]) for each in answer.error["details"]]


async def test_a_card_too_large_for_a_document_is_refused(stage: Stage) -> None:
    messages = [{"role": "user", "template": "x" * 99_000} for _ in range(10)]
    content = GREETING | {"prompt": {"kind": "chat", "messages": messages}}
    answer = await stage.call("create_card", as_=await stage.member(Role.MEMBER), body={"content": content})
    assert (answer.status, answer.error["details"][0]["code"]) == (400, "content_too_large")


async def test_a_viewer_may_not(stage: Stage) -> None:
    answer = await stage.call("create_card", as_=await stage.member(Role.VIEWER), body={"content": GREETING})
    assert answer.status == 403
