package relolens.emulator.machine;

import org.jspecify.annotations.Nullable;
import relolens.emulator.cache.CacheHierarchy;
import relolens.emulator.cpu.CpuState;
import relolens.emulator.cpu.GuestFault;
import relolens.emulator.execute.Core;
import relolens.emulator.execute.Operation;
import relolens.emulator.memory.LittleEndian;
import relolens.emulator.memory.MemoryType;
import relolens.emulator.memory.PhysicalMemory;
import relolens.emulator.mmu.Access;
import relolens.emulator.mmu.Mmu;

/** The loop that fetches granule by granule through TLB and instruction cache, and reports. */
final class ModelledLoop {
    private static final long PAGE = -(long) PhysicalMemory.PAGE_BYTES;
    private static final long NO_GRANULE = 1;

    private final Core core;
    private final CpuState cpu;
    private final Mmu mmu;
    private final CacheHierarchy caches;
    private final DecodedCode code;
    private final ListenerFan listeners;
    private final long granuleMask;
    private final int granuleShift;
    private final byte[] buffer;

    /** Makes the loop end after the instruction that is retiring. */
    boolean paused;

    private long granule = NO_GRANULE;
    private long epoch = -1;
    private @Nullable CodePage current;
    private MemoryType type = MemoryType.NORMAL_NON_CACHEABLE;
    /** Bytes of the granule: the line in the instruction cache, or a copy of what was fetched past it. */
    private byte[] bytes;

    private int bytesOffset;

    ModelledLoop(Core core, DecodedCode code, ListenerFan listeners, int fetchBytes) {
        this.core = core;
        this.cpu = core.cpu;
        this.mmu = core.mmu;
        this.caches = core.caches;
        this.code = code;
        this.listeners = listeners;
        int count = Math.min(fetchBytes, caches.geometry().lineBytes());
        this.granuleMask = -(long) count;
        this.granuleShift = Integer.numberOfTrailingZeros(count);
        this.buffer = new byte[count];
        this.bytes = buffer;
    }

    /** The next instruction is fetched anew. */
    void forget() {
        granule = NO_GRANULE;
        current = null;
    }

    void run(long until) {
        while (cpu.retired < until) {
            long pc = cpu.pc;
            CodePage page = current;
            if ((pc & granuleMask) != granule || page == null || mmu.epoch() != epoch || (pc & 3) != 0) {
                page = enter(pc);
            }
            Operation op = page.operations[(int) (pc - page.va) >>> 2];
            if (op == null) {
                op = code.decode(page, pc, LittleEndian.get32(bytes, bytesOffset + (int) (pc & ~granuleMask)));
            }
            cpu.next = pc + 4;
            op.execute(core);
            cpu.pc = cpu.next;
            cpu.retired++;
            listeners.retired(op, cpu.next);
            if (core.takeInstructionsInvalidated()) {
                granule = NO_GRANULE;
            }
            if (paused) {
                return;
            }
        }
    }

    /** Fetches the bytes around {@code pc} as the machine would, and makes decoded words agree with them. */
    private CodePage enter(long pc) {
        if ((pc & 3) != 0) {
            throw GuestFault.pcAlignment(pc);
        }
        CodePage page = current;
        if (page == null || page.va != (pc & PAGE) || mmu.epoch() != epoch) {
            long pa = mmu.translate(pc, Access.FETCH, false);
            type = mmu.type();
            page = code.page(pc, pa);
            epoch = mmu.epoch();
            current = page;
        }
        // Within a page the answer is the one before, and the micro TLB's order stays as it is.
        long va = pc & granuleMask;
        long pa = page.pa | va & ~PAGE;
        int level = 0;
        boolean cacheable = type.isCacheable();
        long filled = 0;
        if (cacheable && caches.active()) {
            level = caches.fetch(pa, mmu.enabled() && type == MemoryType.NORMAL_WRITE_BACK);
            filled = caches.fetchedFill();
        } else {
            caches.bypass(pa);
        }
        if (filled == 0) {
            System.arraycopy(caches.where(), caches.whereOffset(), buffer, 0, buffer.length);
            bytes = buffer;
            bytesOffset = 0;
        } else {
            bytes = caches.where();
            bytesOffset = caches.whereOffset();
        }
        if (caches.holdsData()) {
            agree(page, va, filled);
        }
        granule = va;
        listeners.fetch(va, pa, level, cacheable);
        return page;
    }

    /** @param filled which filling of its line in the instruction cache the bytes are of, 0 if they are of none */
    private void agree(CodePage page, long va, long filled) {
        int number = (int) (va - page.va) >>> granuleShift;
        if (filled != 0 && page.agreed(number, granuleShift) == filled) {
            return;
        }
        int first = (int) (va - page.va) >>> 2;
        for (int i = 0; i < buffer.length / 4; i++) {
            Operation op = page.operations[first + i];
            if (op != null && op.word != LittleEndian.get32(bytes, bytesOffset + 4 * i)) {
                page.operations[first + i] = null;
            }
        }
        page.agree(number, filled);
    }
}
