"""What is noted of a chat completion: its cost against the budget, a span, an answer to keep, a conversation's turn."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from shared.data.unit_of_work import UnitOfWork
from shared.domain.chat.answers import message_of
from shared.domain.chat.conversations import (
    Conversation,
    ConversationRepository,
    ConversationTurn,
    ConversationTurnRepository,
    new_in,
)
from shared.domain.chat.events import ChatCompleted
from shared.domain.chat.model import BILLION, KeptAnswer
from shared.domain.chat.repository import ChatSpendingRepository, KeptAnswerRepository
from shared.domain.traces.packing import redacted
from shared.domain.traces.storing import Delivery, batches_of, store
from shared.engines.model_calls.costs import cost_of
from shared.engines.model_calls.spending import ModelSpend
from shared.engines.model_calls.usage import CountedUsage, counted
from shared.engines.spans.model import NANOS, Origin, Span
from shared.errors import EllaError
from shared.observability import logging
from shared.observability.tracing import trace_id
from shared.ports.model_providers import provider_of
from shared.ports.models import Completion, FinishReason, ProviderUnavailable, StreamCut
from shared.runtime.chat_exchange import Made, Outcome
from shared.runtime.chat_plan import COMPLETION, Plan
from shared.runtime.contexts import ExternalContext
from shared.runtime.model_budgets import charge
from shared.runtime.spans import stored_span

_CLIENT = 3
"""OpenTelemetry's number for a span that calls somebody else."""


@dataclass(frozen=True, slots=True)
class Bill:
    """Tokens of each choice, and dollars; None where a price is not known."""

    used: tuple[CountedUsage, ...]
    dollars: Decimal | None


