"""Calling a function written in Rust."""

from shared.engines.harnesses.harness import Harness, fill, program
from shared.engines.harnesses.signature import Kind, Signature, types_of
from shared.engines.harnesses.spelling import declare, spell

_MAIN = program("main.rs")


def _main(signature: Signature) -> str:
    reads = [
        f"    let argument{i} = <{spell(each.type, 'rust')}>::read(&mut input);"
        for i, each in enumerate(signature.parameters)
    ]
    return fill(
        _MAIN,
        READS='\n    input.expect(",");\n'.join(reads),
        RETURNS=spell(signature.returns, "rust"),
        NAME=signature.name,
        ARGUMENTS=", ".join(f"argument{i}" for i in range(len(signature.parameters))),
    )


def _starter_code(signature: Signature) -> str:
    parameters, returns = declare(signature.parameters, "rust", "{name}: {type}"), spell(signature.returns, "rust")
    maps = any(type_.kind is Kind.MAP for type_ in types_of(signature))
    use = "use std::collections::HashMap;\n\n" if maps else ""
    return f"{use}pub fn {signature.name}({parameters}) -> {returns} {{\n    todo!()\n}}\n"


HARNESS = Harness(_main, _starter_code, "solution.rs")
