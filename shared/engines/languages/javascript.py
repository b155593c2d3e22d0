"""JavaScript on Node.js."""

from shared.ports.sandbox import MIB, Language

JAVASCRIPT = Language(
    name="javascript",
    label="JavaScript (Node.js)",
    command="node",
    version=("{command}", "--version"),
    source_file="main.js",
    check=("/bin/sh", "-c", 'for file in /box/*.js; do {command} --check "$file" || exit 1; done'),
    # The stack (kB) stays well under the 64 MB every process gets; V8's own default ends recursion at 11,000 calls.
    run=("{command}", "--max-old-space-size={memory_mb}", "--stack-size=32000", "/box/main.js"),
    hidden=("lib/node_modules",),
    memory_floor_bytes=128 * MIB,
    limit_data=False,
)
