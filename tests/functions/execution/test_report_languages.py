import pytest

from shared.domain.execution.runner import PATH
from shared.engines.languages import LANGUAGES
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged()


async def test_what_the_sandbox_runs_is_reported(stage: Stage) -> None:
    assert await stage.tick("report_languages") == 204
    report = await stage.document(PATH)
    assert report is not None
    assert [language["name"] for language in report["languages"]] == list(LANGUAGES)
    assert report["reportedAt"] == stage.clock.now()


async def test_the_same_again_is_written_only_once_the_last_report_has_aged(stage: Stage) -> None:
    await stage.tick("report_languages")
    first = stage.clock.now()
    stage.clock.advance(minutes=2)
    await stage.tick("report_languages")
    assert (await stage.document(PATH) or {})["reportedAt"] == first
    stage.clock.advance(minutes=1)
    await stage.tick("report_languages")
    assert (await stage.document(PATH) or {})["reportedAt"] == stage.clock.now()


async def test_a_change_is_reported_at_once(stage: Stage) -> None:
    await stage.tick("report_languages")
    stage.sandbox.versions = {"python": "Python 3.14"}
    stage.clock.advance(seconds=10)
    await stage.tick("report_languages")
    languages = (await stage.document(PATH) or {})["languages"]
    assert languages == [{"name": "python", "label": "Python", "version": "Python 3.14"}]


async def test_without_a_sandbox_the_last_report_stays(stage: Stage) -> None:
    await stage.tick("report_languages")
    before = await stage.document(PATH)
    stage.sandbox.unavailable = "bubblewrap is not installed"
    stage.clock.advance(minutes=10)
    assert await stage.tick("report_languages") == 204
    assert await stage.document(PATH) == before
