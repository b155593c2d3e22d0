"""Programs get their prompts from cards: by name, of the version that a label is on."""

from typing import Annotated

from pydantic import Field, StringConstraints

from shared.auth.permissions import Permission
from shared.domain.cards.content import TextPrompt
from shared.domain.cards.model import LATEST, Card, CardVersion
from shared.domain.cards.repository import CardRepository, CardVersionRepository
from shared.domain.traces.langfuse import PromptMessage, ServedPrompt
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.langfuse import LANGFUSE
from shared.runtime.rate_limit_policies import FOREIGN
from shared.runtime.requests import Request

DEFAULT_LABEL = "production"


class GetLangfusePrompt(Request):
    """The card's name, and which version of it: by its number, or by a label."""

    prompt_name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    version: Annotated[int, Field(ge=1, le=10**9)] | None = None
    label: Annotated[str, StringConstraints(min_length=1, max_length=40)] | None = None


@query(
    "GET /api/public/v2/prompts/{promptName}",
    permission=Permission.PROMPTS_READ,
    limits=(FOREIGN,),
    errors=(FailedPrecondition, NotFound),
    wire=LANGFUSE,
)
async def get_langfuse_prompt(request: GetLangfusePrompt, ctx: QueryContext) -> ServedPrompt:
    """Get a version of a card as a Langfuse prompt; without a number or a label the one in production."""
    card = await CardRepository(ctx.reads).called(request.prompt_name)
    name = str(request.version) if request.version is not None else request.label or DEFAULT_LABEL
    if not card.number_of(name):
        raise NotFound("the card has no such version", code="card_version_not_found")
    return _served(card, await CardVersionRepository(ctx.reads).named(card, name))


def _served(card: Card, version: CardVersion) -> ServedPrompt:
    content = version.content
    settings = content.provider
    labels = [label for label, number in sorted(card.labels.items()) if number == version.number]
    if isinstance(content.prompt, TextPrompt):
        prompt = content.prompt.template
    else:
        prompt = tuple(PromptMessage(role=each.role, content=each.template) for each in content.prompt.messages)
    return ServedPrompt(
        name=card.content.name,
        version=version.number,
        type=content.prompt.kind,
        prompt=prompt,
        config={"provider": settings.provider, "model": settings.model, **settings.parameters} if settings else {},
        labels=(*labels, LATEST) if version.number == card.versions else tuple(labels),
        tags=content.tags,
        commit_message=version.note or None,
    )
