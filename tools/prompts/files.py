"""Files that a config names: they lie next to it, or below."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from shared.domain.cards.case_tables import read_cases
from shared.engines.records.documents import YamlDocument, read_yaml
from shared.errors import InvalidInput

MAX_BYTES = 5_000_000
_FILE = "file://"
_DATA = (".json", ".yaml", ".yml")


class Files:
    """The files below one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self.expanded = False  # whether there are more tests now than the config has lines for

    def resolved(self, document: YamlDocument) -> YamlDocument:
        """Return a config with its files' contents in it; raise InvalidInput for a file that can't be taken."""
        if not isinstance(document.value, dict):
            return document
        config = dict(cast("dict[str, Any]", document.value))
        for name in ("prompts", "tests", "cases"):
            if name in config:
                read = self._prompts if name == "prompts" else self._tests
                config[name] = list(read(config[name]))
        for name in ("defaultTest", "defaults"):
            if isinstance(config.get(name), dict):
                config[name] = self._test(config[name])
        return document.with_value(config)

    def _prompts(self, raw: Any) -> Iterator[Any]:
        for each in _several(raw):
            given = cast("dict[str, Any]", each) if isinstance(each, dict) else {"raw": each}
            name = given.get("raw", given.get("id"))
            if not isinstance(name, str) or not name.startswith(_FILE):
                yield each
                continue
            texts = self._text(name).split("\n---\n") if name.endswith(".txt") else [self._text(name)]
            if len(texts) > 1:
                self.expanded = True
            label = {"label": given["label"]} if "label" in given and len(texts) == 1 else {}
            yield from ({"raw": text.strip(), **label} for text in texts)

    def _tests(self, raw: Any) -> Iterator[Any]:
        for each in _several(raw):
            if isinstance(each, str):
                self.expanded = True
                yield from (self._test(test) for test in self._tests_of(each))
            else:
                yield self._test(each)

    def _tests_of(self, name: str) -> list[Any]:
        if name.endswith(".csv"):
            return [_as_test(case) for case in read_cases(self._bytes(name))]
        if name.endswith(".jsonl"):
            return [_json(name, line) for line in self._text(name).splitlines() if line.strip()]
        return _several(self._value(name))

    def _test(self, raw: Any) -> Any:
        if not isinstance(raw, dict):
            return raw
        test = dict(cast("dict[str, Any]", raw))
        if isinstance(test.get("vars"), dict):
            test["vars"] = {name: self._variable(value) for name, value in test["vars"].items()}
        for name in ("assert", "assertions"):
            if name in test:
                test[name] = [self._assertion(each) for each in _several(test[name])]
        return test

    def _variable(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._variable(each) for each in cast("list[Any]", value)]
        if not isinstance(value, str) or not value.startswith(_FILE):
            return value
        return json.dumps(self._value(value)) if value.endswith((".yaml", ".yml")) else self._text(value).strip()

    def _assertion(self, raw: Any) -> Any:
        if not isinstance(raw, dict):
            return raw
        assertion = dict(cast("dict[str, Any]", raw))
        value = assertion.get("value")
        if isinstance(value, str) and value.startswith(_FILE):
            assertion["value"] = self._value(value) if value.endswith(_DATA) else self._text(value)
        if isinstance(assertion.get("assert"), list):
            assertion["assert"] = [self._assertion(each) for each in assertion["assert"]]
        return assertion

    def _value(self, name: str) -> Any:
        if name.endswith(".json"):
            return _json(name, self._text(name))
        if name.endswith((".yaml", ".yml")):
            return read_yaml(self._text(name)).value
        raise InvalidInput(f"{name} must be CSV, JSON, JSON Lines or YAML", code="file_unsupported")

    def _text(self, name: str) -> str:
        try:
            return self._bytes(name).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InvalidInput(f"{name} is not UTF-8", code="file_unreadable") from error

    def _bytes(self, name: str) -> bytes:
        path = (self._folder / name.removeprefix(_FILE)).resolve()
        if not path.is_relative_to(self._folder):
            raise InvalidInput(f"{name} does not lie next to the config", code="file_outside")
        try:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise InvalidInput(f"{name} can't be read: {error.strerror}", code="file_unreadable") from error
        if len(data) > MAX_BYTES:
            raise InvalidInput(f"{name} has more than {MAX_BYTES} bytes", code="file_too_large")
        return data


def _several(raw: Any) -> list[Any]:
    return cast("list[Any]", raw) if isinstance(raw, list) else [raw]


def _as_test(case: Mapping[str, Any]) -> dict[str, Any]:
    return {**{name: value for name, value in case.items() if name != "assertions"}, "assert": case["assertions"]}


def _json(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"{name} is not valid JSON", code="malformed_json") from error
