"""What a Prometheus and a collector of traces on this machine get from a running gateway."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
from prometheus_client.parser import text_string_to_metric_families

from tools.demo import play
from tools.stack import running_stack

PARTS = {"authentication_flows", "code_execution", "database_operations"}


@contextmanager
def collecting() -> Iterator[tuple[str, dict[str, set[str]]]]:
    """Serve a collector; yield its URL, and the names of the spans of each trace that came so far."""
    traces: dict[str, set[str]] = {}

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            message: dict[str, Any] = json.loads(body)
            for resource in message.get("resourceSpans", []):
                for span in resource["scopeSpans"][0]["spans"]:
                    traces.setdefault(span["traceId"], set()).add(span["name"])
            self.send_response(200)
            self.send_header("content-length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", traces
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_the_main_job_is_seen_in_metrics_and_in_one_trace_from_finishing_to_the_sandbox() -> None:
    with collecting() as (url, traces):
        watched = {
            "ELLA_RATE_LIMITS_SCALE": "1000",
            "OTEL_EXPORTER_OTLP_ENDPOINT": url,
            "OTEL_TRACES_SAMPLER_ARG": "1",
        }
        with running_stack(backend="embedded", extra_environment=watched) as stack:
            assert play(stack.gateway_url, stack.inbox_url) == 0
            read = httpx.get(f"{stack.gateway_url}/metrics", timeout=60, trust_env=False)
    families = {each.name: each for each in text_string_to_metric_families(read.text)}
    asked = {(each.labels["route"], each.labels["status_code"]) for each in families["http_requests"].samples}
    assert ("/v1/attempts/{attemptId}/finish", "200") in asked
    assert {each.labels["query_type"] for each in families["database_query_duration_seconds"].samples} >= {"commit"}
    assert families["code_execution_time"].samples
    # What is left is exported when the gateway ends.
    scored = [names for names in traces.values() if "score_attempt" in names]
    assert any(names >= {"finish_attempt", "execute_run", *PARTS} for names in scored), scored
