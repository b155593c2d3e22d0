"""Models of every provider, asked by OpenAI's protocol, under the rules of the app that asks."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.chat.answers import Answer, ChatCompletion, ChatCompletionChunk
from shared.domain.chat.requests import ChatModel, ChatQuestion, Text
from shared.domain.model_providers.model import secret_name
from shared.engines.model_calls.retries import RetryRules
from shared.errors import DependencyUnavailable, FailedPrecondition, NotFound
from shared.ports.models import Completion, OnText
from shared.runtime.chat_exchange import Exchange, Outcome
from shared.runtime.chat_notes import Notes
from shared.runtime.chat_plan import COMPLETION, Asked, Plan, Wanted, app_of, planned
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import command
from shared.runtime.openai import OPENAI
from shared.runtime.rate_limit_policies import FOREIGN
from shared.runtime.streams import Stream

MAX_BODY = 8 * 1024 * 1024


class ConversationName(ChatModel):
    """A conversation by its id."""

    id: Text


class CreateChatCompletion(ChatQuestion):
    """A chat completion as OpenAI has it, and for which app where the key does not say that.

    `store` begins a conversation that is kept, and `conversation` continues one. `x-ella-cache: off` has the model
    asked whatever was answered before; `on` lets an answer be kept that another time might be another.
    """

    app_id: Annotated[Text | None, Field(alias="appId", json_schema_extra={"in": "query"})] = None
    caching: Annotated[Text | None, Field(alias="x-ella-cache", json_schema_extra={"in": "header"})] = None
    store: bool | None = None
    conversation: Text | ConversationName | None = None

    def wanted(self, app_id: str) -> Wanted:
        """Return what is asked of an app's models."""
        named = self.conversation
        return Wanted(
            self,
            app_id,
            stores=bool(self.store),
            conversation_id=named.id if isinstance(named, ConversationName) else named,
            caching=self.caching,
        )


@command(
    "POST /v1/chat/completions",
    permission=Permission.CHAT_USE,
    external=True,
    audited=False,
    limits=(FOREIGN,),
    errors=(DependencyUnavailable, FailedPrecondition, NotFound),
    max_body=MAX_BODY,
    wire=OPENAI,
)
async def create_chat_completion(request: CreateChatCompletion, ctx: ExternalContext) -> ChatCompletion | Stream:
    """Ask a model, or the next one where it fails before it has written anything."""
    request.require_whole()
    wanted = request.wanted(app_of(request.app_id, ctx.caller))

    async def plan(work: UnitOfWork) -> Plan:
        return await planned(work, wanted, ctx)

    found = await ctx.prepare(plan)
    notes = Notes(found, ctx)
    answer = Answer(ctx.new_id(), ctx.now, found.asked[0].route.model)
    kept = COMPLETION.validate_json(found.kept.completion) if found.kept else None
    keys: dict[str, str] = {}
    for asked in found.asked:
        if asked.key is not None and kept is None:
            secret = await ctx.secrets.get(secret_name(asked.route.provider), asked.key.secret_version)
            keys[asked.route.provider] = secret.decode()

    async def ask(asked: Asked, on_text: OnText | None, retries: RetryRules | None) -> Completion:
        if kept is not None:
            if on_text is not None and kept.text:
                await on_text(kept.text)
            return kept
        return await ctx.outside.model_calls.complete(
            ctx.tenant_id,
            asked.route.provider,
            asked.request,
            key=keys.get(asked.route.provider, ""),
            on_text=on_text,
            retries=retries,
        )

    def usage(outcome: Outcome) -> ChatCompletionChunk | None:
        used = [each.usage for each in notes.bill(outcome.made).used]
        return answer.used(used, notes.conversation_id) if request.with_usage else None

    exchange = Exchange(found.asked, request.choices, ask, notes.take, streams=bool(request.stream))
    if request.stream:
        await exchange.begun()
        return Stream(exchange.pieces(answer, usage), exchange.close)
    outcome = await exchange.whole()
    answer.model = outcome.made[0].asked.route.model
    used = [each.usage for each in notes.bill(outcome.made).used]
    return answer.whole(outcome.completions, used, cached=kept is not None, conversation=notes.conversation_id)
