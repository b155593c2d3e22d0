from typing import Any

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from shared.data.store import Create, StoreQuery, WriteConflict
from shared.engines.languages import LANGUAGES
from shared.errors import DependencyUnavailable
from shared.ports.sandbox import Input, Limits, Program
from shared.runtime.measured import MeasuredSandbox, MeasuredStore
from shared.runtime.service_metrics import ServiceMetrics
from tests.fixtures.stage import Stage, TestClock

pytestmark = pytest.mark.anyio


def families(metrics: ServiceMetrics) -> dict[str, Any]:
    return {each.name: each for each in text_string_to_metric_families(metrics.text(open_metrics=True))}


def bounds(family: Any) -> list[str]:
    return list(dict.fromkeys(each.labels["le"] for each in family.samples if "le" in each.labels))


def values(family: Any) -> dict[tuple[str, ...], float]:
    return {tuple(each.labels.values()): each.value for each in family.samples}


async def test_a_request_is_counted_under_its_declared_path_with_its_tenant_as_an_exemplar(stage: Stage) -> None:
    member = await stage.member()
    await stage.call("get_question", as_=member, path={"questionId": "nowhere"})
    found = families(stage.composition.metrics)
    assert values(found["http_requests"]) == {("GET", "/v1/questions/{questionId}", "404"): 1}
    duration = found["http_request_duration_seconds"]
    assert bounds(duration) == ["0.1", "0.3", "0.5", "0.7", "1", "3", "5", "7", "10", "+Inf"]
    examples = [each.exemplar.labels for each in duration.samples if each.exemplar]
    assert examples == [{"tenant_id": member.tenant_id}]


async def test_a_path_that_somebody_made_up_makes_no_series_of_its_own(stage: Stage) -> None:
    for number in range(3):
        await stage.call("get_question", path={"questionId": f"made-up-{number}"})
    [labels] = values(families(stage.composition.metrics)["http_requests"])
    assert labels == ("GET", "/v1/questions/{questionId}", "401")


async def test_who_called_within_five_minutes_is_active_and_engaged_by_changing_something(stage: Stage) -> None:
    metrics, (one, other) = stage.composition.metrics, (await stage.member(), await stage.member())
    for member in (one, one, other):
        await stage.call("list_notifications", as_=member)
    assert values(families(metrics)["active_users_total"]) == {(): 2}
    assert values(families(metrics)["user_engagement_score"]) == {(): 0}
    metrics.note_caller(f"user:{one.user_id}", changed=True)
    assert values(families(metrics)["user_engagement_score"]) == {(): 50}
    stage.clock.advance(minutes=6)
    assert values(families(metrics)["active_users_total"]) == {(): 0}


def test_attempts_finished_are_told_as_a_share_of_those_begun() -> None:
    metrics = ServiceMetrics(TestClock())
    for function, status in [("start_attempt", 200)] * 4 + [("finish_attempt", 200)] * 3 + [("finish_attempt", 409)]:
        metrics.note_request(function, "POST", "/v1/attempts", status, 0.1, tenant_id=None)
    assert values(families(metrics)["assessment_completion_rate"]) == {(): 0.75}


def test_the_error_rate_is_told_for_each_endpoint() -> None:
    metrics = ServiceMetrics(TestClock())
    for path, status in [("/v1/a", 200), ("/v1/a", 503), ("/v1/a", 404), ("/v1/a", 500), ("/v1/b", 200)]:
        metrics.note_request("some_function", "GET", path, status, 0.1, tenant_id=None)
    rates = values(families(metrics)["api_error_rate_by_endpoint"])
    assert rates == {("GET", "/v1/a"): 0.5, ("GET", "/v1/b"): 0}


async def test_each_call_of_the_store_is_timed_by_kind_and_collection(stage: Stage) -> None:
    store = MeasuredStore(stage.store, stage.composition.metrics)
    await store.commit([Create("tenants/T/things/A", {"n": 1})])
    await store.get_many(["tenants/T/things/A"])
    await store.query(StoreQuery("tenants/T/things"))
    await store.count(StoreQuery("things", group=True))
    duration = families(stage.composition.metrics)["database_query_duration_seconds"]
    assert bounds(duration) == ["0.01", "0.05", "0.1", "0.2", "0.5", "1", "2", "5", "+Inf"]
    counted = {tuple(each.labels.values()): each.value for each in duration.samples if each.name.endswith("_count")}
    assert counted == {(kind, "things"): 1 for kind in ("commit", "get", "query", "count")}


async def test_a_store_that_does_not_answer_is_counted_as_a_failure(stage: Stage) -> None:
    class Away(type(stage.store)):
        async def get_many(self, paths):
            raise DependencyUnavailable("away")

    store = MeasuredStore(Away(), stage.composition.metrics)
    with pytest.raises(DependencyUnavailable):
        await store.get_many(["users/U"])
    assert values(families(stage.composition.metrics)["database_failures"]) == {("get",): 1}


async def test_a_commit_that_lost_a_race_is_counted_under_its_collection(stage: Stage) -> None:
    store = MeasuredStore(stage.store, stage.composition.metrics)
    await store.commit([Create("tenants/T/things/A", {"n": 1})])
    with pytest.raises(WriteConflict):
        await store.commit([Create("tenants/T/things/A", {"n": 2})])
    assert values(families(stage.composition.metrics)["database_conflicts"]) == {("things",): 1}


async def test_a_submission_is_timed_under_its_language(stage: Stage) -> None:
    sandbox = MeasuredSandbox(stage.sandbox, stage.composition.metrics)
    await sandbox.run(Program(LANGUAGES["python"], b"print(1)"), [Input()], Limits())
    samples = families(stage.composition.metrics)["code_execution_time"].samples
    assert {each.labels["language"] for each in samples} == {"python"}
    assert [each.value for each in samples if each.name.endswith("_count")] == [1]
