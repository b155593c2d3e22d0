"""SQL: whether the output is some that a database would take, and which tables and columns it names."""

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, cast

from shared.engines.assertions.model import InvalidAssertion
from shared.engines.assertions.results import Check, Grade
from shared.engines.scoring import patterns

MAX_SQL = 100_000
"""Characters of a statement that is read."""
_MAX_NESTING = 200

_DIALECTS = {
    "athena": "athena",
    "bigquery": "bigquery",
    "db2": "",
    "flinksql": "",
    "hive": "hive",
    "mariadb": "mysql",
    "mysql": "mysql",
    "noql": "postgres",
    "postgresql": "postgres",
    "redshift": "redshift",
    "snowflake": "snowflake",
    "sqlite": "sqlite",
    "transactsql": "tsql",
    "trino": "trino",
}
_KINDS = {
    **{name: name for name in ("insert", "update", "delete", "create", "alter", "drop")},
    "truncatetable": "truncate",
}
_MODIFIERS = "all|distinct"
_MYSQL_MODIFIERS = (
    "all|distinct(?:row)?|high_priority|straight_join"
    "|sql_(?:big_result|buffer_result|cache|calc_found_rows|no_cache|small_result)"
)
_FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})(.*)")
_IGNORED = re.compile(
    r"'(?:[^'\\]|\\.|'')*'?|\"(?:[^\"\\]|\\.|\"\")*\"?|`[^`]*`?|--[^\r\n]*|#[^\r\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL
)


def is_sql(check: Check) -> Grade:
    """Decide whether the output is SQL of a dialect (MySQL) within the allowed tables and columns."""
    problems = _problems(check, check.text)
    return check.decided(not problems, " ".join(problems) or "the output is SQL")


def contains_sql(check: Check) -> Grade:
    """Decide whether a fenced block, or without one the whole output, is such SQL."""
    blocks = list(fenced_sql(check.text)) or [check.text]
    problems = [_problems(check, each) for each in blocks if each.strip()]
    holds = any(not each for each in problems)
    why = "the output contains SQL" if holds else " ".join(problems[-1]) if problems else "there is no SQL"
    return check.decided(holds, why)


def fenced_sql(text: str) -> Iterator[str]:
    """Yield the blocks between fences that are marked as SQL or not marked at all."""
    fence, lines, wanted = "", list[str](), False
    for line in re.split(r"\r\n?|\n", text):
        found = _FENCE.fullmatch(line)
        if not fence:
            if found:
                fence, lines, wanted = found.group(1), [], found.group(2).strip().lower() in ("", "sql")
        elif found and found.group(1).startswith(fence) and not found.group(2).strip():
            if wanted:
                yield "\n".join(lines).strip()
            fence = ""
        else:
            lines.append(line)


def _problems(check: Check, text: str) -> list[str]:
    value: Any = check.value or {}
    if not isinstance(value, dict):
        raise InvalidAssertion(f"{check.kind} takes an object: databaseType, allowedTables, allowedColumns")
    options = cast("dict[str, Any]", value)
    database = str(options.get("databaseType") or "MySQL")
    dialect = _DIALECTS.get(database.lower())
    if dialect is None:
        raise InvalidAssertion(f"databaseType {database} is not known; known are {', '.join(_DIALECTS)}")
    statements = _statements(text, dialect)
    if statements is None:
        return [f"The output is no SQL that {database} takes."]
    used = {"tables": set[str](), "columns": set[str]()}
    for statement in statements:
        _collect(statement, used["tables"], used["columns"])
    problems: list[str] = []
    for name, allowed in (("tables", options.get("allowedTables")), ("columns", options.get("allowedColumns"))):
        if allowed is None:
            continue
        foreign = [each for each in sorted(used[name]) if not _is_allowed(each, _allow_list(allowed))]
        if foreign:
            problems.append(f"It uses {name} that are not allowed: {', '.join(foreign)}.")
    return problems


