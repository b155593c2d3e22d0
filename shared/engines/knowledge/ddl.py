"""Tables out of SQL's data definition language, statement by statement: what isn't understood costs only itself."""

import logging
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from shared.engines.knowledge.items import (
    Extracted,
    Problem,
    TableColumn,
    TableContent,
    TableRelation,
    unique,
)
from shared.errors import InvalidInput

if TYPE_CHECKING:
    from sqlglot import exp

DIALECTS = ("postgres", "mysql", "sqlite", "tsql", "oracle", "snowflake", "bigquery", "clickhouse")
MAX_CHARACTERS = 2_000_000


def tables_in(data: bytes, dialect: str) -> Extracted:
    """Return the tables that a file creates and alters; raise InvalidInput where it can't be split into statements."""
    from sqlglot.errors import SqlglotError

    # It warns, with the statement, of what it doesn't understand; that is told as a problem instead.
    logging.getLogger("sqlglot").setLevel(logging.CRITICAL)
    try:
        text = data.decode("utf-8-sig")
        if len(text) > MAX_CHARACTERS:
            raise InvalidInput(f"the file has more than {MAX_CHARACTERS} characters; split it", code="file_too_large")
        pieces = _statements(text, dialect)
    except UnicodeDecodeError as error:
        raise InvalidInput("the file is not UTF-8", code="malformed_file") from error
    except SqlglotError as error:
        raise InvalidInput(f"the file is not SQL: {_said(error)}", code="malformed_file") from error
    schema = _Schema()
    for number, piece in enumerate(pieces, 1):
        schema.take(number, piece, text, dialect)
    return unique([TableContent.model_validate(each.to_data()) for each in schema.tables.values()], schema.problems)


def _statements(text: str, dialect: str) -> list[list[Any]]:
    """Return the tokens of each statement."""
    from sqlglot import tokenize

    pieces: list[list[Any]] = [[]]
    for token in tokenize(text, read=dialect):
        if token.token_type.name == "SEMICOLON":
            pieces.append([])
        else:
            pieces[-1].append(token)
    return [piece for piece in pieces if piece]


class _Schema:
    def __init__(self) -> None:
        self.tables: dict[str, TableContent] = {}
        self.problems: list[Problem] = []

    def take(self, number: int, tokens: list[Any], text: str, dialect: str) -> None:
        """Apply one statement; only those that create or alter something, or comment on it, are looked at."""
        from sqlglot import Dialect, exp
        from sqlglot.errors import SqlglotError

        if tokens[0].text.upper() not in ("CREATE", "ALTER", "COMMENT"):
            return
        where = f"statement {number}, line {tokens[0].line}"
        try:
            [statement] = Dialect.get_or_raise(dialect).parser().parse(tokens, text)
            if isinstance(statement, exp.Create) and statement.kind == "TABLE":
                self._create(statement, where, dialect)
            elif isinstance(statement, exp.Alter):
                self._alter(statement, where, dialect)
            elif isinstance(statement, exp.Comment):
                self._comment(statement)
            elif isinstance(statement, exp.Command):
                self.problems.append(Problem(where, "this statement is not understood"))
        except (SqlglotError, ValidationError, RecursionError, ValueError) as error:
            self.problems.append(Problem(where, _said(error)))

    def _create(self, statement: "exp.Create", where: str, dialect: str) -> None:
        from sqlglot import exp

        schema = statement.this
        if not isinstance(schema, exp.Schema):
            self.problems.append(Problem(where, "the table lists no columns"))
            return
        name = _name(schema.this)
        if name in self.tables:
            self.problems.append(Problem(where, f"table {name[:100]!r} is created twice; the first counts"))
            return
        table = TableContent(name=name, description=_table_comment(statement))
        for part in schema.expressions:
            table = _with_part(table, part, dialect)
        self.tables[name] = table

    def _alter(self, statement: "exp.Alter", where: str, dialect: str) -> None:
        from sqlglot import exp

        name = _name(statement.this)
        if name not in self.tables:
            self.problems.append(Problem(where, f"table {name[:100]!r} is altered before it is created"))
            return
        for action in statement.args.get("actions") or ():
            parts = action.expressions if isinstance(action, exp.AddConstraint) else [action]
            for part in parts:
                self.tables[name] = _with_part(self.tables[name], part, dialect)

    def _comment(self, statement: "exp.Comment") -> None:
        text = statement.expression.name if statement.expression is not None else ""
        target, kind = statement.this, statement.args.get("kind")
        if kind == "TABLE" and (table := self.tables.get(_name(target))) is not None:
            self.tables[table.name] = table.with_(description=text)
        elif kind == "COLUMN":
            owner, _, column = _name(target).rpartition(".")
            if (table := self.tables.get(owner)) is not None:
                columns = [each.with_(description=text) if each.name == column else each for each in table.columns]
                self.tables[owner] = table.with_(columns=tuple(columns))


