"""The browsable API reference, from the checked-in openapi.json and an npm package's script."""

import json

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from shared.runtime.entry_points import ROOT

_ASSETS = ROOT / "node_modules" / "swagger-ui-dist"
_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Ella API</title>
<link rel="stylesheet" href="/reference/assets/swagger-ui.css"></head>
<body><div id="reference"></div>
<script src="/reference/assets/swagger-ui-bundle.js"></script>
<script src="/reference/start.js"></script>
</body>
</html>
"""
_START = 'SwaggerUIBundle({url: "/openapi.json", dom_id: "#reference", tryItOutEnabled: true});\n'


def routes() -> list[BaseRoute]:
    """Return the reference's routes."""
    found: list[BaseRoute] = [
        Route("/openapi.json", _openapi),
        Route("/reference", _page),
        Route("/reference/start.js", _start),
    ]
    if _ASSETS.is_dir():
        found.append(Mount("/reference/assets", StaticFiles(directory=_ASSETS)))
    return found


async def _openapi(request: Request) -> Response:
    path = ROOT / "openapi.json"
    if not path.exists():
        return JSONResponse({"error": "run `make generate`"}, 404)
    document = json.loads(path.read_text())
    document["servers"] = [{"url": str(request.base_url).rstrip("/")}]
    return JSONResponse(document)


async def _page(_: Request) -> Response:
    return HTMLResponse(_PAGE) if _ASSETS.is_dir() else FileResponse(ROOT / "openapi.json")


async def _start(_: Request) -> Response:
    return Response(_START, media_type="text/javascript")