def _statements(text: str, dialect: str) -> list[Any] | None:
    if not text.strip() or len(text) > MAX_SQL or text.count("(") > _MAX_NESTING or text.count("`") % 2:
        return None
    modifiers = _MYSQL_MODIFIERS if dialect == "mysql" else _MODIFIERS
    plain = _IGNORED.sub(lambda found: " ? " if found.group()[0] in "'\"`" else " ", text)
    # A parser takes the second name for an alias, where most often a comma was forgotten.
    forgotten = rf"\bselect\s+(?:(?:{modifiers})\s+)*(?!(?:{modifiers})\b)[a-z_]\w*\s+[a-z_]\w*\s+from\b"
    if re.search(forgotten, plain, re.IGNORECASE):
        return None
    if dialect == "mysql" and re.search(r"\bgenerate_series\s*\(", text, re.IGNORECASE):
        return None
    sqlglot: Any = import_module("sqlglot")  # its types are incomplete
    exp = sqlglot.exp
    try:
        parsed: list[Any] = sqlglot.parse(text, read=dialect or None)
    except (sqlglot.errors.SqlglotError, RecursionError):
        return None
    statements = [each for each in parsed if each is not None]
    kinds = (exp.Query, exp.DML, exp.DDL, exp.Create, exp.Drop, exp.Alter, exp.Use, exp.Set, exp.TruncateTable)
    more = (exp.Transaction, exp.Commit, exp.Rollback, exp.Show, exp.Describe, exp.Grant)
    wanted = all(isinstance(each, (*kinds, *more)) and not isinstance(each, exp.Subquery) for each in statements)
    return statements if statements and wanted else None


def _collect(statement: Any, tables: set[str], columns: set[str]) -> None:
    """Add `kind::database::table` and `kind::table::column` of all that is named; what is left out is null."""
    exp: Any = import_module("sqlglot").exp
    kind = _KINDS.get(statement.key, "select")
    targets = [] if kind == "select" else _targets(statement, exp)
    named = {table.alias_or_name: table.name for table in statement.find_all(exp.Table)}
    for table in statement.find_all(exp.Table):
        changed = any(table is each for each in targets)
        tables.add(f"{kind if changed else 'select'}::{table.db or 'null'}::{table.name}")
    written = [each.this for each in statement.expressions if kind == "update" and isinstance(each, exp.EQ)]
    for column in statement.find_all(exp.Column):
        changed = any(column is each for each in written)
        name = "(.*)" if isinstance(column.this, exp.Star) else column.name
        table = named.get(column.table, column.table) or "null"
        columns.add(f"{'update' if changed else 'select'}::{table}::{name}")
    if any(not isinstance(star.parent, exp.Count | exp.Column) for star in statement.find_all(exp.Star)):
        columns.add("select::null::(.*)")
    if kind in ("delete", "insert"):
        into = statement.this.expressions if isinstance(statement.this, exp.Schema) else ()
        columns.update(f"{kind}::{targets[0].name}::{each.name}" for each in into)
        columns.update(() if into else {f"{kind}::{targets[0].name}::(.*)"})
    for definition in statement.find_all(exp.ColumnDef):
        columns.add(f"create::null::{definition.name}")


def _targets(statement: Any, exp: Any) -> list[Any]:
    if statement.key in ("drop", "truncatetable"):
        return list(statement.find_all(exp.Table))
    target = statement.this and statement.this.find(exp.Table)
    return [target] if target else []


def _allow_list(allowed: Any) -> list[str]:
    if not isinstance(allowed, list) or not all(isinstance(each, str) for each in cast("list[Any]", allowed)):
        raise InvalidAssertion("allowedTables and allowedColumns must be lists of texts")
    wide = [str(each) for each in cast("list[Any]", allowed)]
    for each in tuple(wide):
        parts = each.split("::")
        if len(parts) == 3 and parts[1] != "null":
            wide.append(f"{parts[0]}::null::{parts[2]}")
    for each in wide:
        if problem := patterns.problem(each):
            raise InvalidAssertion(f"{each} is no pattern: {problem}")
    return wide


def _is_allowed(used: str, allowed: Sequence[str]) -> bool:
    return any(each == used or patterns.fits(each, used, case_sensitive=False) for each in allowed)
