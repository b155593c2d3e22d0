"""Whose protocol this is, and in which version; clients look up language numbers by it."""

from shared.auth.permissions import Permission
from shared.domain.judge0.requests import Judge0Model
from shared.domain.judge0.settings import VERSION
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import REFERENCE, query
from shared.runtime.judge0 import JUDGE0
from shared.runtime.rate_limit_policies import FOREIGN


class GetJudge0Version(Judge0Model):
    """Nothing to say."""


class About(Judge0Model):
    """The protocol's version, and where the server is described."""

    version: str
    homepage: str
    source_code: str
    maintainer: str


@query("GET /judge0/about", permission=Permission.EXECUTIONS_RUN, limits=(FOREIGN,), wire=JUDGE0, kept_for=REFERENCE)
async def get_judge0_version(request: GetJudge0Version, ctx: QueryContext) -> About:
    """Get the protocol's version."""
    homepage = ctx.config.public_url
    return About(version=VERSION, homepage=homepage, source_code=homepage, maintainer="Ella")
