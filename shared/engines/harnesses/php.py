"""Calling a function written in PHP: a static method of `Solution`, whose name no built-in function can hold."""

from shared.engines.harnesses.harness import Harness, fill, program
from shared.engines.harnesses.signature import Container, Kind, Signature, Type
from shared.engines.harnesses.spelling import spell, spell_name

_MAIN = program("main.php")


def _main(signature: Signature) -> str:
    types = [str(parameter.type) for parameter in signature.parameters]
    return fill(_MAIN, TYPES=types, NAME=spell_name(signature.name, "php"), RETURNS=signature.returns)


def _native(type_: Type) -> str:
    if isinstance(type_, Container):
        return f"?{_native(type_.item)}" if type_.kind is Kind.OPTIONAL else "array"
    return spell(type_, "php")


def _starter_code(signature: Signature) -> str:
    natives = [f"{_native(each.type)} ${spell_name(each.name, 'php')}" for each in signature.parameters]
    lines = [
        "<?php",
        "",
        "class Solution",
        "{",
        "    /**",
        *(f"     * @param {spell(each.type, 'php')} ${spell_name(each.name, 'php')}" for each in signature.parameters),
        f"     * @return {spell(signature.returns, 'php')}",
        "     */",
        f"    public static function {spell_name(signature.name, 'php')}({', '.join(natives)}): "
        f"{_native(signature.returns)}",
        "    {",
        "        throw new LogicException('not implemented');",
        "    }",
        "}",
    ]
    return "\n".join(lines) + "\n"


HARNESS = Harness(_main, _starter_code, "solution.php")
