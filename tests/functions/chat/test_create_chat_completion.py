import json
from typing import Any

import pytest

from shared.ports.http_client import CallFailed, OutboundResponse
from tests.fixtures.apps import app
from tests.fixtures.browsers import ask, browser
from tests.fixtures.chat import HELLO, asker, chat, program, ruled
from tests.fixtures.model_server import openai_answer
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, app_id = await asker(stage)
    return Arranged(as_=admin, query={"appId": app_id}, body={"model": "echo", "messages": HELLO})


def answering(text: str = "Hello", status: int = 200, **usage: int) -> OutboundResponse:
    answer = openai_answer(text, usage or None) if status == 200 else {"error": {"message": text}}
    return OutboundResponse(status, {"content-type": "application/json"}, json.dumps(answer).encode())


def sent(stage: Stage) -> list[Any]:
    return [json.loads(request.body) for request in stage.http_client.sent]


def pieces(body: str) -> list[Any]:
    return [json.loads(each.removeprefix("data: ")) for each in body.split("\n\n") if each and "[DONE]" not in each]


async def test_an_answer_has_openais_shape(stage: Stage) -> None:
    answer = await stage.arranged("create_chat_completion", await arrange(stage))
    assert answer.body["object"] == "chat.completion"
    [choice] = answer.body["choices"]
    assert choice["message"] == {"role": "assistant", "content": "Hello there", "refusal": None}
    assert (choice["finish_reason"], answer.body["usage"]["total_tokens"]) == ("stop", 4)


async def test_a_stream_ends_with_the_usage_and_the_end_itself(stage: Stage) -> None:
    admin, app_id = await asker(stage)
    answer = await chat(stage, admin, app_id, stream=True, stream_options={"include_usage": True})
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.body.endswith("data: [DONE]\n\n")
    first, said, end, last = pieces(answer.body)
    assert first["choices"][0]["delta"] == {"role": "assistant", "content": ""}
    assert said["choices"][0]["delta"] == {"content": "Hello there"}
    assert (end["choices"][0]["delta"], end["choices"][0]["finish_reason"]) == ({}, "stop")
    assert (last["choices"], last["usage"]["completion_tokens"]) == ([], 2)
    assert len({each["id"] for each in (first, said, end, last)}) == 1


async def test_several_choices_are_asked_for_one_by_one_and_counted_together(stage: Stage) -> None:
    admin, app_id = await asker(stage)
    stage.http_client.answers = [answering("one"), answering("two")]
    answer = await chat(stage, admin, app_id, model="gpt-4o-mini", n=2)
    assert {each["message"]["content"] for each in answer.body["choices"]} == {"one", "two"}
    assert [each["index"] for each in answer.body["choices"]] == [0, 1]
    assert answer.body["usage"]["prompt_tokens"] == 18


async def test_what_was_asked_reaches_the_provider(stage: Stage) -> None:
    admin, app_id = await asker(stage)
    stage.http_client.answers = [answering()]
    tool = {"type": "function", "function": {"name": "add", "parameters": {"type": "object"}}}
    wanted = {
        "temperature": 0.5,
        "top_p": 1,
        "stop": "END",
        "seed": 7,
        "tools": [tool],
        "tool_choice": {"type": "function", "function": {"name": "add"}},
        "response_format": {"type": "json_object"},
        "presence_penalty": 1,
    }
    parts = [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]
    messages = [{"role": "developer", "content": "Be brief"}, {"role": "user", "content": parts}]
    answer = await chat(stage, admin, app_id, model="openai/gpt-5", messages=messages, max_tokens=9, **wanted)
    assert answer.status == 200, answer.body
    [body] = sent(stage)
    assert body["messages"] == [{"role": "system", "content": "Be brief"}, {"role": "user", "content": "a\nb"}]
    assert (body["model"], body["max_completion_tokens"], body["stop"]) == ("gpt-5", 9, ["END"])
    for name in ("temperature", "seed", "tool_choice", "response_format", "presence_penalty"):
        assert body[name] == wanted[name]
    assert body["tools"][0]["function"]["name"] == "add"


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (None, {"type": "auto"}),
        ("none", {"type": "none"}),
        ("required", {"type": "any", "disable_parallel_tool_use": True}),
        ({"type": "function", "function": {"name": "add"}}, {"type": "tool", "name": "add"}),
    ],
)
async def test_tools_are_chosen_in_anthropics_words(stage: Stage, chosen: Any, expected: dict[str, Any]) -> None:
    admin, app_id = await asker(stage)
    body = {"key": "sk-ant-0123456789abcdef"}
    await stage.call("set_provider_key", as_=admin, path={"provider": "anthropic"}, body=body)
    tools = [{"type": "function", "function": {"name": "add"}}]
    parallel = False if chosen == "required" else None
    await chat(
        stage, admin, app_id, model="claude-haiku-4-5", tools=tools, tool_choice=chosen, parallel_tool_calls=parallel
    )
    assert sent(stage)[0]["tool_choice"] == expected


