package relolens.emulator.scenario;

import org.jspecify.annotations.Nullable;
import relolens.emulator.cpu.CpuState;
import relolens.emulator.memory.PhysicalMemory;

/**
 * Translation as a Linux kernel of 48-bit addresses has it when it calls a relocation routine: the linear map in TTBR1,
 * one identity-mapped stretch of code in TTBR0, and for the newer ABI a second linear map and the zero page.
 */
final class LinuxTranslation {
    /** Attribute 0 and 1 Normal write-back, 2 Normal Non-cacheable, 3 Device-nGnRnE, 4 Device-nGnRE. */
    private static final long MAIR = 0x0000_0004_0044_ffffL;
    /** 48-bit addresses in both halves, 4 KiB, walks write-back inner shareable, 48-bit PA, 16-bit ASID from TTBR1, TBI0. */
    private static final long TCR = 16L // T0SZ
            | 1L << 8
            | 1L << 10
            | 3L << 12
            | 16L << 16 // T1SZ
            | 1L << 22
            | 1L << 24
            | 1L << 26
            | 3L << 28
            | 2L << 30 // TG1: 4 KiB
            | 5L << 32 // IPS: 48 bits
            | 1L << 36
            | 1L << 37;
    /** SCTLR_EL1 of a running Linux: RES1 bits of an Armv8.0 core, nTWE, DZE, UCT, UCI, SPAN, M, C, I, SA, SA0. */
    private static final long SCTLR_ON = 0x34d5_d91dL;

    private static final long M = 1;
    private static final long A = 1 << 1;
    private static final long C = 1 << 2;
    private static final long SA = 1 << 3;
    private static final long I = 1 << 12;
    private static final long HCR_RW = 1L << 31;
    private static final long HCR_E2H_TGE = 1L << 34 | 1L << 27;

    /** Roots and pages of it. */
    record Tables(long identity, long linear, long linearCopy, long zeroPage, int tablePages) {}

    private LinuxTranslation() {}

    /** Builds the tables; the code may be executed and read, not written. */
    static Tables build(
            PhysicalMemory memory,
            MemoryMap map,
            OwnPages own,
            long code,
            long codeBytes,
            KimageSpec spec,
            @Nullable Kimage image) {
        PageTables identity = new PageTables(memory, own::page);
        identity.map(code, code, MemoryMap.up(codeBytes, MemoryMap.PAGE), PageTables.Rights.CODE, false);
        PageTables linear = linear(memory, map, own, spec, image);
        int pages = identity.tablePages() + linear.tablePages();
        long second = linear.root();
        if (spec.struct()) {
            PageTables other = linear(memory, map, own, spec, image);
            second = other.root();
            pages += other.tablePages();
        }
        return new Tables(identity.root(), linear.root(), second, own.page(), pages);
    }

    private static PageTables linear(
            PhysicalMemory memory, MemoryMap map, OwnPages own, KimageSpec spec, @Nullable Kimage image) {
        PageTables tables = new PageTables(memory, own::page);
        boolean blocks = spec.mapping() == KimageSpec.Mapping.BLOCK;
        tables.map(map.virt(map.ramBase()), map.ramBase(), map.ramBytes(), PageTables.Rights.DATA, blocks);
        if (image != null && spec.va() == KimageSpec.Va.CONTIGUOUS) {
            long row = map.virt(map.rowBase());
            for (int i = 0; i < image.pages(); i++) {
                tables.map(row + i * MemoryMap.PAGE, image.source(i), MemoryMap.PAGE, PageTables.Rights.DATA, false);
            }
        }
        return tables;
    }

    /** Puts the registers in force; {@code tables} may be null with the MMU off. */
    static void enter(CpuState cpu, EntryState state, @Nullable Tables tables) {
        String el = "_el" + state.el();
        if (state.el() == 2) {
            cpu.register("hcr_el2", state.vhe() ? HCR_RW | HCR_E2H_TGE : HCR_RW);
        }
        if (tables != null) {
            cpu.register("mair" + el, MAIR);
            cpu.register("tcr" + el, TCR);
            cpu.register("ttbr0" + el, tables.identity());
            cpu.register("ttbr1" + el, tables.linear());
        }
        long sctlr = SCTLR_ON & ~(M | C | I | A | SA);
        sctlr |= (state.mmu() ? M | SA : 0) | (state.dcache() ? C : 0) | (state.icache() ? I : 0);
        cpu.register("sctlr" + el, sctlr);
        cpu.daif = state.daifMasked() ? 0x3c0 : 0;
    }
}
