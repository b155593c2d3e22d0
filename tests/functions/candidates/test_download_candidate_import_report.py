import pytest

from tests.fixtures.candidate_imports import asked_import, table
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member, answer = await asked_import(stage, table(2))
    await stage.settle()
    return Arranged(as_=member, path={"importId": answer.data["id"]})


async def test_there_is_no_report_before_the_end(stage: Stage) -> None:
    member, answer = await asked_import(stage, table(2))
    path = {"importId": answer.data["id"]}
    refused = await stage.call("download_candidate_import_report", as_=member, path=path)
    assert (refused.status, refused.error["code"]) == (409, "file_not_written")
