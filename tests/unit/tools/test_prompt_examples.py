"""docs/prompts.md: its card runs, and every assertion is told of."""

import re
from pathlib import Path

import pytest

from shared.engines.assertions.registry import ROW_TYPES, TYPES
from tools import prompts

GUIDE = (Path(__file__).parents[3] / "docs" / "prompts.md").read_text()


def test_the_card_of_the_guide_passes_its_cases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [card] = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    path = tmp_path / "greeting.yaml"
    path.write_text(card)
    assert prompts.main(["run", str(path), "--no-cache"]) == 0
    said = capsys.readouterr().out.strip()
    [promised] = re.findall(r"^2 of 2 .*(?=, in )", GUIDE, re.MULTILINE)
    assert said.startswith(promised)


@pytest.mark.parametrize("name", [*TYPES, *ROW_TYPES])
def test_every_assertion_is_told_of(name: str) -> None:
    assert f"`{name}`" in GUIDE
