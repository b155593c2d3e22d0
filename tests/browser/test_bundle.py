"""What a browser has to load before it shows anything."""

import gzip
import re

from tools.gateway.web import DIST

BUDGET = 250_000


def test_the_entry_and_what_it_needs_at_once_stay_within_the_budget() -> None:
    page = (DIST / "index.html").read_text()
    scripts = re.findall(r'(?:src|href)="/(assets/[^"]+\.js)"', page)
    assert scripts
    assert sum(len(gzip.compress((DIST / script).read_bytes())) for script in scripts) < BUDGET