@pytest.mark.parametrize(
    ("wrong", "param"),
    [
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "robot", "content": "x"}]}, "messages.0.role"),
        ({"messages": [{"role": "user", "content": [{"type": "image_url"}]}]}, "messages.0.content"),
        ({"messages": [{"role": "tool", "content": "4", "tool_call_id": "c1"}]}, "messages.0.tool_call_id"),
        ({"tools": [{"type": "function", "function": {"name": "no good"}}]}, "tools.0.function.name"),
        ({"tools": [{"type": "function", "function": {"name": "a"}}] * 2}, "tools"),
        ({"tool_choice": "required"}, "tool_choice"),
        ({"tool_choice": {"type": "function", "function": {"name": "gone"}}}, "tool_choice"),
        ({"temperature": 3}, "temperature"),
        ({"n": 100}, "n"),
        ({"max_tokens": 5_000}, "max_tokens"),
        ({"functions": [{"name": "old"}]}, "functions"),
        ({"logprobs": True}, "logprobs"),
    ],
)
async def test_what_can_not_be_asked_is_named_in_openais_words(stage: Stage, wrong: Any, param: str) -> None:
    admin, app_id = await asker(stage)
    answer = await chat(stage, admin, app_id, **wrong)
    assert (answer.status, answer.body["error"]["type"]) == (400, "invalid_request_error")
    assert answer.body["error"]["param"].startswith(param)
    assert stage.http_client.sent == []


async def test_a_message_too_large_for_the_function_is_refused(stage: Stage) -> None:
    admin, app_id = await asker(stage)
    answer = await chat(stage, admin, app_id, messages=[{"role": "user", "content": "x" * 9_000_000}])
    assert (answer.status, answer.body["error"]["code"]) == (413, "payload_too_large")


@pytest.mark.parametrize(
    ("model", "status", "code"),
    [("nobody-knows", 404, "model_not_found"), ("gemini-2.5-pro", 400, "provider_key_missing")],
)
async def test_a_model_that_can_not_be_asked_is_told(stage: Stage, model: str, status: int, code: str) -> None:
    admin, app_id = await asker(stage)
    answer = await chat(stage, admin, app_id, model=model)
    assert (answer.status, answer.body["error"]["code"]) == (status, code)


async def test_an_app_key_asks_for_its_app_alone(stage: Stage) -> None:
    admin, app_id = await asker(stage)
    caller = await program(stage, admin.tenant_id, app_id)
    body = {"model": "echo", "messages": HELLO}
    assert (await stage.call("create_chat_completion", as_=caller, body=body)).status == 200
    other = await app(stage, admin)
    assert (await chat(stage, caller, other)).status == 403
    assert (await stage.call("create_chat_completion", as_=admin, body=body)).body["error"]["param"] == "appId"


@pytest.mark.parametrize(
    "failure", [answering("busy", 429), answering("broken", 500), CallFailed("no answer within 60 s")]
)
async def test_the_next_model_is_asked_where_one_fails(stage: Stage, failure: Any) -> None:
    targets = [{"model": "gpt-4o"}, {"model": "gpt-4o-mini", "weight": 0}]
    admin, app_id = await asker(stage, aliases=[{"name": "best", "targets": targets}])
    stage.http_client.answers = [failure, answering("from the second")]
    answer = await chat(stage, admin, app_id, model="best")
    assert answer.body["choices"][0]["message"]["content"] == "from the second"
    assert answer.body["model"] == "gpt-4o-mini"
    assert [body["model"] for body in sent(stage)] == ["gpt-4o", "gpt-4o-mini"]


async def test_a_request_that_is_refused_is_asked_of_nobody_else(stage: Stage) -> None:
    admin, app_id = await asker(stage, fallbacks=["echo"])
    stage.http_client.answers = [answering("no such parameter", 400)]
    answer = await chat(stage, admin, app_id, model="gpt-4o")
    assert (answer.status, answer.body["error"]["code"]) == (400, "model_request_refused")


