"""An SDK asks which project its key pair is for: by that it finds out whether the pair holds."""

from typing import Annotated

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.domain.apps.keys import app_named
from shared.domain.apps.repository import AppRepository
from shared.domain.tenants.repository import TenantRepository
from shared.domain.traces.langfuse import Organization, Project, Projects
from shared.errors import NotFound
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.langfuse import LANGFUSE
from shared.runtime.rate_limit_policies import FOREIGN
from shared.runtime.requests import Request


class GetLangfuseProjects(Request):
    """Which app, where the key does not say that."""

    app_id: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None


@query(
    "GET /api/public/projects",
    permission=Permission.TRACES_WRITE,
    limits=(FOREIGN,),
    errors=(NotFound,),
    wire=LANGFUSE,
)
async def get_langfuse_projects(request: GetLangfuseProjects, ctx: QueryContext) -> Projects:
    """Get the app that a key pair is for, as a Langfuse project."""
    apps, tenants = AppRepository(ctx.reads), TenantRepository(ctx.reads)
    app_id, tenant_id = app_named(ctx.caller, request.app_id), ctx.reads.tenant_id
    await ctx.reads.get_many([apps.path(app_id), tenants.path(tenant_id)])
    app, tenant = await apps.get(app_id), await tenants.get(tenant_id)
    organization = Organization(id=tenant.id, name=tenant.name)
    return Projects(
        data=(Project(id=app.id, name=app.name, organization=organization, retention_days=app.retention_days),)
    )
