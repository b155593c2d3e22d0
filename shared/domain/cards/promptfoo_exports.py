"""A card and a set of cases as a `promptfooconfig.yaml`; what has no place in it is told line by line."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from shared.domain.cards.cases import Case, CaseDefaults, CaseSetContent
from shared.domain.cards.content import CardContent, ProviderSettings, TextPrompt
from shared.domain.cards.documents import dumped
from shared.domain.cards.promptfoo import Finding, is_file
from shared.domain.cards.variables import VariableType
from shared.engines.model_calls.names import name_of
from shared.model import FrozenModel

_FILE = "promptfoo takes a value that begins with file:// for a file"


class WrittenConfig(FrozenModel):
    """A config, and what it does not say of the card (pointers from `/card`) and the set (from `/caseSet`).

    A finding's line is that of the part of the config where it would stand.
    """

    yaml: str
    findings: tuple[Finding, ...]


def write_config(card: CardContent, case_set: CaseSetContent) -> WrittenConfig:
    """Return the config of a card that is tested on a set."""
    return _Writer().write(card, case_set)


class _Writer:
    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._text = ""

    def write(self, card: CardContent, case_set: CaseSetContent) -> WrittenConfig:
        self._put({"description": case_set.name})
        for name in ("description", "tags"):
            if getattr(case_set, name):
                self._find(f"/caseSet/{name}", "key_unsupported", f"a config has no place for a set's {name}")
        self._write_prompt(card)
        if card.provider and (provider := self._provider(card.provider)):
            self._put({"providers": [provider]})
        values = {**dict(self._defaults(card)), **case_set.defaults.vars}
        test = self._test("/caseSet/defaults", case_set.defaults, values)
        if test:
            self._put({"defaultTest": test})
        if case_set.cases:
            self._text += "tests:\n"
        for number, case in enumerate(case_set.cases):
            self._write_case(f"/caseSet/cases/{number}", case)
        return WrittenConfig(yaml=self._text, findings=tuple(self._findings))

    def _put(self, part: Any) -> None:
        self._text += dumped(part)

    def _find(self, pointer: str, code: str, message: str) -> None:
        line = self._text.count("\n") + 1
        self._findings.append(Finding(line=line, pointer=pointer[:300], code=code, message=message[:300]))

    def _write_prompt(self, card: CardContent) -> None:
        for name in ("description", "tags"):
            if getattr(card, name):
                self._find(f"/card/{name}", "key_unsupported", f"a config has no place for a card's {name}")
        for number, each in enumerate(card.variables):
            if each.type is not VariableType.JSON or each.description or not each.required:
                message = f"a config says nothing of {each.name} itself: its type, what it is, that it may be missing"
                self._find(f"/card/variables/{number}", "variable_unsupported", message)
        if isinstance(card.prompt, TextPrompt):
            raw = card.prompt.template
            if is_file(raw):
                self._find("/card/prompt", "prompt_unsupported", "promptfoo takes a prompt that begins so for a file")
                return
        else:
            messages = [{"role": each.role, "content": each.template} for each in card.prompt.messages]
            raw = json.dumps(messages, ensure_ascii=False, indent=2)
        self._put({"prompts": [{"label": card.name, "raw": raw}]})

    def _provider(self, settings: ProviderSettings) -> dict[str, Any] | None:
        id = name_of(settings.provider, settings.model)
        if id is None:
            self._find("/card/provider", "provider_unsupported", f"promptfoo has no provider {settings.provider}")
            return None
        return {"id": id, **({"config": settings.parameters} if settings.parameters else {})}

    def _defaults(self, card: CardContent) -> Iterator[tuple[str, Any]]:
        for number, each in enumerate(card.variables):
            if isinstance(each.default, list) and each.default and isinstance(each.default[0], str):
                message = "a list of texts would be one test for each; give the value to the cases"
                self._find(f"/card/variables/{number}/default", "default_unsupported", message)
            elif each.default is not None:
                yield each.name, each.default

    def _write_case(self, pointer: str, case: Case) -> None:
        if case.weight != 1:
            self._find(f"{pointer}/weight", "key_unsupported", "a test has no weight of its own")
        test = self._test(pointer, case, case.vars)
        expected = [] if case.expected is None else [{"type": "equals", "value": case.expected}]
        if is_file(case.expected):
            self._find(f"{pointer}/expected", "file_unsupported", _FILE)
            expected = []
        asserted = [*expected, *test.get("assert", [])]
        described = {"description": case.description} if case.description else {}
        self._put([{**described, **test, **({"assert": asserted} if asserted else {})}])

    def _test(self, pointer: str, given: Case | CaseDefaults, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a test says, without the values that promptfoo would take for the names of files."""
        for name in (name for name, value in values.items() if is_file(value)):
            self._find(f"{pointer}/vars/{name}", "file_unsupported", _FILE)
        for number in (number for number, each in enumerate(given.assertions) if is_file(each.get("value"))):
            self._find(f"{pointer}/assertions/{number}", "file_unsupported", _FILE)
        test = {
            "vars": {name: value for name, value in values.items() if not is_file(value)},
            "assert": [each for each in given.assertions if not is_file(each.get("value"))],
            "threshold": given.threshold,
            "options": {"transform": given.transform} if given.transform else {},
            "metadata": given.metadata,
        }
        return {name: value for name, value in test.items() if value is not None and value not in ({}, [])}
