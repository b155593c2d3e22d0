"""What one language alone promises, in the real sandbox."""

import pytest

from shared.engines.languages import LANGUAGES
from shared.ports.sandbox import Input, Limits, Outcome, Program, Sandbox
from tests.fixtures.sandbox import run

pytestmark = pytest.mark.anyio

AMPLE = Limits(cpu_seconds=10, wall_seconds=60)
SET_UP = b"CREATE TABLE people (name, born); INSERT INTO people VALUES ('Ada, Countess', 1815), ('Emmy', NULL);"


async def refused(sandbox: Sandbox, name: str, source: str) -> str:
    """Return the compiler's message for a program that must not compile."""
    compilation = (await sandbox.run(Program(LANGUAGES[name], source.encode()), [], AMPLE)).compilation
    assert not compilation.ok
    return compilation.message


async def query(sandbox: Sandbox, statements: str, set_up: bytes = SET_UP) -> Outcome:
    return await run(sandbox, LANGUAGES["sql"], statements, set_up, AMPLE)


# ---- SQL


async def test_sql_results_are_csv_each_with_its_header(sandbox: Sandbox) -> None:
    outcome = await query(sandbox, "SELECT * FROM people;\nSELECT count(*) AS n FROM people;\nSELECT 1 WHERE 0;\n")
    assert outcome.stdout.decode() == 'name,born\n"Ada, Countess",1815\nEmmy,\nn\n2\n'
    assert (outcome.exit_code, outcome.stderr) == (0, b"")


async def test_sql_may_change_the_database_and_define_views(sandbox: Sandbox) -> None:
    statements = (
        "INSERT INTO people VALUES ('Alan', 1912);\n"
        "CREATE VIEW names AS SELECT name FROM people;\nSELECT count(*) AS n FROM names;\n"
    )
    outcome = await query(sandbox, statements)
    assert outcome.stdout == b"n\n3\n"


async def test_an_sql_error_ends_the_program_and_says_what_and_where(sandbox: Sandbox) -> None:
    outcome = await query(sandbox, "SELECT 1 AS one;\nSELECT missing\nFROM people;\nSELECT 2 AS two;\n")
    assert outcome.exit_code == 1
    assert outcome.stdout == b"one\n1\n"
    assert "line 2: no such column: missing" in outcome.stderr.decode()


@pytest.mark.parametrize(
    "statement",
    [
        ".shell echo out",
        ".system echo out",
        ".read /etc/passwd",
        ".import /etc/passwd people",
        ".print out",
        ".mode json",
        ".bail off",
        "ATTACH '/tmp/other' AS other;",
        "SELECT readfile('/etc/passwd');",
        "SELECT writefile('/tmp/out', 'out');",
        "SELECT load_extension('/tmp/out');",
        "VACUUM INTO '/tmp/out';",
    ],
)
async def test_sql_reaches_neither_the_shells_commands_nor_files(sandbox: Sandbox, statement: str) -> None:
    outcome = await query(sandbox, f"{statement}\nSELECT 1;\n")
    assert (outcome.exit_code, outcome.stdout) == (1, b""), outcome


async def test_a_broken_set_up_is_no_fault_of_the_program(sandbox: Sandbox) -> None:
    outcome = await query(sandbox, "SELECT 1;", b"CREATE TABLE;")
    assert outcome.exit_code == 1
    assert "set-up failed" in outcome.stderr.decode()
    assert outcome.stdout == b""


# ---- Java


@pytest.mark.parametrize(
    "source",
    [
        "public class Sum { public static void main(String[] words) { System.out.println(1 + 1); } }",
        "package a.b; public class Sum { public static void main(String... words) { System.out.println(2); } }",
        "class Other { public static void main(String[] words) { System.out.println(3); } }\n"
        "public class Main { public static void main(String[] words) { System.out.println(2); } }",
    ],
    ids=["another-name", "a-package", "two-of-them"],
)
async def test_java_starts_whichever_class_has_a_main(sandbox: Sandbox, source: str) -> None:
    assert (await run(sandbox, LANGUAGES["java"], source, limits=AMPLE)).stdout == b"2\n"


async def test_java_without_a_main_is_told_so(sandbox: Sandbox) -> None:
    message = await refused(sandbox, "java", "public class Main { static void main() {} }")
    assert "no class has a method `public static void main(String[] args)`" in message


