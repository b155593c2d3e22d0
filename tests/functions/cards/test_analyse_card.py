import pytest

from shared.auth.roles import Role
from tests.fixtures.cards import draft_card, saved_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    path = {"cardId": await draft_card(stage, member)}
    return Arranged(as_=member, path=path, body={"variables": {"name": "Ann"}})


async def test_each_suggestion_says_why_and_where(stage: Stage) -> None:
    data = (await stage.arranged("analyse_card", await arrange(stage))).data
    assert {(each["kind"], each["pointer"]) for each in data["suggestions"]} == {
        ("unmarked_variable", "/content/prompt/messages/1/template"),
        ("no_output_format", "/content/prompt/messages/1/template"),
    }
    assert all(each["reason"] for each in data["suggestions"])


async def test_a_thousand_calls_cost_what_the_price_table_says(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    prompt = {"kind": "text", "template": "word" * 1_000}
    path = {"cardId": await draft_card(stage, member, prompt=prompt, variables=[])}
    data = (await stage.call("analyse_card", as_=member, path=path, body={"outputTokens": 500})).data
    assert (data["tokens"], data["characters"], data["outputTokens"]) == (1_000, 4_000, 500)
    costs = {(each["provider"], each["model"]): each["dollarsPerThousandCalls"] for each in data["costs"]}
    assert costs["openai", "gpt-4o-mini"] == "0.4500"
    assert costs["anthropic", "claude-sonnet-4-5"] == "10.5000"


async def test_a_version_that_is_not_there_is_not_found(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    path = {"cardId": await saved_card(stage, member)}
    answer = await stage.call("analyse_card", as_=member, path=path, body={"version": "9"})
    assert (answer.status, answer.error["code"]) == (404, "card_version_not_found")


async def test_a_template_at_fault_is_told_with_its_place(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    path = {"cardId": await draft_card(stage, member, prompt={"kind": "text", "template": "{% for x in %}"})}
    answer = await stage.call("analyse_card", as_=member, path=path, body={})
    assert (answer.status, answer.error["code"]) == (400, "template_invalid")
