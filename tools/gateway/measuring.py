"""What this process measures, for a Prometheus on this machine; functions in the cloud have no such path."""

from starlette.requests import Request
from starlette.responses import Response

from shared.observability.metrics import OPEN_METRICS, TEXT
from shared.runtime.composition import composition


async def measured(request: Request) -> Response:
    """Answer with Prometheus' text format, with OpenMetrics' where it is asked for."""
    wanted = "application/openmetrics-text" in request.headers.get("accept", "")
    text = composition().metrics.text(open_metrics=wanted)
    return Response(text, headers={"content-type": OPEN_METRICS if wanted else TEXT, "cache-control": "no-store"})
