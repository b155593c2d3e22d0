"""Bash, with what a small Linux brings: sed, awk, sort and the like."""

from shared.ports.sandbox import Language

BASH = Language(
    name="bash",
    label="Bash",
    command="bash",
    version=("{command}", "--version"),
    source_file="main.sh",
    check=("{command}", "-n", "/box/main.sh"),
    run=("{command}", "/box/main.sh"),
)
