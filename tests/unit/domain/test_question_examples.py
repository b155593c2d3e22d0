"""The examples of docs/questions.md are questions that could be published."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from shared.domain.questions.content import QuestionContent
from shared.engines.scoring.checkers import CheckerSpec

GUIDE = (Path(__file__).parents[3] / "docs" / "questions.md").read_text()
EXAMPLES = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["title"])
def test_an_example_could_be_published(example: dict[str, Any]) -> None:
    content: Any = TypeAdapter(QuestionContent).validate_json(json.dumps(example), strict=True, extra="forbid")
    content.require_publishable()


def test_every_kind_and_every_checker_is_told_of() -> None:
    assert {example["kind"] for example in EXAMPLES} == {
        "coding",
        "multiple_choice",
        "numeric",
        "free_text",
        "file_upload",
    }
    schema = TypeAdapter(CheckerSpec).json_schema()
    for name in schema["discriminator"]["mapping"]:
        assert f"`{name}`" in GUIDE, name
