"""Java, compiled to a runnable jar; the class to start may have any name."""

from pathlib import Path

from shared.ports.sandbox import MIB, Language, Limits

_DRIVER = Path(__file__).with_name("Compile.java").read_text()
# One collector and one compiler thread, and the quicker of the two compilers: most programs end before the other pays.
# Its warnings belong to standard error, or a right answer would be wrong.
_JAVA = "{bin}/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xlog:disable -Xlog:all=warning:stderr"

# A missing archive would cost the JVM its own as well.
_COMPILE = f"""\
if [ -e /prepared/compile.jsa ]; then
  exec {_JAVA} -Xss64m -Xmx{{memory_mb}}m -XX:SharedArchiveFile=/prepared/compile.jsa -jar /prepared/compile.jar /box
fi
printf %s "$1" >/tmp/Compile.java && exec {_JAVA} -Xss64m -Xmx{{memory_mb}}m /tmp/Compile.java /box
"""
# The driver compiles itself; what it and the compiler load then is what the archive holds. The class path of the dump
# must be one that all others begin with: none.
_PREPARE = f"""\
cd /tmp && mkdir driver && printf %s "$1" >driver/Compile.java &&
{_JAVA} driver/Compile.java driver >compile.jar &&
{_JAVA} -XX:DumpLoadedClassList=classes -jar compile.jar driver >/dev/null &&
{{bin}}/java -XX:+UseG1GC -Xshare:dump -XX:SharedClassListFile=classes -XX:SharedArchiveFile=compile.jsa -cp none >&2 &&
tar -c compile.jar compile.jsa
"""

JAVA = Language(
    name="java",
    label="Java (OpenJDK)",
    command="javac",
    version=("{command}", "--version"),
    source_file="Main.java",
    prepare=("/bin/sh", "-c", _PREPARE, "sh", _DRIVER),
    compile=("/bin/sh", "-c", _COMPILE, "sh", _DRIVER),
    compile_limits=Limits(cpu_seconds=10, wall_seconds=30, memory_bytes=512 * MIB, output_bytes=64 * MIB),
    artifact_file="program.jar",
    # The heap may grow to the limit, which the JVM's own needs pass before: a program that hoards meets our counters.
    run=(*_JAVA.split(), "-Xss64m", "-Xms32m", "-Xmx{memory_mb}m", "-jar", "/box/program.jar"),
    parts=("bin/java", "conf", "lib", "release"),
    system_parts=("/etc/java-*-openjdk",),
    # Each test pays for the JVM's start, and code runs slowly until it is compiled.
    time_factor=1.5,
    memory_floor_bytes=128 * MIB,
    limit_data=False,
)
