"""Calling a function written in C.

The harness includes the candidate's file after everything it needs itself, so that no macro of the candidate's changes
it, and reads and prints with functions made for the types of the signature.
"""

from shared.engines.harnesses.harness import Harness, fill, program
from shared.engines.harnesses.signature import Container, Kind, Scalar, Signature, Type, types_of
from shared.engines.harnesses.spelling import spell, word

_MAIN = program("main.c")
_LIST = r"""
static __attribute__((unused)) @TYPE@ ellaRead@WORD@(void)
{
    @TYPE@ list = {NULL, 0};
    size_t capacity = 0;
    ellaExpect('[');
    if (ellaTake(']'))
        return list;
    do {
        if (list.size == capacity)
            list.data = ellaGrow(list.data, &capacity, sizeof *list.data);
        list.data[list.size++] = ellaRead@ITEM@();
    } while (ellaTake(','));
    ellaExpect(']');
    return list;
}

static __attribute__((unused)) void ellaWrite@WORD@(@TYPE@ list)
{
    if (list.size && !list.data)
        ellaFail("the result holds a list whose data is NULL");
    ellaPutText("[");
    for (size_t i = 0; i < list.size; i++) {
        if (i)
            ellaPutText(",");
        ellaWrite@ITEM@(list.data[i]);
    }
    ellaPutText("]");
}
"""
_OPTIONAL = r"""
static __attribute__((unused)) @TYPE@ellaRead@WORD@(void)
{
    if (ellaTakeWord("null"))
        return NULL;
    size_t capacity = 0;
    @ITEM_TYPE@ *value = ellaGrow(NULL, &capacity, sizeof *value);
    *value = ellaRead@ITEM@();
    return value;
}

static __attribute__((unused)) void ellaWrite@WORD@(@TYPE@value)
{
    if (value)
        ellaWrite@ITEM@(*value);
    else
        ellaPutText("null");
}
"""
_OPTIONAL_STRING = r"""
static __attribute__((unused)) const char *ellaReadOptionalString(void)
{
    return ellaTakeWord("null") ? NULL : ellaReadString();
}

static __attribute__((unused)) void ellaWriteOptionalString(const char *value)
{
    if (value)
        ellaWriteString(value);
    else
        ellaPutText("null");
}
"""
_HEADER = r"""#pragma once

#include <stdbool.h>
#include <stddef.h>

@TYPEDEFS@@PROTOTYPE@;
"""


def _main(signature: Signature) -> str:
    count = len(signature.parameters)
    variables = [f"static {_declared(each.type, f'ella{i}')};" for i, each in enumerate(signature.parameters)]
    reads = [f"    ella{i} = ellaRead{word(each.type)}();" for i, each in enumerate(signature.parameters)]
    return fill(
        _MAIN,
        FUNCTIONS="".join(map(_functions, types_of(signature))),
        VARIABLES="\n".join([*variables, f"static {_declared(signature.returns, 'ellaResult')};"]),
        READS="\n    ellaExpect(',');\n".join(reads),
        WORD=word(signature.returns),
        NAME=signature.name,
        ARGUMENTS=", ".join(f"ella{i}" for i in range(count)),
    )


def _functions(type_: Type) -> str:
    match type_:
        case Container(Kind.LIST, item):
            return fill(_LIST, TYPE=word(type_), WORD=word(type_), ITEM=word(item))
        case Container(Kind.OPTIONAL, Scalar(Kind.STRING)):
            return _OPTIONAL_STRING
        case Container(Kind.OPTIONAL, item):
            types = {"TYPE": _declared(type_, ""), "ITEM_TYPE": spell(item, "c")}
            return fill(_OPTIONAL, **types, WORD=word(type_), ITEM=word(item))
        case _:
            return ""


def _declared(type_: Type, name: str) -> str:
    """Return a declaration, the star next to the name."""
    spelled = spell(type_, "c")
    return spelled + name if spelled.endswith("*") else f"{spelled} {name}"


def _typedefs(signature: Signature) -> list[str]:
    return [
        f"typedef struct {{ {_declared(type_.item, '*data')}; size_t size; }} {word(type_)};"
        for type_ in types_of(signature)
        if isinstance(type_, Container) and type_.kind is Kind.LIST
    ]


def _prototype(signature: Signature) -> str:
    parameters = ", ".join(_declared(each.type, each.name) for each in signature.parameters) or "void"
    return _declared(signature.returns, f"{signature.name}({parameters})")


def _header(signature: Signature) -> str:
    typedefs = "".join(f"{typedef}\n" for typedef in _typedefs(signature))
    return fill(_HEADER, TYPEDEFS=f"{typedefs}\n" if typedefs else "", PROTOTYPE=_prototype(signature))


def _starter_code(signature: Signature) -> str:
    typedefs = _typedefs(signature)
    notes = [
        *(["solution.h declares:", *(f"    {typedef}" for typedef in typedefs)] if typedefs else []),
        "Take what you return from malloc; nothing needs to be freed.",
    ]
    return (
        '#include <stdlib.h>\n\n#include "solution.h"\n\n/*\n'
        + "".join(f" * {note}\n" for note in notes)
        + f" */\n{_prototype(signature)}\n{{\n    abort(); /* write your code here */\n}}\n"
    )


HARNESS = Harness(_main, _starter_code, "solution.c", headers={"solution.h": _header})
