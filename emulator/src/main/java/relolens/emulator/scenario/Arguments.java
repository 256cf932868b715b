package relolens.emulator.scenario;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.emulator.memory.PhysicalMemory;

/** Turns what registers shall hold into values, building structures and buffers on the way. */
final class Arguments {
    private static final long BUFFER_SEED = 0x6275_6666_6572L;
    private final Scenario scenario;
    private final long code;
    private final MemoryMap map;
    private final OwnPages own;
    private final PhysicalMemory memory;
    private final @Nullable Kimage image;
    private final LinuxTranslation.@Nullable Tables tables;

    Arguments(
            Scenario scenario,
            long code,
            MemoryMap map,
            OwnPages own,
            PhysicalMemory memory,
            @Nullable Kimage image,
            LinuxTranslation.@Nullable Tables tables) {
        this.scenario = scenario;
        this.code = code;
        this.map = map;
        this.own = own;
        this.memory = memory;
        this.image = image;
        this.tables = tables;
    }

    long value(Argument argument) {
        if (argument instanceof Argument.Number n) {
            return n.value();
        }
        if (argument instanceof Argument.CodeAddress c) {
            return code + c.offset();
        }
        if (argument instanceof Argument.Offset o) {
            long offset = scenario.state().mmu() ? map.physToVirt() : 0;
            return o.subtracted() ? -offset : offset;
        }
        if (argument instanceof Argument.Memory m) {
            return buffer(m);
        }
        Kimage k = image;
        if (k == null) {
            throw new ScenarioException("no register holds kimage(…)");
        }
        if (argument instanceof Argument.Start) {
            return k.start();
        }
        if (argument instanceof Argument.DeviceTree) {
            return k.dtb();
        }
        return k.spec().struct() ? structure(k) : k.head();
    }

    private long address(long pa, boolean virtual) {
        return virtual && scenario.state().mmu() ? map.virt(pa) : pa;
    }

    private long buffer(Argument.Memory m) {
        long pa = own.take(m.bytes(), m.align());
        if (m.content() != Argument.Content.ZERO) {
            byte[] page = new byte[(int) MemoryMap.PAGE];
            for (long done = 0; done < m.bytes(); done += page.length) {
                PageContents.fill(BUFFER_SEED + pa, done, page);
                memory.write(pa + done, page, 0, (int) Math.min(page.length, m.bytes() - done));
            }
        }
        long start = address(pa, m.virtual());
        return m.top() ? start + m.bytes() : start;
    }

    private long structure(Kimage k) {
        long bytes = 8;
        for (long offset : scenario.structure().values()) {
            bytes = Math.max(bytes, offset + 8);
        }
        long pa = own.take(bytes, MemoryMap.PAGE);
        long offset = scenario.state().mmu() ? -map.physToVirt() : 0;
        Map<String, Long> values = Map.of(
                "KIMAGE_HEAD",
                k.head(),
                "KIMAGE_START",
                k.start(),
                "KIMAGE_ARCH_DTB_MEM",
                k.dtb(),
                "KIMAGE_ARCH_PHYS_OFFSET",
                offset,
                "KIMAGE_ARCH_ZERO_PAGE",
                tables == null ? 0 : tables.zeroPage(),
                "KIMAGE_ARCH_TTBR1",
                tables == null ? 0 : tables.linearCopy(),
                "KIMAGE_ARCH_TTBR0",
                tables == null ? 0 : tables.identity());
        scenario.structure().forEach((name, at) -> memory.write64(pa + at, values.getOrDefault(name, 0L)));
        return address(pa, true);
    }
}
