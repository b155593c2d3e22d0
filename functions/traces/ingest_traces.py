"""Traces come in by OTLP over HTTP. What is answered with 200 is stored, but for the spans the answer rejects."""

from datetime import timedelta
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.apps.keys import app_named
from shared.domain.apps.model import App
from shared.domain.apps.repository import AppRepository
from shared.domain.traces.packing import redacted
from shared.domain.traces.schemas import Exported
from shared.domain.traces.storing import Delivery, batches_of, store
from shared.engines.redaction import Redactor
from shared.engines.spans.json_export import read_export
from shared.engines.spans.model import NANOS, Export, Window
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import command
from shared.runtime.otlp import OTLP
from shared.runtime.rate_limit_policies import INGEST
from shared.runtime.requests import Request
from shared.runtime.spans import stored_span

MAX_BODY = 32 * 1024 * 1024
_EARLY = timedelta(days=1)
_REASONS = 5


class IngestTraces(Request):
    """An export as OTLP has it, and to which app it goes where the key does not say that."""

    app_id: Annotated[
        str | None, StringConstraints(min_length=1, max_length=200), Field(json_schema_extra={"in": "query"})
    ] = None
    resource_spans: tuple[dict[str, Any], ...] = ()


@command(
    "POST /v1/traces",
    permission=Permission.TRACES_WRITE,
    external=True,
    audited=False,
    limits=(INGEST,),
    errors=(FailedPrecondition, NotFound),
    max_body=MAX_BODY,
    wire=OTLP,
    aliases=("/api/public/otel/v1/traces",),
)
async def ingest_traces(request: IngestTraces, ctx: ExternalContext) -> Exported:
    """Take in spans; ones that come late, twice or out of order end in the same trace."""
    app_id = app_named(ctx.caller, request.app_id)

    async def read(work: UnitOfWork) -> App:
        return await AppRepository(work).get(app_id)

    app = await ctx.prepare(read)
    app.require_active()
    kept = timedelta(days=app.retention_days)
    export = read_export(request.resource_spans, Window(_nanos(ctx, -kept), _nanos(ctx, _EARLY)))
    redactor = Redactor((rule.pattern, rule.replacement) for rule in app.redaction_rules)
    stored = [
        await stored_span(redacted(span, redactor) if app.redaction_rules else span, ctx.files) for span in export.spans
    ]
    delivery = Delivery(app.id, app.environments[0], ctx.now, ctx.now + kept)
    for batch in batches_of(delivery, stored):
        await ctx.prepare(lambda work, batch=batch: store(work, delivery, batch))
    return _exported(export)


def _nanos(ctx: ExternalContext, after: timedelta) -> int:
    return int((ctx.now + after).timestamp()) * NANOS


def _exported(export: Export) -> Exported:
    reasons = list(dict.fromkeys(export.rejections))
    more = "; …" if len(reasons) > _REASONS else ""
    return Exported(rejected=len(export.rejections), message="; ".join(reasons[:_REASONS]) + more)
