import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

CONFIG = """\
description: Capitals
prompts:
  - "Name the capital of {{country}}."
  - label: JSON
    raw: '[{"role": "user", "content": "Capital of {{country}}, {{tone}}?"}]'
  - file://prompt.txt
providers:
  - id: openai:chat:gpt-4o-mini
    config:
      temperature: 0
  - anthropic:messages:claude
defaultTest:
  assert:
    - type: latency
      threshold: 9000
env:
  KEY: x
tests:
  - vars:
      country: Italy
      tone: [dry, warm]
      answer: yes
    assert:
      - type: contains
        value: Rome
        weight: 2
      - type: no-such
      - type: python
        value: file://check.py
    threshold: 0.5
    options:
      prefix: x
      transform: output.trim()
  - file://more.csv
scenarios:
  - config:
      - vars: {country: Norway}
      - vars: {country: Spain}
    tests:
      - assert: [{type: icontains, value: o}]
"""


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.MEMBER), body={"yaml": CONFIG})


async def test_each_prompt_becomes_a_card_and_the_tests_a_set(stage: Stage) -> None:
    call = await arrange(stage)
    made = (await stage.arranged("import_promptfoo_config", call)).data
    cards = [
        (await stage.call("get_card", as_=call.as_, path={"cardId": id})).data["content"] for id in made["cardIds"]
    ]
    assert [card["name"] for card in cards] == ["Capitals 1", "JSON"]
    assert [[each["name"] for each in card["variables"]] for card in cards] == [["country"], ["country", "tone"]]
    assert cards[0]["provider"] == {"provider": "openai", "model": "gpt-4o-mini", "parameters": {"temperature": 0}}
    assert made["cases"] == 3
    path = {"caseSetId": made["caseSetId"]}
    expanded = (await stage.call("preview_cases", as_=call.as_, path=path)).data["cases"]
    assert [case["vars"] for case in expanded] == [
        {"country": "Italy", "tone": "dry", "answer": "yes"},
        {"country": "Italy", "tone": "warm", "answer": "yes"},
        {"country": "Norway"},
        {"country": "Spain"},
    ]
    latency = {"type": "latency", "threshold": 9000}
    assert expanded[0]["assertions"] == [latency, {"type": "contains", "value": "Rome", "weight": 2}]
    assert (expanded[0]["threshold"], expanded[0]["transform"]) == (0.5, "output.trim()")
    assert expanded[3]["assertions"] == [latency, {"type": "icontains", "value": "o"}]


async def test_what_is_left_out_is_told_by_its_line(stage: Stage) -> None:
    findings = (await stage.arranged("import_promptfoo_config", await arrange(stage))).data["findings"]
    lines = CONFIG.splitlines()
    assert [(lines[each["line"] - 1].strip(), each["code"]) for each in findings] == [
        ("- file://prompt.txt", "prompt_unsupported"),
        ("- anthropic:messages:claude", "provider_not_taken"),
        ("env:", "key_unsupported"),
        ("- type: no-such", "assertion_type_unknown"),
        ("value: file://check.py", "file_unsupported"),
        ("prefix: x", "key_unsupported"),
        ("- file://more.csv", "test_unsupported"),
    ]


async def test_a_config_may_be_a_single_prompt_and_provider(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    body = {"yaml": "prompts: Hello {{name}}\nproviders: echo\n"}
    made = (await stage.call("import_promptfoo_config", as_=member, body=body)).data
    card = await stage.call("get_card", as_=member, path={"cardId": made["cardIds"][0]})
    assert (card.data["content"]["name"], card.data["content"]["provider"]["provider"]) == ("promptfoo", "echo")
    assert (made["cases"], made["findings"]) == (0, [])


@pytest.mark.parametrize(
    ("yaml", "code"),
    [
        ("a: &a [x]\nb: [*a, *a]", "malformed_yaml"),
        ("- a list", "malformed_yaml"),
        ("prompts: [" + "a, " * 21 + "]", "too_many_prompts"),
        ("tests: [" + "{}, " * 2001 + "]", "too_many_cases"),
    ],
)
async def test_what_is_no_config_or_too_large_is_refused_whole(stage: Stage, yaml: str, code: str) -> None:
    answer = await stage.call("import_promptfoo_config", as_=await stage.member(Role.MEMBER), body={"yaml": yaml})
    assert (answer.status, answer.error["code"]) == (400, code)
    assert await stage.documents("caseSets") == []


@pytest.mark.parametrize(
    "yaml",
    ["prompts: 7", "prompts: [{}]", "providers: [[1]]", "providers: {a: 1}", "tests: {vars: 3}", "tests: [[]]",
     "defaultTest: file://x", "defaultTest: {threshold: .nan}", "scenarios: [x]", "scenarios: [{config: [3]}]",
     "tests: [{assert: {type: 3}}]", "tests: [{assert: [x]}]", "tests: [{metadata: []}]", "description: {a: b}"],
)  # fmt: skip
async def test_odd_shapes_are_told_or_taken_and_never_a_failure_of_ours(stage: Stage, yaml: str) -> None:
    answer = await stage.call("import_promptfoo_config", as_=await stage.member(Role.MEMBER), body={"yaml": yaml})
    assert answer.status == 201, answer.body
    assert answer.data["findings"] or yaml.startswith("description")
