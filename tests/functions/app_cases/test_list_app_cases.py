import pytest

from tests.fixtures.app_cases import TRACE_ID, case_of, traced
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    call = await traced(stage)
    assert call.as_ is not None
    await stage.arranged("create_case_from_trace", call)
    await case_of(stage, call.as_, call.path["appId"], folder="accounts")
    return Arranged(as_=call.as_, path={"appId": call.path["appId"]})


@pytest.mark.parametrize(
    ("query", "folders"),
    [
        ({"sort": "title"}, ["accounts", "orders"]),
        ({"folder": "orders"}, ["orders"]),
        ({"status": "accepted"}, ["accounts"]),
        ({"status": "proposed", "traceId": TRACE_ID}, ["orders"]),
        ({"status": "rejected"}, []),
    ],
)
async def test_cases_are_listed_by_folder_status_and_trace(
    stage: Stage, query: dict[str, str], folders: list[str]
) -> None:
    call = await arrange(stage)
    answer = await stage.call("list_app_cases", as_=call.as_, path=call.path, query=query)
    assert [case["folder"] for case in answer.data] == folders
