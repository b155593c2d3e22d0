import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tools import ella, prompts

CONFIG = """\
description: Greetings
prompts: [file://prompt.txt, "Bye {{name}}"]
providers: [echo]
defaultTest:
  assert: [{type: contains, value: "{{name}}", metric: named}]
tests:
  - description: by hand
    vars: {name: file://name.txt, tone: [dry, warm]}
    assert: [{type: is-json, value: file://schema.json, weight: 0}]
  - file://more.csv
"""
CSV = "name,__expected,__description\nBob,icontains:bob,from a table\n"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "prompt.txt").write_text("Hello {{name}}\n")
    (tmp_path / "name.txt").write_text("Ann\n")
    (tmp_path / "schema.json").write_text('{"type": "object"}')
    (tmp_path / "more.csv").write_text(CSV)
    path = tmp_path / "promptfooconfig.yaml"
    path.write_text(CONFIG)
    return path


def run(config: Path, *options: str) -> int:
    return prompts.main(["run", str(config), "--no-cache", *options])


def written(tmp_path: Path, yaml: str) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(yaml)
    return path


def test_every_case_is_run_for_every_prompt_with_the_files_beside_the_config(config: Path) -> None:
    output = config.with_name("results.json")
    assert run(config, "--output", str(output)) == 0
    results = json.loads(output.read_text())["results"]
    assert [(each["testIdx"], each["promptIdx"], each["response"]["output"]) for each in results["results"]] == [
        (0, 0, "Hello Ann"),
        (0, 1, "Bye Ann"),
        (1, 0, "Hello Ann"),
        (1, 1, "Bye Ann"),
        (2, 0, "Hello Bob"),
        (2, 1, "Bye Bob"),
    ]
    assert results["stats"]["successes"] == 6


def test_the_results_file_says_what_promptfoos_says_of_the_same_config(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'description: Small\nprompts: ["Hello {{name}}"]\nproviders: [echo]\ntests:\n'
        "  - description: greets\n    vars: {name: Ann}\n"
        "    assert: [{type: contains, value: Ann, metric: tone}, {type: equals, value: no}]\n"
        "  - vars: {name: [a, b]}\n",
    )
    assert run(path, "--output", str(tmp_path / "out.json")) == 100
    file: dict[str, Any] = json.loads((tmp_path / "out.json").read_text())
    assert file.keys() == {"evalId", "results", "config", "shareableUrl", "metadata", "vars"}
    assert file["vars"] == ["name"]
    stats = file["results"]["stats"]
    assert (stats["successes"], stats["failures"], stats["errors"]) == (2, 1, 0)
    metrics = file["results"]["prompts"][0]["metrics"]
    counted = ("score", "testPassCount", "testFailCount", "assertPassCount", "assertFailCount", "namedScores")
    assert [metrics[name] for name in counted] == [2.5, 2, 1, 1, 1, {"tone": 1}]
    first = file["results"]["results"][0]
    assert (first["success"], first["score"], first["failureReason"]) == (False, 0.5, 1)
    assert [(each["pass"], each["assertion"]["type"]) for each in first["gradingResult"]["componentResults"]] == [
        (True, "contains"),
        (False, "equals"),
    ]
    assert first["prompt"]["raw"] == "Hello Ann"
    assert first["provider"]["id"] == "echo"


def test_the_exit_status_tells_a_gate_passed_a_gate_missed_and_an_error(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "prompts: '{{x}}'\nproviders: echo\ntests:\n"
        "  - {vars: {x: a}, assert: [{type: equals, value: a}]}\n"
        "  - {vars: {x: b}, assert: [{type: equals, value: a}]}\n",
    )
    assert [run(path, *options) for options in ((), ("--fail-under", "50"), ("--fail-under", "51"))] == [100, 0, 100]
    judged = written(tmp_path, "prompts: hi\nproviders: echo\ntests: [{assert: [{type: llm-rubric, value: polite}]}]\n")
    assert run(judged, "--fail-under", "0") == 1


