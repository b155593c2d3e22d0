"""An approved draft becomes the next version; `publish_knowledge` makes it."""

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.events import KnowledgeApproved
from shared.domain.knowledge.repository import KnowledgeBaseRepository
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.tenants.repository import TenantRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request

KIND = "knowledge_publication"


class ApproveKnowledge(Request):
    """The draft of which app."""

    app_id: Identifier


def _base_path(request: ApproveKnowledge) -> list[str]:
    return [KnowledgeBaseRepository.path(request.app_id)]


@command(
    "POST /v1/apps/{appId}/kb/approve",
    permission=Permission.KNOWLEDGE_APPROVE,
    loads=Loads(AppRepository, "app_id", beside=_base_path, tagged=False),
    idempotent=True,
    errors=(FailedPrecondition,),
    status=202,
)
async def approve_knowledge(request: ApproveKnowledge, ctx: CommandContext) -> OperationView:
    """Make the submitted draft active; where the tenant asks so, by somebody else than who submitted it."""
    app = await AppRepository(ctx.work).get(request.app_id)
    bases = KnowledgeBaseRepository(ctx.work)
    base = await bases.of(app.id)
    tenant = await TenantRepository(ctx.work).get(ctx.work.tenant_id)
    operation_id = ctx.new_id()
    approved = base.approved(by=ctx.author, operation_id=operation_id, by_another=tenant.separate_approval)
    bases.save(approved)
    operation = begun(ctx.work, id=operation_id, kind=KIND, subject_id=base.id, created_by=ctx.author)
    ctx.work.emit(KnowledgeApproved(app_id=base.id, operation_id=operation_id))
    return OperationView.of(operation)
