package dev.visor.store.service.config;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Variables of the environment that settings name. They are looked up when a request is made, and kept nowhere. Thread-safe. */
public final class Secrets {

    /** Stands for the person whom a request enrolls. */
    public static final String PERSON = "{name}";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final Environment environment;

    public Secrets(Environment environment) {
        this.environment = environment;
    }

    /** The variables of a process. */
    @FunctionalInterface
    public interface Environment {
        @Nullable
        String get(String name);
    }

    /** Returns whether a text takes something from the environment. */
    public static boolean isReference(String text) {
        return REFERENCE.matcher(text).find();
    }

    /**
     * Returns a text with the values of the variables that it names.
     *
     * @param where the setting that it stands in
     * @param form what is done to each value
     * @throws IOException with one line if a variable is not set
     */
    public String fill(String text, String where, UnaryOperator<String> form) throws IOException {
        Matcher references = REFERENCE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (references.find()) {
            String name = references.group(1);
            String value = environment.get(name);
            if (value == null || value.isEmpty()) {
                throw new IOException("the variable " + name + " of the environment is not set, which " + where
                        + " of the service names");
            }
            if (value.chars().anyMatch(c -> c < ' ' || c >= 0x7f)) {
                throw new IOException("the variable " + name + " of the environment, which " + where
                        + " of the service names, has other characters than printable ASCII");
            }
            references.appendReplacement(filled, Matcher.quoteReplacement(form.apply(value)));
        }
        return references.appendTail(filled).toString();
    }

    /** Returns a text of a service with the names of variables in the place of their values. */
    public String hide(String text, Iterable<String> templates) {
        Map<String, String> names = new TreeMap<>();
        for (String template : templates) {
            Matcher references = REFERENCE.matcher(template);
            while (references.find()) {
                String value = environment.get(references.group(1));
                if (value != null && !value.isEmpty()) {
                    names.put(value, "${" + references.group(1) + "}");
                }
            }
        }
        String hidden = text;
        for (Map.Entry<String, String> secret : names.entrySet()) {
            hidden = hidden.replace(secret.getKey(), secret.getValue());
        }
        return hidden;
    }
}
