"""Calling a function written in Ruby."""

from shared.engines.harnesses.harness import Harness, fill, program
from shared.engines.harnesses.signature import Signature
from shared.engines.harnesses.spelling import declare, spell

_MAIN = program("main.rb")


def _main(signature: Signature) -> str:
    types = [str(parameter.type) for parameter in signature.parameters]
    return fill(_MAIN, TYPES=types, NAME=signature.name, RETURNS=signature.returns)


def _starter_code(signature: Signature) -> str:
    lines = [
        *(f"# @param {each.name} [{spell(each.type, 'ruby')}]" for each in signature.parameters),
        f"# @return [{spell(signature.returns, 'ruby')}]",
        f"def {signature.name}({declare(signature.parameters, 'ruby', '{name}')})",
        "  raise NotImplementedError",
        "end",
    ]
    return "\n".join(lines) + "\n"


HARNESS = Harness(_main, _starter_code, "solution.rb")
