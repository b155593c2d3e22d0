"""Calling a function written in Python."""

from shared.engines.harnesses.harness import Harness, fill
from shared.engines.harnesses.signature import Signature
from shared.engines.harnesses.spelling import declare, spell

_MAIN = r"""
import os, sys

_result = os.dup(1)
os.dup2(2, 1)

import json, math


def _fail(message):
    print(message, file=sys.__stderr__, flush=True)
    os._exit(1)


def _split(type_):
    kind, _, item = type_.partition("<")
    return kind, item[:-1].removeprefix("string,") if kind == "map" else item[:-1]


def _read(type_, value):
    kind, item = _split(type_)
    if kind == "float":
        return float(value)
    if kind == "list":
        return [_read(item, each) for each in value]
    if kind == "map":
        return {key: _read(item, each) for key, each in value.items()}
    if kind == "optional":
        return None if value is None else _read(item, value)
    return value


def _plain(type_, value, place):
    kind, item = _split(type_)
    if kind == "optional":
        return None if value is None else _plain(item, value, place)
    if kind == "bool" and isinstance(value, bool):
        return value
    if kind == "int" and isinstance(value, int) and not isinstance(value, bool):
        if not -(2**63) <= value < 2**63:
            _fail(f"{place} is an int of more than 64 bits")
        return int(value)
    if kind == "float" and isinstance(value, (int, float)) and not isinstance(value, bool):
        if not math.isfinite(value):
            _fail(f"{place} is {value}, which is not a finite number")
        return float(value)
    if kind == "string" and isinstance(value, str):
        return value
    if kind == "list" and isinstance(value, (list, tuple)):
        return [_plain(item, each, f"{place}[{number}]") for number, each in enumerate(value)]
    if kind == "map" and isinstance(value, dict):
        for key in value:
            if not isinstance(key, str):
                _fail(f"{place} has the key {key!r}; the signature says string")
        return {key: _plain(item, each, f"{place}[{key!r}]") for key, each in value.items()}
    _fail(f"{place} is of type {type(value).__name__}; the signature says {type_}")


def _main():
    arguments = [_read(type_, value) for type_, value in zip(@TYPES@, json.loads(sys.stdin.buffer.read()))]
    try:
        import solution

        function = getattr(solution, "@NAME@", None)
        if not callable(function):
            _fail("solution.py defines no function @NAME@")
        result = function(*arguments)
    except BaseException as error:
        import traceback

        traceback.print_exception(type(error), error, error.__traceback__.tb_next, file=sys.__stderr__)
        os._exit(1)
    text = memoryview(json.dumps(_plain("@RETURNS@", result, "the result")).encode())
    try:
        sys.stdout.flush()
    finally:
        while text:
            text = text[os.write(_result, text) :]
        os._exit(0)


_main()
"""


def _main(signature: Signature) -> str:
    types = [str(parameter.type) for parameter in signature.parameters]
    return fill(_MAIN, TYPES=types, NAME=signature.name, RETURNS=signature.returns)


def _starter_code(signature: Signature) -> str:
    parameters = declare(signature.parameters, "python", "{name}: {type}")
    returns = spell(signature.returns, "python")
    return f"def {signature.name}({parameters}) -> {returns}:\n    raise NotImplementedError\n"


HARNESS = Harness(_main, _starter_code, "solution.py")