class Notes:
    """What is noted of one completion."""

    def __init__(self, plan: Plan, ctx: ExternalContext) -> None:
        self.plan = plan
        self._ctx = ctx
        stores = plan.wanted.stores or plan.conversation is not None
        self.conversation_id = (plan.wanted.conversation_id or ctx.new_id()) if stores else None
        self._turn_id = ctx.new_id()

    async def take(self, outcome: Outcome) -> None:
        """Note what came of asking; what can't be noted is logged, for the answer is there and paid for."""
        try:
            delivery, batches = await self._spans(outcome)

            async def step(work: UnitOfWork) -> None:
                self._settle(work, outcome)
                if outcome.error is None and not outcome.hung_up:
                    await self._keep(work, outcome)
                    await self._converse(work, outcome)
                await self._tell(work, outcome)
                for batch in batches:
                    await store(work, delivery, batch)

            await self._ctx.finish(step)
        except EllaError as error:
            logging.error("a chat completion was not noted", error)

    def bill(self, made: Sequence[Made]) -> Bill:
        """Return what choices came to, those that broke off by what was heard of them."""
        used = tuple(counted(each.asked.request, _heard(each)) for each in made)
        costs = [
            cost_of(provider_of(each.asked.route.provider), each.asked.route.model, count, on=self._ctx.now.date())
            for each, count in zip(made, used, strict=True)
        ]
        if self.plan.kept is not None:
            return Bill(used, Decimal(0))
        amounts = [cost.amount for cost in costs if cost.amount is not None]
        return Bill(used, sum(amounts, Decimal(0)) if len(amounts) == len(costs) else None)

    def _settle(self, work: UnitOfWork, outcome: Outcome) -> None:
        spent = self._spent(outcome)
        for id, reserved in self.plan.reserved.items():
            if spent != reserved:
                ChatSpendingRepository(work).add_to(id, spent - reserved)

    async def _tell(self, work: UnitOfWork, outcome: Outcome) -> None:
        """Tell what was spent, but for calls of which nobody knows whether a model wrote anything."""
        begun = [each for each in outcome.made if each.completion or each.heard]
        if not begun:
            return
        route, cached = begun[0].asked.route, self.plan.kept is not None
        event = ChatCompleted(
            app_id=self.plan.app.id,
            provider=route.provider,
            model=route.model,
            member=self._ctx.author,
            at=self._ctx.now,
            outcome="error" if outcome.error or outcome.hung_up else "answered",
            cached=cached,
            spent=() if cached else tuple(self._spend(each) for each in _by_route(begun)),
        )
        work.emit(event)
        await charge(work, None, event.spent)

    def _spend(self, made: Sequence[Made]) -> ModelSpend:
        bill, route = self.bill(made), made[0].asked.route
        return ModelSpend(
            provider=route.provider,
            model=route.model,
            calls=len(made),
            prompt_tokens=sum(each.usage.prompt for each in bill.used),
            completion_tokens=sum(each.usage.completion for each in bill.used),
            estimated=any(each.is_estimated for each in bill.used),
            cost_nanos=None if bill.dollars is None else int(bill.dollars * BILLION),
        )

    def _spent(self, outcome: Outcome) -> int:
        """Return what counts as spent: where nobody knows whether a model wrote something, all that was reserved."""
        error = outcome.error
        if isinstance(error, ProviderUnavailable) and not isinstance(error, StreamCut) and not error.nothing_done:
            return self.plan.most_nanos
        begun = [each for each in outcome.made if each.completion or each.heard or outcome.hung_up]
        dollars = self.bill(begun).dollars
        return self.plan.most_nanos if dollars is None else int(dollars * BILLION)

    async def _keep(self, work: UnitOfWork, outcome: Outcome) -> None:
        if self.plan.cache_id is None or self.plan.kept is not None:
            return
        [made] = outcome.made
        if made.completion is None or made.asked is not self.plan.asked[0]:
            return
        kept = KeptAnswer(
            id=self.plan.cache_id,
            completion=COMPLETION.dump_json(made.completion).decode(),
            expires_at=self._ctx.now + timedelta(seconds=self.plan.settings.cache_seconds),
        )
        await KeptAnswerRepository(work).put(kept)

    async def _converse(self, work: UnitOfWork, outcome: Outcome) -> None:
        if self.conversation_id is None:
            return
        ctx, question, settings = self._ctx, self.plan.wanted.question, self.plan.settings
        conversations = ConversationRepository(work)
        known = await conversations.find(self.conversation_id)
        if known is None and self.plan.conversation is not None:
            return
        redact = self.plan.redactor.value
        said = [each.model_dump(mode="json", exclude_none=True) for each in new_in(question.messages)]
        before = known or Conversation.begun(
            self.conversation_id,
            self.plan.app.id,
            question.messages,
            question.user,
            by=ctx.caller.principal,
            at=ctx.now,
        )
        after = before.continued(at=ctx.now, days=settings.conversation_days)
        await conversations.put(after.with_(title=self.plan.redactor.text(after.title)))
        used = self.bill(outcome.made).used
        turn = ConversationTurn(
            id=self._turn_id,
            conversation_id=self.conversation_id,
            app_id=self.plan.app.id,
            model=outcome.made[0].asked.route.name,
            messages=redact(said),
            answers=redact([message_of(each) for each in outcome.completions]),
            prompt_tokens=sum(each.usage.prompt for each in used),
            completion_tokens=sum(each.usage.completion for each in used),
            trace_id=trace_id(ctx.scope.traceparent),
            created_by=ctx.caller.principal,
            at=ctx.now,
            expires_at=ctx.now + timedelta(days=settings.conversation_days),
        )
        ConversationTurnRepository(work).add(turn.fitting())

    async def _spans(self, outcome: Outcome) -> tuple[Delivery, list[Any]]:
        app, ctx = self.plan.app, self._ctx
        delivery = Delivery(app.id, app.environments[0], ctx.now, ctx.now + timedelta(days=app.retention_days))
        stored = [
            await stored_span(redacted(self._span(each, outcome), self.plan.redactor), ctx.files)
            for each in outcome.made
        ]
        return delivery, list(batches_of(delivery, stored))

    def _span(self, made: Made, outcome: Outcome) -> Span:
        question, completion = self.plan.wanted.question, _heard(made)
        bill = self.bill([made])
        [count] = bill.used
        began = int(self._ctx.now.timestamp() * NANOS)
        attributes: dict[str, Any] = {
            "gen_ai.operation.name": "chat",
            "gen_ai.provider.name": made.asked.route.provider,
            "gen_ai.request.model": made.asked.route.model,
            "gen_ai.response.model": completion.model or None,
            "gen_ai.response.finish_reasons": [completion.finish_reason.value],
            "gen_ai.usage.input_tokens": count.usage.prompt,
            "gen_ai.usage.output_tokens": count.usage.completion,
            "gen_ai.conversation.id": self.conversation_id,
            "llm.cost.total": float(bill.dollars) if bill.dollars is not None else None,
            "user.id": question.user,
            "input.value": json.dumps([each.model_dump(exclude_none=True) for each in question.messages]),
            "output.value": json.dumps(message_of(completion)),
        }
        error = outcome.error.message if outcome.error else "the client hung up" if outcome.hung_up else ""
        return Span(
            trace_id=trace_id(self._ctx.scope.traceparent),
            span_id=secrets.token_hex(8),
            name=f"chat {made.asked.route.model}",
            kind=_CLIENT,
            start_nanos=began,
            end_nanos=began + int(completion.latency_ms * 1_000_000),
            status="error" if error else "ok",
            status_message=error,
            attributes={name: value for name, value in attributes.items() if value is not None},
            origin=Origin(scope_name="ella.chat"),
        )


def _by_route(made: Sequence[Made]) -> list[list[Made]]:
    """Return choices by the model they are of."""
    found: dict[tuple[str, str], list[Made]] = {}
    for each in made:
        found.setdefault((each.asked.route.provider, each.asked.route.model), []).append(each)
    return list(found.values())


def _heard(made: Made) -> Completion:
    """Return a choice as far as it got."""
    text = "".join(made.heard)
    return made.completion or Completion(text, FinishReason.OTHER, latency_ms=0.0, model=made.asked.route.model)
