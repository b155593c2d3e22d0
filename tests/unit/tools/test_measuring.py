import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as open_metrics_families
from prometheus_client.parser import text_string_to_metric_families as text_families

from shared.runtime.composition import install
from tests.fixtures.stage import Stage, http_request
from tools.gateway.measuring import measured

pytestmark = pytest.mark.anyio

EXPECTED = {
    "http_request_duration_seconds",
    "database_query_duration_seconds",
    "active_users_total",
    "assessment_completion_rate",
    "code_execution_time",
    "user_engagement_score",
    "api_error_rate_by_endpoint",
}


async def test_prometheus_finds_every_metric_under_its_name(stage: Stage) -> None:
    install(stage.composition)
    try:
        await stage.call("check_health")
        plain = await measured(http_request("GET", "/metrics", {}, {}, b""))
        accept = {"accept": "application/openmetrics-text; version=1.0.0"}
        open_metrics = await measured(http_request("GET", "/metrics", {}, accept, b""))
    finally:
        install(None)
    assert {each.name for each in text_families(bytes(plain.body).decode())} >= {*EXPECTED, "http_requests"}
    assert {each.name for each in open_metrics_families(bytes(open_metrics.body).decode())} >= EXPECTED
    assert plain.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert open_metrics.headers["content-type"].startswith("application/openmetrics-text")
