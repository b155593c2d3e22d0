"""Functions that print, fail, are missing or return something else: what the candidate is told."""

import re

import pytest

from shared.engines.harnesses import HARNESSES
from shared.engines.harnesses.spelling import spell_name
from shared.ports.sandbox import ProgramOutcome, Sandbox
from tests.fixtures.functions import call, call_all, result, signature, starter_with

pytestmark = pytest.mark.anyio

INT = signature("int", value="int")
PRINTING = {
    "c": 'puts("debug"); system("echo debug"); return value;',
    "cpp": 'cout << "debug\\n"; printf("debug\\n"); return value;',
    "java": 'System.out.println("debug"); System.out.print("debug"); return value;',
    "javascript": "console.log('debug'); process.stdout.write('debug'); return value;",
    "php": "echo 'debug'; fwrite(fopen('php://stdout', 'w'), 'debug'); return $value;",
    "python": "import os; print('debug'); os.system('echo debug'); return value",
    "ruby": "puts 'debug'; system('echo debug'); value",
    "rust": 'println!("debug"); print!("debug"); value',
    "typescript": "console.log('debug'); process.stdout.write('debug'); return value;",
}
PRINTING_GO = """\
package main
import "fmt"
func init() { fmt.Print("debug") }
func measureIt(value int) int { fmt.Println("debug"); return value }
"""
BROKEN = {
    "go": 'panic("broken")',
    "java": 'throw new IllegalStateException("broken");',
    "javascript": "throw new Error('broken');",
    "php": "throw new LogicException('broken');",
    "python": "raise ValueError('broken')",
    "ruby": "raise 'broken'",
    "rust": 'panic!("broken")',
    "typescript": "throw new Error('broken');",
}
WITHOUT = {"go": "package main\n", "java": "class Solution {}\n", "php": "<?php class Solution {}\n"}
# A list of integers was asked for.
MISTYPED = {
    "c": ("return (IntList){NULL, 1};", "data is NULL"),
    "cpp": ('return {1, "x"};', "solution.cpp"),
    "go": ('return []int{1, "x"}', "solution.go"),
    "java": ("return null;", "the result holds null"),
    "javascript": ("return [1, 'x'];", "the result[1] is of type string; the signature says int"),
    "php": ("return [1, 'x'];", "the result[1] is of type string; the signature says int"),
    "python": ("return {1, 2}", "the result is of type set; the signature says list<int>"),
    "ruby": ("[1, nil]", "the result[1] is nil; the signature says int"),
    "rust": ('vec![1, "x"]', "solution.rs"),
    "typescript": ("return [1, 'x'];", "solution.ts"),
}
INFINITE = {
    **dict.fromkeys(["c", "cpp"], "return 1 / 0.0;"),
    **dict.fromkeys(["javascript", "typescript"], "return 1 / 0;"),
    "go": "zero := 0.0; return 1 / zero",
    "java": "return 1 / 0.0;",
    "php": "return INF;",
    "python": "return float('inf')",
    "ruby": "1 / 0.0",
    "rust": "1.0 / 0.0",
}
TOO_LARGE = {"javascript": "return 2 ** 53;", "python": "return 2**63", "ruby": "2**63"}


def complaint(outcome: ProgramOutcome) -> str:
    """What the compiler said, or the harness of a program that ended badly and without a result."""
    if not outcome.compilation.ok:
        return outcome.compilation.message
    [single] = outcome.outcomes
    assert single.exit_code
    assert single.stdout == b""
    return single.stderr.decode()


@pytest.mark.parametrize("language", HARNESSES)
async def test_what_a_function_prints_is_no_part_of_its_result(sandbox: Sandbox, language: str) -> None:
    printing = PRINTING_GO if language == "go" else starter_with(language, INT, PRINTING[language])
    outcome = await call(sandbox, language, INT, printing, "[7]")
    assert outcome.stdout == b"7"
    assert outcome.stderr.count(b"debug") == 2


