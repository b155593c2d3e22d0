"""Go."""

from shared.ports.sandbox import MIB, Language, Limits

# No module, no network, and a cache that already holds the standard library where it could be prepared.
_BUILD = """\
if [ -e /prepared/cache ]; then export GOCACHE=/prepared/cache; else export GOCACHE=/tmp/cache; fi
cd /box && {command} build -ldflags '-s -w' -o /tmp/program *.go && cat /tmp/program
"""
_PREPARE = """\
export GOCACHE=/tmp/cache && {command} build std && cd /tmp && tar -c cache
"""

GO = Language(
    name="go",
    label="Go",
    command="go",
    version=("{command}", "version"),
    source_file="main.go",
    prepare=("/bin/sh", "-c", _PREPARE),
    compile=("/bin/sh", "-c", _BUILD),
    compile_limits=Limits(
        cpu_seconds=20, wall_seconds=40, memory_bytes=512 * MIB, output_bytes=64 * MIB, temporary_bytes=256 * MIB
    ),
    run=("/box/program",),
    # Two threads at work wherever it runs, or the machine's size would decide how many processes there are.
    environment={"GOFLAGS": "-mod=mod", "GO111MODULE": "off", "GOPROXY": "off", "CGO_ENABLED": "0", "GOMAXPROCS": "2"},
    limit_data=False,
)
