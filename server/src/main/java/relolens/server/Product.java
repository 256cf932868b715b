package relolens.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The product's name and version, as the build wrote it down. */
public final class Product {
    public static final String NAME = "relolens";

    private Product() {}

    /** {@return the version, for example {@code 0.1.0}} */
    public static String version() {
        try (InputStream in = Product.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
