import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public final class Main {
    static final class Failure extends RuntimeException {
        Failure(String message) {
            super(message);
        }
    }

    static final class Input {
        private final String text;
        private int at;

        Input(String text) {
            this.text = text;
        }

        char next() {
            return text.charAt(at++);
        }

        boolean take(String wanted) {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            boolean found = text.startsWith(wanted, at);
            if (found) {
                at += wanted.length();
            }
            return found;
        }

        void expect(String wanted) {
            if (!take(wanted)) {
                throw new Failure("the arguments are not what the signature says");
            }
        }

        String number() {
            take("");
            int start = at;
            while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            return text.substring(start, at);
        }

        char escaped() {
            char c = next();
            switch (c) {
                case 'b':
                    return '\b';
                case 'f':
                    return '\f';
                case 'n':
                    return '\n';
                case 'r':
                    return '\r';
                case 't':
                    return '\t';
                case 'u':
                    at += 4;
                    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
                default:
                    return c;
            }
        }
    }

    abstract static class Json<T> {
        abstract T read(Input input);

        abstract void writeValue(StringBuilder text, T value);

        void write(StringBuilder text, T value) {
            if (value == null) {
                throw new Failure("the result holds null where the signature has no optional");
            }
            writeValue(text, value);
        }
    }

    static final Json<Long> INT = new Json<>() {
        @Override
        Long read(Input input) {
            return Long.valueOf(input.number());
        }

        @Override
        void writeValue(StringBuilder text, Long value) {
            text.append(value.longValue());
        }
    };

    static final Json<Double> FLOAT = new Json<>() {
        @Override
        Double read(Input input) {
            return Double.valueOf(input.number());
        }

        @Override
        void writeValue(StringBuilder text, Double value) {
            if (!Double.isFinite(value)) {
                throw new Failure("the result holds a number that is not finite");
            }
            text.append(value.doubleValue());
        }
    };

    static final Json<Boolean> BOOL = new Json<>() {
        @Override
        Boolean read(Input input) {
            boolean value = input.take("true");
            if (!value) {
                input.expect("false");
            }
            return value;
        }

        @Override
        void writeValue(StringBuilder text, Boolean value) {
            text.append(value.booleanValue());
        }
    };

    static final Json<String> STRING = new Json<>() {
        @Override
        String read(Input input) {
            StringBuilder value = new StringBuilder();
            input.expect("\"");
            for (char c = input.next(); c != '"'; c = input.next()) {
                value.append(c == '\\' ? input.escaped() : c);
            }
            return value.toString();
        }

        @Override
        void writeValue(StringBuilder text, String value) {
            text.append('"');
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '"' || c == '\\') {
                    text.append('\\').append(c);
                } else if (c >= 0x20 && c < 0x7F) {
                    text.append(c);
                } else {
                    text.append("\\u");
                    for (int shift = 12; shift >= 0; shift -= 4) {
                        text.append(Character.forDigit(c >> shift & 15, 16));
                    }
                }
            }
            text.append('"');
        }
    };

    static <T> Json<List<T>> list(Json<T> item) {
        return new Json<>() {
            @Override
            List<T> read(Input input) {
                List<T> list = new ArrayList<>();
                input.expect("[");
                if (input.take("]")) {
                    return list;
                }
                do {
                    list.add(item.read(input));
                } while (input.take(","));
                input.expect("]");
                return list;
            }

            @Override
            void writeValue(StringBuilder text, List<T> list) {
                text.append('[');
                boolean first = true;
                for (T value : list) {
                    if (!first) {
                        text.append(',');
                    }
                    first = false;
                    item.write(text, value);
                }
                text.append(']');
            }
        };
    }

    static <T> Json<Map<String, T>> map(Json<T> item) {
        return new Json<>() {
            @Override
            Map<String, T> read(Input input) {
                Map<String, T> map = new LinkedHashMap<>();
                input.expect("{");
                if (input.take("}")) {
                    return map;
                }
                do {
                    String key = STRING.read(input);
                    input.expect(":");
                    map.put(key, item.read(input));
                } while (input.take(","));
                input.expect("}");
                return map;
            }

            @Override
            void writeValue(StringBuilder text, Map<String, T> map) {
                text.append('{');
                boolean first = true;
                for (Map.Entry<String, T> entry : map.entrySet()) {
                    if (!first) {
                        text.append(',');
                    }
                    first = false;
                    STRING.write(text, entry.getKey());
                    text.append(':');
                    item.write(text, entry.getValue());
                }
                text.append('}');
            }
        };
    }

    static <T> Json<T> optional(Json<T> item) {
        return new Json<>() {
            @Override
            T read(Input input) {
                return input.take("null") ? null : item.read(input);
            }

            @Override
            void write(StringBuilder text, T value) {
                if (value == null) {
                    text.append("null");
                } else {
                    item.write(text, value);
                }
            }

            @Override
            void writeValue(StringBuilder text, T value) {
                item.writeValue(text, value);
            }
        };
    }

    static String call(Input input) {
        input.expect("[");
@READS@
        input.expect("]");
        @RETURNS@ result = Solution.@NAME@(@ARGUMENTS@);
        StringBuilder text = new StringBuilder();
        @RESULT@.write(text, result);
        return text.toString();
    }

    public static void main(String[] none) {
        FileOutputStream output = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err);
        int code = 1;
        try {
            String text = call(new Input(new String(System.in.readAllBytes(), StandardCharsets.UTF_8)));
            output.write(text.getBytes(StandardCharsets.UTF_8));
            code = 0;
        } catch (Failure failure) {
            System.err.println(failure.getMessage());
        } catch (Throwable error) {
            error.printStackTrace();
        } finally {
            Runtime.getRuntime().halt(code);
        }
    }
}
