import asyncio

import pytest

from shared.errors import DependencyUnavailable
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged()


class Away:
    """Stands in for a part, and does not answer."""

    async def get_many(self, paths: object) -> object:
        raise DependencyUnavailable("away")

    async def stat(self, path: str) -> object:
        raise DependencyUnavailable("away")


async def test_each_dependency_is_told_with_its_latency_and_each_area(stage: Stage) -> None:
    found = (await stage.call("check_readiness")).data
    assert found["status"] == "ok"
    assert [(each["name"], each["required"], each["available"]) for each in found["dependencies"]] == [
        ("documents", True, True),
        ("files", False, True),
        ("cache", False, True),
    ]
    assert all(each["latencyMs"] >= 0 for each in found["dependencies"])
    assert {each["status"] for each in found["areas"]} == {"ok"}


async def test_without_an_optional_dependency_it_is_ready_and_says_what_is_down(stage: Stage) -> None:
    stage.composition.__dict__["files"] = Away()
    answer = await stage.call("check_readiness")
    assert (answer.status, answer.data["status"]) == (200, "degraded")
    areas = {each["name"]: each["status"] for each in answer.data["areas"]}
    assert areas == {
        "accounts": "ok",
        "attempts": "degraded",
        "dashboards": "ok",
        "exports": "down",
        "uploads": "down",
    }


async def test_without_the_documents_it_is_not_ready_and_still_alive(stage: Stage) -> None:
    stage.composition.__dict__["store"] = Away()
    answer = await stage.call("check_readiness")
    assert (answer.status, answer.error["code"]) == (503, "not_ready")
    assert "documents" in answer.error["message"]
    assert (await stage.call("check_health")).status == 200


async def test_a_dependency_that_says_nothing_is_given_up(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    class Silent:
        async def stat(self, path: str) -> object:
            await asyncio.Event().wait()

    monkeypatch.setattr("shared.runtime.health.PATIENCE_SECONDS", 0.05)
    stage.composition.__dict__["files"] = Silent()
    assert (await stage.call("check_readiness")).data["status"] == "degraded"


async def test_however_often_it_is_asked_a_dependency_is_asked_every_five_seconds(stage: Stage) -> None:
    for _ in range(20):
        assert (await stage.call("check_readiness")).status == 200
    assert stage.store.reads == 1
    stage.clock.advance(seconds=5)
    await stage.call("check_readiness")
    assert stage.store.reads == 2
