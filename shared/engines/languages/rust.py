"""Rust."""

from shared.ports.sandbox import MIB, Language, Limits

RUST = Language(
    name="rust",
    label="Rust",
    command="rustc",
    version=("{command}", "--version"),
    source_file="main.rs",
    # Only main.rs: a function-style answer, solution.rs, is a module of it.
    compile=(
        "/bin/sh",
        "-c",
        "cd /box && {command} --edition 2021 -O -o /tmp/program main.rs && cat /tmp/program",
    ),
    compile_limits=Limits(cpu_seconds=20, wall_seconds=40, memory_bytes=512 * MIB, output_bytes=64 * MIB),
    run=("/box/program",),
    parts=("lib/librustc*", "lib/libLLVM*", "lib/rustlib"),
)
