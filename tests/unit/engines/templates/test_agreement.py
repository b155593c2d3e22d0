"""Our answers beside those of nunjucks and of promptfoo."""

import json
from pathlib import Path
from typing import Any

import pytest

from shared.engines.templates.errors import TemplateError
from shared.engines.templates.prompts import render_prompt
from shared.engines.templates.rendering import render

DATA = Path(__file__).parents[3] / "fixtures" / "data"
VARIABLES = json.loads((DATA / "nunjucks" / "variables.json").read_text())

# nunjucks writes `--n` down for JavaScript, which takes it for a decrement; and it knows values marked as escaped,
# which are none of a prompt's business.
NOT_OURS = {"{{ - -n }}", "{{ uni is escaped }}"}

# The environment is never exposed. The other two rows were recorded with a space in the variable that their
# variables, written down again as JSON, have lost: promptfoo renders them without it, as here.
DIFFERENT = {
    "{{ env.HOME }}": "",
    "{{ json }}": '{"q":"1\\n2"}',
    '[{"role":"system","content":"S"},{"role":"user","content":"{{multi}} {{json}}"}]': json.dumps(
        [{"role": "system", "content": "S"}, {"role": "user", "content": 'l1\nl2 {"q":"1\\n2"}'}], indent=2
    ),
}


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text().splitlines()]


@pytest.mark.parametrize("row", rows("nunjucks/answers.jsonl"), ids=lambda row: row["template"][:60])
def test_a_template_comes_to_what_nunjucks_makes_of_it(row: dict[str, Any]) -> None:
    if row["template"] in NOT_OURS:
        return
    if "error" in row:
        with pytest.raises(TemplateError):
            render(row["template"], VARIABLES)
    else:
        assert render(row["template"], VARIABLES) == row["output"]


@pytest.mark.parametrize("row", rows("promptfoo/render.jsonl"), ids=lambda row: row["template"][:60])
def test_a_prompt_comes_to_what_promptfoo_makes_of_it(row: dict[str, Any]) -> None:
    expected = DIFFERENT.get(row["template"], row["output"])
    assert render_prompt(row["template"], row["vars"]) == expected
