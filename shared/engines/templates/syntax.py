"""What a template is made of."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, number, boolean or null."""

    value: Any


@dataclass(frozen=True, slots=True)
class Name:
    """A variable."""

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list."""

    items: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class ObjectOf:
    """An object."""

    pairs: tuple[tuple[str, "Expression"], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Expressions in parentheses; the last one counts."""

    items: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Unary:
    """`-`, `+` or `not` before an expression, or `floor`: the whole number below it."""

    operator: str
    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Binary:
    """An operator between two expressions."""

    operator: str
    left: "Expression"
    right: "Expression"
    line: int


@dataclass(frozen=True, slots=True)
class Choice:
    """`then if condition else otherwise`."""

    condition: "Expression"
    then: "Expression"
    otherwise: "Expression | None"


@dataclass(frozen=True, slots=True)
class Lookup:
    """A member of a value."""

    target: "Expression"
    key: "Expression"


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a call hands over."""

    positional: tuple["Expression", ...] = ()
    named: tuple[tuple[str, "Expression"], ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a value."""

    target: "Expression"
    arguments: Arguments
    line: int


@dataclass(frozen=True, slots=True)
class Filter:
    """`value | name(arguments)`."""

    name: str
    value: "Expression"
    arguments: Arguments
    line: int


@dataclass(frozen=True, slots=True)
class Test:
    """`value is name(arguments)`."""

    __test__ = False

    name: str
    value: "Expression"
    arguments: Arguments
    line: int


@dataclass(frozen=True, slots=True)
class Caller:
    """The body of a call block, as a function."""

    parameters: "Parameters"
    body: "Body"


Expression = (
    Literal | Name | ListOf | ObjectOf | Group | Unary | Binary | Choice | Lookup | Call | Filter | Test | Caller
)


@dataclass(frozen=True, slots=True)
class Parameters:
    """A macro's parameters; those with a default come last."""

    positional: tuple[str, ...] = ()
    defaults: tuple[tuple[str, Expression], ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """Text as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Output:
    """A value printed."""

    value: Expression


@dataclass(frozen=True, slots=True)
class If:
    """Branches, of which the first whose condition holds is rendered; the last may have none."""

    branches: tuple[tuple[Expression | None, "Body"], ...]


@dataclass(frozen=True, slots=True)
class For:
    """A body rendered for each item."""

    names: tuple[str, ...]
    items: Expression
    body: "Body"
    otherwise: "Body"
    line: int


@dataclass(frozen=True, slots=True)
class Assign:
    """Names set to a value, or to what a body renders."""

    names: tuple[str, ...]
    value: Expression | None
    body: "Body" = ()


@dataclass(frozen=True, slots=True)
class Macro:
    """A function made of a body."""

    name: str
    parameters: Parameters
    body: "Body"


@dataclass(frozen=True, slots=True)
class Switch:
    """Cases, tried in order; one without a body goes on to the next."""

    subject: Expression
    cases: tuple[tuple[Expression, "Body"], ...]
    default: "Body" = field(default=())


@dataclass(frozen=True, slots=True)
class Block:
    """A named part; what it sets stays in it."""

    body: "Body"


@dataclass(frozen=True, slots=True)
class Filtered:
    """A body whose text goes through a filter."""

    name: str
    arguments: Arguments
    body: "Body"
    line: int


Statement = Text | Output | If | For | Assign | Macro | Switch | Block | Filtered

Body = tuple[Statement, ...]
