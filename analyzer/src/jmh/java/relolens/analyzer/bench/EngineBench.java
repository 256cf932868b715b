package relolens.analyzer.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import relolens.emulator.isa.Isa;
import relolens.emulator.mmu.Access;

/** The emulated machine's inner loops, and the plain Java that they are told as multiples of. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = {"-Xmx800m", "-XX:+UseSerialGC"})
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class EngineBench {
    private static final int WORDS = 4096;

    private final long[] source = new long[CopyLoop.PAGES * 512];
    private final long[] destination = new long[CopyLoop.PAGES * 512];
    private final CopyLoop bare = new CopyLoop(false);
    private final CopyLoop timed = new CopyLoop(true);
    private final Isa isa = Isa.a64();
    private int[] words = new int[0];

    @Setup
    public void prepare() {
        for (int i = 0; i < source.length; i++) {
            source[i] = Calibration.spin(i + 1L, 3);
        }
        ByteBuffer code = ByteBuffer.wrap(Assembled.code(GeneratedUnit.text("routines", 2 * WORDS)))
                .order(ByteOrder.LITTLE_ENDIAN);
        words = new int[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = code.getInt();
        }
    }

    /** The calibration loop in JMH's hands. */
    @Benchmark
    public long calibration() {
        return Calibration.spin(88_172_645_463_325_252L, Calibration.STEPS / 10);
    }

    /** Pages copied by Java, 64 bytes a round as the emulated loop does. */
    @Benchmark
    @OperationsPerInvocation(CopyLoop.PAGES)
    public long[] javaCopy() {
        for (int i = 0; i < source.length; i += 8) {
            for (int j = i; j < i + 8; j++) {
                destination[j] = source[j];
            }
        }
        return destination;
    }

    /** Pages copied by the interpreter, MMU on, nobody listening. */
    @Benchmark
    @OperationsPerInvocation(CopyLoop.PAGES)
    public long bareCopy() {
        return bare.run();
    }

    /** The same with caches and the cycle model of a Cortex-A53. */
    @Benchmark
    @OperationsPerInvocation(CopyLoop.PAGES)
    public long timedCopy() {
        return timed.run();
    }

    /** Words looked up in the instruction table. */
    @Benchmark
    @OperationsPerInvocation(WORDS)
    public void decode(Blackhole hole) {
        for (int word : words) {
            hole.consume(isa.decode(word));
        }
    }

    /** Reads of {@link CopyLoop#PAGES} mapped pages translated out of the TLB. */
    @Benchmark
    @OperationsPerInvocation(CopyLoop.PAGES)
    public void translateHit(Blackhole hole) {
        for (int page = 0; page < CopyLoop.PAGES; page++) {
            hole.consume(bare.machine().mmu().translate(CopyLoop.SOURCE + page * 4096L, Access.READ, false));
        }
    }
}
