"""C, compiled by GCC."""

from shared.ports.sandbox import Language

C = Language(
    name="c",
    label="C (GCC)",
    command="gcc",
    version=("{command}", "--version"),
    source_file="main.c",
    # Only main.c: a function-style answer, solution.c, is included by it.
    compile=(
        "/bin/sh",
        "-c",
        "cd /box && {command} -std=gnu17 -O2 -pipe -o /tmp/program main.c -lm && cat /tmp/program",
    ),
    run=("/box/program",),
)
