"""What a chat completion needs before any model is asked: whose rules hold, which routes there are, and the budget."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter

from shared.auth.caller import ApiKeyCaller, Caller
from shared.data.unit_of_work import UnitOfWork
from shared.domain.apps.model import App
from shared.domain.apps.repository import AppRepository
from shared.domain.chat.conversations import Conversation, ConversationRepository
from shared.domain.chat.model import BILLION, ChatSettings, ChatSpending, KeptAnswer
from shared.domain.chat.repository import ChatSettingsRepository, ChatSpendingRepository, KeptAnswerRepository
from shared.domain.chat.requests import ChatMessage, ChatQuestion, FunctionCall, TextPart
from shared.domain.model_providers.model import ProviderKey
from shared.domain.model_providers.repository import ProviderKeyRepository
from shared.engines.chat.routes import Route
from shared.engines.model_calls.cache_keys import cache_key
from shared.engines.model_calls.costs import most_cost
from shared.engines.redaction import Redactor
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput, PermissionDenied
from shared.ports.model_providers import provider_of
from shared.ports.models import Completion, ModelRequest, Timeouts
from shared.runtime.contexts import ExternalContext
from shared.runtime.model_budgets import require_budgets

TIMEOUTS = Timeouts(first_token=60, total=240)
COMPLETION = TypeAdapter(Completion)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a caller asks, and how: in which conversation it is kept, and whether a kept answer may be given."""

    question: ChatQuestion
    app_id: str
    stores: bool = False
    conversation_id: str | None = None
    caching: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One model that can be asked, with the tenant's key at its provider."""

    route: Route
    request: ModelRequest
    key: ProviderKey | None


@dataclass(frozen=True, slots=True)
class Plan:
    """All of it; `reserved` is in billionths of a dollar, by what was spent of, and `kept` spares asking."""

    wanted: Wanted
    app: App
    settings: ChatSettings
    redactor: Redactor
    asked: tuple[Asked, ...]
    most_nanos: int = 0
    reserved: Mapping[str, int] = field(default_factory=dict[str, int])
    cache_id: str | None = None
    kept: KeptAnswer | None = None
    conversation: Conversation | None = None


def app_of(named: str | None, caller: Caller) -> str:
    """Return the app a call is for: the key's own, or the one that is named; raise PermissionDenied, InvalidInput."""
    bound = caller.app_id if isinstance(caller, ApiKeyCaller) else None
    if bound is not None and named not in (None, bound):
        raise PermissionDenied("this key is for another app")
    if (app_id := bound or named) is None:
        problem = FieldProblem("/appId", "missing", "name the app in the query string, or use a key pair of the app")
        raise InvalidInput("say which app this is for", fields=[problem])
    return app_id


async def planned(work: UnitOfWork, wanted: Wanted, ctx: ExternalContext) -> Plan:
    """Return the plan, with what the call may cost reserved; raise what stands against it."""
    question = wanted.question
    await work.get_many([AppRepository.path(wanted.app_id), ChatSettingsRepository.path(wanted.app_id)])
    app = await AppRepository(work).get(wanted.app_id)
    app.require_active()
    settings = await ChatSettingsRepository(work).of_app(app.id)
    redactor = Redactor((rule.pattern, rule.replacement) for rule in app.redaction_rules)
    routes = settings.routes(question.model, random.random())  # noqa: S311 (spreads load, no secret)
    asked = await _askable(work, question, settings, redactor, routes)
    conversation = await _conversation(work, wanted, ctx)
    plan = Plan(wanted, app, settings, redactor, asked, conversation=conversation)
    plan = await _kept(work, plan, ctx)
    if plan.kept:
        return plan
    await require_budgets(work, None, {each.route.provider for each in asked}, at=ctx.now)
    return await _reserved(work, plan, ctx)


async def _askable(
    work: UnitOfWork, question: ChatQuestion, settings: ChatSettings, redactor: Redactor, routes: tuple[Route, ...]
) -> tuple[Asked, ...]:
    limit = question.limit or settings.max_tokens
    if limit > settings.max_tokens:
        problem = FieldProblem("/max_tokens", "too_many_tokens", f"ask for at most {settings.max_tokens}")
        raise InvalidInput("this app's answers are limited", fields=[problem])
    messages = question.messages
    if settings.redact_requests:
        messages = tuple(_redacted(each, redactor) for each in messages)
    providers = list(dict.fromkeys(route.provider for route in routes))
    keys = dict(zip(providers, await ProviderKeyRepository(work).get_many(providers), strict=True))
    asked: list[Asked] = []
    for route in routes:
        provider = provider_of(route.provider)
        if provider.needs_key and keys[route.provider] is None:
            continue
        request = question.asked_of(provider, route.model, messages, limit=limit, timeouts=TIMEOUTS)
        asked.append(Asked(route, request, keys[route.provider] if provider.needs_key else None))
    if not asked:
        raise FailedPrecondition(
            f"set a key for {provider_of(routes[0].provider).label} first", code="provider_key_missing"
        )
    return tuple(asked)


def _redacted(message: ChatMessage, redactor: Redactor) -> ChatMessage:
    content = message.content
    if isinstance(content, tuple):
        content = tuple(TextPart(type="text", text=redactor.text(part.text)) for part in content)
    elif content is not None:
        content = redactor.text(content)
    calls = tuple(
        call.with_(function=FunctionCall(name=call.function.name, arguments=redactor.text(call.function.arguments)))
        for call in message.tool_calls or ()
    )
    return message.with_(content=content, tool_calls=calls or None)


async def _conversation(work: UnitOfWork, wanted: Wanted, ctx: ExternalContext) -> Conversation | None:
    """Return the conversation that is continued, None for none or a new one."""
    if wanted.conversation_id is None:
        return None
    found = await ConversationRepository(work).get_kept(wanted.app_id, wanted.conversation_id, at=ctx.now)
    found.require_room()
    return found


async def _kept(work: UnitOfWork, plan: Plan, ctx: ExternalContext) -> Plan:
    """Return the plan with the answer that was given to the very same before, where that may be given again.

    What is written at a temperature above zero differs each time, so it is kept only for who asks for that.
    """
    question, caching, first = plan.wanted.question, plan.wanted.caching, plan.asked[0]
    is_repeatable = question.temperature == 0 or caching == "on"
    if not plan.settings.cache_seconds or caching == "off" or not is_repeatable or question.choices > 1:
        return plan
    id = f"{plan.app.id}-{cache_key(first.route.provider, first.request)}"
    kept = await KeptAnswerRepository(work).find(id)
    return replace(plan, cache_id=id, kept=kept if kept and kept.expires_at > ctx.now else None)


async def _reserved(work: UnitOfWork, plan: Plan, ctx: ExternalContext) -> Plan:
    budgets = plan.settings.budgets(ctx.caller.principal, ctx.now.date())
    if not budgets:
        return plan
    costs = [most_cost(provider_of(each.route.provider), each.request, on=ctx.now.date()) for each in plan.asked]
    if None in costs:
        raise FailedPrecondition("an app with a budget asks only models whose price is known", code="cost_unbounded")
    most = max(int(cost * BILLION) + 1 if cost else 0 for cost in costs) * plan.wanted.question.choices
    if not most:
        return plan
    spending = ChatSpendingRepository(work)
    for (id, budget), known in zip(budgets.items(), await spending.get_many(list(budgets)), strict=True):
        before = known or ChatSpending.none(id, at=ctx.now)
        await spending.put(before.reserved(most, budget, at=ctx.now))
    return replace(plan, most_nanos=most, reserved=dict.fromkeys(budgets, most))
