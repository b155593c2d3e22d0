import pytest

from shared.domain.suite_runs.events import CaseResultExportExpired
from tests.fixtures.result_exports import exported_results, requested_export
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import completed, suite

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    export = await exported_results(stage, played.author, (await completed(stage, played))["id"])
    return Arranged(event=CaseResultExportExpired(export_id=export.id), tenant_id=played.author.tenant_id)


async def test_after_a_week_neither_the_file_nor_the_export_is_there(stage: Stage) -> None:
    played = await suite(stage)
    export = await exported_results(stage, played.author, (await completed(stage, played))["id"])
    stage.clock.advance(days=6, hours=23)
    await stage.settle()
    assert await stage.files.stat(export.path) is not None
    stage.clock.advance(hours=1)
    await stage.settle()
    assert await stage.files.stat(export.path) is None
    assert await stage.documents("caseResultExports") == []
    assert len(await stage.documents("suiteResults")) == 3


async def test_what_is_not_written_in_time_is_not_left_behind(stage: Stage) -> None:
    played = await suite(stage)
    run = await completed(stage, played)
    export_id = await requested_export(stage, played.author, run["id"])
    held = [each for each in await stage.waiting() if each.type == "suites.result_export.requested.v1"]
    event = CaseResultExportExpired(export_id=export_id)
    await stage.deliver("expire_case_result_export", stage.envelope(event, played.author.tenant_id))
    assert await stage.deliver("write_case_result_export", held[0]) == 204
    assert await stage.files.stat(f"tenants/{played.author.tenant_id}/case-result-exports/{export_id}") is None
