"""C++, compiled by GCC."""

from shared.ports.sandbox import MIB, Language, Limits

_OPTIONS = "-std=gnu++20 -O2"

_COMPILE = f"""\
cd /box && {{command}} {_OPTIONS} -pipe -I/prepared -o /tmp/program main.cpp && cat /tmp/program
"""
# What includes everything takes a second to parse; parsed once, with the very options of each compilation, it doesn't.
# That holds for a program's first include only: elsewhere the header beside it leads on to the compiler's own.
_PREPARE = f"""\
mkdir /tmp/bits && cd /tmp && echo '#include <bits/stdc++.h>' >all.h &&
{{command}} {_OPTIONS} -x c++-header -o bits/stdc++.h.gch all.h &&
echo '#include_next <bits/stdc++.h>' >bits/stdc++.h && tar -c bits
"""

CPP = Language(
    name="cpp",
    label="C++ (GCC)",
    command="g++",
    version=("{command}", "--version"),
    source_file="main.cpp",
    prepare=("/bin/sh", "-c", _PREPARE),
    # Only main.cpp: a function-style answer, solution.cpp, is included by it.
    compile=("/bin/sh", "-c", _COMPILE),
    compile_limits=Limits(cpu_seconds=10, wall_seconds=30, memory_bytes=512 * MIB, output_bytes=64 * MIB),
    run=("/box/program",),
)
