"""Walks a template under its budget."""

import math
from collections.abc import Mapping, Sequence

from shared.engines.templates.budget import Budget
from shared.engines.templates.errors import TemplateError
from shared.engines.templates.filters import FILTERS
from shared.engines.templates.globals import GLOBALS
from shared.engines.templates.members import member
from shared.engines.templates.parsing import parse
from shared.engines.templates.predicates import PREDICATES
from shared.engines.templates.syntax import (
    Arguments,
    Assign,
    Binary,
    Block,
    Body,
    Call,
    Caller,
    Choice,
    Expression,
    Filter,
    Filtered,
    For,
    Group,
    If,
    ListOf,
    Literal,
    Lookup,
    Macro,
    Name,
    ObjectOf,
    Output,
    Parameters,
    Switch,
    Test,
    Text,
    Unary,
)
from shared.engines.templates.values import (
    UNDEFINED,
    Function,
    Value,
    add,
    arithmetic,
    as_float,
    compared,
    kind_of,
    loosely_equal,
    number,
    ordered,
    strictly_equal,
    text_length,
    to_number,
    to_text,
    truthy,
)


def render(source: str, variables: Mapping[str, Value], *, budget: Budget | None = None) -> str:
    """Return what a template comes to; raise TemplateError where it goes wrong, by its line.

    Variables are JSON values. A missing one prints nothing.
    """
    return render_body(parse(source), variables, budget=budget)


def render_body(body: Body, variables: Mapping[str, Value], *, budget: Budget | None = None) -> str:
    """Return what a parsed template comes to."""
    return _Renderer(variables, budget or Budget()).text_of(body, _Frame(None))


class _Frame:
    """Variables set in a part of a template; those of an isolated one never reach the part around it."""

    def __init__(self, around: "_Frame | None", *, isolated: bool = False) -> None:
        self.variables: dict[str, Value] = {}
        self.around = around
        self.isolated = isolated

    def holding(self, name: str) -> "_Frame | None":
        frame: _Frame | None = self
        while frame is not None and frame.variables.get(name, UNDEFINED) is UNDEFINED:
            frame = frame.around
        return frame

    def assign(self, name: str, value: Value) -> None:
        frame: _Frame | None = self
        while frame is not None and frame.variables.get(name, UNDEFINED) is UNDEFINED:
            frame = None if frame.isolated else frame.around
        (frame or self).variables[name] = value


