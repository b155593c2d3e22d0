"""TypeScript, checked and translated by its own compiler, run by Node.js."""

from pathlib import Path

from shared.engines.languages.javascript import JAVASCRIPT
from shared.ports.sandbox import MIB, Language, Limits

_DRIVER = Path(__file__).with_name("compile.cjs").read_text()
_TYPESCRIPT = "/opt/node_modules/typescript"

_COMPILE = f"""\
if [ -e /prepared/compile.blob ]; then exec {{command}} --snapshot-blob /prepared/compile.blob; fi
exec {{command}} -e "const ts = require('{_TYPESCRIPT}');$1"
"""
# A snapshot is built from one file, which may require nothing but what Node.js itself brings.
_PREPARE = f"""\
cd /tmp && {{ cat {_TYPESCRIPT}/lib/typescript.js && printf %s "$1"; }} >compile.cjs &&
{{command}} --snapshot-blob compile.blob --build-snapshot compile.cjs >&2 && tar -c compile.blob
"""

TYPESCRIPT = Language(
    name="typescript",
    label="TypeScript (Node.js)",
    command=JAVASCRIPT.command,
    version=(
        "{command}",
        "-p",
        f"`TypeScript ${{require('{_TYPESCRIPT}/package.json').version}} on Node.js ${{process.version}}`",
    ),
    source_file="main.ts",
    prepare=("/bin/sh", "-c", _PREPARE, "sh", _DRIVER),
    compile=("/bin/sh", "-c", _COMPILE, "sh", _DRIVER),
    # Without a snapshot all libraries are parsed first.
    compile_limits=Limits(cpu_seconds=10, wall_seconds=30, memory_bytes=512 * MIB, output_bytes=64 * MIB),
    artifact_file="program.js",
    run=(*JAVASCRIPT.run[:-1], "--enable-source-maps", "/box/program.js"),
    packages={
        _TYPESCRIPT: "node_modules/typescript",
        "/opt/node_modules/@types/node": "node_modules/@types/node",
        "/opt/node_modules/undici-types": "node_modules/undici-types",
    },
    hidden=JAVASCRIPT.hidden,
    memory_floor_bytes=JAVASCRIPT.memory_floor_bytes,
    limit_data=JAVASCRIPT.limit_data,
)
