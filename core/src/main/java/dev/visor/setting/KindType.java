package dev.visor.setting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of any registered kind: a mapping with the key {@code kind} and the keys of that kind, or a word, which names a
 * kind or a preset of one.
 */
record KindType<T>(Class<T> family) implements MappingType<T> {

    /** The key that names the kind. */
    static final String KIND = "kind";

    @Override
    public Optional<T> read(Section section, @Nullable T base) {
        Optional<Node> word = section.value(KIND);
        List<Kind<? extends T>> kinds = section.at().registry().kinds(family);
        List<String> names = kinds.stream().map(Kind::name).toList();
        if (word.isEmpty()) {
            Optional<Kind<? extends T>> implied = implied(kinds, section, base);
            if (implied.isPresent()) {
                return read(implied.get(), section, base);
            }
            section.at(KIND).reject("is missing, must be one of " + names);
            return section.unknownKind();
        }
        String text = word.get() instanceof Node.Scalar scalar ? scalar.text() : "";
        for (Kind<? extends T> kind : kinds) {
            if (kind.isCalled(text)) {
                return read(kind, section, base);
            }
        }
        section.at(KIND).refuse(word.get(), "one of " + names + Spelling.hint(text, names));
        return section.unknownKind();
    }

    /** Returns the kind with a key of its own name that is there, or else that of the base. */
    private Optional<Kind<? extends T>> implied(List<Kind<? extends T>> kinds, Section section, @Nullable T base) {
        Optional<Kind<? extends T>> named =
                kinds.stream().filter(kind -> section.has(kind.name())).findFirst();
        return named.isEmpty() && base != null
                ? Optional.of(section.at().registry().kindOf(family, base))
                : named;
    }

    @SuppressWarnings("unchecked") // a kind ignores a base that is not of it
    private static <S> Optional<S> read(Kind<? extends S> kind, Section section, @Nullable S base) {
        return ((Kind<S>) kind).read(section, base);
    }

    @Override
    public Map<String, Node> entries(T value, Registry registry) {
        Kind<? extends T> kind = registry.kindOf(family, value);
        Map<String, Node> entries = new LinkedHashMap<>();
        entries.put(KIND, Node.plain(kind.name()));
        entries.putAll(kind.entries(value, registry));
        return entries;
    }

    @Override
    public Node write(T value, Registry registry) {
        Kind<? extends T> kind = registry.kindOf(family, value);
        return kind.isWord() ? Node.plain(kind.name()) : Node.Mapping.of(entries(value, registry));
    }

    @Override
    public Optional<Node.Mapping> expand(String word, Registry registry) {
        for (Kind<? extends T> kind : registry.kinds(family)) {
            if (kind.isCalled(word)) {
                return Optional.of(Node.Mapping.of(Map.of(KIND, Node.plain(kind.name()))));
            }
        }
        for (Kind<? extends T> kind : registry.kinds(family)) {
            for (String preset : kind.presets().keySet()) {
                if (preset.equalsIgnoreCase(word)) {
                    Map<String, Node> entries = new LinkedHashMap<>();
                    entries.put(KIND, Node.plain(kind.name()));
                    entries.put(Settings.PRESET, Node.plain(preset));
                    return Optional.of(Node.Mapping.of(entries));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<T> refuseOther(Node value, Cursor at) {
        List<String> words = words(at.registry());
        String text = value instanceof Node.Scalar word ? word.text() : "";
        boolean settings = at.registry().kinds(family).stream().anyMatch(kind -> !kind.isWord());
        return at.refuse(
                value,
                "one of " + words + (settings ? " or a mapping with the key kind" : "") + Spelling.hint(text, words));
    }

    /** Returns the names of the kinds, and then those of their presets. */
    private List<String> words(Registry registry) {
        List<String> words = new ArrayList<>();
        registry.kinds(family).forEach(kind -> words.add(kind.name()));
        registry.kinds(family)
                .forEach(kind -> kind.presets().keySet().stream()
                        .filter(preset -> !words.contains(preset))
                        .forEach(words::add));
        return words;
    }

    @Override
    public Map<String, Object> schema(Registry registry) {
        return schema(null, registry);
    }

    /**
     * Returns the schema where a mapping need not name one of the kinds.
     *
     * @param implied the name of that kind; null if there is none
     */
    Map<String, Object> schema(@Nullable String implied, Registry registry) {
        List<Object> forms = new ArrayList<>();
        forms.add(Map.of("enum", words(registry)));
        forms.addAll(forms(implied, registry));
        return forms.size() == 1 ? Map.of("enum", words(registry)) : Map.of("anyOf", forms);
    }

    /** Returns the schemas of the mappings, one for each kind that has settings. */
    List<Map<String, Object>> forms(@Nullable String implied, Registry registry) {
        return registry.kinds(family).stream()
                .filter(kind -> !kind.isWord())
                .map(kind -> JsonSchema.of(kind, kind.name().equals(implied), registry))
                .toList();
    }
}
