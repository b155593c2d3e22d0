"""A `promptfooconfig.yaml` as cards and a set of cases; what has no place in them is told line by line."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from shared.domain.cards.cases import MAX_CASES, Case, CaseDefaults, CaseSetContent, checked_assertion
from shared.domain.cards.content import CardContent, ProviderSettings, TextPrompt
from shared.domain.cards.variables import Variable, VariableType
from shared.engines.model_calls.names import named_model
from shared.engines.records.documents import YamlDocument, read_yaml
from shared.engines.templates.prompts import used_variables
from shared.errors import InvalidInput
from shared.model import FrozenModel

MAX_PROMPTS = 20
_READ = ("description", "prompts", "providers", "targets", "tests", "scenarios", "defaultTest")
_OF_A_CASE = ("vars", "assert", "threshold", "description", "metadata")

Path = tuple[str | int, ...]


class Finding(FrozenModel):
    """Something of a config that is not taken, by its line and JSON pointer."""

    line: int
    pointer: str
    code: str
    message: str


class ReadConfig(FrozenModel):
    """What a config came to: the cards ask the first of the providers."""

    cards: tuple[CardContent, ...]
    providers: tuple[ProviderSettings, ...]
    case_set: CaseSetContent
    findings: tuple[Finding, ...]


def read_config(text: str) -> ReadConfig:
    """Return what a config holds; raise InvalidInput where it is no YAML, no object, or holds too much."""
    return read_document(read_yaml(text))


def read_document(document: YamlDocument) -> ReadConfig:
    """Return what a config holds that is read already; raise InvalidInput as `read_config` does."""
    return _Reader(document).read()


class _Reader:
    def __init__(self, document: YamlDocument) -> None:
        if not isinstance(document.value, dict):
            raise InvalidInput("a config is an object with fields such as prompts and tests", code="malformed_yaml")
        self._config = cast("dict[str, Any]", document.value)
        self._document = document
        self._findings: list[Finding] = []

    def read(self) -> ReadConfig:
        for name in self._config:
            if name not in _READ:
                self._find((name,), "key_unsupported", f"{name} is not taken")
        name = str(self._config.get("description") or "promptfoo")[:180]
        providers = tuple(self._providers())
        cards = tuple(self._cards(name, providers[0] if providers else None))
        defaults = self._defaults()
        cases = tuple(self._cases())
        if len(cases) > MAX_CASES:
            raise InvalidInput(f"a set holds at most {MAX_CASES} cases; split the config", code="too_many_cases")
        try:
            case_set = CaseSetContent(name=name, defaults=defaults, cases=cases)
        except ValidationError as error:
            raise InvalidInput(error.errors()[0]["msg"], code="config_too_large") from error
        return ReadConfig(cards=cards, providers=providers, case_set=case_set, findings=tuple(self._findings))

    def _find(self, path: Path, code: str, message: str) -> None:
        pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)
        line = self._document.line(path)
        self._findings.append(Finding(line=line, pointer=pointer[:300], code=code, message=message[:300]))

    def _invalid(self, path: Path, error: ValidationError) -> None:
        first = error.errors()[0]
        self._find((*path, *first["loc"]), first["type"], first["msg"])

    # -- cards

    def _providers(self) -> Iterator[ProviderSettings]:
        key = "providers" if "providers" in self._config else "targets"
        taken = False
        for path, raw in _several(self._config.get(key), (key,)):
            if taken:
                self._find(path, "provider_not_taken", "a card asks one provider; duplicate the card for this one")
            if (settings := self._settings(path, raw)) is not None:
                taken = True
                yield settings

    def _settings(self, path: Path, raw: Any) -> ProviderSettings | None:
        given = cast("dict[str, Any]", raw) if isinstance(raw, dict) else {"id": raw}
        if "id" not in given and len(given) == 1:
            ((id, options),) = given.items()
            given = {"id": id, **(cast("dict[str, Any]", options) if isinstance(options, dict) else {})}
        for name in given:
            if name not in ("id", "config", "label"):
                self._find((*path, name), "key_unsupported", f"{name} is not taken")
        named = named_model(str(given.get("id")))
        if named is None:
            kind = str(given.get("id")).partition(":")[0]
            self._find(path, "provider_unsupported", f"there is no provider {kind[:80]}")
            return None
        config = given.get("config")
        try:
            return ProviderSettings.model_validate(
                {"provider": named[0], "model": named[1], "parameters": config or {}}
            )
        except ValidationError as error:
            self._invalid(path, error)
            return None

    def _cards(self, name: str, provider: ProviderSettings | None) -> Iterator[CardContent]:
        prompts = _several(self._config.get("prompts"), ("prompts",))
        if len(prompts) > MAX_PROMPTS:
            raise InvalidInput(f"a config has at most {MAX_PROMPTS} prompts; split it", code="too_many_prompts")
        for number, (path, raw) in enumerate(prompts, 1):
            given = cast("dict[str, Any]", raw) if isinstance(raw, dict) else {"raw": raw}
            text = given.get("raw", given.get("id"))
            if not isinstance(text, str) or text.startswith("file://"):
                self._find(path, "prompt_unsupported", "a prompt is a text in the config itself; files are not read")
                continue
            for key in given:
                if key not in ("raw", "id", "label"):
                    self._find((*path, key), "key_unsupported", f"{key} is not taken")
            label = str(given.get("label") or (f"{name} {number}" if len(prompts) > 1 else name))[:200]
            try:
                variables = tuple(Variable(name=each, type=VariableType.JSON) for each in sorted(used_variables(text)))
                prompt = TextPrompt(kind="text", template=text)
                yield CardContent(name=label, prompt=prompt, variables=variables, provider=provider)
            except ValidationError as error:
                self._find(path, "prompt_unsupported", error.errors()[0]["msg"])

    # -- cases

    def _defaults(self) -> CaseDefaults:
        raw = self._config.get("defaultTest")
        path: Path = ("defaultTest",)
        empty = CaseDefaults(vars={}, metadata={})
        if raw is None:
            return empty
        data = self._case_data(path, raw)
        if data is None:
            return empty
        if data.pop("description", None) is not None:
            self._find((*path, "description"), "key_unsupported", "the defaults have no description")
        try:
            return CaseDefaults.model_validate(data)
        except ValidationError as error:
            self._invalid(path, error)
            return empty

    def _cases(self) -> Iterator[Case]:
        for path, raw in _several(self._config.get("tests"), ("tests",)):
            yield from self._case(path, self._case_data(path, raw))
        for path, raw in _several(self._config.get("scenarios"), ("scenarios",)):
            if not isinstance(raw, dict):
                self._find(path, "scenario_unsupported", "a scenario is an object; files are not read")
                continue
            yield from self._scenario(path, cast("dict[str, Any]", raw))

    def _scenario(self, path: Path, scenario: Mapping[str, Any]) -> Iterator[Case]:
        configs = [self._case_data(place, raw) for place, raw in _several(scenario.get("config"), (*path, "config"))]
        tests = [self._case_data(place, raw) for place, raw in _several(scenario.get("tests", [{}]), (*path, "tests"))]
        if len(configs) * len(tests) > MAX_CASES:
            raise InvalidInput(f"a set holds at most {MAX_CASES} cases; split the config", code="too_many_cases")
        for first, second in product(configs, tests):
            if first is None or second is None:
                continue
            merged = {name: {**first.get(name, {}), **second.get(name, {})} for name in ("vars", "metadata")}
            assertions = [*first.get("assertions", []), *second.get("assertions", [])]
            yield from self._case(path, {**first, **second, **merged, "assertions": assertions})

    def _case(self, path: Path, data: Mapping[str, Any] | None) -> Iterator[Case]:
        if data is None:
            return
        try:
            yield Case.model_validate(data)
        except ValidationError as error:
            self._invalid(path, error)

    def _case_data(self, path: Path, raw: Any) -> dict[str, Any] | None:
        """Return a test's fields as a case has them, None where it is no object."""
        if not isinstance(raw, dict):
            self._find(path, "test_unsupported", "a test is an object in the config itself; files are not read")
            return None
        given = cast("dict[str, Any]", raw)
        for name in given:
            if name not in _OF_A_CASE and name != "options":
                self._find((*path, name), "key_unsupported", f"{name} is not taken")
        data = {name: given[name] for name in _OF_A_CASE if given.get(name) is not None and name != "assert"}
        values = data.get("vars")
        if isinstance(values, dict):
            data["vars"] = dict(self._values((*path, "vars"), cast("dict[str, Any]", values)))
        data["assertions"] = list(self._assertions((*path, "assert"), given.get("assert")))
        return data | self._options((*path, "options"), given.get("options"))

    def _options(self, path: Path, raw: Any) -> dict[str, Any]:
        """Return what a case takes of a test's options."""
        options = cast("dict[str, Any]", raw) if isinstance(raw, dict) else {}
        for name in options:
            if name != "transform":
                self._find((*path, name), "key_unsupported", f"{name} is not taken")
        transform = options.get("transform")
        if transform is None:
            return {}
        if not isinstance(transform, str) or transform.startswith("file://"):
            self._find(
                (*path, "transform"), "file_unsupported", "files are not read; put the JavaScript into the config"
            )
            return {}
        return {"transform": transform}

    def _values(self, path: Path, values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for name, value in values.items():
            if is_file(value):
                self._find((*path, name), "file_unsupported", "files are not read; put the value into the config")
            else:
                yield name, value

    def _assertions(self, path: Path, raw: Any) -> Iterator[dict[str, Any]]:
        for place, each in _several(raw, path):
            if not isinstance(each, dict):
                self._find(place, "invalid_assertion", "an assertion is an object with a type")
                continue
            assertion = cast("dict[str, Any]", each)
            if is_file(assertion.get("value")):
                self._find((*place, "value"), "file_unsupported", "files are not read; put the value into the config")
                continue
            try:
                yield checked_assertion(assertion)
            except PydanticCustomError as error:
                self._find(place, error.type, error.message())


def _several(value: Any, path: Path) -> Sequence[tuple[Path, Any]]:
    """Return the items of a list with their paths; one thing alone is a list of it."""
    if value is None:
        return []
    if isinstance(value, list):
        return [((*path, number), each) for number, each in enumerate(cast("list[Any]", value))]
    return [(path, value)]


def is_file(value: Any) -> bool:
    """Tell whether a value stands for a file's content."""
    return isinstance(value, str) and value.startswith("file://")
