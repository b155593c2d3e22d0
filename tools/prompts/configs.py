"""What a config asks for: prompts, models and cases."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from shared.domain.cards.cases import CaseSetContent, ExpandedCase, expanded
from shared.domain.cards.content import CardContent
from shared.domain.cards.promptfoo import Finding, read_document
from shared.domain.suite_runs.cases import Target
from shared.engines.assertions.registry import ROW_TYPES
from shared.engines.records.documents import YamlDocument, read_yaml
from shared.errors import InvalidInput
from tools.prompts.files import Files

_OF_A_SET = ("cases", "defaults")


@dataclass(frozen=True, slots=True)
class Suite:
    """Cases, and the cards that are tested on them, each with a model; notes tell what of the config says nothing."""

    name: str
    columns: tuple[tuple[CardContent, Target], ...]
    cases: tuple[ExpandedCase, ...]
    notes: tuple[str, ...] = ()


def read_suite(path: Path) -> Suite:
    """Return what a promptfoo config, or a card with `cases`, asks for.

    Raise InvalidInput with each part that can't be taken, and OSError where there is no such file.
    """
    files = Files(path.parent)
    document = files.resolved(read_yaml(path.read_text("utf-8-sig", errors="replace")))
    value = document.value
    is_card = isinstance(value, dict) and "prompt" in value
    suite = _of_card(cast("dict[str, Any]", value)) if is_card else _of_config(document, path, files)
    if not suite.columns:
        raise InvalidInput("there is nothing to run: name a prompt and a provider")
    across = {each["type"] for case in suite.cases for each in case.assertions if each["type"] in ROW_TYPES}
    if across:
        raise InvalidInput(f"{', '.join(sorted(across))} looks across outputs, which is not taken here")
    return suite


def matching(cases: tuple[ExpandedCase, ...], pattern: str) -> tuple[ExpandedCase, ...]:
    """Return the cases whose description a pattern is found in; raise InvalidInput for one that is wrong."""
    try:
        wanted = re.compile(pattern)
    except re.error as error:
        raise InvalidInput(f"the filter is no regular expression: {error}") from error
    return tuple(case for case in cases if wanted.search(case.description))


def _of_config(document: YamlDocument, path: Path, files: Files) -> Suite:
    read = read_document(document)
    told = [(each, _said(each, path, files)) for each in read.findings if each.code != "provider_not_taken"]
    problems = [said for each, said in told if not _says_nothing(each)]
    if problems:
        raise InvalidInput("\n".join(problems))
    targets = [Target.model_validate(each.model_dump()) for each in read.providers]
    columns = tuple((card, target) for card in read.cards for target in targets)
    cases = expanded(read.case_set) if read.case_set.cases else _without_tests(read.case_set)
    return Suite(read.case_set.name, columns, cases, tuple(said for _, said in told))


def _without_tests(content: CaseSetContent) -> tuple[ExpandedCase, ...]:
    """Return the one case of a config without tests, as promptfoo takes it."""
    return expanded(CaseSetContent.model_validate({**content.to_data(), "cases": [{}]}))


def _of_card(data: dict[str, Any]) -> Suite:
    try:
        card = CardContent.model_validate({name: each for name, each in data.items() if name not in _OF_A_SET})
        sets = {name: data[name] for name in _OF_A_SET if name in data}
        sets["cases"] = [_as_case(each) for each in sets.get("cases", [{}])]
        content = CaseSetContent.model_validate({"name": card.name, **sets})
    except ValidationError as error:
        said = [f"/{'/'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()[:20]]
        raise InvalidInput("\n".join(said)) from error
    if card.provider is None:
        raise InvalidInput("the card names no provider")
    target = Target.model_validate(card.provider.model_dump())
    return Suite(card.name, ((card, target),), expanded(content))


def _as_case(raw: Any) -> Any:
    """Return a case of a card's file, whose tables name assertions as promptfoo does."""
    if not isinstance(raw, dict):
        return raw
    case = cast("dict[str, Any]", raw)
    if "assert" not in case:
        return case
    return {**{name: each for name, each in case.items() if name != "assert"}, "assertions": case["assert"]}


def _says_nothing(finding: Finding) -> bool:
    """Tell whether no case means anything else without it: a key of the config itself."""
    return finding.code == "key_unsupported" and finding.pointer.count("/") == 1


def _said(finding: Finding, path: Path, files: Files) -> str:
    place = finding.pointer if files.expanded else f"{finding.line}: {finding.pointer}"
    return f"{path}:{place}: {finding.message}"
