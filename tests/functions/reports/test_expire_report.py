import pytest

from shared.domain.reports.events import ReportExpired
from tests.fixtures.reports import ran, reported
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await reported(stage)
    operation = await ran(stage, admin, path)
    return Arranged(event=ReportExpired(run_id=operation["id"]), tenant_id=admin.tenant_id)


async def test_the_file_and_what_is_known_of_it_go_together(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, ReportExpired)
    path = f"tenants/{call.tenant_id}/reports/{call.event.run_id}"
    assert await stage.files.stat(path) is not None
    for _ in range(2):
        assert await stage.deliver("expire_report", stage.envelope(call.event, call.tenant_id)) == 204
    assert (await stage.files.stat(path), await stage.documents("reportRuns")) == (None, [])
