"""What may be asked of a submission, and what holds where nothing is asked."""

from pydantic import RootModel

from shared.auth.permissions import Permission
from shared.domain.judge0.requests import Judge0Model
from shared.domain.judge0.settings import CONFIGURATION
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.judge0 import JUDGE0
from shared.runtime.rate_limit_policies import FOREIGN


class GetSubmissionConfiguration(Judge0Model):
    """Nothing to say."""


class Configuration(RootModel[dict[str, bool | int | float | list[str]]]):
    """Limits and defaults by Judge0's names."""


@query("GET /judge0/config_info", permission=Permission.EXECUTIONS_RUN, limits=(FOREIGN,), wire=JUDGE0)
async def get_submission_configuration(request: GetSubmissionConfiguration, ctx: QueryContext) -> Configuration:
    """Get limits and defaults."""
    return Configuration(CONFIGURATION)
