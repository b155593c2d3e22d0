from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.cards import GREETING, draft_card, edit_card, saved_card
from tests.fixtures.case_sets import draft_case_set, saved_case_set
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio

CONFIG = """\
description: Capitals
prompts:
  - "Name the capital of {{country}} as {{tone}} as you can:\\n  now"
providers:
  - id: openai:chat:gpt-4o-mini
    config: {temperature: 0, stop: ["1e3", "0o7", "yes"]}
defaultTest:
  vars: {tone: "2026-01-01"}
  assert:
    - {type: latency, threshold: 9000}
  threshold: 0.25
  options: {transform: "output.toUpperCase()"}
  metadata: {deep: [{"1e3": null}, [1, 2.5, true]]}
tests:
  - description: "[x]: - #"
    vars: {country: Italy, tone: [dry, warm], nested: [[a, b]], code: "1_000", empty: ""}
    assert:
      - {type: contains, value: Rome, weight: 2, metric: "{{tone}}"}
      - type: assert-set
        threshold: 0.5
        assert: [{type: not-equals, value: "no"}, {type: is-json, value: {type: object}}]
      - {type: javascript, value: "const n = 1;\\nreturn output.length > n;\\n"}
    threshold: 0.5
    options: {transform: "const n = 1;\nreturn output;\n"}
  - {}
scenarios:
  - config: [{vars: {country: Norway}}, {vars: {country: Spain}}]
    tests: [{assert: [{type: icontains, value: o}]}]
"""


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    card_id, case_set_id = await draft_card(stage, member), await draft_case_set(stage, member)
    return Arranged(as_=member, path={"cardId": card_id}, query={"caseSetId": case_set_id})


async def imported(stage: Stage, member: SignedIn, yaml: str) -> tuple[dict[str, str], list[Any]]:
    made = (await stage.call("import_promptfoo_config", as_=member, body={"yaml": yaml})).data
    assert made["findings"] == []
    ids = {"cardId": made["cardIds"][0], "caseSetId": made["caseSetId"]}
    contents = [
        (await stage.call(function, as_=member, path={name: ids[name]})).data["content"]
        for function, name in (("get_card", "cardId"), ("get_case_set", "caseSetId"))
    ]
    return ids, contents


@pytest.mark.parametrize("provider", ["openai:chat:gpt-4o-mini", "anthropic:messages:a:b", "ollama:chat:x:7b", "echo"])
async def test_what_was_imported_is_exported_and_imports_as_the_same(stage: Stage, provider: str) -> None:
    member = await stage.member(Role.MEMBER)
    ids, contents = await imported(stage, member, CONFIG.replace("openai:chat:gpt-4o-mini", provider))
    path, query = {"cardId": ids["cardId"]}, {"caseSetId": ids["caseSetId"]}
    exported = (await stage.call("export_promptfoo_config", as_=member, path=path, query=query)).data
    assert exported["findings"] == []
    assert f"id: {provider}\n" in exported["yaml"]
    assert (await imported(stage, member, exported["yaml"]))[1] == contents
    assert len(contents[1]["cases"]) == 4


async def test_what_a_config_can_not_say_is_told_by_the_line_it_would_stand_on(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    cases: list[dict[str, Any]] = [
        {"vars": {"name": "Ann"}, "expected": "file://x", "weight": 2},
        {
            "vars": {"name": "file:///etc/passwd", "tone": "dry"},
            "expected": {"a": [1]},
            "assertions": [{"type": "is-json"}, {"type": "python", "value": "file://check.py"}],
        },
    ]
    provider = {"provider": "mistral", "model": "m", "parameters": {}}
    variables = [*GREETING["variables"], {"name": "list", "type": "json", "default": ["a", "b"]}]
    path = {"cardId": await draft_card(stage, member, provider=provider, variables=variables)}
    query = {"caseSetId": await draft_case_set(stage, member, cases=cases, description="d", tags=["t"])}
    exported = (await stage.call("export_promptfoo_config", as_=member, path=path, query=query)).data
    lines = exported["yaml"].splitlines()
    assert [(each["pointer"], each["code"], lines[each["line"] - 1]) for each in exported["findings"]] == [
        ("/caseSet/description", "key_unsupported", "prompts:"),
        ("/caseSet/tags", "key_unsupported", "prompts:"),
        ("/card/description", "key_unsupported", "prompts:"),
        ("/card/tags", "key_unsupported", "prompts:"),
        ("/card/variables/0", "variable_unsupported", "prompts:"),
        ("/card/variables/1", "variable_unsupported", "prompts:"),
        ("/card/variables/2", "variable_unsupported", "prompts:"),
        ("/card/provider", "provider_unsupported", "defaultTest:"),
        ("/card/variables/3/default", "default_unsupported", "defaultTest:"),
        ("/caseSet/cases/0/weight", "key_unsupported", "- vars:"),
        ("/caseSet/cases/0/expected", "file_unsupported", "- vars:"),
        ("/caseSet/cases/1/vars/name", "file_unsupported", "- vars:"),
        ("/caseSet/cases/1/assertions/1", "file_unsupported", "- vars:"),
    ]
    _, (card, case_set) = await imported(stage, member, exported["yaml"])
    assert '"content": "Greet {{name}}{% if times > 1 %}' in card["prompt"]["template"]
    assert case_set["defaults"]["vars"] == {"tone": "kind", "times": 1}
    assert [(case["vars"], case["assertions"]) for case in case_set["cases"]] == [
        ({"name": "Ann"}, []),
        ({"tone": "dry"}, [{"type": "equals", "value": {"a": [1]}}, {"type": "is-json"}]),
    ]


async def test_versions_are_exported_as_they_were_saved(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    path = {"cardId": await saved_card(stage, member, "First")}
    set_path = {"caseSetId": await saved_case_set(stage, member, "Cities")}
    await edit_card(stage, member, path["cardId"], name="Later")
    await stage.call("update_case_set", as_=member, path=set_path, body={"content": {"name": "Towns"}})
    texts = [
        (await stage.call("export_promptfoo_config", as_=member, path=path, query={**set_path, **query})).data["yaml"]
        for query in ({}, {"version": "latest", "caseSetVersion": "1"})
    ]
    assert [("Later" in text, "Towns" in text) for text in texts] == [(True, True), (False, False)]


async def test_a_set_that_there_is_not_is_not_found(stage: Stage) -> None:
    call = await arrange(stage)
    query = {"caseSetId": "nowhere"}
    answer = await stage.call("export_promptfoo_config", as_=call.as_, path=call.path, query=query)
    assert (answer.status, answer.error["code"]) == (404, "case_set_not_found")
