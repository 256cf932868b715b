package relolens.emulator.machine;

import java.util.Set;
import relolens.emulator.bus.Bus;
import relolens.emulator.cpu.GuestFault;
import relolens.emulator.execute.Bindings;
import relolens.emulator.execute.Operation;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;
import relolens.emulator.memory.PhysicalMemory;
import relolens.emulator.mmu.Access;
import relolens.emulator.mmu.Mmu;

/** Decoded instructions by address, for both loops: pages are translated and words decoded when first needed. */
final class DecodedCode {
    private final Mmu mmu;
    private final Bus bus;
    private final PhysicalMemory memory;
    private final CodePages pages;
    private final Bindings bindings = new Bindings(Isa.a64());
    private final Set<Long> exits;
    private int slots;
    private long epoch = -1;

    DecodedCode(Mmu mmu, Bus bus, PhysicalMemory memory, CodePages pages, Set<Long> exits) {
        this.mmu = mmu;
        this.bus = bus;
        this.memory = memory;
        this.pages = pages;
        this.exits = exits;
    }

    /** The program counter stands at an exit. */
    static final class ExitSignal extends RuntimeException {
        static final ExitSignal INSTANCE = new ExitSignal();

        private ExitSignal() {
            super("exit", null, false, false);
        }
    }

    /** {@return the decoded page of {@code pc}, translated now or remembered} */
    CodePage page(long pc) {
        if (epoch != mmu.epoch()) {
            pages.forget();
            epoch = mmu.epoch();
        }
        if ((pc & 3) != 0) {
            throw GuestFault.pcAlignment(pc);
        }
        CodePage page = pages.recent(pc);
        return page != null ? page : page(pc, mmu.translate(pc, Access.FETCH, false));
    }

    /** {@return the decoded page of {@code pc}, which translates to {@code pa}} */
    CodePage page(long pc, long pa) {
        if (!memory.isRam(pa)) {
            throw GuestFault.instructionAbort(
                    GuestFault.STATUS_EXTERNAL,
                    pc,
                    String.format("fetch of %#x: nothing answers at physical address %#x", pc, pa));
        }
        if (epoch != mmu.epoch()) {
            pages.forget();
            epoch = mmu.epoch();
        }
        if (pages.isNew(pa)) {
            bus.forgetWrites();
        }
        return pages.get(pc, pa);
    }

    /** Decodes a word, and keeps it unless an exit stands there. */
    Operation decode(CodePage page, long pc, int word) {
        if (exits.contains(pc)) {
            throw ExitSignal.INSTANCE;
        }
        Encoding encoding = Isa.a64().decode(word);
        if (encoding == null) {
            throw GuestFault.undefined(String.format("the word %08x is not allocated or not known", word));
        }
        Operation op = new Operation(slots++, pc, word, encoding, bindings.of(encoding));
        page.operations[(int) (pc - page.va) >>> 2] = op;
        return op;
    }

    /** Drops decoded words that memory no longer holds. */
    void revalidate() {
        pages.revalidate(memory);
    }

    /** Drops everything decoded. */
    void clear() {
        pages.clear();
    }

    /** {@return whether the host wants to hear of this address} */
    boolean isExit(long pc) {
        return exits.contains(pc);
    }
}
