package dev.visor.service.studio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Things by their ids, of which those are forgotten that nobody has asked for longest. Thread-safe. */
final class Shelf<T> {

    private final String what;
    private final int most;
    private final Map<String, T> things = new LinkedHashMap<>(16, 0.75f, true);
    private int number;

    /**
     * Makes an empty shelf.
     *
     * @param what a thing is called in a message and in ids
     * @param most how many it holds
     */
    Shelf(String what, int most) {
        this.what = what;
        this.most = most;
    }

    /** Adds what is made for an id of its own. */
    synchronized T add(Function<String, T> maker) {
        String id = next();
        return put(id, maker.apply(id));
    }

    /** Returns an id that nothing has had. */
    synchronized String next() {
        return what + "-" + ++number;
    }

    /** Adds a thing that was made for an id. */
    synchronized T put(String id, T thing) {
        things.put(id, thing);
        if (things.size() > most) {
            things.remove(things.keySet().iterator().next());
        }
        return thing;
    }

    synchronized T get(String id) {
        T thing = things.get(id);
        if (thing == null) {
            throw StudioException.notFound(what, id);
        }
        return thing;
    }

    synchronized List<T> all() {
        return new ArrayList<>(things.values());
    }
}
