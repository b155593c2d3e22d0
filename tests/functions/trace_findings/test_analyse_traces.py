import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.trace_findings import ORDERS, PASSWORDS, analysed, asked, asked_app, findings, questions_of
from tests.fixtures.traces import send

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await asked_app(stage, *questions_of(1, PASSWORDS))
    return Arranged(as_=manager, path={"appId": app_id}, body={"since": "2026-03-01", "until": "2026-03-01"})


@pytest.mark.thorough
async def test_what_an_app_is_asked_is_grouped_by_meaning_and_named(stage: Stage) -> None:
    manager, app_id = await asked_app(stage, *questions_of(1, (*PASSWORDS, *ORDERS, "Do you sell blue cheese?")))
    operation = await analysed(stage, manager, app_id)
    assert (operation["status"], operation["result"]) == ("succeeded", {"traces": 7, "newFindings": 2})
    found = await findings(stage, manager, app_id, kind="capability", sort="name")
    assert [(each["terms"][0], each["total"], each["trend"]) for each in found] == [
        ("order", 3, "new"),
        ("password", 3, "new"),
    ]
    assert found[0]["days"] == {"2026-03-01": 3}
    assert sorted(found[1]["evidence"]) == [f"{1:016x}{number:016x}" for number in (1, 2, 3)]


@pytest.mark.thorough
async def test_a_capability_stays_the_same_one_from_day_to_day(stage: Stage) -> None:
    manager, app_id = await asked_app(stage, *questions_of(3, PASSWORDS))
    await analysed(stage, manager, app_id)
    await send(stage, manager, app_id, *questions_of(1, ("Can you reset my password?", "my password needs a reset")))
    await analysed(stage, manager, app_id)
    [found] = await findings(stage, manager, app_id)
    assert found["days"] == {"2026-02-27": 3, "2026-03-01": 2}
    assert (found["firstDay"], found["lastDay"], found["total"]) == ("2026-02-27", "2026-03-01", 5)


@pytest.mark.thorough
async def test_analysing_a_day_again_counts_it_once(stage: Stage) -> None:
    manager, app_id = await asked_app(stage, *questions_of(1, PASSWORDS), asked(9, "x", error="after 3 s"))
    await analysed(stage, manager, app_id)
    before = await findings(stage, manager, app_id)
    again = await analysed(stage, manager, app_id)
    assert again["result"] == {"traces": 4, "newFindings": 0}
    assert await findings(stage, manager, app_id) == before


async def test_what_a_day_no_longer_shows_is_no_longer_found(stage: Stage) -> None:
    manager, app_id = await asked_app(stage, asked(1, "x", error="after 3 s"))
    await analysed(stage, manager, app_id)
    assert len(await findings(stage, manager, app_id)) == 1
    path = {"appId": app_id, "traceId": f"{1:016x}{1:016x}"}
    assert (await stage.call("delete_trace", as_=manager, path=path)).status == 204
    await analysed(stage, manager, app_id)
    assert await findings(stage, manager, app_id) == []


async def test_errors_that_differ_in_numbers_only_are_one_group(stage: Stage) -> None:
    failed = [asked(number, "", error=f"no answer after {number} s") for number in (1, 2, 3)]
    manager, app_id = await asked_app(stage, *failed, asked(4, "", error="disk full"))
    await analysed(stage, manager, app_id)
    found = await findings(stage, manager, app_id, kind="error_group", sort="-total")
    assert [(each["name"], each["total"]) for each in found] == [
        ("TimeoutError: no answer after <n> s", 3),
        ("TimeoutError: disk full", 1),
    ]


async def test_a_day_out_of_the_ordinary_is_found_with_its_slowest_traces(stage: Stage) -> None:
    usual = [asked(number, "", days=days, seconds=2) for days in range(2, 12) for number in range(5)]
    slow = [asked(number, "", days=1, seconds=20 + number) for number in range(6)]
    manager, app_id = await asked_app(stage, *usual, *slow)
    await analysed(stage, manager, app_id, since="2026-02-20", until="2026-03-01")
    [found] = await findings(stage, manager, app_id, kind="anomaly")
    assert (found["lastDay"], found["trend"]) == ("2026-03-01", None)
    measured = found["measured"]
    assert (measured["metric"], measured["method"]) == ("p95_ms", "outlier")
    assert measured["expected"] == pytest.approx(2_000, rel=0.1)
    assert measured["z"] > 3.5
    assert found["evidence"][0] == f"{1:016x}{5:016x}"


async def test_without_a_model_of_meanings_errors_are_found_all_the_same(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.adapters.minilm.embeddings._PACKAGE", "a_package_that_is_not_there")
    manager, app_id = await asked_app(stage, *questions_of(1, PASSWORDS), asked(9, "", error="after 3 s"))
    operation = await analysed(stage, manager, app_id, since="2026-03-01", until="2026-03-01")
    assert [each["kind"] for each in await findings(stage, manager, app_id)] == ["error_group"]
    assert "embedding model is missing" in operation["log"][-1]["text"]


@pytest.mark.parametrize(
    "days",
    [
        {"since": "2026-03-02", "until": "2026-03-01"},
        {"since": "2026-01-01", "until": "2026-03-01"},
        {"until": "2026-03-03"},
    ],
)
async def test_days_out_of_order_too_many_or_to_come_are_refused(stage: Stage, days: dict[str, str]) -> None:
    call = await arrange(stage)
    answer = await stage.call("analyse_traces", as_=call.as_, path=call.path, body=days)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/since")


async def test_an_archived_app_is_not_analysed(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("archive_app", as_=call.as_, path=call.path)
    answer = await stage.arranged("analyse_traces", call)
    assert (answer.status, answer.error["code"]) == (409, "app_archived")


async def test_a_viewer_analyses_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    viewer = await stage.member(Role.VIEWER, tenant_id=call.as_.tenant_id)
    assert (await stage.call("analyse_traces", as_=viewer, path=call.path, body={})).status == 403
