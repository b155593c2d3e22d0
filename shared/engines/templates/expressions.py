"""Expressions, grouped as nunjucks comes to group them.

nunjucks writes most operators down for JavaScript as they stand, without parentheses, so JavaScript's precedence
decides: `not a == b` compares the negation of a, `2 * 3 % 4` is 2, and `1 ~ 2 + 3` is "123". Only `in`, `is`, `//` and
`**` become calls and keep what the parser of nunjucks took for their operands.
"""

from shared.engines.templates.budget import MAX_NESTING
from shared.engines.templates.errors import TemplateError
from shared.engines.templates.syntax import (
    Arguments,
    Binary,
    Call,
    Choice,
    Expression,
    Filter,
    Group,
    ListOf,
    Literal,
    Lookup,
    Name,
    ObjectOf,
    Parameters,
    Test,
    Unary,
)
from shared.engines.templates.tokens import Kind, Scanner, Token
from shared.engines.templates.values import number

_TIGHTNESS = {
    **dict.fromkeys(("==", "===", "!=", "!=="), 0),
    **dict.fromkeys(("<", ">", "<=", ">="), 1),
    **dict.fromkeys(("~", "+", "-"), 2),
    **dict.fromkeys(("*", "/"), 3),
    "//": 4,
    "%": 5,
    "**": 6,
}
"""How tightly an operator binds; those of one level group from the left."""
_WRITTEN_DOWN = frozenset(_TIGHTNESS) - {"**"}
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "none": None, "null": None}


