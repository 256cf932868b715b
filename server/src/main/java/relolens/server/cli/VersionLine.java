package relolens.server.cli;

import picocli.CommandLine.IVersionProvider;
import relolens.server.Product;

/** What {@code --version} says. */
final class VersionLine implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {Product.NAME + " " + Product.version()};
    }
}
