"""The example packages imported with the real sandbox: what their submissions really come to."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from shared.auth.roles import Role
from shared.config import config
from shared.ports.sandbox import Sandbox
from shared.runtime.composition import Composition
from tests.fixtures.archives import package
from tests.fixtures.imports import imported
from tests.fixtures.sandbox import not_run
from tests.fixtures.stage import Stage

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    real = Composition(config()).sandbox
    missing = await real.probe()
    if missing is None:
        yield real
    await real.close()
    if missing is not None:
        not_run(missing)


async def result_of(stage: Stage, sandbox: Sandbox, name: str, languages: set[str]) -> dict[str, Any]:
    lacking = languages - set(await sandbox.languages())
    if lacking:
        not_run(f"no {' and no '.join(sorted(lacking))} here")
    stage.composition.__dict__["sandbox"] = sandbox
    recruiter = await stage.member(Role.RECRUITER)
    await imported(stage, recruiter, package(name))
    await stage.settle()
    [operation] = await stage.documents("operations")
    assert operation["status"] == "succeeded", operation["error"]
    return operation["result"]


@pytest.mark.parametrize(
    ("name", "languages"),
    [
        ("circle", {"python"}),
        ("difference", {"python", "javascript"}),
        ("greeting", {"python"}),
        ("pairs", {"python"}),
        ("pairscpp", {"python", "cpp"}),
        ("tickets", {"python"}),
    ],
)
async def test_submissions_come_to_what_a_good_package_says(
    stage: Stage, sandbox: Sandbox, name: str, languages: set[str]
) -> None:
    result = await result_of(stage, sandbox, name, languages)
    assert {each["name"]: each["problems"] for each in result["submissions"] if each["problems"]} == {}
    assert result["allAsExpected"]


async def test_a_wrong_answer_that_the_tests_let_pass_is_found(stage: Stage, sandbox: Sandbox) -> None:
    result = await result_of(stage, sandbox, "leaky", {"python"})
    assert {each["name"]: each["problems"] for each in result["submissions"]} == {
        "accepted/largest.py": [],
        "wrong_answer/last.py": ["no test came to WA or OLE"],
    }
