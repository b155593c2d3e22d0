import pytest

from shared.engines.knowledge.ddl import DIALECTS, tables_in
from shared.engines.knowledge.items import TableContent, TableRelation
from shared.errors import InvalidInput

SCHEMA = b"""
CREATE TABLE public.users (
    id serial PRIMARY KEY,
    email text NOT NULL UNIQUE DEFAULT 'x;y',
    team_id int REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT both UNIQUE (email, team_id)
);
CREATE TABLE logins (user_id int, at timestamp, PRIMARY KEY (user_id, at));
ALTER TABLE logins ADD CONSTRAINT owner FOREIGN KEY (user_id) REFERENCES public.users (id);
ALTER TABLE logins ADD COLUMN place text NOT NULL;
COMMENT ON TABLE logins IS 'Who came when';
COMMENT ON COLUMN public.users.email IS 'In lower case';
CREATE INDEX by_place ON logins (place);
INSERT INTO logins VALUES (1, now(), 'home');
"""


def tables(data: bytes, dialect: str = "postgres") -> dict[str, TableContent]:
    extracted = tables_in(data, dialect)
    assert extracted.problems == ()
    return {item.key: item for item in extracted.items if isinstance(item, TableContent)}


def test_tables_have_columns_keys_and_relations() -> None:
    found = tables(SCHEMA)
    users = found["public.users"]
    assert [(each.name, each.type, each.nullable) for each in users.columns] == [
        ("id", "SERIAL", False),
        ("email", "TEXT", False),
        ("team_id", "INT", True),
    ]
    assert (users.columns[1].default, users.columns[1].description) == ("'x;y'", "In lower case")
    assert (users.primary_key, users.unique) == (("id",), (("email",), ("email", "team_id")))
    assert users.relations == (TableRelation(columns=("team_id",), table="teams", references=("id",)),)


def test_later_statements_add_to_a_table() -> None:
    logins = tables(SCHEMA)["logins"]
    assert (logins.primary_key, logins.description) == (("user_id", "at"), "Who came when")
    assert [each.name for each in logins.columns] == ["user_id", "at", "place"]
    assert logins.relations == (TableRelation(columns=("user_id",), table="public.users", references=("id",)),)


def test_comments_in_mysqls_way_are_kept() -> None:
    [table] = tables(
        b"CREATE TABLE `a` (`id` int COMMENT 'the id', UNIQUE KEY `u` (`id`)) COMMENT='rows'", "mysql"
    ).values()
    assert (table.description, table.columns[0].description, table.unique) == ("rows", "the id", (("id",),))


def test_a_broken_statement_costs_only_itself_and_one_line() -> None:
    extracted = tables_in(
        b"CREATE TABLE a (id int);\nCREATE TABLE (;\nALTER TABLE nobody ADD COLUMN c int;\n"
        b"CREATE TABLE b AS SELECT 1;\nCREATE TABLE a (id int);\nCREATE TABEL c (id int);\nCREATE TABLE d (id int)",
        "postgres",
    )
    assert [item.key for item in extracted.items] == ["a", "d"]
    assert [problem.where for problem in extracted.problems] == [f"statement {n}, line {n}" for n in range(2, 7)]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_reads_the_plainest_table(dialect: str) -> None:
    [table] = tables(b"CREATE TABLE t (id INT NOT NULL)", dialect).values()
    assert (table.name, table.columns[0].nullable) == ("t", False)


@pytest.mark.parametrize("data", [b"\xff", b"CREATE TABLE a (x text DEFAULT 'never closed"])
def test_what_is_no_text_of_sql_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidInput):
        tables_in(data, "postgres")


def test_what_is_not_understood_is_no_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    tables_in(b"CREATE TABLE a (id int); VACUUM secret_table; CREATE FUNCTION f() RETURNS int;", "postgres")
    assert caplog.records == []
