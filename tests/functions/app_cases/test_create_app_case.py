import pytest

from shared.auth.roles import Role
from tests.fixtures.app_cases import CASE
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.traces import sender

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await sender(stage)
    return Arranged(as_=manager, path={"appId": app_id}, body=CASE)


async def test_a_case_that_somebody_writes_is_accepted(stage: Stage) -> None:
    call = await arrange(stage)
    case = (await stage.arranged("create_app_case", call)).data
    assert (case["status"], case["folder"], case["traceId"]) == ("accepted", "", None)
    assert (case["vars"], case["assertions"]) == (CASE["vars"], CASE["assertions"])


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"folder": "../up"}, "/folder"),
        ({"folder": "a//b"}, "/folder"),
        ({"assertions": [{"type": "no-such-type"}]}, "/assertions/0"),
        ({"title": " "}, "/title"),
    ],
)
async def test_what_is_wrong_is_named(stage: Stage, wrong: dict[str, object], pointer: str) -> None:
    call = await arrange(stage)
    answer = await stage.call("create_app_case", as_=call.as_, path=call.path, body={**CASE, **wrong})
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, pointer)


async def test_a_case_has_a_largest_size(stage: Stage) -> None:
    call = await arrange(stage)
    large = {**CASE, "vars": {"question": "x" * 66_000}}
    answer = await stage.call("create_app_case", as_=call.as_, path=call.path, body=large)
    assert (answer.status, answer.error["code"]) == (400, "case_too_large")


async def test_an_archived_app_gets_no_cases_and_a_member_writes_none(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    member = await stage.member(Role.MEMBER, tenant_id=call.as_.tenant_id)
    assert (await stage.call("create_app_case", as_=member, path=call.path, body=CASE)).status == 403
    await stage.call("archive_app", as_=call.as_, path=call.path)
    assert (await stage.arranged("create_app_case", call)).error["code"] == "app_archived"
