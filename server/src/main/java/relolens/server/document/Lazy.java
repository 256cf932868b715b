package relolens.server.document;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value worked out when first asked for, once. */
public final class Lazy<T> implements Supplier<T> {
    private @Nullable Supplier<T> source;
    private @Nullable T value;

    public Lazy(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public synchronized T get() {
        T known = value;
        Supplier<T> from = source;
        if (known == null && from != null) {
            known = from.get();
            value = known;
            source = null;
        }
        return java.util.Objects.requireNonNull(known);
    }
}
