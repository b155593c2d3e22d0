import pytest

from shared.domain.invitations.events import CandidateChanged
from tests.fixtures.attempts import invited_candidate
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await invited_candidate(stage)
    [candidate] = [each for each in await stage.documents("candidates") if each["tenantId"] == sitting.tenant_id]
    event = CandidateChanged(candidate_id=candidate["id"])
    return Arranged(as_=sitting.recruiter, event=event, tenant_id=sitting.tenant_id)


async def test_somebody_who_is_gone_already_is_not_indexed(stage: Stage) -> None:
    envelope = stage.envelope(CandidateChanged(candidate_id="nobody"), await stage.tenant())
    assert await stage.deliver("index_candidate", envelope) == 204
    assert await stage.documents("searchEntries") == []
