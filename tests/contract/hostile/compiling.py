"""Sources that attack the compiler: none is run, or it runs without having learnt anything."""

from shared.ports.sandbox import Language
from tests.contract.hostile.program import AC, BASH, CE, CPP, JAVA, JAVASCRIPT, PYTHON, RE, C, Hostile

_MAIN = "int main() { return 0; }\n"
_TOO = "Compilation took too"


def _ce(language: Language, source: str, says: str = "") -> Hostile:
    return Hostile(language, source, CE, says=says)


BOMBS = {
    "c-endless-zeros": _ce(C, '#include "/dev/zero"\n' + _MAIN),
    "c-endless-noise": _ce(C, '#include "/dev/urandom"\n' + _MAIN),
    "c-input": Hostile(C, '#include "/dev/stdin"\n#include "attempt.h"\nint main() { return verdict(); }', AC),
    "c-includes-itself": _ce(C, "#include __FILE__\n" + _MAIN, says="nested"),
    "c-includes-itself-twice": _ce(C, "#include __FILE__\n#include __FILE__\n" + _MAIN),
    "c-macros": _ce(
        C,
        "#define A0 0,0,0,0,0,0,0,0,0,0\n"
        + "".join(f"#define A{n} {','.join([f'A{n - 1}'] * 10)}\n" for n in range(1, 10))
        + "int a[] = {A9};\n"
        + _MAIN,
        says=_TOO,
    ),
    "c-data": _ce(C, "char a[1L << 30] = {1};\n" + _MAIN),
    "c-data-that-almost-fits": _ce(C, "char a[60 << 20] = {1};\n" + _MAIN),
    "c-data-over-the-limit": _ce(C, "char a[8 << 20] = {1};\n" + _MAIN, says="too large"),
    "c-repeated-assembly": _ce(C, '__asm__(".rept 1000000000\\n.quad 1\\n.endr");\n' + _MAIN),
    "c-parentheses": _ce(C, "int a = " + "(" * 200_000 + "1" + ")" * 200_000 + ";\n" + _MAIN),
    "c-errors-without-end": _ce(C, "\n".join(f"int f{n}() {{ return x{n}; }}" for n in range(1000)), says="undeclared"),
    "c-pragma-plugin": Hostile(
        C,
        '#pragma GCC optimize ("-fplugin=/tmp/x.so")\n#pragma GCC optimize ("-wrapper,/bin/sh")\n#include "attempt.h"\n'
        "int main() { return verdict(); }",
        (AC, CE),
    ),
    "cpp-templates": _ce(
        CPP, "template <int N> struct A { enum { v = A<N + 1>::v }; };\nint a = A<0>::v;\n" + _MAIN, says="depth"
    ),
    "cpp-templates-by-powers": _ce(
        CPP,
        "template <int D, long P> struct A { static const long v = A<D - 1, 2 * P>::v + A<D - 1, 2 * P + 1>::v; };\n"
        "template <long P> struct A<0, P> { static const long v = 1; };\nlong a = A<40, 1>::v;\n" + _MAIN,
        says=_TOO,
    ),
    "cpp-constant-loop": _ce(
        CPP, "constexpr long f() { long n = 0; for (;;) n++; return n; }\nconstexpr long a = f();\n" + _MAIN
    ),
    "cpp-constant-recursion": _ce(
        CPP,
        "constexpr long f(int d) { return d ? f(d - 1) + f(d - 1) + f(d - 1) : 1; }\nconstexpr long a = f(400);\n"
        + _MAIN,
    ),
    "java-constant": _ce(JAVA, f'class Main {{ String a = "{"x" * 70_000}"; }}', says="too long"),
    "java-method": _ce(
        JAVA, f"class Main {{ static void main(String[] a) {{ {'a = null; ' * 40_000} }} }}", says="too large"
    ),
    "java-nesting": _ce(JAVA, f"class Main {{ int a = {'(' * 20_000}1{')' * 20_000}; }}"),
    "java-processor": Hostile(
        JAVA,
        '@javax.annotation.processing.SupportedAnnotationTypes("*")\n'
        "public class Main extends javax.annotation.processing.AbstractProcessor {\n"
        ' static { System.out.println(System.getenv("PATH") == null ? "?" : "contained"); }\n'
        " public boolean process(java.util.Set<? extends javax.lang.model.element.TypeElement> a,"
        ' javax.annotation.processing.RoundEnvironment b) { throw new Error("processed"); }\n'
        " public static void main(String[] a) { } }",
        AC,
    ),
    "python-nesting": _ce(PYTHON, "(" * 100_000),
    "python-unary": _ce(PYTHON, "x = " + "-" * 100_000 + "1"),
    "javascript-nesting": Hostile(JAVASCRIPT, "[" * 200_000, (CE, RE)),
    "bash-unfinished": _ce(BASH, "if true; then ((((", says="unexpected EOF"),
}

READS = {
    "c-shadow": _ce(C, '#include "/etc/shadow"\n' + _MAIN, says="No such file"),
    "c-file": _ce(C, '#include "@FILE@"\n' + _MAIN, says="No such file"),
    "c-through-the-first-process": _ce(C, '#include "/proc/1/root@FILE@"\n' + _MAIN, says="fatal error"),
    "c-environment": Hostile(
        C, '#include "/proc/self/environ"\n#include "attempt.h"\nint main() { return verdict(); }', (AC, CE)
    ),
    "c-environment-of-the-first-process": _ce(C, '#include "/proc/1/environ"\n#error "read"\n' + _MAIN),
    "c-asks-what-there-is": Hostile(
        C,
        '#include "attempt.h"\n'
        + "".join(
            f'#if __has_include("{path}")\n#error {path} is there\n#endif\n'
            for path in ("/etc/shadow", "@FILE@", "/root/.bashrc", "/var/log/syslog")
        )
        + "int main() { return verdict(); }",
        AC,
    ),
    "c-binary": _ce(C, '__asm__(".incbin \\"@FILE@\\"");\n' + _MAIN, says="file not found"),
    "c-binary-of-the-accounts": Hostile(
        C,
        '#include "attempt.h"\n__asm__(".data\\nstart: .incbin \\"/etc/passwd\\"\\n.byte 0\\n");\n'
        'extern char start[];\nint main() { if (strstr(start, "/root")) breach("passwd", 0); return verdict(); }',
        AC,
    ),
    "c-binary-of-the-environment": Hostile(
        C,
        '#include "attempt.h"\n__asm__(".data\\nstart: .incbin \\"/proc/self/environ\\"\\n.byte 0\\n");\n'
        "extern char start[];\nint main() { fputs(start, stderr); return verdict(); }",
        (AC, CE),
    ),
    "cpp-file": _ce(CPP, '#include "@FILE@"\n' + _MAIN, says="No such file"),
    "cpp-raw-string": _ce(
        CPP, 'const char *a = R"(\n#include "@FILE@"\n)";\n#include "@FILE@"\n' + _MAIN, says="No such file"
    ),
}
