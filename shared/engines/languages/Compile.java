import com.sun.source.util.JavacTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles the Java files of a folder into a runnable jar on standard output; errors go to standard error. */
public class Compile {
    private static final List<String> OPTIONS = List.of("-g", "-proc:none", "-Xlint:none", "-Xmaxerrs", "20");

    public static void main(String[] arguments) throws IOException {
        try {
            System.exit(compile(Path.of(arguments[0])));
        } catch (OutOfMemoryError | StackOverflowError error) {
            System.err.println("error: the compiler ran out of memory: " + error);
            System.exit(1);
        }
    }

    private static int compile(Path folder) throws IOException {
        List<Source> sources = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, "*.java")) {
            for (Path file : files) {
                sources.add(new Source(file));
            }
        }
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Classes classes = new Classes(compiler.getStandardFileManager(messages, null, null));
        JavacTask task = (JavacTask) compiler.getTask(Writer.nullWriter(), classes, messages, OPTIONS, null, sources);
        String main = mainClass(task);
        task.generate();
        boolean failed = false;
        for (var message : messages.getDiagnostics()) {
            if (message.getKind() == Diagnostic.Kind.ERROR) {
                System.err.println(message);
                failed = true;
            }
        }
        if (!failed && main == null) {
            System.err.println("Main.java: error: no class has a method `public static void main(String[] args)`");
        }
        if (failed || main == null) {
            return 1;
        }
        classes.writeJar(main, System.out);
        return 0;
    }

    /** Returns the class to start: one named Main before all others, null without any. */
    private static String mainClass(JavacTask task) throws IOException {
        String found = null;
        for (Element element : task.analyze()) {
            if (element instanceof TypeElement && isStartable((TypeElement) element)) {
                boolean preferred = element.getSimpleName().contentEquals("Main");
                if (found == null || preferred) {
                    found = task.getElements().getBinaryName((TypeElement) element).toString();
                }
                if (preferred) {
                    return found;
                }
            }
        }
        return found;
    }

    private static boolean isStartable(TypeElement type) {
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            if (method.getSimpleName().contentEquals("main")
                    && method.getModifiers().contains(Modifier.STATIC)
                    && method.getModifiers().contains(Modifier.PUBLIC)
                    && method.getParameters().size() == 1
                    && method.getParameters().get(0).asType().toString().equals("java.lang.String[]")) {
                return true;
            }
        }
        return false;
    }

    /** A file that may hold public classes of any name. */
    private static class Source extends SimpleJavaFileObject {
        private final String text;

        Source(Path file) throws IOException {
            super(file.toUri(), Kind.SOURCE);
            text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE;
        }
    }

    /** Keeps the compiled classes in memory. */
    private static class Classes extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> contents = new TreeMap<>();

        Classes(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            String entry = className.replace('.', '/') + kind.extension;
            return new SimpleJavaFileObject(URI.create("memory:///" + entry), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream content = new ByteArrayOutputStream();
                    contents.put(entry, content);
                    return content;
                }
            };
        }

        void writeJar(String main, OutputStream out) throws IOException {
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main);
            try (JarOutputStream jar = new JarOutputStream(out, manifest)) {
                jar.setLevel(Deflater.NO_COMPRESSION);
                for (var each : contents.entrySet()) {
                    jar.putNextEntry(new ZipEntry(each.getKey()));
                    each.getValue().writeTo(jar);
                    jar.closeEntry();
                }
            }
        }
    }
}
