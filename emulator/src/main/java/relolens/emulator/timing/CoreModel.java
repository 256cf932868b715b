package relolens.emulator.timing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import relolens.emulator.cache.CacheGeometry;
import relolens.emulator.cache.CacheMode;
import relolens.emulator.cache.WriteStreaming;
import relolens.emulator.isa.TimingClass;
import relolens.emulator.mmu.TlbGeometry;

/** A core's data file, read and checked: what the machine needs of its geometry and the cycle model of its times. */
public final class CoreModel {
    private final DataFile file;
    private final List<String> pipes;
    private final Map<TimingClass, ClassTiming> classes = new EnumMap<>(TimingClass.class);

    /** Board whose figures are in the file already, empty for none. */
    private final String board;

    /** @throws TimingDataException if a timing class is unbound, or a pipe unknown */
    public CoreModel(DataFile file) {
        this(file.check(Fields.CORE), "");
        // What can be said wrongly and shows only when it is used must not wait for that.
        streamingControl().check();
        caches(CacheMode.TAGS);
        tlb();
    }

    private CoreModel(DataFile file, String board) {
        this.file = file;
        this.board = board;
        this.pipes = file.children("pipes");
        for (TimingClass c : TimingClass.values()) {
            String key = "classes." + c.name();
            int pipe = pipes.indexOf(file.text(key + ".pipe"));
            if (pipe < 0) {
                throw file.problem(key + ".pipe", "no such pipe; there are " + pipes);
            }
            double latency = file.number(key + ".latency");
            double every = file.number(key + ".every");
            double accumulate = file.has(key + ".accumulate") ? file.number(key + ".accumulate") : latency;
            if (latency <= 0 || every <= 0 || accumulate <= 0 || accumulate > latency) {
                throw file.problem(key, "latency and every must be above 0, accumulate from 0 to latency");
            }
            classes.put(
                    c,
                    new ClassTiming(
                            pipe,
                            latency,
                            every,
                            accumulate,
                            own(key + ".narrow_latency", latency),
                            own(key + ".narrow_every", every),
                            own(key + ".register_offset_latency", latency),
                            own(key + ".writeback_latency", 1),
                            own(key + ".addend_latency", 0),
                            own(key + ".addend_every", every),
                            own(key + ".second_latency", 0),
                            own(key + ".zero_every", every)));
        }
        String order = file.text("pipeline.order");
        if (!order.equals("in-order") && !order.equals("out-of-order")) {
            throw file.problem("pipeline.order", "in-order or out-of-order, not " + order);
        }
    }

    /** {@return the core as {@code board} has it: its clock, its cache sizes} */
    public CoreModel on(BoardModel board) {
        return board.name().equals(this.board)
                ? this
                : new CoreModel(file.overriddenBy(board.file(), "cores." + name()), board.name());
    }

    /**
     * {@return the core with its control of write streaming set as {@link StreamingControl} describes}
     *
     * @throws TimingDataException if the core has no such setting
     */
    public CoreModel set(String streaming) {
        return streaming.equals(StreamingControl.DEFAULT)
                ? this
                : new CoreModel(streamingControl().fileAt(streaming), board);
    }

    /** {@return the core's name, as run clauses say it} */
    public String name() {
        return file.text("name");
    }

    /** {@return what the core is, in a few words} */
    public String title() {
        return file.text("title");
    }

    /** {@return clock in Hz} */
    public long hz() {
        return (long) file.number("clock_hz");
    }

    /** {@return whether an instruction that waits holds up all after it} */
    public boolean inOrder() {
        return file.text("pipeline.order").equals("in-order");
    }

    /** {@return number of pipes} */
    public int pipeCount() {
        return pipes.size();
    }

    /** {@return units of pipe {@code index}} */
    public double units(int index) {
        return file.number("pipes." + pipes.get(index) + ".units");
    }

    private double own(String key, double otherwise) {
        return file.has(key) ? file.number(key) : otherwise;
    }

    /** {@return bits of a vector that one unit of pipe {@code index} works on at a time} */
    public int bits(int index) {
        return (int) own("pipes." + pipes.get(index) + ".bits", 128);
    }

    /** {@return index of the pipe called {@code name}} */
    public int pipe(String name) {
        int index = pipes.indexOf(name);
        if (index < 0) {
            throw file.problem("pipes." + name, "missing");
        }
        return index;
    }

    /** {@return a class's times} */
    public ClassTiming timing(TimingClass c) {
        ClassTiming t = classes.get(c);
        if (t == null) {
            throw file.problem("classes." + c, "missing");
        }
        return t;
    }

    /** {@return the number at a key} @throws TimingDataException if there is none */
    public double number(String key) {
        return file.number(key);
    }

    /** {@return whether there is a number at a key} */
    public boolean has(String key) {
        return file.has(key);
    }

    /** {@return the whole number at a key} @throws TimingDataException if there is none */
    public int integer(String key) {
        return file.integer(key);
    }

    /** {@return bytes of one instruction fetch, as the machine is to report it} */
    public int fetchBytes() {
        return file.integer("fetch.granule_bytes");
    }

    /** {@return cache sizes for the machine, with write streaming as the core leaves reset} */
    public CacheGeometry caches(CacheMode mode) {
        int line = file.integer("caches.line_bytes");
        List<CacheGeometry.Level> levels = new ArrayList<>();
        levels.add(level(1, CacheGeometry.Kind.INSTRUCTION, "caches.l1i", line));
        levels.add(level(1, CacheGeometry.Kind.DATA, "caches.l1d", line));
        levels.add(level(2, CacheGeometry.Kind.UNIFIED, "caches.l2", line));
        if (file.has("caches.l3.bytes")) {
            levels.add(level(3, CacheGeometry.Kind.UNIFIED, "caches.l3", line));
        }
        return new CacheGeometry(mode, levels, streaming());
    }

    private CacheGeometry.Level level(int n, CacheGeometry.Kind kind, String key, int line) {
        try {
            return new CacheGeometry.Level(n, kind, file.integer(key + ".bytes"), file.integer(key + ".ways"), line);
        } catch (IllegalArgumentException e) {
            throw file.problem(
                    key + ".bytes",
                    "bytes / ways / line_bytes must be a power of two, is " + file.integer(key + ".bytes") + " / "
                            + file.integer(key + ".ways") + " / " + line);
        }
    }

    /** {@return when stores stop allocating, with every field of the control register at its reset value} */
    public WriteStreaming streaming() {
        return streamingControl().at(StreamingControl.DEFAULT);
    }

    /** {@return the register that controls write streaming} */
    public StreamingControl streamingControl() {
        return new StreamingControl(file);
    }

    /** {@return TLB sizes for the machine} */
    public TlbGeometry tlb() {
        try {
            return new TlbGeometry(
                    file.integer("tlb.micro_instruction"),
                    file.integer("tlb.micro_data"),
                    file.integer("tlb.main_entries"),
                    file.integer("tlb.main_ways"));
        } catch (IllegalArgumentException e) {
            throw file.problem("tlb.main_entries", "main_entries / main_ways must be a power of two");
        }
    }

    /** {@return all figures of the file} */
    public List<Figure> figures() {
        return file.figures();
    }

    /** {@return every text and number of the core with what it stands on} */
    public String describe() {
        return file.describe();
    }
}
