"""Having a model write a text for an app: under the tenant's budgets, counted for the app, and free to fail."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from shared.data.unit_of_work import UnitOfWork
from shared.domain.cards.content import ProviderSettings
from shared.domain.chat.events import ChatCompleted
from shared.domain.suite_runs.asking import Asking
from shared.domain.suite_runs.cases import parameters_of
from shared.domain.suite_runs.executing import TIMEOUTS
from shared.engines.model_calls.spending import ModelSpend
from shared.errors import EllaError
from shared.model import FrozenModel
from shared.ports.model_providers import provider_of
from shared.ports.models import Message, MessageRole, ModelRequest
from shared.runtime.contexts import ExternalContext
from shared.runtime.model_budgets import charge
from shared.runtime.suite_means import means_of
from shared.runtime.suite_requests import target_of

WRITTEN_TOKENS = 1_024
"""The longest answer of a model that has no `max_tokens` of its own."""

T = TypeVar("T")


class WritingProblem(FrozenModel):
    """Why a model wrote nothing that can be used."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Written(Generic[T]):
    """What a model wrote, or why there is nothing; and what it used either way."""

    value: T | None
    problem: WritingProblem | None
    asking: Asking


async def written(
    ctx: ExternalContext, settings: ProviderSettings, prompt: str, read: Callable[[str], T]
) -> Written[T]:
    """Return what a model writes; raise NotFound for a provider there is not, InvalidInput for wrong parameters.

    A missing key, a used-up budget, a failed call and an answer that can't be read are problems, not errors. What was
    answered once is kept and asked for again at no cost.
    """
    target = target_of(settings)
    provider_of(target.provider)
    parameters = parameters_of(target.with_(parameters={"max_tokens": WRITTEN_TOKENS, **target.parameters}))
    request = ModelRequest(target.model, (Message(MessageRole.USER, prompt),), parameters, timeouts=TIMEOUTS)
    means = means_of(ctx, None, judge=None, sandboxed=False, use_cache=True, purse=None)
    asking = Asking(means.complete, means.today, means.cache)
    try:
        answer = await asking.ask(target.provider, request)
        return Written(read(answer.completion.text), None, asking)
    except EllaError as error:
        return Written(None, WritingProblem(code=error.code, message=error.message), asking)


async def tell_spent(
    work: UnitOfWork,
    spent: tuple[ModelSpend, ...],
    *,
    app_id: str,
    member: str,
    outcome: str,
    card_id: str | None = None,
) -> None:
    """Tell what an app's models were paid for beside its chat, and charge it to the tenant's budgets."""
    if not spent:
        return
    first = spent[0]
    work.emit(
        ChatCompleted(
            app_id=app_id,
            provider=first.provider,
            model=first.model,
            member=member,
            at=work.now,
            outcome=outcome,
            cached=False,
            spent=spent,
        )
    )
    await charge(work, card_id, spent)