async def test_only_allowed_models_are_asked(stage: Stage) -> None:
    admin, app_id = await asker(stage, allowedModels=["openai/*"])
    stage.http_client.answers = [answering()]
    assert (await chat(stage, admin, app_id, model="gpt-4o")).status == 200
    answer = await chat(stage, admin, app_id, model="echo")
    assert (answer.status, answer.body["error"]["code"]) == (403, "model_not_allowed")


async def test_a_budget_holds_what_calls_come_to_and_no_more(stage: Stage) -> None:
    admin, app_id = await asker(stage, dailyBudget="0.01", maxTokens=600)
    stage.http_client.answers = [answering() for _ in range(5)]
    first = await chat(stage, admin, app_id, model="gpt-4o-mini")
    assert first.status == 200
    [spent] = await stage.documents("chatSpending")
    assert spent["spentNanos"] == 9 * 150 + 2 * 600
    refused = await chat(stage, admin, app_id, model="gpt-5", max_tokens=600, n=8)
    assert (refused.status, refused.body["error"]["code"]) == (429, "insufficient_quota")
    assert (refused.body["error"]["type"], refused.headers["retry-after"]) == ("rate_limit_error", "54000")
    assert len(stage.http_client.sent) == 1
    stage.clock.advance(days=1)
    admin = await stage.signed_in_again(admin)
    assert (await chat(stage, admin, app_id, model="gpt-4o-mini")).status == 200


async def test_a_caller_has_a_budget_of_its_own(stage: Stage) -> None:
    admin, app_id = await asker(stage, dailyBudgetPerCaller="0.0012", maxTokens=100)
    caller = await program(stage, admin.tenant_id, app_id)
    # Nobody knows whether anything was written, so all that was reserved counts.
    stage.http_client.answers = [CallFailed("no answer") for _ in range(9)]
    statuses = [(await chat(stage, caller, app_id, model="gpt-4o-mini")).status for _ in range(4)]
    assert statuses == [503, 503, 503, 429]
    stage.http_client.answers = [answering()]
    assert (await chat(stage, admin, app_id, model="gpt-4o-mini")).status == 200


async def test_what_was_turned_away_costs_nothing(stage: Stage) -> None:
    admin, app_id = await asker(stage, dailyBudget="1")
    stage.http_client.answers = [answering("no", 400)]
    await chat(stage, admin, app_id, model="gpt-4o-mini")
    [spent] = await stage.documents("chatSpending")
    assert spent["spentNanos"] == 0


async def test_a_budget_asks_for_models_whose_price_is_known(stage: Stage) -> None:
    admin, app_id = await asker(stage, dailyBudget="1")
    answer = await chat(stage, admin, app_id, model="gpt-99")
    assert (answer.status, answer.body["error"]["code"]) == (400, "cost_unbounded")


async def test_the_very_same_question_is_answered_from_the_cache(stage: Stage) -> None:
    admin, app_id = await asker(stage, cacheSeconds=60)
    stage.http_client.answers = [answering("one"), answering("two"), answering("three")]
    asked: dict[str, Any] = {"model": "gpt-4o", "temperature": 0}
    first = await chat(stage, admin, app_id, **asked)
    again = await chat(stage, admin, app_id, **asked)
    assert (again.body["cached"], again.body["choices"]) == (True, first.body["choices"])
    assert "cached" not in first.body
    streamed = await chat(stage, admin, app_id, **asked, stream=True)
    assert pieces(streamed.body)[1]["choices"][0]["delta"] == {"content": "one"}
    assert len(stage.http_client.sent) == 1
    off = await chat(stage, admin, app_id, {"x-ella-cache": "off"}, **asked)
    assert off.body["choices"][0]["message"]["content"] == "two"
    stage.clock.advance(seconds=61)
    late = await chat(stage, admin, app_id, **asked)
    assert late.body["choices"][0]["message"]["content"] == "three"


async def test_answers_that_differ_each_time_are_kept_for_who_asks_for_that(stage: Stage) -> None:
    admin, app_id = await asker(stage, cacheSeconds=60)
    stage.http_client.answers = [answering(str(number)) for number in range(4)]
    for headers, expected in (({}, "0"), ({}, "1"), ({"x-ella-cache": "on"}, "2"), ({"x-ella-cache": "on"}, "2")):
        answer = await chat(stage, admin, app_id, headers, model="gpt-4o")
        assert answer.body["choices"][0]["message"]["content"] == expected


