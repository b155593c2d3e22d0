"""What comes of one case: rendered, asked, graded, paid for; and what is an error and no failure."""

import json
from datetime import date
from typing import Any

import pytest

from shared.domain.suite_runs.asking import BudgetUsedUp
from shared.domain.suite_runs.cases import PromptMessage, SuiteCase, Target
from shared.domain.suite_runs.executing import Means, execute_case
from shared.domain.suite_runs.outside import PYTHON_MAIN, Reach
from shared.domain.suite_runs.results import CaseOutcome, CaseResult
from shared.ports.http_client import DestinationRefused
from shared.ports.models import AnswerUnreadable, ModelRateLimited, ProviderUnavailable, Usage
from tests.fixtures.fake_http import RecordingHttpClient
from tests.fixtures.fake_sandbox import BREAKS_DOWN, CRASHES, FakeSandbox, always, prints
from tests.fixtures.suite_cases import GPT, Answering, Kept, suite_case

pytestmark = pytest.mark.anyio

TODAY = date(2026, 3, 2)


class Purse:
    """Lets so much be set aside."""

    def __init__(self, nanos: int) -> None:
        self.left = nanos
        self.reserved: list[int] = []

    async def reserve(self, nanos: int) -> None:
        if nanos > self.left:
            raise BudgetUsedUp("nothing is left")
        self.left -= nanos
        self.reserved.append(nanos)


async def executed(case: SuiteCase, models: Answering | None = None, **means: Any) -> CaseResult:
    return await execute_case(case, Means(models or Answering(), TODAY, **means))


async def test_a_case_whose_assertions_hold_passes_with_all_that_was_measured() -> None:
    case = suite_case(
        "Say {{text}}",
        {"type": "equals", "value": "Say {{text}}"},
        {"type": "contains", "value": "hello", "metric": "{{kind}}"},
        vars={"text": "hello", "kind": "greets"},
        target=GPT,
    )
    result = await executed(case)
    assert (result.outcome, result.score, result.metrics) == (CaseOutcome.PASSED, 1.0, {"greets": 1.0})
    assert (result.prompt, result.output, result.latency_ms) == ("Say hello", "Say hello", 12.0)
    assert [each.type for each in result.assertions] == ["equals", "contains"]
    assert result.cost_nanos == 10 * 150 + 5 * 600
    assert (result.tokens.prompt, result.tokens.completion, result.tokens.estimated) == (10, 5, False)


async def test_a_case_that_does_not_hold_fails_and_is_no_error() -> None:
    result = await executed(suite_case("no", {"type": "equals", "value": "yes"}))
    assert (result.outcome, result.score, result.error) == (CaseOutcome.FAILED, 0.0, None)
    assert not result.assertions[0].passed


async def test_messages_of_a_chat_are_sent_one_by_one() -> None:
    models = Answering()
    case = SuiteCase(
        messages=(PromptMessage(role="system", template="Be {{how}}"), PromptMessage(role="user", template="Go")),
        vars={"how": "kind"},
        target=GPT,
    )
    result = await executed(case, models)
    assert [(each.role, each.content) for each in models.asked[0][1].messages] == [
        ("system", "Be kind"),
        ("user", "Go"),
    ]
    assert json.loads(result.prompt) == [{"role": "system", "content": "Be kind"}, {"role": "user", "content": "Go"}]


async def test_a_text_that_is_the_json_of_a_chat_is_sent_as_its_messages() -> None:
    models = Answering()
    template = (
        '[{"role": "developer", "content": "{{a}}"}, {"role": "user", "content": [{"type": "text", "text": "b"}]}]'
    )
    await executed(suite_case(template, vars={"a": 'quo"ted'}, target=GPT), models)
    assert [(each.role, each.content) for each in models.asked[0][1].messages] == [("system", 'quo"ted'), ("user", "b")]


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (suite_case("{% for %}"), "template_invalid"),
        (suite_case("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"), "template_invalid"),
        (suite_case('[{"role": "robot", "content": "x"}]', target=GPT), "message_invalid"),
        (suite_case("x", target=GPT.with_(parameters={"temperature": "hot"})), "parameter_invalid"),
        (suite_case("x", {"type": "equals", "value": "{% if %}"}), "template_invalid"),
        (suite_case("x", {"type": "similar", "value": "y"}), "assertion_undecided"),
        (suite_case("x", {"type": "webhook", "value": "https://hooks.test"}), "assertion_undecided"),
        (suite_case("x", {"type": "python", "value": "True"}), "assertion_undecided"),
        (suite_case("x", {"type": "llm-rubric", "value": "is kind"}), "assertion_undecided"),
    ],
)
async def test_what_cannot_be_decided_is_an_error_and_no_failure(case: SuiteCase, code: str) -> None:
    result = await executed(case)
    assert result.outcome is CaseOutcome.ERROR
    assert result.error is not None
    assert result.error.code == code


@pytest.mark.parametrize(
    ("failure", "nothing_done"),
    [
        (AnswerUnreadable("it answered HTML"), False),
        (ProviderUnavailable("it hung"), False),
        (ModelRateLimited("too many"), True),
    ],
)
async def test_a_provider_that_fails_is_an_error_that_says_whether_it_may_be_asked_again(
    failure: Any, nothing_done: bool
) -> None:
    models = Answering()
    models.failure = failure
    result = await executed(suite_case("x", target=GPT), models)
    assert result.error is not None
    assert (result.outcome, result.error.code, result.error.nothing_done, result.prompt) == (
        CaseOutcome.ERROR,
        failure.code,
        nothing_done,
        "x",
    )


async def test_a_provider_that_lies_about_usage_is_not_believed() -> None:
    result = await executed(suite_case("four", target=GPT), Answering(usage=Usage(99_000_000, 3)))
    assert (result.tokens.prompt, result.tokens.completion, result.tokens.estimated) == (1, 1, True)
    assert result.cost_nanos == 150 + 600


