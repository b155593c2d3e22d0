"""Candidates' code that meddles with the harness in its own process: nothing but the right result is ever accepted."""

import json

import pytest

from shared.ports.sandbox import Outcome, Sandbox
from tests.fixtures.functions import call, signature, starter_with

pytestmark = pytest.mark.anyio

DOUBLE = signature("int", value="int")

FUTILE = {
    "c": {
        "a result of its own before the right one": 'write(3, "43", 2); return value * 2;',
        "a result of its own alone": 'write(3, "43", 2); _exit(0);',
        "an end without a result": "_exit(0);",
        "the right result printed": 'printf("42"); return 43;',
        "no descriptors": "for (int i = 0; i < 20; i++) close(i); return value * 2;",
        "output of the harness changed": 'ellaPutText("1"); return value * 2;',
    },
    "cpp": {
        "a result of its own before the right one": 'write(3, "43", 2); return value * 2;',
        "an end without a result": "quick_exit(0);",
        "the right result printed": "cout << 42; return 43;",
        "output of the harness changed": 'ella::text = "4"; return value * 2;',
    },
    "java": {
        "a result of its own before the right one": (
            "try { new java.io.FileOutputStream(java.io.FileDescriptor.out).write('4'); }"
            " catch (java.io.IOException error) { } return value * 2;"
        ),
        "an end without a result": "System.exit(0); return 0;",
        "an end from another thread": "new Thread(() -> Runtime.getRuntime().halt(0)).start(); while (true);",
        "the right result printed": "System.out.print(42); return 43;",
    },
    "javascript": {
        "a result of its own before the right one": "require('fs').writeSync(1, '43'); return value * 2;",
        "a result of its own alone": "require('fs').writeSync(1, '43'); process.exit(0);",
        "an end without a result": "process.exit(0);",
        "the right result printed": "console.log(42); return 43;",
        "no descriptors": "require('fs').closeSync(1); return value * 2;",
        "printing replaced": "globalThis.String = () => '43'; return value * 2;",
        "a value that turns into the right one": "return { valueOf: () => 42, toJSON: () => 42 };",
        "a wider type": "Number.isSafeInteger = () => true; return [42];",
        "prototypes changed": "Object.prototype.toString = () => '42'; Array.prototype.toJSON = () => 42; return [];",
    },
    "php": {
        "a result of its own before the right one": "fwrite($GLOBALS['result'], '43'); return $value * 2;",
        "an end without a result": "exit(0);",
        "the right result printed": "echo 42; return 43;",
        "no descriptors": "fclose($GLOBALS['result']); return $value * 2;",
    },
    "python": {
        "a result of its own before the right one": "import os; os.write(3, b'43'); return value * 2",
        "a result of its own alone": "import os; os.write(3, b'43'); os._exit(0)",
        "the right result twice": "import os; os.write(3, b'42 '); return value * 2",
        "an end without a result": "import os; os._exit(0)",
        "a good-looking exit": "raise SystemExit(0)",
        "the right result printed": "print(42, flush=True); return 43",
        "no descriptors": "import os; os.closerange(0, 20); return value * 2",
        "printing replaced": "import json; json.dumps = lambda *_: '43'; return value * 2",
        "the harness replaced": "import sys; sys.modules['__main__']._plain = lambda *_: 43; return value * 2",
        "an integer that lies": (
            "liar = type('Liar', (int,), {'__repr__': lambda _: '42', '__str__': lambda _: '42'}); return liar(43)"
        ),
        "a value equal to all": "return type('Equal', (), {'__eq__': lambda *_: True, '__hash__': lambda _: 42})()",
    },
    "ruby": {
        "a result of its own before the right one": "EllaHarness::RESULT.write('43'); value * 2",
        "an end without a result": "exit!(0)",
        "a good-looking exit": "exit(0)",
        "the right result printed": "puts 42; 43",
        "no descriptors": "EllaHarness::RESULT.close; value * 2",
        "a class that lies": "Integer.define_method(:to_s) { |*| '43' }; value * 2",
    },
}
AFTERTHOUGHTS = {
    "c": "atexit(lateC); return value * 2;",
    "cpp": "static Late late; return value * 2;",
    "java": (
        "Runtime.getRuntime().addShutdownHook(new Thread(() -> { try {"
        " new java.io.FileOutputStream(java.io.FileDescriptor.out).write('4'); }"
        " catch (java.io.IOException error) { } })); return value * 2;"
    ),
    "javascript": (
        "for (const when of ['exit', 'beforeExit']) process.on(when, () => require('fs').writeSync(1, '43'));"
        " setInterval(() => console.log(43)); return value * 2;"
    ),
    "php": "register_shutdown_function(fn () => print(43)); return $value * 2;",
    "python": (
        "import atexit, os, threading; atexit.register(os.write, 3, b'43');"
        " threading.Thread(target=threading.Event().wait).start(); return value * 2"
    ),
    "ruby": "at_exit { EllaHarness::RESULT.write('43') }; Thread.new { sleep }; value * 2",
}
HELPERS = {
    "c": 'static void lateC(void) { write(3, "43", 2); }\n',
    "cpp": '#include <unistd.h>\nstruct Late { ~Late() { write(3, "43", 2); } };\n',
}


def accepted(outcome: Outcome) -> bool:
    """Whether a judge takes it: a good end, and exactly one JSON value, which is the expected one."""
    try:
        return outcome.exit_code == 0 and json.loads(outcome.stdout) == 42
    except ValueError:
        return False


@pytest.mark.parametrize(
    ("language", "attempt"), [(language, attempt) for language, attempts in FUTILE.items() for attempt in attempts]
)
async def test_an_attempt_at_the_harness_is_not_accepted(sandbox: Sandbox, language: str, attempt: str) -> None:
    solution = starter_with(language, DOUBLE, FUTILE[language][attempt])
    assert not accepted(await call(sandbox, language, DOUBLE, solution, "[21]"))


@pytest.mark.parametrize("language", AFTERTHOUGHTS)
async def test_what_would_run_after_the_function_adds_nothing(sandbox: Sandbox, language: str) -> None:
    solution = HELPERS.get(language, "") + starter_with(language, DOUBLE, AFTERTHOUGHTS[language])
    outcome = await call(sandbox, language, DOUBLE, solution, "[21]")
    assert outcome.stdout == b"42"
    assert accepted(outcome)


async def test_the_right_result_is_accepted_however_it_is_written(sandbox: Sandbox) -> None:
    body = "import os; os.write(3, str(value * 2).encode()); os._exit(0)"
    assert accepted(await call(sandbox, "python", DOUBLE, starter_with("python", DOUBLE, body), "[21]"))
