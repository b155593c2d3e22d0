"""Ruby."""

from shared.ports.sandbox import MIB, Language

RUBY = Language(
    name="ruby",
    label="Ruby",
    command="ruby",
    version=("{command}", "--version"),
    source_file="main.rb",
    check=("/bin/sh", "-c", 'for file in /box/*.rb; do {command} -c "$file" || exit 1; done'),
    # Without what decorates messages a start costs half; gems stay, or there would be no `prime` and `matrix`.
    run=("{command}", "--disable=did_you_mean,error_highlight", "/box/main.rb"),
    parts=("lib/ruby", "lib/libruby*"),
    # The stack of the interpreter, which by default ends recursion at 12,000 calls.
    environment={"RUBY_THREAD_VM_STACK_SIZE": str(32 * MIB)},
)