async def test_an_answer_out_of_the_cache_costs_nothing_and_has_no_latency() -> None:
    models, cache = Answering(), Kept()
    case = suite_case("x", target=GPT)
    first, second = await executed(case, models, cache=cache), await executed(case, models, cache=cache)
    assert (len(models.asked), first.cached, second.cached) == (1, False, True)
    assert (second.output, second.cost_nanos, second.latency_ms, second.tokens.prompt) == ("x", 0, None, 0)


async def test_each_repeat_is_asked_on_its_own() -> None:
    models, cache = Answering(), Kept()
    for repeat in (0, 1, 1):
        await executed(suite_case("x", target=GPT, repeat=repeat), models, cache=cache)
    assert len(models.asked) == 2


async def test_the_most_a_call_can_cost_is_set_aside_before_it_and_nothing_is_asked_without() -> None:
    models, purse = Answering(), Purse(10_000_000)
    paid = await executed(suite_case("x", target=GPT), models, spending=purse)
    assert purse.reserved[0] >= (paid.cost_nanos or 0)
    refused = await executed(suite_case("x", target=GPT), models, spending=Purse(1))
    assert refused.error is not None
    assert (refused.error.code, len(models.asked)) == ("budget_used_up", 1)


async def test_a_budget_admits_no_call_whose_cost_nobody_can_tell() -> None:
    models = Answering()
    unbounded = Target(provider="openai", model="gpt-4o-mini")
    result = await executed(suite_case("x", target=unbounded), models, spending=Purse(10**12))
    assert result.error is not None
    assert (result.error.code, models.asked) == ("cost_unbounded", [])


async def test_a_judges_calls_are_the_cases_own() -> None:
    def answer(prompt: str) -> str:
        return "hi" if prompt == "x" else '{"pass": true, "score": 0.9, "reason": "kind enough"}'

    models = Answering(answer)
    case = suite_case("x", {"type": "llm-rubric", "value": "is kind"})
    result = await executed(case, models, reach=Reach(judge=GPT))
    assert (result.outcome, result.score, [provider for provider, _ in models.asked]) == (
        CaseOutcome.PASSED,
        0.9,
        ["echo", "openai"],
    )
    assert result.tokens.prompt == 20
    assert result.cost_nanos == 10 * 150 + 5 * 600


async def test_a_judge_that_cannot_be_asked_or_read_is_an_error() -> None:
    case = suite_case("x", {"type": "llm-rubric", "value": "is kind", "provider": "nobody:1"})
    unknown = await executed(case)
    case = suite_case("x", {"type": "llm-rubric", "value": "is kind", "provider": "openai:chat:gpt-4o"})
    unreadable = await executed(case, Answering(lambda prompt: "maybe"))
    assert [each.outcome for each in (unknown, unreadable)] == [CaseOutcome.ERROR, CaseOutcome.ERROR]


async def test_python_runs_in_the_sandbox_and_its_answer_decides() -> None:
    sandbox = FakeSandbox()
    case = suite_case("x", {"type": "python", "value": "len(output) == 1"})
    sandbox.program(PYTHON_MAIN.decode(), always(prints("true")))
    passed = await executed(case, reach=Reach(sandbox=sandbox))
    program = sandbox.runs[0].program
    assert b"return len(output) == 1" in program.files["assertion.py"]
    assert json.loads(sandbox.runs[0].stdins[0])["output"] == "x"
    sandbox.program(PYTHON_MAIN.decode(), always(CRASHES))
    failed = await executed(case, reach=Reach(sandbox=sandbox))
    assert (passed.outcome, failed.outcome) == (CaseOutcome.PASSED, CaseOutcome.FAILED)
    assert "ZeroDivisionError" in failed.reason


async def test_a_sandbox_that_breaks_down_says_nothing_about_the_prompt() -> None:
    sandbox = FakeSandbox()
    sandbox.program(PYTHON_MAIN.decode(), always(BREAKS_DOWN))
    result = await executed(suite_case("x", {"type": "python", "value": "True"}), reach=Reach(sandbox=sandbox))
    assert result.error is not None
    assert (result.error.code, result.error.nothing_done) == ("sandbox_unavailable", True)


async def test_a_webhook_decides_and_one_at_a_private_address_is_never_called() -> None:
    http = RecordingHttpClient()
    http.will_answer(200, body=b'{"pass": true, "score": 0.5}')
    case = suite_case("x", {"type": "webhook", "value": "https://hooks.test/{{path}}"}, vars={"path": "a"})
    passed = await executed(case, reach=Reach(http=http))
    assert (passed.outcome, passed.score, http.sent[0].url) == (CaseOutcome.PASSED, 0.5, "https://hooks.test/a")
    http.answers.append(DestinationRefused("this address is not on the public internet"))
    refused = await executed(case, reach=Reach(http=http))
    assert (refused.outcome, "not on the public internet" in refused.reason) == (CaseOutcome.FAILED, True)


async def test_a_transform_makes_what_is_asserted() -> None:
    case = suite_case('{"a": 5}', {"type": "javascript", "value": "output.a === 5"}, transform="JSON.parse(output)")
    result = await executed(case)
    assert (result.outcome, json.loads(result.output)) == (CaseOutcome.PASSED, {"a": 5})


async def test_a_giant_output_is_asserted_whole_and_kept_in_part() -> None:
    case = suite_case("x", {"type": "contains", "value": "end"})
    result = await executed(case, Answering(lambda prompt: "x" * 300_000 + "end"))
    assert (result.outcome, len(result.output), result.cut) == (CaseOutcome.PASSED, 50_000, True)
