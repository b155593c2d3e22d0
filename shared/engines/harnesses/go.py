"""Calling a function written in Go."""

from shared.engines.harnesses.harness import Harness, fill, program
from shared.engines.harnesses.signature import Signature
from shared.engines.harnesses.spelling import declare, spell, spell_name

_MAIN = program("main.go")


def _main(signature: Signature) -> str:
    reads = [
        f"\tvar ella_{i} {spell(each.type, 'go')}\n\tella_check(json.Unmarshal(ella_arguments[{i}], &ella_{i}))"
        for i, each in enumerate(signature.parameters)
    ]
    return fill(
        _MAIN,
        READS="\n".join(reads),
        RETURNS=spell(signature.returns, "go"),
        NAME=spell_name(signature.name, "go"),
        ARGUMENTS=", ".join(f"ella_{i}" for i in range(len(signature.parameters))),
    )


def _starter_code(signature: Signature) -> str:
    parameters = declare(signature.parameters, "go", "{name} {type}")
    name, returns = spell_name(signature.name, "go"), spell(signature.returns, "go")
    return f'package main\n\nfunc {name}({parameters}) {returns} {{\n\tpanic("not implemented")\n}}\n'


HARNESS = Harness(_main, _starter_code, "solution.go")
