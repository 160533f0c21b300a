package dev.visor.store.network.torchscript;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The code of the classes of an archive: for each class, the statements of its method {@code forward}. Control flow is
 * refused where it is met, because tracing writes none.
 */
final class ScriptCode {

    private static final Pattern CLASS = Pattern.compile("class (\\w+)\\(Module\\):");
    private static final Pattern METHOD = Pattern.compile("  def (\\w+)\\((.*)\\) ->.*:", Pattern.DOTALL);
    private static final Pattern CONTROL = Pattern.compile("\\s*(if|for|while|else|elif|with|def|raise)\\b.*");
    private static final String METHODS_BODY = "    ";

    private final Map<String, Method> methods = new LinkedHashMap<>();

    /**
     * A method.
     *
     * @param parameters names, without {@code self}
     * @param statements in their order
     */
    record Method(List<String> parameters, List<String> statements) {}

    /**
     * Adds a file of code.
     *
     * @param module what precedes the names of its classes: {@code __torch__.torch.nn.modules.conv}
     */
    void add(String module, String source) {
        String type = "";
        String method = "";
        List<String> statements = new ArrayList<>();
        for (String line : joined(source)) {
            Matcher header = CLASS.matcher(line);
            Matcher definition = METHOD.matcher(line);
            if (header.matches()) {
                type = module + "." + header.group(1);
                method = "";
            } else if (definition.matches()) {
                method = definition.group(1);
                statements = new ArrayList<>();
                methods.put(type + "." + method, new Method(parameters(definition.group(2)), statements));
            } else if (line.startsWith(METHODS_BODY) && !method.isEmpty() && !line.isBlank()) {
                statements.add(line.strip());
            }
        }
    }

    /** {@return the lines, those within brackets as one} */
    private static List<String> joined(String source) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int open = 0;
        boolean quoted = false;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            quoted ^= c == '"' && (i == 0 || source.charAt(i - 1) != '\\');
            if (!quoted) {
                open += "([".indexOf(c) >= 0 ? 1 : ")]".indexOf(c) >= 0 ? -1 : 0;
            }
            if (c == '\n' && open <= 0) {
                lines.add(line.toString());
                line.setLength(0);
            } else {
                line.append(c);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private static List<String> parameters(String text) {
        List<String> names = new ArrayList<>();
        for (String parameter : text.split(",")) {
            names.add(parameter.replaceFirst(":.*", "").strip());
        }
        return names.subList(1, names.size());
    }

    /**
     * {@return the method forward of a class}
     *
     * @throws IllegalArgumentException if there is none, or it has control flow
     */
    Method forward(String type) {
        Method method = methods.get(type + ".forward");
        if (method == null) {
            throw new IllegalArgumentException("its code lacks the method forward of " + type);
        }
        for (String statement : method.statements) {
            if (CONTROL.matcher(statement).matches()) {
                throw new IllegalArgumentException("the method forward of " + type + " has control flow (\"" + statement
                        + "\"), so it was not traced; save it with torch.jit.trace");
            }
        }
        return method;
    }
}
