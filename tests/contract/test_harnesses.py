"""Functions in every language: what goes in comes out, and what fails says so."""

import json
from typing import Any

import pytest

from shared.engines.harnesses import HARNESSES, unsupported
from shared.engines.harnesses.values import check_arguments, check_result
from shared.ports.sandbox import Sandbox
from tests.fixtures.functions import call, call_all, result, signature, starter_with

pytestmark = pytest.mark.anyio

TEXTS = [
    r'""',
    r'"plain"',
    '"Grüße, 世界 🎉"',
    r'"\"\\\/\b\f\n\r\t"',
    r'"\u00e9 \u20AC \ud83c\udf89 \u001f \u007f \uffff"',
    r'"a\u0000b"',
    '"</script> \u2028 \u2029"',
]
VALUES = {
    "int": ["0", "-0", "-7", "9007199254740991", "-9007199254740991", "9223372036854775807", "-9223372036854775808"],
    "string": TEXTS,
    "list<list<int>>": ["[]", "[[]]", " [ [ 1 , -2 ] , [ ] ,\n\t[ 3 ] ] ", json.dumps([list(range(2_000))] * 3)],
    "list<optional<float>>": [
        "[null]",
        "[0, -0.0, 0.1, 1e308, -1.7976931348623157E+308, 5e-324, 3, 123456789012345678901, 1e-7]",
    ],
    "optional<list<optional<string>>>": ["null", '["", null]', json.dumps(["x" * 20_000, "y"])],
    "map<string,list<optional<bool>>>": [
        "{}",
        r'{"a": [], "": [true], "1": [false, null, true], "__proto__": [null], "\u00fc\"\n": [true]}',
    ],
}
RETURN_VALUE = {
    **dict.fromkeys(["c", "cpp", "java", "javascript", "typescript"], "return value;"),
    **dict.fromkeys(["go", "python"], "return value"),
    "php": "return $value;",
    **dict.fromkeys(["ruby", "rust"], "value"),
}


def written(type_: str, value: Any) -> str:
    """A value as text, in which -0.0 differs from 0.0 and true from 1, but no order of keys from another."""
    if "float" in type_:
        value = [item if item is None else float(item) for item in value]
    return json.dumps(value, sort_keys=True)


@pytest.mark.parametrize("type_", VALUES)
@pytest.mark.parametrize("language", HARNESSES)
async def test_what_goes_in_comes_out(sandbox: Sandbox, language: str, type_: str) -> None:
    asked = signature(type_, value=type_)
    if unsupported(asked, language):
        assert language == "c"
        assert "map" in type_
        return
    arguments = [f"[{text}]" for text in VALUES[type_] if check_result(asked, text, [language]) is None]
    assert all(check_arguments(asked, text, [language]) is None for text in arguments)
    solution = starter_with(language, asked, RETURN_VALUE[language])
    outcome = await call_all(sandbox, language, asked, solution, arguments)
    assert outcome.compilation.ok, outcome.compilation.message
    for text, single in zip(arguments, outcome.outcomes, strict=True):
        [expected] = json.loads(text)
        assert written(type_, result(single)) == written(type_, expected)


@pytest.mark.parametrize("language", HARNESSES)
async def test_arguments_arrive_in_order_whatever_they_are_called_and_none_is_an_empty_array(
    sandbox: Sandbox, language: str
) -> None:
    pair = signature("string", result="string", text="string").with_(name="input")
    second = starter_with(language, pair, RETURN_VALUE[language].replace("value", "text"))
    assert result(await call(sandbox, language, pair, second, '["a", "b"]')) == "b"
    lone = signature("bool")
    literal = "True" if language == "python" else "true"
    constant = starter_with(language, lone, RETURN_VALUE[language].replace("$", "").replace("value", literal))
    assert result(await call(sandbox, language, lone, constant, "[]")) is True
