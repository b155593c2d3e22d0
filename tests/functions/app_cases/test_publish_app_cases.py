import pytest

from tests.fixtures.app_cases import case_of, traced
from tests.fixtures.cards import draft_card
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import PLAIN, Suite, completed, results_of
from tests.fixtures.traces import sender

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await sender(stage)
    await case_of(stage, manager, app_id, folder="accounts")
    return Arranged(as_=manager, path={"appId": app_id}, body={"folder": "accounts"})


async def test_only_accepted_cases_of_the_folder_are_published(stage: Stage) -> None:
    call = await traced(stage)
    assert call.as_ is not None
    await stage.arranged("create_case_from_trace", call)
    path = {"appId": call.path["appId"]}
    await case_of(stage, call.as_, path["appId"], title="There", folder="orders")
    await case_of(stage, call.as_, path["appId"], title="Elsewhere")
    one = await stage.call("publish_app_cases", as_=call.as_, path=path, body={"folder": "orders"})
    both = await stage.call("publish_app_cases", as_=call.as_, path=path, body={})
    assert [each["description"] for each in one.data["content"]["cases"]] == ["There"]
    assert {each["description"] for each in both.data["content"]["cases"]} == {"There", "Elsewhere"}
    assert one.data["caseSetId"] != both.data["caseSetId"]


async def test_a_version_is_made_only_of_what_changed(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    first = (await stage.arranged("publish_app_cases", call)).data
    same = (await stage.call("publish_app_cases", as_=call.as_, path=call.path, body=call.body)).data
    await case_of(stage, call.as_, call.path["appId"], folder="accounts", title="Another")
    second = (await stage.call("publish_app_cases", as_=call.as_, path=call.path, body=call.body)).data
    assert [each["number"] for each in (first, same, second)] == [1, 1, 2]
    assert len({each["caseSetId"] for each in (first, same, second)}) == 1


async def test_what_is_published_is_run_as_any_set_of_cases(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await case_of(stage, call.as_, call.path["appId"], folder="accounts", title="Says it", vars={"text": "a link"})
    await case_of(stage, call.as_, call.path["appId"], folder="accounts", title="Says not", vars={"text": "nothing"})
    case_set_id = (await stage.arranged("publish_app_cases", call)).data["caseSetId"]
    card_id = await draft_card(stage, call.as_, **PLAIN)
    await stage.call("save_card_version", as_=call.as_, path={"cardId": card_id}, body={})
    played = Suite(call.as_, card_id, case_set_id)
    run = await completed(stage, played)
    results = await results_of(stage, played, run["id"])
    outcomes = {each["description"]: each["outcome"] for each in results}
    assert (outcomes["Says it"], outcomes["Says not"]) == ("passed", "failed")


async def test_without_an_accepted_case_nothing_is_published(stage: Stage) -> None:
    manager, app_id = await sender(stage)
    answer = await stage.call("publish_app_cases", as_=manager, path={"appId": app_id}, body={})
    assert (answer.status, answer.error["code"]) == (409, "no_cases")


async def test_cases_too_large_for_one_set_are_published_by_folder(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    for number in range(16):
        large = {"question": f"{number}" + "x" * 60_000}
        await case_of(stage, call.as_, call.path["appId"], title=f"{number}", vars=large)
    answer = await stage.call("publish_app_cases", as_=call.as_, path=call.path, body={})
    assert (answer.status, answer.error["code"]) == (409, "cases_too_large")
    assert (await stage.arranged("publish_app_cases", call)).status == 201