async def test_a_cache_is_of_one_app_and_one_tenant(stage: Stage) -> None:
    admin, app_id = await asker(stage, cacheSeconds=60)
    beside = await app(stage, admin)
    await ruled(stage, admin, beside, cacheSeconds=60)
    stranger, elsewhere = await asker(stage, cacheSeconds=60)
    stage.http_client.answers = [answering(str(number)) for number in range(3)]
    for caller, asked in ((admin, app_id), (admin, beside), (stranger, elsewhere)):
        assert (await chat(stage, caller, asked, model="gpt-4o", temperature=0)).status == 200
    assert len(stage.http_client.sent) == 3


async def test_rules_of_redaction_hold_for_what_models_see_and_for_what_is_kept(stage: Stage) -> None:
    admin, app_id = await asker(stage, redactRequests=True)
    rule = {"name": "card", "pattern": r"\d{16}"}
    await stage.call("update_app", as_=admin, path={"appId": app_id}, body={"redactionRules": [rule]})
    messages = [{"role": "user", "content": "pay with 4111111111111111"}]
    answer = await chat(stage, admin, app_id, messages=messages, store=True)
    assert answer.body["choices"][0]["message"]["content"] == "pay with [redacted]"
    assert "4111" not in str(await stage.documents("conversations")) + str(await stage.documents("conversationTurns"))


async def test_a_call_is_a_span_of_the_app_with_tokens_and_cost(stage: Stage) -> None:
    admin, app_id = await asker(stage)
    stage.http_client.answers = [answering()]
    trace_id = "0af7651916cd43dd8448eb211c80319c"
    headers = {"traceparent": f"00-{trace_id}-b7ad6b7169203331-01"}
    await chat(stage, admin, app_id, headers, model="gpt-4o-mini", user="customer-7")
    path = {"appId": app_id, "traceId": trace_id}
    found = (await stage.call("get_trace", as_=admin, path=path)).data
    assert (found["trace"]["inputTokens"], found["trace"]["userId"]) == (9, "customer-7")
    assert found["trace"]["cost"] == pytest.approx(9 * 0.15e-6 + 2 * 0.6e-6)
    [row] = found["rows"]
    assert (row["span"]["name"], row["span"]["status"], row["span"]["kind"]) == ("chat gpt-4o-mini", "ok", 3)
    assert row["meaning"]["output"]["content"] == "Hello"


async def test_a_call_that_failed_is_a_span_that_says_so(stage: Stage) -> None:
    admin, app_id = await asker(stage)
    stage.http_client.answers = [answering("bad", 400)]
    await chat(stage, admin, app_id, model="gpt-4o-mini")
    [trace] = await stage.documents("traces")
    assert (trace["errorCount"], trace["spanCount"]) == (1, 1)


@pytest.mark.parametrize("body", [b"<html>Bad gateway</html>", b"[]", b'{"choices": []}', b'{"choices": "x"}', b""])
async def test_what_is_no_answer_is_not_taken_for_one(stage: Stage, body: bytes) -> None:
    admin, app_id = await asker(stage)
    stage.http_client.answers = [OutboundResponse(200, {"content-type": "text/html"}, body)]
    answer = await chat(stage, admin, app_id, model="gpt-4o-mini")
    assert (answer.status, answer.body["error"]["code"]) == (503, "provider_answer_unreadable")


async def test_a_count_of_tokens_that_can_not_be_true_is_replaced(stage: Stage) -> None:
    admin, app_id = await asker(stage)
    stage.http_client.answers = [answering("Hello", prompt_tokens=10**9, completion_tokens=-4)]
    answer = await chat(stage, admin, app_id, model="gpt-4o-mini")
    assert 0 < answer.body["usage"]["total_tokens"] < 100


async def test_a_browser_asks_by_its_cookie_with_the_csrf_token_alone(stage: Stage) -> None:
    admin, app_id = await asker(stage)
    mine = await browser(stage, admin)
    call = Arranged(query={"appId": app_id}, body={"model": "echo/echo", "messages": HELLO, "store": True})
    forged = await ask(stage, "create_chat_completion", call, mine.headers(None))
    assert (forged.status, forged.body["error"]["code"]) == (403, "csrf_token_missing")
    answer = await ask(stage, "create_chat_completion", call, mine.headers())
    assert (answer.status, answer.body["model"]) == (200, "echo")
