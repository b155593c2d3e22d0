"""Calling a function written in JavaScript.

Node cannot duplicate a descriptor: what prints through `console` and `process.stdout` is sent to standard error
instead. A program that writes to descriptor 1 itself spoils its own result.
"""

from shared.engines.harnesses.harness import Harness, fill, program
from shared.engines.harnesses.signature import Signature
from shared.engines.harnesses.spelling import declare, spell, spell_name

RUNTIME = program("main.js")
_MAIN = (
    "const fs = require('fs');\n"
    + RUNTIME
    + "\ncall('@NAME@', () => require('./solution.js'), @TYPES@, '@RETURNS@');\n"
)


def _main(signature: Signature) -> str:
    return fill(_MAIN, **values(signature, "javascript"))


def values(signature: Signature, language: str) -> dict[str, object]:
    """Return what `call` is given."""
    types = [str(parameter.type) for parameter in signature.parameters]
    return {"NAME": spell_name(signature.name, language), "TYPES": types, "RETURNS": signature.returns}


def _suffix(signature: Signature) -> str:
    name = spell_name(signature.name, "javascript")
    return f"\nmodule.exports = typeof {name} === 'undefined' ? undefined : {name};\n"


def _starter_code(signature: Signature) -> str:
    name, names = spell_name(signature.name, "javascript"), declare(signature.parameters, "javascript", "{name}")
    lines = [
        "/**",
        *(
            f" * @param {{{spell(each.type, 'javascript')}}} {spell_name(each.name, 'javascript')}"
            for each in signature.parameters
        ),
        f" * @returns {{{spell(signature.returns, 'javascript')}}}",
        " */",
        f"function {name}({names}) {{",
        "  throw new Error('not implemented');",
        "}",
    ]
    return "\n".join(lines) + "\n"


HARNESS = Harness(_main, _starter_code, "solution.js", suffix=_suffix)