def _with_part(table: TableContent, part: Any, dialect: str) -> TableContent:
    """Return a table with one more column or constraint; a named constraint holds several."""
    from sqlglot import exp

    if isinstance(part, exp.ColumnDef):
        return _with_column(table, part, dialect)
    if isinstance(part, exp.Identifier):
        return table.with_(columns=(*table.columns, TableColumn(name=part.name)))
    if isinstance(part, exp.Constraint):
        for each in part.expressions:
            table = _with_part(table, each, dialect)
        return table
    if isinstance(part, exp.PrimaryKey):
        return table.with_(primary_key=_columns(part.expressions))
    if isinstance(part, exp.ForeignKey):
        relation = _relation(_columns(part.expressions), part.args.get("reference"))
        return table.with_(relations=(*table.relations, relation)) if relation else table
    if isinstance(part, exp.UniqueColumnConstraint):
        inner = part.this.expressions if isinstance(part.this, exp.Schema) else []
        return table.with_(unique=(*table.unique, _columns(inner))) if inner else table
    return table


def _with_column(table: TableContent, column: "exp.ColumnDef", dialect: str) -> TableContent:
    from sqlglot import exp

    name, nullable, default, description = column.name, True, None, ""
    for constraint in column.constraints:
        kind = constraint.kind
        if isinstance(kind, exp.NotNullColumnConstraint):
            nullable = bool(kind.args.get("allow_null"))
        elif isinstance(kind, exp.PrimaryKeyColumnConstraint):
            nullable, table = False, table.with_(primary_key=(name,))
        elif isinstance(kind, exp.UniqueColumnConstraint):
            table = table.with_(unique=(*table.unique, (name,)))
        elif isinstance(kind, exp.DefaultColumnConstraint):
            default = kind.this.sql(dialect=dialect)[:1_000]
        elif isinstance(kind, exp.CommentColumnConstraint):
            description = kind.name
        elif isinstance(kind, exp.Reference) and (relation := _relation((name,), kind)) is not None:
            table = table.with_(relations=(*table.relations, relation))
    shape = column.kind.sql(dialect=dialect)[:200] if column.kind is not None else ""
    made = TableColumn(name=name, type=shape, nullable=nullable, default=default, description=description)
    return table.with_(columns=(*table.columns, made))


def _relation(columns: tuple[str, ...], reference: Any) -> TableRelation | None:
    from sqlglot import exp

    if reference is None:
        return None
    target = reference.this
    if isinstance(target, exp.Schema):
        return TableRelation(columns=columns, table=_name(target.this), references=_columns(target.expressions))
    return TableRelation(columns=columns, table=_name(target))


def _columns(expressions: list[Any]) -> tuple[str, ...]:
    return tuple(each.name if each.name else each.this.name for each in expressions)


def _name(table: Any) -> str:
    """Return a table's name with its schema, or a column's with its table."""
    parts: list[Any] = table.parts if hasattr(table, "parts") else [table]
    return ".".join(part.name for part in parts)


def _table_comment(statement: "exp.Create") -> str:
    from sqlglot import exp

    found = statement.find(exp.SchemaCommentProperty)
    return found.this.name if found is not None else ""


def _said(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else " ".join(str(error).split())[:200]
