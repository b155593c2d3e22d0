"""The web app: its page for every path that is no function's, its hashed assets for ever."""

import os

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from shared.config import config
from shared.runtime.entry_points import ROOT
from shared.runtime.responses import SECURITY_HEADERS

DIST = ROOT / "web" / "dist"
FOR_EVER = "public, max-age=31536000, immutable"
_PAGE = "index.html"
_FILES = (_PAGE, "sw.js", "assets.json", "favicon.svg")


def routes() -> list[BaseRoute]:
    """Return the routes of what the page loads."""
    return [
        Route("/config.json", _configuration),
        *(Route(f"/{name}", _file) for name in _FILES),
        Route("/assets/{name:str}", _asset),
    ]


def wants_page(request: Request) -> bool:
    """Tell whether a browser navigates: what a program asks for by a wrong path is an error instead."""
    return request.method in ("GET", "HEAD") and "text/html" in request.headers.get("accept", "")


def page() -> Response | None:
    """Return the app's page, None where the app was not built."""
    return _sent(_PAGE, "no-cache")


def content_security_policy() -> str:
    """Return what the page may load and whom it may call: itself, and where files and live documents come from."""
    connect = " ".join(["'self'", *(origin for origin in _outside().values() if origin)])
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "worker-src 'self'",
            # MUI and Monaco make their style sheets while they run.
            "style-src 'self' 'unsafe-inline'",
            f"connect-src {connect}",
            "img-src 'self' data: https:",
            "font-src 'self' data:",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def _outside() -> dict[str, str]:
    """Return the origins that the page calls beside its own, empty on the embedded backend."""
    if not config().is_demo:
        return {"firestore": "https://firestore.googleapis.com", "files": "https://storage.googleapis.com"}
    firestore = os.environ.get("FIRESTORE_EMULATOR_HOST", "")
    return {
        "firestore": f"http://{firestore}" if firestore else "",
        "files": os.environ.get("STORAGE_EMULATOR_HOST", ""),
    }


async def _configuration(_: Request) -> Response:
    settings = config()
    content = {
        "version": settings.version,
        "project": settings.project,
        "firestore": _outside()["firestore"] or None,
        "signInProviders": settings.sign_in_providers,
    }
    return JSONResponse(content, headers={**SECURITY_HEADERS, "cache-control": "no-cache"})


async def _file(request: Request) -> Response:
    return _sent(request.url.path.removeprefix("/"), "no-cache") or Response(status_code=404)


async def _asset(request: Request) -> Response:
    return _sent(f"assets/{request.path_params['name']}", FOR_EVER) or Response(status_code=404)


def _sent(name: str, caching: str) -> Response | None:
    path = DIST / name
    if not path.is_file():
        return None
    headers = {**SECURITY_HEADERS, "cache-control": caching, "content-security-policy": content_security_policy()}
    return FileResponse(path, headers=headers)
