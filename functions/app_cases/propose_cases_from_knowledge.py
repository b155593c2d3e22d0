"""What agents know becomes what they are asked: by rule from each item, reviewed before it is used."""

from typing import Annotated

from pydantic import Field, StringConstraints

from shared.auth.permissions import Permission
from shared.domain.app_cases.model import LEAST_SIMILAR, MAX_PROPOSED, AppCase, Folder
from shared.domain.app_cases.repository import AppCaseRepository
from shared.domain.app_cases.schemas import AppCaseView, ProposedCases
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.pages import StoredItem
from shared.domain.knowledge.repository import KnowledgeBaseRepository
from shared.domain.knowledge.versions import Versions
from shared.engines.knowledge.items import CONTENTS, ItemKind
from shared.engines.knowledge.questions import question_about
from shared.errors import FailedPrecondition
from shared.runtime.app_cases import checked_size, proposed
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ProposeCasesFromKnowledge(Request):
    """From which kind of an app's active items, by key: so many behind `afterKey`."""

    app_id: Identifier
    kind: ItemKind
    after_key: Annotated[str, StringConstraints(max_length=2_000)] | None = None
    limit: Annotated[int, Field(ge=1, le=MAX_PROPOSED)] = 20
    folder: Folder = ""


@command(
    "POST /v1/apps/{appId}/kb/cases",
    permission=Permission.APP_CASES_WRITE,
    loads=Loads(
        AppRepository,
        "app_id",
        beside=lambda request: [KnowledgeBaseRepository.path(request.app_id)],
        tagged=False,
    ),
    errors=(FailedPrecondition,),
)
async def propose_cases_from_knowledge(request: ProposeCasesFromKnowledge, ctx: CommandContext) -> ProposedCases:
    """Propose a case for each item of active knowledge that has none yet."""
    app = await AppRepository(ctx.work).get(request.app_id)
    app.require_active()
    versions = Versions(ctx.work, app.id)
    version = await versions.active(await KnowledgeBaseRepository(ctx.work).of(app.id))
    if version is None:
        raise FailedPrecondition("nothing is active yet; approve a draft first", code="knowledge_not_active")
    found = await versions.after(version, request.kind, request.after_key, request.limit + 1)
    items = found[: request.limit]
    cases = AppCaseRepository(ctx.work)
    there = await cases.get_many([_case_id(app.id, item) for item in items])
    made = [case for item, known in zip(items, there, strict=True) if not known and (case := _case(item, request, ctx))]
    for case in made:
        cases.add(case)
    return ProposedCases(
        cases=tuple(AppCaseView.of(case) for case in made),
        passed_over=len(items) - len(made),
        next_key=items[-1].key if len(found) > len(items) else None,
    )


def _case(item: StoredItem, request: ProposeCasesFromKnowledge, ctx: CommandContext) -> AppCase | None:
    question = question_about(CONTENTS.validate_json(item.content), least_similar=LEAST_SIMILAR)
    if question is None:
        return None
    case = proposed(
        _case_id(request.app_id, item),
        request.app_id,
        item.key,
        question.text,
        question.assertions,
        by=ctx.author,
        at=ctx.now,
        folder=request.folder,
        knowledge_key=item.key,
    )
    return checked_size(case)


def _case_id(app_id: str, item: StoredItem) -> str:
    """Return the id of an item's case: the same in every version, so that none is proposed twice."""
    return f"{app_id}.{item.id}"
