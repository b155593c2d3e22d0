"""Statements: from a template's source to its body."""

from collections.abc import Callable

from shared.engines.templates.budget import MAX_NESTING, MAX_SOURCE
from shared.engines.templates.errors import TemplateError, TemplateLimitExceeded
from shared.engines.templates.expressions import ExpressionParser
from shared.engines.templates.syntax import (
    Arguments,
    Assign,
    Block,
    Body,
    Call,
    Caller,
    Expression,
    Filtered,
    For,
    If,
    Macro,
    Output,
    Parameters,
    Statement,
    Switch,
    Text,
)
from shared.engines.templates.tokens import Kind, Scanner, Token

_SPACE = " \t\n\r\v\f\u00a0\ufeff"
_LOOPS = {"for": "endfor", "asyncEach": "endeach", "asyncAll": "endall"}


def parse(source: str) -> Body:
    """Return what a template says; raise TemplateError where it says nothing."""
    if len(source) > MAX_SOURCE:
        raise TemplateLimitExceeded(f"a template has at most {MAX_SOURCE:,} characters")
    return _Parser(source).template()


class _Parser(ExpressionParser):
    def __init__(self, source: str) -> None:
        self._source_scanner = Scanner(source)
        self._trim_next = False
        self._levels = 0
        super().__init__(self._source_scanner)

    def template(self) -> Body:
        body = self._body()
        if self._next is not None:
            raise TemplateError(f'unexpected "{self._peek().value}"', self._peek().line)
        return body

    def _body(self, *ends: str) -> Body:
        """Read statements up to a tag of one of these names, which is left to be read, its `{%` taken."""
        self._levels += 1
        if self._levels > MAX_NESTING:
            raise TemplateError("blocks are nested too deeply", self._line)
        statements: list[Statement] = []
        while self._next is not None:
            token = self._take()
            if token.kind is Kind.BLOCK_START and self._is_name(*ends):
                self._levels -= 1
                return tuple(statements)
            statement = self._statement(token)
            if statement is not None:
                statements.append(statement)
        if ends:
            raise TemplateError(f"expected {' or '.join(ends)}, found the end of the template", self._line)
        self._levels -= 1
        return tuple(statements)

    def _statement(self, token: Token) -> Statement | None:
        match token.kind:
            case Kind.TEXT:
                return self._text(token.value)
            case Kind.COMMENT:
                self._trim_next = token.value.endswith("-#}")
                return None
            case Kind.VARIABLE_START:
                value = self.expression()
                self._end(Kind.VARIABLE_END)
                return Output(value)
            case _:
                return self._tag()

    def _text(self, text: str) -> Text | None:
        if self._trim_next:
            text = text.lstrip(_SPACE)
        self._trim_next = False
        if self._next is not None and (self._next.trims or self._next.value.startswith("{#-")):
            text = text.rstrip(_SPACE)
        return Text(text) if text else None

    def _end(self, kind: Kind) -> None:
        token = self._peek()
        if token.kind is not kind:
            raise TemplateError(f'expected "{kind}", found "{token.value}"', token.line)
        self._trim_next = token.trims
        self._take()

    def _tag(self) -> Statement | None:
        token = self._peek()
        readers: dict[str, Callable[[], Statement | None]] = {
            "if": self._if,
            "ifAsync": self._if,
            "for": self._for,
            "asyncEach": self._for,
            "asyncAll": self._for,
            "set": self._set,
            "macro": self._macro,
            "call": self._call,
            "switch": self._switch,
            "block": self._block,
            "filter": self._filter,
        }
        if token.kind is Kind.NAME and token.value in ("raw", "verbatim"):
            return self._raw(token.value)
        if token.kind is Kind.NAME and token.value in ("include", "import", "from", "extends"):
            raise TemplateError("a template can't reach other files", token.line)
        if token.kind is not Kind.NAME or token.value not in readers:
            raise TemplateError(f"unknown block tag: {token.value}", token.line)
        return readers[token.value]()

    def _close(self) -> None:
        """Read the tag that ended a body: its name, and what follows up to `%}`."""
        self._take()
        self._end(Kind.BLOCK_END)

    def _if(self) -> If:
        branches: list[tuple[Expression | None, Body]] = []
        self._take()
        condition: Expression | None = self.expression()
        while True:
            self._end(Kind.BLOCK_END)
            ends = ("elif", "elseif", "else", "endif") if condition is not None else ("endif",)
            branches.append((condition, self._body(*ends)))
            if self._is_name("endif"):
                self._close()
                return If(tuple(branches))
            condition = None if self._take().value == "else" else self.expression()

    def _for(self) -> For:
        opening = self._take()
        names = [self._expect_name()]
        while self._skip_operator(","):
            names.append(self._expect_name())
        if not self._skip_name("in"):
            raise TemplateError('expected "in" in a loop', self._line)
        items = self.expression()
        self._end(Kind.BLOCK_END)
        end = _LOOPS[opening.value]
        body, otherwise = self._body(end, "else"), ()
        if self._is_name("else"):
            self._close()
            otherwise = self._body(end)
        self._close()
        return For(tuple(names), items, body, otherwise, opening.line)

    def _set(self) -> Assign:
        self._take()
        names = [self._expect_name()]
        while self._skip_operator(","):
            names.append(self._expect_name())
        if self._skip_operator("="):
            value = self.expression()
            self._end(Kind.BLOCK_END)
            return Assign(tuple(names), value)
        self._end(Kind.BLOCK_END)
        body = self._body("endset")
        self._close()
        return Assign(tuple(names), None, body)

    def _macro(self) -> Macro:
        self._take()
        name = self._expect_name()
        parameters = self._parameters()
        self._end(Kind.BLOCK_END)
        body = self._body("endmacro")
        self._close()
        return Macro(name, parameters, body)

    def _call(self) -> Output:
        opening = self._take()
        parameters = self._parameters() if self._is_operator("(") else Parameters()
        called = self._primary()
        if not isinstance(called, Call):
            raise TemplateError("a call block calls a macro", opening.line)
        self._end(Kind.BLOCK_END)
        caller = Caller(parameters, self._body("endcall"))
        self._close()
        given = called.arguments
        return Output(
            Call(called.target, Arguments(given.positional, (*given.named, ("caller", caller))), opening.line)
        )

    def _switch(self) -> Switch:
        self._take()
        subject = self.expression()
        self._end(Kind.BLOCK_END)
        ends = ("case", "default", "endswitch")
        self._body(*ends)
        cases: list[tuple[Expression, Body]] = []
        while self._skip_name("case"):
            condition = self.expression()
            self._end(Kind.BLOCK_END)
            cases.append((condition, self._body(*ends)))
        default: Body = ()
        if self._is_name("default"):
            self._close()
            default = self._body("endswitch")
        self._close()
        return Switch(subject, tuple(cases), default)

    def _block(self) -> Block:
        self._take()
        name = self._expect_name()
        self._end(Kind.BLOCK_END)
        body = self._body("endblock")
        self._take()
        self._skip_name(name)
        self._end(Kind.BLOCK_END)
        return Block(body)

    def _filter(self) -> Filtered:
        opening = self._take()
        name = self._dotted_name()
        arguments = self._arguments() if self._is_operator("(") else Arguments()
        self._end(Kind.BLOCK_END)
        body = self._body("endfilter")
        self._close()
        return Filtered(name, arguments, body, opening.line)

    def _raw(self, name: str) -> Text:
        self._take()
        token = self._peek()
        if token.kind is not Kind.BLOCK_END:
            raise TemplateError(f'expected "%}}", found "{token.value}"', token.line)
        # The block's end is the token looked at, so the scanner stands where the raw text begins.
        text = self._source_scanner.raw_text(name)
        self._next = next(self._source_scanner, None)
        self._trim_next = False
        return Text(text)