class ExpressionParser:
    """Reads expressions from tokens."""

    def __init__(self, scanner: Scanner) -> None:
        self._scanner = scanner
        self._next = next(scanner, None)
        self._depth = 0
        self._line = 1

    def _peek(self) -> Token:
        if self._next is None:
            raise TemplateError("the template ends within a tag", self._line)
        return self._next

    def _take(self) -> Token:
        token = self._peek()
        self._line = token.line
        self._next = next(self._scanner, None)
        return token

    def _is_operator(self, *operators: str) -> bool:
        return self._next is not None and self._next.kind is Kind.OPERATOR and self._next.value in operators

    def _is_name(self, *names: str) -> bool:
        return self._next is not None and self._next.kind is Kind.NAME and self._next.value in names

    def _skip_operator(self, operator: str) -> bool:
        return self._is_operator(operator) and bool(self._take())

    def _skip_name(self, name: str) -> bool:
        return self._is_name(name) and bool(self._take())

    def _expect_operator(self, operator: str) -> None:
        if not self._skip_operator(operator):
            raise TemplateError(f'expected "{operator}", found "{self._peek().value}"', self._peek().line)

    def _expect_name(self) -> str:
        token = self._take()
        if token.kind is not Kind.NAME:
            raise TemplateError(f'expected a name, found "{token.value}"', token.line)
        return token.value

    def expression(self) -> Expression:
        """Read one expression."""
        self._depth += 1
        if self._depth > MAX_NESTING:
            raise TemplateError("the expression is nested too deeply", self._line)
        node = self._or()
        if self._skip_name("if"):
            condition = self._or()
            node = Choice(condition, node, self._or() if self._skip_name("else") else None)
        self._depth -= 1
        return node

    def _or(self) -> Expression:
        node = self._and()
        while self._skip_name("or"):
            node = Binary("or", node, self._and(), self._line)
        return node

    def _and(self) -> Expression:
        node = self._not()
        while self._skip_name("and"):
            node = Binary("and", node, self._not(), self._line)
        return node

    def _not(self) -> Expression:
        negations = 0
        while self._skip_name("not"):
            negations += 1
        node = self._in()
        for _ in range(negations and 2 - negations % 2):
            node = _negated(node)
        return node

    def _in(self) -> Expression:
        node = self._is()
        while self._is_name("in", "not"):
            negated = self._skip_name("not")
            if not self._skip_name("in"):
                raise TemplateError('expected "in" after "not"', self._line)
            node = Binary("in", node, self._is(), self._line)
            node = Unary("not", node) if negated else node
        return node

    def _is(self) -> Expression:
        node = self._operation()
        if not self._skip_name("is"):
            return node
        negated = self._skip_name("not")
        line, test = self._line, self._operation()
        match test:
            case Name(name=name):
                node = Test(name, node, Arguments(), line)
            case Literal(value=None):
                node = Test("null", node, Arguments(), line)
            case Call(target=Name(name=name), arguments=arguments):
                node = Test(name, node, arguments, line)
            case _:
                raise TemplateError('expected the name of a test after "is"', line)
        return Unary("not", node) if negated else node

    def _operation(self, loosest: int = 0) -> Expression:
        node = self._unary()
        while self._is_operator(*_TIGHTNESS) and _TIGHTNESS[self._peek().value] >= loosest:
            operator = self._take()
            node = _joined(operator, node, self._operation(_TIGHTNESS[operator.value] + 1))
        return node

    def _unary(self, *, filtered: bool = True) -> Expression:
        if self._is_operator("-", "+"):
            operator = self._take().value
            self._depth += 1
            if self._depth > MAX_NESTING:
                raise TemplateError("the expression is nested too deeply", self._line)
            node: Expression = Unary(operator, self._unary(filtered=False))
            self._depth -= 1
        else:
            node = self._primary()
        while filtered and self._skip_operator("|"):
            name, line = self._dotted_name(), self._line
            node = Filter(name, node, self._arguments() if self._is_operator("(") else Arguments(), line)
        return node

    def _dotted_name(self) -> str:
        name = self._expect_name()
        while self._skip_operator("."):
            name += f".{self._expect_name()}"
        return name

    def _primary(self) -> Expression:
        return self._postfix(self._atom())

    def _atom(self) -> Expression:
        token = self._take()
        match token.kind:
            case Kind.STRING:
                return Literal(token.value)
            case Kind.INT:
                return Literal(number(int(token.value[:400])))
            case Kind.FLOAT:
                return Literal(number(float(token.value)))
            case Kind.NAME if token.value in _CONSTANTS:
                return Literal(_CONSTANTS[token.value])
            case Kind.NAME:
                return Name(token.value, token.line)
            case Kind.OPERATOR if token.value in _CLOSING:
                return self._aggregate(token)
            case _:
                raise TemplateError(f'unexpected "{token.value}"', token.line)

    def _aggregate(self, opening: Token) -> Expression:
        if opening.value == "{":
            return self._object()
        items = self._items(_CLOSING[opening.value])
        return ListOf(items) if opening.value == "[" else Group(items)

    def _items(self, closing: str) -> tuple[Expression, ...]:
        items: list[Expression] = []
        while not self._skip_operator(closing):
            if items:
                self._expect_operator(",")
            items.append(self.expression())
        return tuple(items)

    def _object(self) -> ObjectOf:
        pairs: list[tuple[str, Expression]] = []
        while not self._skip_operator("}"):
            if pairs:
                self._expect_operator(",")
            key = self._take()
            if key.kind not in (Kind.STRING, Kind.NAME):
                raise TemplateError("the keys of an object are names or texts", key.line)
            self._expect_operator(":")
            pairs.append((key.value, self.expression()))
        return ObjectOf(tuple(pairs))

    def _postfix(self, node: Expression) -> Expression:
        while True:
            if self._is_operator("("):
                node = Call(node, self._arguments(), self._line)
            elif self._skip_operator("["):
                items = self._items("]")
                if len(items) != 1:
                    raise TemplateError("a lookup takes one key", self._line)
                node = Lookup(node, items[0])
            elif self._skip_operator("."):
                key = self._take()
                if key.kind is not Kind.NAME:
                    raise TemplateError(f'expected a name after ".", found "{key.value}"', key.line)
                node = Lookup(node, Literal(key.value))
            else:
                return node

    def _arguments(self) -> Arguments:
        self._expect_operator("(")
        positional: list[Expression] = []
        named: list[tuple[str, Expression]] = []
        while not self._skip_operator(")"):
            if positional or named:
                self._expect_operator(",")
            value = self.expression()
            if isinstance(value, Name) and self._skip_operator("="):
                named.append((value.name, self.expression()))
            else:
                positional.append(value)
        return Arguments(tuple(positional), tuple(named))

    def _parameters(self) -> Parameters:
        """Read the parameters of a macro or of a call block."""
        given = self._arguments()
        names = tuple(each.name for each in given.positional if isinstance(each, Name))
        if len(names) < len(given.positional):
            raise TemplateError("the parameters of a macro are names", self._line)
        return Parameters(names, given.named)


def _joined(operator: Token, left: Expression, right: Expression) -> Expression:
    """Return an operation; a `%` the parser gave to the right of `*`, `/` or `//` comes after it."""
    if operator.value in ("*", "/", "//") and isinstance(right, Binary) and right.operator == "%":
        inner = _joined(Token(operator.kind, operator.value.replace("//", "/"), operator.line), left, right.left)
        node: Expression = Binary("%", inner, right.right, operator.line)
        return Unary("floor", node) if operator.value == "//" else node
    if operator.value == "//":
        return Unary("floor", Binary("/", left, right, operator.line))
    return Binary(operator.value, left, right, operator.line)


def _negated(node: Expression) -> Expression:
    """Return `!` before an expression: before the first operand of what is written down as it stands."""
    if isinstance(node, Binary) and node.operator in _WRITTEN_DOWN:
        return Binary(node.operator, _negated(node.left), node.right, node.line)
    return Unary("not", node)
