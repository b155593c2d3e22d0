"""What the gateway serves of the web app, and how."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.testclient import TestClient

from tools.gateway import web


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> TestClient:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>Ella</title>")
    (tmp_path / "assets" / "index-1a2b.js").write_text("export {}")
    monkeypatch.setattr(web, "DIST", tmp_path)
    return TestClient(Starlette(routes=web.routes()))


def request(path: str, accept: str, method: str = "GET") -> Request:
    return Request({"type": "http", "method": method, "path": path, "headers": [(b"accept", accept.encode())]})


def test_assets_are_kept_for_ever_and_the_page_is_asked_for_anew(client: TestClient) -> None:
    asset, page = client.get("/assets/index-1a2b.js"), client.get("/index.html")
    assert asset.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert asset.headers["content-type"].startswith("text/javascript")
    assert page.headers["cache-control"] == "no-cache"
    assert client.get("/assets/gone.js").status_code == 404
    assert client.get("/assets/..%2findex.html").status_code == 404


def test_the_policy_lets_no_inline_script_and_no_eval_run(client: TestClient) -> None:
    policy = dict(
        directive.strip().split(" ", 1)
        for directive in client.get("/index.html").headers["content-security-policy"].split(";")
    )
    assert policy["script-src"] == "'self'"
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"


def test_the_page_may_call_the_emulators_of_this_stack(monkeypatch: pytest.MonkeyPatch, client: TestClient) -> None:
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", "127.0.0.1:4321")
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", "http://127.0.0.1:4322")
    policy = client.get("/index.html").headers["content-security-policy"]
    assert "connect-src 'self' http://127.0.0.1:4321 http://127.0.0.1:4322;" in policy
    assert client.get("/config.json").json()["firestore"] == "http://127.0.0.1:4321"


def test_only_who_navigates_gets_the_page_for_a_path_that_is_no_functions() -> None:
    assert web.wants_page(request("/assessments", "text/html,application/xhtml+xml"))
    assert not web.wants_page(request("/v1/nothing", "application/json"))
    assert not web.wants_page(request("/assessments", "text/html", "POST"))


def test_there_is_no_page_before_the_app_is_built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(web, "DIST", tmp_path)
    assert web.page() is None
