"""Calling a function written in Java: a static method of `Solution`."""

from shared.engines.harnesses.harness import Harness, fill, program
from shared.engines.harnesses.signature import Container, Kind, Signature, Type, types_of
from shared.engines.harnesses.spelling import declare, spell, spell_name

# No lambda runs and no strings are joined with `+` on the way of a good result: either costs a start of the JVM dear.
_MAIN = program("Main.java")


def _main(signature: Signature) -> str:
    reads = [
        f"        {spell(each.type, 'java')} argument{i} = {_json(each.type)}.read(input);"
        for i, each in enumerate(signature.parameters)
    ]
    return fill(
        _MAIN,
        READS='\n        input.expect(",");\n'.join(reads),
        RETURNS=spell(signature.returns, "java"),
        NAME=spell_name(signature.name, "java"),
        ARGUMENTS=", ".join(f"argument{i}" for i in range(len(signature.parameters))),
        RESULT=_json(signature.returns),
    )


def _json(type_: Type) -> str:
    return f"{type_.kind}({_json(type_.item)})" if isinstance(type_, Container) else type_.kind.upper()


def _starter_code(signature: Signature) -> str:
    parameters, returns = declare(signature.parameters, "java", "{type} {name}"), spell(signature.returns, "java")
    kinds = {type_.kind for type_ in types_of(signature)}
    imports = [f"import java.util.{kind.capitalize()};\n" for kind in (Kind.LIST, Kind.MAP) if kind in kinds]
    return (
        "".join(imports)
        + ("\n" if imports else "")
        + f"class Solution {{\n    static {returns} {spell_name(signature.name, 'java')}({parameters}) {{\n"
        + "        throw new UnsupportedOperationException();\n    }\n}\n"
    )


HARNESS = Harness(_main, _starter_code, "Solution.java")
