package dev.visor.setting;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value of any registered kind: a mapping with the key {@code kind} and the keys of that kind, or a word, which names a
 * kind or a preset of one.
 *
 * @param except the names of kinds that are not allowed
 */
record KindType<T>(Class<T> family, List<String> except) implements MappingType<T> {

    /** The key that names the kind. */
    static final String KIND = "kind";

    private List<Kind<? extends T>> kinds(Registry registry) {
        return registry.kinds(family).stream()
                .filter(kind -> !except.contains(kind.name()))
                .toList();
    }

    @Override
    public Optional<T> read(Section section, @Nullable T base) {
        Optional<Node> word = section.value(KIND);
        List<Kind<? extends T>> kinds = kinds(section.at().registry());
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
        Optional<Kind<? extends T>> named = kinds.stream()
                .filter(kind -> kind.hasOwnKey() && section.has(kind.name()))
                .findFirst();
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

    /** Returns the same entries, that of the kind before the others: it says what the others mean. */
    static Map<String, Node> kindFirst(Map<String, Node> entries) {
        Node kind = entries.get(KIND);
        if (kind == null) {
            return entries;
        }
        Map<String, Node> ordered = new LinkedHashMap<>();
        ordered.put(KIND, kind);
        ordered.putAll(entries);
        return ordered;
    }

    @Override
    public Node write(T value, Registry registry) {
        Kind<? extends T> kind = registry.kindOf(family, value);
        return kind.isWord() ? Node.plain(kind.name()) : Node.Mapping.of(entries(value, registry));
    }

    @Override
    public Optional<Map<String, Node>> expand(String word, Registry registry) {
        for (Kind<? extends T> kind : kinds(registry)) {
            if (kind.isCalled(word)) {
                return Optional.of(Map.of(KIND, Node.plain(kind.name())));
            }
        }
        return presets(registry).entrySet().stream()
                .filter(preset -> preset.getKey().equalsIgnoreCase(word))
                .map(preset -> Map.<String, Node>of(
                        KIND, Node.plain(preset.getValue().name()), Settings.PRESET, Node.plain(preset.getKey())))
                .findFirst();
    }

    /** A word says which kind is meant, and so do these keys. */
    @Override
    public boolean supersedes(Node.Mapping keys, Registry registry) {
        return keys.entries().containsKey(KIND)
                || kinds(registry).stream()
                        .anyMatch(kind -> kind.hasOwnKey() && keys.entries().containsKey(kind.name()));
    }

    @Override
    public String allowed(Node value, Registry registry) {
        List<String> words = words(registry);
        String keys = kinds(registry).stream()
                .filter(kind -> !kind.isComplete())
                .map(kind -> (kind.hasOwnKey() ? "with the key " : "of the kind ") + kind.name())
                .collect(Collectors.joining(" or "));
        boolean settings = kinds(registry).stream().anyMatch(kind -> !kind.isWord());
        String text = value instanceof Node.Scalar word ? word.text() : "";
        return Spelling.oneOf(words)
                + (settings ? (" or a mapping " + keys).stripTrailing() : "")
                + Spelling.hint(text, words);
    }

    /** Returns the names of the kinds that need no settings, and then those of presets. */
    private List<String> words(Registry registry) {
        List<String> words = new ArrayList<>();
        kinds(registry).stream().filter(Kind::isComplete).forEach(kind -> words.add(kind.name()));
        presets(registry).keySet().stream()
                .filter(preset -> !words.contains(preset))
                .forEach(words::add);
        return words;
    }

    /** Returns the presets whose names no other kind has, by name. */
    private Map<String, Kind<? extends T>> presets(Registry registry) {
        Map<String, Kind<? extends T>> presets = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        Set<String> ambiguous = new HashSet<>();
        for (Kind<? extends T> kind : kinds(registry)) {
            for (String preset : kind.presets().keySet()) {
                presets.put(preset, kind);
                if (!names.add(preset.toLowerCase(Locale.ROOT))) {
                    ambiguous.add(preset.toLowerCase(Locale.ROOT));
                }
            }
        }
        presets.keySet().removeIf(preset -> ambiguous.contains(preset.toLowerCase(Locale.ROOT)));
        return presets;
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
        return kinds(registry).stream()
                .filter(kind -> !kind.isWord())
                .map(kind -> JsonSchema.of(kind, kind.name().equals(implied), registry))
                .toList();
    }
}
