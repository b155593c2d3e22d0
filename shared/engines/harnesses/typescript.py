"""Calling a function written in TypeScript: JavaScript's harness, and a check of the types the function has."""

from shared.engines.harnesses.harness import Harness, fill
from shared.engines.harnesses.javascript import RUNTIME, values
from shared.engines.harnesses.signature import Signature
from shared.engines.harnesses.spelling import declare, spell, spell_name

_MAIN = (
    "// @ts-nocheck\nimport fs = require('fs');\n"
    + RUNTIME
    + "\nimport solution = require('./solution');\ncall('@NAME@', () => solution.solution$, @TYPES@, '@RETURNS@');\n"
)


def _main(signature: Signature) -> str:
    return fill(_MAIN, **values(signature, "typescript"))


def _suffix(signature: Signature) -> str:
    parameters = declare(signature.parameters, "typescript", "{name}: {type}")
    returns = spell(signature.returns, "typescript")
    name = spell_name(signature.name, "typescript")
    return f"\nexport const solution$: ({parameters}) => {returns} = {name};\n"


def _starter_code(signature: Signature) -> str:
    parameters = declare(signature.parameters, "typescript", "{name}: {type}")
    returns, name = spell(signature.returns, "typescript"), spell_name(signature.name, "typescript")
    return f"function {name}({parameters}): {returns} {{\n  throw new Error('not implemented');\n}}\n"


HARNESS = Harness(_main, _starter_code, "solution.ts", suffix=_suffix)