def test_a_table_of_what_did_not_pass_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(
        tmp_path,
        "description: Towns\nprompts: '{{x}}'\nproviders: echo\ntests:\n"
        "  - {description: fine, vars: {x: a}}\n"
        "  - {description: astray, vars: {x: b}, assert: [{type: equals, value: a}]}\n",
    )
    run(path)
    row, summary = capsys.readouterr().out.splitlines()
    assert row.split()[:3] == ["failed", "Towns", "astray"]
    assert summary.startswith("1 of 2 passed (50.00 %), 1 failed, 0 ended in an error")


def test_cases_are_chosen_by_description_and_repeated(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(config, "--filter", "^from", "--repeat", "3") == 0
    assert capsys.readouterr().out.startswith("6 of 6 passed")
    assert [run(config, "--filter", pattern) for pattern in ("nothing is called so", "(")] == [1, 1]


def test_a_card_with_cases_is_run(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "name: Greeting\n"
        "prompt: {kind: chat, messages: [{role: user, template: 'Greet {{name}} {{tone}}'}]}\n"
        "variables: [{name: name}, {name: tone, default: kindly, required: false}]\n"
        "provider: {provider: echo}\n"
        "cases:\n  - {vars: {name: Ann}, expected: Greet Ann kindly}\n  - file://more.csv\n",
    )
    (tmp_path / "more.csv").write_text(CSV)
    assert run(path) == 0


@pytest.mark.parametrize(
    ("yaml", "said"),
    [
        ("prompts: [file://../secret.txt]\nproviders: echo\n", "does not lie next to the config"),
        ("prompts: [file://missing.txt]\nproviders: echo\n", "can't be read"),
        ("prompts: hi\nproviders: echo\ntests: file://tests.py\n", "must be CSV, JSON, JSON Lines or YAML"),
        ("prompts: hi\nproviders:\n  - nobody:model\n", "config.yaml:3: /providers/0: there is no provider nobody"),
        ("prompts: hi\nproviders: echo\ntests: [{assert: [{type: no-such}]}]\n", "there is no assertion type"),
        ("prompts: hi\nproviders: echo\ntests: [{options: {prefix: x}}]\n", "prefix is not taken"),
        ("prompts: hi\nproviders: echo\ntests: [{assert: [{type: select-best, value: x}]}]\n", "across outputs"),
        ("prompts: hi\n", "name a prompt and a provider"),
        ("a: &a [x]\nb: *a\n", "not valid YAML"),
        ("name: x\nprompt: {kind: poem}\n", "/prompt: "),
    ],
)
def test_nothing_is_run_of_what_can_not_be_taken_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], yaml: str, said: str
) -> None:
    assert run(written(tmp_path, yaml)) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""


def test_a_key_that_means_nothing_to_the_cases_is_told_and_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(written(tmp_path, "prompts: hi\nproviders: echo\nsharing: false\n")) == 0
    assert "config.yaml:3: /sharing: sharing is not taken" in capsys.readouterr().err


def test_a_provider_without_a_key_is_an_error_that_names_the_variable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert run(written(tmp_path, "prompts: hi\nproviders: openai:gpt-4o-mini\n")) == 1
    assert "set OPENAI_API_KEY to ask openai" in capsys.readouterr().out


def test_ella_has_the_command(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["ella", "prompts", "run", str(config), "--no-cache"])
    assert ella.main() == 0


def test_a_case_may_change_the_output_before_it_is_asserted(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "prompts: ['Hello {{name}}']\nproviders: [echo]\n"
        "defaultTest: {options: {transform: \"output.split(' ')[1]\"}}\n"
        "tests:\n"
        "  - {vars: {name: Ann}, assert: [{type: equals, value: Ann}]}\n"
        "  - {vars: {name: Bob}, options: {transform: output.length > 8}, assert: [{type: equals, value: 'true'}]}\n",
    )
    assert run(path) == 0
