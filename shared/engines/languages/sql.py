"""SQL, run by SQLite: a test's input is the script that sets the database up, the program's results are CSV."""

from shared.ports.sandbox import Language

# Every result has a header; an error ends the program. A line that begins with a dot would be a command of the shell,
# one that begins with a space is SQL, and wrong: `-safe` refuses the dangerous commands, this all of them.
_RUN = """\
{command} -batch -bail /tmp/database >/dev/null || { echo "The test's own set-up failed." >&2; exit 1; }
sed 's/^\\./ ./' /box/main.sql | {command} -safe -batch -bail -csv -header /tmp/database
"""

SQL = Language(
    name="sql",
    label="SQL (SQLite)",
    command="sqlite3",
    # A shell without -safe, older than 3.37, won't do.
    version=("{command}", "-safe", "--version"),
    source_file="main.sql",
    run=("/bin/sh", "-c", _RUN),
)
