"""What a Prometheus on this machine reads off the running stack."""

import httpx
from prometheus_client.parser import text_string_to_metric_families

from tools.stack import Stack


def test_prometheus_reads_the_running_stack(stack: Stack) -> None:
    with httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http:
        assert http.get("/v1/health/ready").status_code == 200
        read = http.get("/metrics")
    assert read.status_code == 200
    families = {each.name: each for each in text_string_to_metric_families(read.text)}
    asked = {(each.labels["route"], each.labels["status_code"]) for each in families["http_requests"].samples}
    assert ("/v1/health/ready", "200") in asked
    collections = {each.labels["collection"] for each in families["database_query_duration_seconds"].samples}
    assert "platform" in collections
