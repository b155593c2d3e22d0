import pytest

from tests.fixtures.app_cases import CASE, written
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return await written(stage, title="Passwords", folder="accounts/passwords")


async def test_what_is_given_changes_and_the_rest_stays(stage: Stage) -> None:
    case = (await stage.arranged("update_app_case", await arrange(stage))).data
    assert (case["title"], case["folder"], case["vars"]) == ("Passwords", "accounts/passwords", CASE["vars"])


async def test_a_case_grows_only_so_far(stage: Stage) -> None:
    call = await arrange(stage)
    body = {"vars": {"question": "x" * 66_000}}
    answer = await stage.call("update_app_case", as_=call.as_, path=call.path, body=body)
    assert (answer.status, answer.error["code"]) == (400, "case_too_large")