async def test_java_compiles_lambdas_records_and_inner_classes(sandbox: Sandbox) -> None:
    source = (
        "import java.util.*; import java.util.stream.*;\n"
        "public class Main { record P(int x) {} enum E { A, B }\n"
        "public static void main(String[] words) {\n"
        "  Runnable r = new Runnable() { public void run() { System.out.print(E.B); } }; r.run();\n"
        "  System.out.println(Stream.of(1, 2).map(P::new).map(P::toString).collect(Collectors.joining())); } }"
    )
    assert (await run(sandbox, LANGUAGES["java"], source, limits=AMPLE)).stdout == b"BP[x=1]P[x=2]\n"


async def test_one_array_beyond_the_heap_is_a_runtime_error(sandbox: Sandbox) -> None:
    source = (
        "public class Main { public static void main(String[] w) { System.out.println(new int[999_999_999].length); } }"
    )
    outcome = await run(sandbox, LANGUAGES["java"], source, limits=AMPLE)
    assert (outcome.exit_code, outcome.memory_exceeded) == (1, False)
    assert "OutOfMemoryError" in outcome.stderr.decode()


# ---- TypeScript


async def test_typescript_knows_node_and_its_own_newest_syntax(sandbox: Sandbox) -> None:
    source = (
        "import { createInterface } from 'node:readline';\nimport assert = require('assert');\n"
        "enum Colour { Red, Green }\nconst limits = { low: 1 } satisfies Record<string, number>;\n"
        "async function main() {\n"
        "  for await (const line of createInterface({ input: process.stdin })) console.log(line, Colour[limits.low]);\n"
        "  assert(process.argv.length === 2);\n"
        "}\n"
        "main();\n"
    )
    outcome = await run(sandbox, LANGUAGES["typescript"], source, b"line\n", AMPLE)
    assert (outcome.stdout, outcome.stderr) == (b"line Green\n", b"")


async def test_typescript_is_strict(sandbox: Sandbox) -> None:
    message = await refused(sandbox, "typescript", "function f(x) { return x; }\nconsole.log(f(1));")
    assert "main.ts(1,12): error TS7006" in message


async def test_a_typescript_program_names_its_own_lines_when_it_fails(sandbox: Sandbox) -> None:
    source = "interface Gone { size: number }\n\nfunction f(): never { throw new Error('no'); }\nf();\n"
    outcome = await run(sandbox, LANGUAGES["typescript"], source, limits=AMPLE)
    assert outcome.exit_code == 1
    assert "/box/main.ts:3:" in outcome.stderr.decode()
    assert "/box/main.ts:4:" in outcome.stderr.decode()


# ---- the others


async def test_php_has_its_character_functions(sandbox: Sandbox) -> None:
    outcome = await run(sandbox, LANGUAGES["php"], "<?php echo (int) ctype_digit('12');", limits=AMPLE)
    assert (outcome.stdout, outcome.stderr) == (b"1", b"")


async def test_ruby_has_its_bundled_gems(sandbox: Sandbox) -> None:
    outcome = await run(sandbox, LANGUAGES["ruby"], "require 'prime'\nrequire 'set'\nputs 7.prime?", limits=AMPLE)
    assert (outcome.stdout, outcome.stderr) == (b"true\n", b"")


async def test_bash_has_the_usual_tools(sandbox: Sandbox) -> None:
    source = "sort -n | awk '{ s += $1 } END { print s }' | sed 's/^/sum /'"
    assert (await run(sandbox, LANGUAGES["bash"], source, b"2\n1\n", AMPLE)).stdout == b"sum 3\n"


async def test_cpp_threads_start(sandbox: Sandbox) -> None:
    source = (
        "#include <bits/stdc++.h>\nint main() { std::vector<std::jthread> all; std::atomic<int> n = 0;\n"
        "for (int i = 0; i < 4; i++) all.emplace_back([&] { n++; }); all.clear(); std::cout << n; }"
    )
    assert (await run(sandbox, LANGUAGES["cpp"], source, limits=AMPLE)).stdout == b"4"


async def test_go_takes_nothing_from_the_network(sandbox: Sandbox) -> None:
    program = Program(LANGUAGES["go"], b'package main\nimport "example.com/x"\nfunc main() { x.Y() }')
    if "go" not in await sandbox.languages():
        pytest.skip("NOT RUN: Go does not run on this machine")
    compilation = (await sandbox.run(program, [Input()], AMPLE)).compilation
    assert not compilation.ok
    assert "example.com/x" in compilation.message
