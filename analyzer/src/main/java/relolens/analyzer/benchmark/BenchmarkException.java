package relolens.analyzer.benchmark;

/** Why there is no benchmark; one sentence that names routine or line. */
public final class BenchmarkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BenchmarkException(String message) {
        super(message);
    }
}
