"""Executing one case: render, ask, transform, grade. The same on a server and on a command line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast

from shared.domain.suite_runs.asking import Answer, Asking, Complete, CompletionCache, Spending
from shared.domain.suite_runs.cases import SuiteCase, definitions_of, parameters_of, tools_of
from shared.domain.suite_runs.outside import Reach, outside_of
from shared.domain.suite_runs.results import MAX_TEXT, CaseError, CaseResult, as_text, graded, kept, undecided
from shared.engines.assertions.grading import grade_test
from shared.engines.assertions.model import Assertion, Subject, read
from shared.engines.assertions.rendering import rendered
from shared.engines.assertions.results import Check
from shared.engines.assertions.scripts import transformed
from shared.engines.templates.budget import Budget
from shared.engines.templates.errors import TemplateError
from shared.engines.templates.messages import messages_of_json
from shared.engines.templates.prompts import render_prompt
from shared.engines.templates.values import dump, to_text
from shared.errors import EllaError, InvalidInput
from shared.ports.models import Completion, Message, MessageRole, ModelError, ModelRequest, Timeouts
from shared.ports.sandbox import SandboxUnavailable

TIMEOUTS = Timeouts(connect=5.0, total=120.0)
_ROLES = {"developer": MessageRole.SYSTEM, **{role.value: role for role in MessageRole}}


@dataclass(frozen=True, slots=True)
class Means:
    """What cases are executed with. Without a cache every call is made; without spending there is no budget."""

    complete: Complete
    today: date
    reach: Reach = field(default_factory=Reach)
    cache: CompletionCache | None = None
    spending: Spending | None = None
    timeouts: Timeouts = TIMEOUTS


async def execute_case(case: SuiteCase, means: Means) -> CaseResult:
    """Return what comes of a case; whatever goes wrong is a result with an error, and tells what was paid by then."""
    asking = Asking(means.complete, means.today, means.cache, means.spending)
    told: dict[str, Any] = {}

    def paid() -> dict[str, Any]:
        return {"tokens": asking.tokens, "cost_nanos": asking.cost_nanos, "spent": asking.spent}

    try:
        prompt, messages = rendered_prompt(case)
        told["prompt"] = kept(prompt)
        request = ModelRequest(
            case.target.model, messages, parameters_of(case.target), tools_of(case.target), means.timeouts
        )
        answer = await asking.ask(case.target.provider, request, repeat=case.repeat)
        subject = _subject(case, prompt, answer)
        told |= _measured(answer, subject)
        assertions = [read(rendered(each, case.vars)) for each in case.assertions]
        outside = outside_of(means.reach, asking, means.timeouts)
        grade = await grade_test(assertions, subject, threshold=case.threshold, outside=outside)
    except TemplateError as error:
        problem = CaseError(code="template_invalid", message=kept(f"a template can't be rendered: {error}", 500))
    except EllaError as error:
        problem = CaseError(code=error.code, message=kept(error.message, 500), nothing_done=_nothing_done(error))
    else:
        return graded(grade, **told, **paid())
    return undecided(problem, **told, **paid())


def rendered_prompt(case: SuiteCase) -> tuple[str, tuple[Message, ...]]:
    """Return the prompt as one text and as messages; raise TemplateError, or InvalidInput for a message of no text."""
    budget = Budget()
    texts = [(each.role, render_prompt(each.template, case.vars, budget=budget)) for each in case.messages]
    if case.is_text:
        ((_, prompt),) = texts
        # Echo says the whole prompt, as promptfoo's does.
        said = () if case.target.provider == "echo" else messages_of_json(prompt)
        return prompt, tuple(_message(role, content) for role, content in said or (("user", prompt),))
    prompt = to_text(dump([{"role": role, "content": text} for role, text in texts]))
    return prompt, tuple(_message(role, text) for role, text in texts)


def _message(role: str, content: Any) -> Message:
    if role not in _ROLES:
        raise InvalidInput(f"a message's role is one of {', '.join(_ROLES)}", code="message_invalid")
    if isinstance(content, str):
        return Message(_ROLES[role], content)
    parts = cast("list[Any]", content) if isinstance(content, list) else [content]
    texts: list[Any] = [
        cast("Mapping[str, Any]", part).get("text") if isinstance(part, Mapping) else None for part in parts
    ]
    if not texts or not all(isinstance(text, str) for text in texts):
        raise InvalidInput("a message's content is a text, or parts that are texts", code="message_invalid")
    return Message(_ROLES[role], "\n".join(cast("Sequence[str]", texts)))


def _subject(case: SuiteCase, prompt: str, answer: Answer) -> Subject:
    completion = answer.completion
    subject = Subject(
        output=_output(completion),
        prompt=prompt,
        variables=case.vars,
        cost=None if answer.dollars is None else float(answer.dollars),
        latency=None if answer.cached else completion.latency_ms,
        log_probabilities=completion.logprobs,
        finish_reason=completion.finish_reason.value,
        tools=definitions_of(case.target) or None,
        metadata=case.metadata,
    )
    if not case.transform:
        return subject
    check = Check(Assertion("javascript"), subject, subject.output, "javascript")
    return replace(subject, output=transformed(case.transform, check))


def _output(completion: Completion) -> Any:
    """Return the text, or the tools that a model without one wants called, as OpenAI writes them."""
    if completion.text or not completion.tool_calls:
        return completion.text
    return [
        {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
        for call in completion.tool_calls
    ]


def _measured(answer: Answer, subject: Subject) -> dict[str, Any]:
    text = as_text(subject.output)
    return {
        "output": kept(text),
        "cut": len(text) > MAX_TEXT or len(subject.prompt) > MAX_TEXT,
        "latency_ms": subject.latency,
        "cached": answer.cached,
        "finish_reason": subject.finish_reason,
    }


def _nothing_done(error: EllaError) -> bool:
    return isinstance(error, SandboxUnavailable) or (isinstance(error, ModelError) and error.nothing_done)