class _Renderer:
    def __init__(self, variables: Mapping[str, Value], budget: Budget) -> None:
        self._variables = dict(variables)
        self._budget = budget

    def text_of(self, body: Body, frame: _Frame) -> str:
        parts: list[str] = []
        self._render(body, frame, parts)
        return "".join(parts)

    def _write(self, text: str, parts: list[str]) -> None:
        self._budget.write(len(text))
        parts.append(text)

    def _render(self, body: Body, frame: _Frame, parts: list[str]) -> None:
        with self._budget:
            for statement in body:
                self._budget.step()
                match statement:
                    case Text(text=text):
                        self._write(text, parts)
                    case Output(value=expression):
                        value = self._value(expression, frame)
                        self._write("" if value is None or value is UNDEFINED else to_text(value), parts)
                    case If(branches=branches):
                        for condition, branch in branches:
                            if condition is None or truthy(self._value(condition, frame)):
                                self._render(branch, frame, parts)
                                break
                    case For():
                        self._loop(statement, _Frame(frame), parts)
                    case Assign(names=names, value=value, body=captured):
                        self._assign(names, value, captured, frame)
                    case Macro(name=name, parameters=parameters, body=macro):
                        self._define(name, self._macro(parameters, macro, None), frame)
                    case Switch():
                        self._switch(statement, frame, parts)
                    case Block(body=inner):
                        self._render(inner, _Frame(frame, isolated=True), parts)
                    case Filtered(name=name, arguments=arguments, body=inner, line=line):
                        text = self.text_of(inner, frame)
                        self._write(to_text(self._filtered(name, text, arguments, frame, line)), parts)

    def _assign(self, names: Sequence[str], value: Expression | None, captured: Body, frame: _Frame) -> None:
        assigned = self.text_of(captured, frame) if value is None else self._value(value, frame)
        for name in names:
            frame.assign(name, assigned)
            if frame.around is None:
                self._variables[name] = assigned

    def _define(self, name: str, function: Function, frame: _Frame) -> None:
        if frame.around is None:
            self._variables[name] = function
        else:
            frame.variables[name] = function

    def _loop(self, loop: For, frame: _Frame, parts: list[str]) -> None:
        source = self._value(loop.items, frame)
        rows = self._rows(source, loop)
        for place, row in enumerate(rows):
            self._budget.step()
            frame.variables.update(zip(loop.names, row, strict=True))
            frame.variables["loop"] = {
                "index": place + 1,
                "index0": place,
                "revindex": len(rows) - place,
                "revindex0": len(rows) - place - 1,
                "first": place == 0,
                "last": place == len(rows) - 1,
                "length": len(rows),
            }
            self._render(loop.body, frame, parts)
        if not rows:
            self._render(loop.otherwise, frame, parts)

    def _rows(self, source: Value, loop: For) -> list[Sequence[Value]]:
        """Return what a loop's names stand for in each of its rounds."""
        if len(loop.names) == 1:
            items = list(source) if isinstance(source, list | str) else []
            return [(item,) for item in items]
        if isinstance(source, list):
            for item in source:
                if item is None or item is UNDEFINED:
                    raise TemplateError("an item of the loop is nothing; it can't be taken apart", loop.line)
            return [[member(item, place) for place in range(len(loop.names))] for item in source]
        if isinstance(source, dict):
            return [(*pair, *[UNDEFINED] * (len(loop.names) - 2)) for pair in ordered(source).items()]
        if not truthy(source):
            return []
        raise TemplateError(f"can't loop over {kind_of(source)} by several names", loop.line)

    def _switch(self, switch: Switch, frame: _Frame, parts: list[str]) -> None:
        subject = self._value(switch.subject, frame)
        found = False
        for condition, body in switch.cases:
            found = found or strictly_equal(subject, self._value(condition, frame))
            if found and body:
                self._render(body, frame, parts)
                return
        self._render(switch.default, frame, parts)

    def _macro(self, parameters: Parameters, body: Body, around: _Frame | None) -> Function:
        """Return a function; only the body of a call block sees what is around it."""

        def call(positional: list[Value], named: dict[str, Value]) -> str:
            frame = _Frame(around, isolated=True)
            if around is None:
                # A macro is no part of the top level: what it sets is its own.
                frame.around = _Frame(None)
            names = [*parameters.positional, *(name for name, _ in parameters.defaults)]
            given = {**dict(zip(names, positional, strict=False)), **named}
            for name in parameters.positional:
                frame.variables[name] = given.get(name, UNDEFINED)
            for name, default in parameters.defaults:
                frame.variables[name] = given[name] if name in given else self._value(default, frame)
            if "caller" in named:
                frame.variables["caller"] = named["caller"]
            return self.text_of(body, frame)

        return Function(call)

    def _value(self, expression: Expression, frame: _Frame) -> Value:
        self._budget.step()
        with self._budget:
            match expression:
                case Literal(value=value):
                    return value
                case Name(name=name):
                    return self._lookup(name, frame)
                case Lookup(target=target, key=key):
                    return member(self._value(target, frame), self._value(key, frame))
                case Filter(name=name, value=value, arguments=arguments, line=line):
                    return self._filtered(name, self._value(value, frame), arguments, frame, line)
                case Unary(operator=operator, operand=operand):
                    return self._unary(operator, self._value(operand, frame))
                case Binary():
                    return self._binary(expression, frame)
                case Choice(condition=condition, then=then, otherwise=otherwise):
                    if truthy(self._value(condition, frame)):
                        return self._value(then, frame)
                    return "" if otherwise is None else self._value(otherwise, frame)
                case ListOf(items=items):
                    return [self._value(item, frame) for item in items]
                case ObjectOf(pairs=pairs):
                    return {key: self._value(value, frame) for key, value in pairs}
                case Group(items=items):
                    return [self._value(item, frame) for item in items][-1] if items else UNDEFINED
                case Test(name=name, value=value, arguments=arguments, line=line):
                    return self._test(name, self._value(value, frame), arguments, frame, line)
                case Call(target=target, arguments=arguments, line=line):
                    return self._call(target, arguments, frame, line)
                case Caller(parameters=parameters, body=body):
                    return self._macro(parameters, body, frame)

    def _lookup(self, name: str, frame: _Frame) -> Value:
        holder = frame.holding(name)
        if holder is not None:
            return holder.variables[name]
        return self._variables[name] if name in self._variables else GLOBALS.get(name, UNDEFINED)

    def _unary(self, operator: str, operand: Value) -> Value:
        if operator == "not":
            return not truthy(operand)
        if operator == "floor":
            value = as_float(to_number(operand))
            return number(math.floor(value)) if math.isfinite(value) else value
        return arithmetic("*", operand, -1 if operator == "-" else 1)

    def _binary(self, node: Binary, frame: _Frame) -> Value:
        left = self._value(node.left, frame)
        if node.operator in ("and", "or"):
            return self._value(node.right, frame) if truthy(left) == (node.operator == "and") else left
        right = self._value(node.right, frame)
        match node.operator:
            case "+":
                return self._written(add(left, right))
            case "~":
                return self._written(to_text(left) + to_text(right))
            case "==":
                return loosely_equal(left, right)
            case "!=":
                return not loosely_equal(left, right)
            case "===":
                return strictly_equal(left, right)
            case "!==":
                return not strictly_equal(left, right)
            case "<" | ">" | "<=" | ">=":
                return compared(node.operator, left, right)
            case "in":
                return self._contained(left, right, node.line)
            case operator:
                return arithmetic(operator, left, right)

    def _written(self, value: Value) -> Value:
        if isinstance(value, str):
            self._budget.write(len(value))
        return value

    def _contained(self, key: Value, value: Value, line: int) -> bool:
        match value:
            case list():
                self._budget.step(len(value))
                return any(strictly_equal(key, each) for each in value)
            case str():
                return to_text(key) in value
            case dict():
                return to_text(key) in value
            case _:
                raise TemplateError(f'"in" looks into a list, a text or an object, not {kind_of(value)}', line)

    def _given(self, arguments: Arguments, frame: _Frame) -> tuple[list[Value], dict[str, Value]]:
        positional = [self._value(each, frame) for each in arguments.positional]
        return positional, {name: self._value(each, frame) for name, each in arguments.named}

    def _filtered(self, name: str, value: Value, arguments: Arguments, frame: _Frame, line: int) -> Value:
        if name not in FILTERS:
            raise TemplateError(f"filter not found: {name}", line)
        positional, named = self._given(arguments, frame)
        try:
            return self._written(FILTERS[name](self._budget, value, *positional, **named))
        except TypeError as error:
            raise TemplateError(f"the filter {name} doesn't take these arguments", line) from error
        except TemplateError as error:
            raise error if error.line is not None else type(error)(f"{name}: {error.message}", line) from error

    def _test(self, name: str, value: Value, arguments: Arguments, frame: _Frame, line: int) -> bool:
        if name not in PREDICATES:
            raise TemplateError(f"test not found: {name}", line)
        positional, _ = self._given(arguments, frame)
        return PREDICATES[name](value, positional[0] if positional else UNDEFINED)

    def _call(self, target: Expression, arguments: Arguments, frame: _Frame, line: int) -> Value:
        function = self._value(target, frame)
        if not isinstance(function, Function):
            raise TemplateError(f"{_name_of(target)} can't be called: it is {kind_of(function)}", line)
        positional, named = self._given(arguments, frame)
        self._budget.step(sum(text_length(each) for each in positional if isinstance(each, str)) / 100)
        try:
            return self._written(function.call(positional, named))
        except TemplateError as error:
            raise error if error.line is not None else type(error)(error.message, line) from error


def _name_of(target: Expression) -> str:
    match target:
        case Name(name=name):
            return name
        case Lookup(target=inner, key=Literal(value=str() as key)):
            return f"{_name_of(inner)}.{key}"
        case _:
            return "this"
