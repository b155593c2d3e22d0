import pytest

from shared.auth.roles import Role
from tests.fixtures.simulations import ADA, MODEL, PLAYED, simulated, simulated_app, simulating
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return await simulated_app(stage)


async def test_a_scripted_persona_says_its_lines_and_is_answered(stage: Stage) -> None:
    simulation, [conversation] = await simulated(stage, await arrange(stage))
    script = [ADA["opening"], *ADA["lines"]]
    assert [(turn["said"], turn["answer"]) for turn in conversation["turns"]] == [(line, line) for line in script]
    assert (conversation["end"], conversation["outcome"]) == ("script_over", "passed")
    told = [simulation[name] for name in ("status", "passed", "failed", "errors", "turns", "costNanos")]
    assert told == ["completed", 1, 0, 0, 3, 0]


async def test_each_persona_talks_as_often_as_is_asked_and_more_than_there_are_lanes_take_turns(stage: Stage) -> None:
    call = await simulated_app(stage, *({**ADA, "name": f"Ada {number}"} for number in range(3)))
    simulation, conversations = await simulated(stage, call, repeats=4)
    assert (simulation["status"], simulation["done"], simulation["passed"]) == ("completed", 12, 12)
    assert [each["number"] for each in conversations] == list(range(12))
    assert len({(each["personaId"], each["repeat"]) for each in conversations}) == 12
    [queue] = await stage.documents("providerQueues")
    assert (queue["running"], queue["waiting"]) == ({}, [])


@pytest.mark.parametrize(
    ("assertions", "outcome"),
    [
        ({"turnAssertions": [{"type": "not-contains", "value": "money"}]}, "failed"),
        ({"turnAssertions": [{"type": "equals", "value": "{{_conversation[0].input}}"}]}, "failed"),
        ({"turnAssertions": [{"type": "javascript", "value": "output === context.prompt"}]}, "passed"),
        ({"assertions": [{"type": "contains", "value": "Assistant: I want my money back."}]}, "passed"),
        ({"assertions": [{"type": "javascript", "value": "context.vars._conversation.length === 3"}]}, "passed"),
        ({"assertions": [{"type": "javascript", "value": "context.metadata.end === 'script_over'"}]}, "passed"),
        ({"assertions": [{"type": "contains", "value": "{{goal}}"}]}, "failed"),
        ({"goalExpected": True}, "failed"),
    ],
)
async def test_what_is_asserted_of_turns_and_of_the_whole_decides(
    stage: Stage, assertions: dict[str, object], outcome: str
) -> None:
    _, [conversation] = await simulated(stage, await arrange(stage), **assertions)
    assert conversation["outcome"] == outcome, conversation


async def test_a_turn_that_fails_is_told_beside_those_that_do_not(stage: Stage) -> None:
    wrong = {"turnAssertions": [{"type": "not-contains", "value": "money"}]}
    simulation, [conversation] = await simulated(stage, await arrange(stage), **wrong)
    assert [turn["grade"]["outcome"] for turn in conversation["turns"]] == ["passed", "failed", "passed"]
    assert (simulation["failed"], conversation["grade"]["outcome"]) == (1, "passed")


@pytest.mark.parametrize(("given", "turns"), [({"maxTurns": 2}, 2), ({}, 1)])
async def test_a_conversation_has_only_so_many_turns_and_a_persona_only_so_much_patience(
    stage: Stage, given: dict[str, int], turns: int
) -> None:
    call = await simulated_app(stage, ADA if given else {**ADA, "patience": 1})
    _, [conversation] = await simulated(stage, call, **given)
    assert (len(conversation["turns"]), conversation["end"]) == (turns, "out_of_turns")


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"model": None}, 400, "card_or_model"),
        ({"cardId": "c"}, 400, "card_or_model"),
        ({"cardId": "c", "model": None}, 404, "card_not_found"),
        ({"cardId": "c", "model": None, "instructions": "Be kind."}, 400, "card_or_model"),
        ({"model": "no-such-model"}, 404, "model_not_found"),
        ({"model": "openai/gpt-4o-mini"}, 409, "provider_key_missing"),
        ({"judge": MODEL}, 409, "provider_key_missing"),
        ({"personaIds": ["p"]}, 404, "persona_not_found"),
        ({"assertions": [{"type": "python", "value": "True"}]}, 400, "assertion_unsupported"),
        ({"turnAssertions": [{"type": "select-best", "value": "x"}]}, 400, "assertion_unsupported"),
        ({"vars": {"text": "x" * 200_000}}, 400, "simulation_too_large"),
    ],
)
async def test_what_could_not_end_well_is_refused(
    stage: Stage, changes: dict[str, object], status: int, code: str
) -> None:
    call = await arrange(stage)
    assert isinstance(call.body, dict)
    answer = await stage.call("simulate_conversations", as_=call.as_, path=call.path, body=call.body | changes)
    assert (answer.status, answer.error["code"]) == (status, code)
    assert await stage.documents("simulations") == []


async def test_a_persona_without_lines_needs_a_model_that_plays_it(stage: Stage) -> None:
    call = await simulated_app(stage, PLAYED)
    answer = await stage.arranged("simulate_conversations", call)
    assert (answer.status, answer.error["code"]) == (409, "simulator_missing")


async def test_only_so_many_conversations_are_had_at_once(stage: Stage) -> None:
    call = await simulated_app(stage, *({**ADA, "name": f"Ada {number}"} for number in range(11)))
    assert isinstance(call.body, dict)
    answer = await stage.call("simulate_conversations", as_=call.as_, path=call.path, body=call.body | {"repeats": 5})
    assert (answer.status, answer.error["code"]) == (400, "too_many_conversations")


async def test_an_archived_app_is_talked_to_by_nobody_and_a_viewer_has_nobody_talk(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    viewer = await stage.member(Role.VIEWER, tenant_id=call.as_.tenant_id)
    answer = await stage.call("simulate_conversations", as_=viewer, path=call.path, body=call.body)
    assert answer.status == 403
    await stage.call("archive_app", as_=call.as_, path=call.path)
    assert (await stage.arranged("simulate_conversations", call)).error["code"] == "app_archived"


async def test_an_app_may_forbid_a_model(stage: Stage) -> None:
    call = await arrange(stage)
    settings = {"allowedModels": ["openai/*"]}
    assert (await stage.call("set_chat_settings", as_=call.as_, path=call.path, body=settings)).status == 200
    answer = await stage.arranged("simulate_conversations", call)
    assert (answer.status, answer.error["code"]) == (403, "model_not_allowed")


async def test_a_persona_that_changes_or_goes_meanwhile_talks_as_it_was(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.body, dict)
    path = await simulating(stage, call)
    persona = {**call.path, "personaId": call.body["personaIds"][0]}
    await stage.call("delete_persona", as_=call.as_, path=persona)
    await stage.settle()
    [conversation] = (await stage.call("list_simulated_conversations", as_=call.as_, path=path)).data
    assert (conversation["user"]["name"], conversation["outcome"]) == ("Ada", "passed")
