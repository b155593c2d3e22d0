import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

COMMANDS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium."""
    found = next(filter(None, map(shutil.which, COMMANDS)), None)
    if found is None and not os.environ.get("ELLA_REQUIRE_TOOLCHAINS"):
        pytest.skip("there is no Chromium on this machine (Debian: chromium)")
    assert found is not None, "there is no Chromium on this machine (Debian: chromium)"
    with sync_playwright() as playwright:
        # Root may not make Chromium's own sandbox; it visits this stack alone.
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield chromium
        chromium.close()
