"""Calling a function written in C++.

The harness includes the candidate's file after everything it needs itself, so that no macro of the candidate's changes
it.
"""

from shared.engines.harnesses.harness import Harness, fill, program
from shared.engines.harnesses.signature import Signature
from shared.engines.harnesses.spelling import declare, spell

_MAIN = program("main.cpp")


def _main(signature: Signature) -> str:
    places = range(len(signature.parameters))
    variables = [f"{spell(each.type, 'cpp')} argument{i};" for i, each in enumerate(signature.parameters)]
    return fill(
        _MAIN,
        VARIABLES="\n".join([*variables, f"{spell(signature.returns, 'cpp')} result;"]),
        READS='\n    ella::expect(",");\n'.join(f"    ella::read(ella::argument{i});" for i in places),
        NAME=signature.name,
        ARGUMENTS=", ".join(f"ella::argument{i}" for i in places),
    )


def _starter_code(signature: Signature) -> str:
    parameters = declare(signature.parameters, "cpp", "{type} {name}").replace("std::", "")
    returns = spell(signature.returns, "cpp").replace("std::", "")
    return (
        "#include <bits/stdc++.h>\nusing namespace std;\n\n"
        f'{returns} {signature.name}({parameters})\n{{\n    throw logic_error("not implemented");\n}}\n'
    )


HARNESS = Harness(_main, _starter_code, "solution.cpp")
