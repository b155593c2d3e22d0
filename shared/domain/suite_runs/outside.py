"""The outside as assertions reach it: judges, embeddings, Python in the sandbox, webhooks over guarded HTTP."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from shared.domain.suite_runs.asking import Asking, BudgetUsedUp
from shared.domain.suite_runs.cases import Target, parameters_of, target_named
from shared.engines.assertions.outside import Outside, OutsideFailed, Question
from shared.engines.languages import LANGUAGES
from shared.errors import EllaError
from shared.ports.embeddings import Embeddings
from shared.ports.http_client import CallFailed, DestinationRefused, HttpClient, OutboundRequest, Service
from shared.ports.models import Message, MessageRole, ModelRequest, Timeouts
from shared.ports.sandbox import MIB, Input, Limits, Outcome, Priority, Program, Sandbox, SandboxUnavailable

JUDGE_TOKENS = 1_024
"""The longest answer of a judge that has no `max_tokens` of its own."""
PYTHON_LIMITS = Limits(cpu_seconds=5, wall_seconds=15, memory_bytes=256 * MIB)
_WEBHOOK_SECONDS = 5.0
_MAX_ANSWER = 1024 * 1024

PYTHON_MAIN = b"""\
import json, os, sys
answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)
asked = json.load(sys.stdin)
from assertion import main
json.dump(main(asked["output"], asked["context"]), answer)
answer.close()
"""


@dataclass(frozen=True, slots=True)
class Reach:
    """What of the outside is there; assertions that need what is not end in an error."""

    judge: Target | None = None
    embeddings: Embeddings | None = None
    sandbox: Sandbox | None = None
    http: HttpClient | None = None
    account: str = ""


def outside_of(reach: Reach, asking: Asking, timeouts: Timeouts) -> Outside:
    """Return what one case's assertions may ask; a judge's calls count as the case's own."""

    return Outside(
        judge=partial(_judged, reach.judge, asking, timeouts),
        embed=partial(_embedded, reach.embeddings) if reach.embeddings else None,
        python=partial(_run, reach.sandbox) if reach.sandbox else None,
        webhook=partial(_posted, reach.http, reach.account) if reach.http else None,
    )


async def _judged(usual: Target | None, asking: Asking, timeouts: Timeouts, question: Question) -> str:
    try:
        target = target_named(question.provider) if question.provider else usual
        if target is None:
            raise OutsideFailed("no model is named that judges: name one in the assertion or for the run")
        parameters = parameters_of(
            target.with_(parameters={"temperature": 0, "max_tokens": JUDGE_TOKENS, **target.parameters})
        )
        message = Message(MessageRole.USER, question.prompt)
        request = ModelRequest(target.model, (message,), parameters, timeouts=timeouts)
        answer = await asking.ask(target.provider, request)
    except BudgetUsedUp:
        raise
    except EllaError as error:
        raise OutsideFailed(f"the judge gave no answer: {error.message}") from error
    return answer.completion.text


async def _embedded(embeddings: Embeddings, texts: Sequence[str]) -> Sequence[Sequence[float]]:
    try:
        return await embeddings.embed(texts)
    except EllaError as error:
        raise OutsideFailed(error.message) from error


async def _run(sandbox: Sandbox, code: str, output: Any, context: Mapping[str, Any]) -> Any:
    """Return what an author's `main` returns; raise SandboxUnavailable where nothing could be run."""
    program = Program(LANGUAGES["python"], PYTHON_MAIN, {"assertion.py": code.encode("utf-8", "replace")})
    told = json.dumps({"output": output, "context": context}).encode("utf-8", "replace")
    ran = await sandbox.run(program, [Input(told)], PYTHON_LIMITS, priority=Priority.BULK)
    if ran.compilation.internal_error is not None:
        raise SandboxUnavailable(ran.compilation.internal_error)
    if not ran.compilation.ok:
        raise OutsideFailed(ran.compilation.message[-300:])
    (outcome,) = ran.outcomes
    if outcome.internal_error is not None:
        raise SandboxUnavailable(outcome.internal_error)
    if problem := _problem(outcome):
        raise OutsideFailed(problem)
    try:
        return json.loads(outcome.stdout)
    except (ValueError, RecursionError) as error:
        raise OutsideFailed("what it returned can't be read") from error


def _problem(outcome: Outcome) -> str | None:
    if outcome.time_exceeded:
        return "it took too long"
    if outcome.memory_exceeded:
        return "it took too much memory"
    if outcome.output_exceeded:
        return "it returned too much"
    if outcome.exit_code != 0:
        lines = outcome.stderr.decode(errors="replace").strip().splitlines()
        return lines[-1][:300] if lines else "it ended without an answer"
    return None


async def _posted(http: HttpClient, account: str, address: str, body: Mapping[str, Any]) -> Any:
    request = OutboundRequest(
        "POST",
        address,
        {"content-type": "application/json"},
        json.dumps(body).encode("utf-8", "replace"),
        connect=_WEBHOOK_SECONDS,
        read=_WEBHOOK_SECONDS,
        total=_WEBHOOK_SECONDS,
        max_response=_MAX_ANSWER,
        service=Service.ASSERTIONS,
        account=account,
    )
    try:
        response = await http.send(request)
    except (CallFailed, DestinationRefused) as error:
        raise OutsideFailed(error.message) from error
    if not 200 <= response.status < 300:
        raise OutsideFailed(f"it answered {response.status}")
    try:
        return json.loads(response.body)
    except (ValueError, RecursionError) as error:
        raise OutsideFailed("it answered no JSON") from error
