"""PHP."""

from shared.ports.sandbox import Language

# No php.ini, whose extensions take three times as long to start; those below are loaded where they are installed, and
# nobody is told of those that are not.
_SETTINGS = {
    "memory_limit": "-1",
    "display_errors": "stderr",
    "display_startup_errors": "0",
    "log_errors": "0",
    "error_log": "/dev/null",
}
_EXTENSIONS = ("bcmath", "ctype", "gmp", "iconv", "mbstring")
_OPTIONS = (
    "-n",
    *(option for name, value in _SETTINGS.items() for option in ("-d", f"{name}={value}")),
    *(option for name in _EXTENSIONS for option in ("-d", f"extension={name}")),
)

_CHECK = 'for file in /box/*.php; do {command} "$@" -l "$file" || exit 1; done'

PHP = Language(
    name="php",
    label="PHP",
    command="php",
    version=("{command}", "-n", "--version"),
    source_file="main.php",
    check=("/bin/sh", "-c", _CHECK, "php", *_OPTIONS),
    run=("{command}", *_OPTIONS, "/box/main.php"),
)