@pytest.mark.parametrize("language", BROKEN)
async def test_an_error_names_the_line_of_the_candidates_file(sandbox: Sandbox, language: str) -> None:
    solution = "\n\n" + starter_with(language, INT, BROKEN[language])
    solution = solution.removeprefix("\n\n") if language == "php" else solution
    [line] = [number for number, text in enumerate(solution.splitlines(), 1) if "broken" in text]
    outcome = await call(sandbox, language, INT, solution, "[7]")
    assert outcome.exit_code
    assert outcome.stdout == b""
    assert b"broken" in outcome.stderr
    file = re.escape(HARNESSES[language].solution_file)
    assert re.search(rf'{file}(:|\(|", line ){line}\b', outcome.stderr.decode()), outcome.stderr.decode()


@pytest.mark.parametrize(
    ("language", "body", "message"),
    [("cpp", "return vector<int>().at(7);", b"out_of_range"), ("c", "return *(volatile int *)0;", b"")],
)
async def test_an_error_without_lines_is_one_still(sandbox: Sandbox, language: str, body: str, message: bytes) -> None:
    outcome = await call(sandbox, language, INT, starter_with(language, INT, body), "[7]")
    assert outcome.signal
    assert outcome.stdout == b""
    assert message in outcome.stderr


@pytest.mark.parametrize("language", HARNESSES)
async def test_starter_code_compiles_and_has_no_result(sandbox: Sandbox, language: str) -> None:
    asked = signature("optional<list<string>>", first_text="string", numbers="list<list<float>>", flag="optional<bool>")
    outcome = await call(sandbox, language, asked, HARNESSES[language].starter_code(asked), '["", [[1.5]], null]')
    assert outcome.exit_code
    assert outcome.stdout == b""


@pytest.mark.parametrize("language", HARNESSES)
async def test_a_missing_function_is_named(sandbox: Sandbox, language: str) -> None:
    outcome = await call_all(sandbox, language, INT, WITHOUT.get(language, "\n"), ["[7]"])
    assert spell_name("measure_it", language) in complaint(outcome)


@pytest.mark.parametrize("language", HARNESSES)
async def test_a_result_of_another_type_is_refused_with_its_place(sandbox: Sandbox, language: str) -> None:
    asked = signature("list<int>", value="int")
    body, message = MISTYPED[language]
    outcome = await call_all(sandbox, language, asked, starter_with(language, asked, body), ["[7]"])
    assert message in complaint(outcome)


@pytest.mark.parametrize("language", HARNESSES)
async def test_a_syntax_error_is_a_compile_error_that_names_the_candidates_file(
    sandbox: Sandbox, language: str
) -> None:
    outcome = await call_all(sandbox, language, INT, starter_with(language, INT, "((("), ["[7]"])
    assert not outcome.compilation.ok
    assert HARNESSES[language].solution_file in outcome.compilation.message


@pytest.mark.parametrize("language", HARNESSES)
async def test_a_number_that_is_not_finite_is_no_result(sandbox: Sandbox, language: str) -> None:
    asked = signature("float")
    outcome = await call(sandbox, language, asked, starter_with(language, asked, INFINITE[language]), "[]")
    assert outcome.exit_code
    assert b"finite" in outcome.stderr


@pytest.mark.parametrize("language", TOO_LARGE)
async def test_an_integer_that_is_too_large_is_no_result(sandbox: Sandbox, language: str) -> None:
    outcome = await call(sandbox, language, INT, starter_with(language, INT, TOO_LARGE[language]), "[7]")
    assert outcome.exit_code
    assert outcome.stdout == b""


@pytest.mark.parametrize(
    ("language", "macros"),
    [("c", "#define long short\n#define int short\n"), ("cpp", "#define int long long\n#define double float\n")],
)
async def test_macros_change_nothing_but_the_candidates_code(sandbox: Sandbox, language: str, macros: str) -> None:
    asked = signature("list<int>", values="list<int>")
    solution = starter_with(language, asked, "return values;") + macros
    assert result(await call(sandbox, language, asked, solution, "[[1234567890123]]")) == [1234567890123]
