package relolens.analyzer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relolens.analyzer.contract.Clause.Level;
import relolens.analyzer.contract.Clause.Statement;
import relolens.analyzer.source.Span;

class ClauseParserTest {
    private static ClauseParser.Parsed read(String text) {
        return ClauseParser.parse(
                new Statement(Level.COMMENT, Span.of("a.S", 7, 5, text.codePointCount(0, text.length())), text));
    }

    private static <T extends Clause> T clause(Class<T> kind, String text) {
        ClauseParser.Parsed parsed = read(text);
        assertThat(parsed.problem()).isNull();
        assertThat(parsed.clause()).isInstanceOf(kind);
        return kind.cast(parsed.clause());
    }

    @Test
    void entryNamesTheStateAndLeavesTheRestUnknown() {
        MachineState s = clause(
                        Clause.Entry.class,
                        "entry  el=1 mmu=off dcache=off icache=on daif=masked    // machine state on entry; repeatable")
                .state();
        assertThat(s)
                .isEqualTo(new MachineState(1, OnOff.UNKNOWN, OnOff.OFF, OnOff.OFF, OnOff.ON, OnOff.ON, OnOff.UNKNOWN));
        assertThat(clause(Clause.Entry.class, "entry mmu=on").state())
                .isEqualTo(MachineState.UNKNOWN.withMmu(OnOff.ON));
    }

    @Test
    void anyStandsForBothStates() {
        MachineState s =
                clause(Clause.Entry.class, "entry  el=2 vhe=no mmu=any").state();
        assertThat(s.vhe()).isEqualTo(OnOff.OFF);
        assertThat(s.alternatives()).containsExactly(s.withMmu(OnOff.ON), s.withMmu(OnOff.OFF));
        assertThat(MachineState.UNKNOWN.alternatives()).containsExactly(MachineState.UNKNOWN);
    }

    @Test
    void pointersHaveSpaceSizeAlignmentAndLines() {
        Clause.Register list = clause(Clause.Register.class, "x0: pagelist pa   // register roles");
        assertThat(list.role()).isEqualTo(Clause.Role.PAGELIST);
        assertThat(list.space()).isEqualTo(Clause.Space.PA);
        assertThat(list.index()).isZero();
        Clause.Register code = clause(Clause.Register.class, "x1: code va size=4K align=64");
        assertThat(code.size()).isEqualTo(4096);
        assertThat(code.align()).isEqualTo(64);
        assertThat(clause(Clause.Register.class, "x2: pagetable va").role()).isEqualTo(Clause.Role.PAGETABLE);
        Clause.Register data = clause(Clause.Register.class, "x3: data va size=64K align=4K lines=clean");
        assertThat(data.lines()).isEqualTo(Clause.Lines.CLEAN);
        assertThat(data.size()).isEqualTo(65536);
        Clause.Register stack = clause(Clause.Register.class, "sp: stack va size=4K");
        assertThat(stack.index()).isEqualTo(31);
        assertThat(stack.lines()).isEqualTo(Clause.Lines.UNKNOWN);
    }

    @Test
    void offsetsNumbersAndSymbolsCarryTheirOwnWord() {
        assertThat(clause(Clause.Register.class, "x4: offset phys-to-virt").direction())
                .isEqualTo(Clause.Direction.PHYS_TO_VIRT);
        assertThat(clause(Clause.Register.class, "x4: offset phys-minus-virt").direction())
                .isEqualTo(Clause.Direction.PHYS_MINUS_VIRT);
        assertThat(clause(Clause.Register.class, "x5: number 6400").number()).isEqualTo(6400);
        Clause.Register symbol = clause(Clause.Register.class, "x6: symbol kernel_image pa");
        assertThat(symbol.symbol()).isEqualTo("kernel_image");
        assertThat(symbol.space()).isEqualTo(Clause.Space.PA);
    }

    @Test
    void cpuLimitsWhatMayBeAssumed() {
        Clause.Cpu cpu = clause(Clause.Cpu.class, "cpu    idc=0 dic=0 line=64 bbm=0 stage2=none  // default");
        assertThat(cpu.idc()).isEqualTo(OptionalInt.of(0));
        assertThat(cpu.line()).isEqualTo(OptionalInt.of(64));
        assertThat(cpu.stage2()).isEqualTo("none");
        assertThat(clause(Clause.Cpu.class, "cpu dic=1").idc()).isEmpty();
    }

    @Test
    void runsFillRegistersWithKimagesAndTheirParts() {
        Clause.Run off = clause(
                Clause.Run.class,
                "run    off: mmu=off core=cortex-a72 board=stingray x0=kimage(size=25MB, order=0, layout=scattered,"
                        + " seed=1) x1=kimage.start x2=kimage.dtb");
        assertThat(off.name()).isEqualTo("off");
        assertThat(off.state().mmu()).isEqualTo(OnOff.OFF);
        assertThat(off.core()).isEqualTo("cortex-a72");
        assertThat(off.board()).isEqualTo("stingray");
        assertThat(off.registers())
                .containsEntry("x0", new RunValue.KimageHead(Kimage.DEFAULT))
                .containsEntry("x1", new RunValue.KimagePart(RunValue.Part.START))
                .containsEntry("x2", new RunValue.KimagePart(RunValue.Part.DTB));
        Clause.Run on = clause(
                Clause.Run.class,
                "run    on:  mmu=on  core=cortex-a72 board=stingray x0=kimage(abi=struct, size=25MB, layout=scattered, seed=1)");
        Kimage image = ((RunValue.KimageHead) on.registers().get("x0")).kimage();
        assertThat(image.structure()).isTrue();
        assertThat(image.size()).isEqualTo(25_000_000);
    }

    @Test
    void everyKimageParameterIsHeard() {
        Clause.Run run = clause(
                Clause.Run.class,
                "run all: x0=kimage(size=3M, order=9, layout=reversed, va=contiguous, granule=64K, map=block, inplace=10%,"
                        + " dirty=5, seed=7, overlap=adversarial) x3=kimage.offset x4=buffer(size=8K, align=64, pa, zero)"
                        + " x5=0x40 x6=_start sp=symbol(stack_top)");
        assertThat(run.registers().get("x0"))
                .isEqualTo(new RunValue.KimageHead(new Kimage(
                        false,
                        3 << 20,
                        9,
                        Kimage.Layout.REVERSED,
                        Kimage.VirtualLayout.CONTIGUOUS,
                        65536,
                        true,
                        10,
                        5,
                        7,
                        true)));
        assertThat(run.registers())
                .containsEntry("x3", new RunValue.KimagePart(RunValue.Part.OFFSET))
                .containsEntry("x4", new RunValue.Buffer(8192, 64, false, false))
                .containsEntry("x5", new RunValue.Number(64))
                .containsEntry("x6", new RunValue.SymbolAddress("_start"))
                .containsEntry("sp", new RunValue.SymbolAddress("stack_top"));
        assertThat(run.registers().keySet()).containsExactly("x0", "x3", "x4", "x5", "x6", "sp");
    }

    @Test
    void expectAllowAssumeLoopAndStateAreRead() {
        Clause.Expect expect = clause(Clause.Expect.class, "expect exit=br relocated   // leaves through a branch");
        assertThat(expect.exit()).isEqualTo("br");
        assertThat(expect.relocated()).isTrue();
        Clause.Allow allow = clause(Clause.Allow.class, "allow  C03 \"the extra isb // is kept\"");
        assertThat(allow.rule()).isEqualTo("C03");
        assertThat(allow.reason()).isEqualTo("the extra isb // is kept");
        assertThat(clause(Clause.Assume.class, "assume x9 aligned 16").alignment())
                .isEqualTo(16);
        assertThat(clause(Clause.Loop.class, "loop max=64").max()).isEqualTo(64);
        assertThat(clause(Clause.State.class, "state mmu=on").state().mmu()).isEqualTo(OnOff.ON);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "entri mmu=on|5|10|entry, cpu, run",
                "entry mmu=maybe|15|20|mmu: on, off, any",
                "entry|10|10|el=, vhe=, mmu=",
                "entry mmu on|15|17|'=' after mmu",
                "entry mmu=on mmu=off|18|21|given twice",
                "entry el=4|14|15|1, 2, 3",
                "x0 data|8|12|':' after x0",
                "x0: dat va|9|12|a role: code",
                "x0: data vb|14|16|pa, va, size",
                "x0: data align=3|20|21|power of two",
                "x3: offset sideways|16|24|phys-to-virt",
                "x31: data|5|8|expected entry",
                "run off mmu=off|13|20|':' after the run's name",
                "run a: x0=kimage(sice=1)|22|26|size=",
                "run a: x0=kimage(size=1|28|28|','",
                "run a: x0=kimage.end|15|25|kimage.start",
                "run a: x0=12parsecs|15|24|a number",
                "run a: x0=buffer()|15|21|size=",
                "expect exit=bx|17|19|br, ret",
                "allow C03|14|14|the reason in quotes",
                "allow C03 \"\"|15|16|a reason",
                "allow isb \"x\"|11|14|a rule such as C03",
                "cpu line=65|14|16|power of two",
                "loop max=0|14|15|from 1",
                "assume x9 aligned 17|23|25|power of two",
                "loop max=2 more|16|20|end of the clause",
            })
    void mistakesAreShownWhereTheyAre(String text, int column, int endColumn, String expected) {
        ClauseParser.Parsed parsed = read(text);
        assertThat(parsed.clause()).isNull();
        assertThat(parsed.problem()).isNotNull();
        assertThat(parsed.problem().code()).isEqualTo("bad-contract");
        assertThat(parsed.problem().message()).contains(expected);
        Span span = parsed.problem().origin().span();
        assertThat(span.line()).isEqualTo(7);
        assertThat(span.column()).as("%s", parsed.problem()).isEqualTo(column);
        assertThat(span.endColumn()).as("%s", parsed.problem()).isEqualTo(endColumn);
    }

    @ParameterizedTest
    @CsvSource({
        "4096, 4096",
        "4K, 4096",
        "25MB, 25000000",
        "380MB, 380000000",
        "1G, 1073741824",
        "1GB, 1000000000",
        "64KB, 64000",
        "0x1000, 4096",
        "0xffffffffffffffff, -1",
        "-2, -2",
        "2MiB, 2097152"
    })
    void sizesAreBinaryOrDecimalByTheirUnit(String text, long value) {
        assertThat(Sizes.parse(text)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "K", "12X", "99999999999999999999", "0x", "1.5M", "20000000000G"})
    void whatIsNoSizeIsNone(String text) {
        assertThat(Sizes.parse(text)).isEmpty();
    }

    @Test
    void noTextMakesTheParserThrow() {
        String[] seeds = {
            "entry el=1 mmu=off dcache=off // x",
            "run off: mmu=off x0=kimage(size=25MB, order=0) x1=kimage.start x2=buffer(size=4K)",
            "x3: data va size=64K align=4K lines=clean",
            "allow C03 \"reason\"",
            "expect exit=br relocated x0=1"
        };
        String alphabet = "=:(),\" .x0\u00e9\ud83d\ude00\t-%/k";
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(seeds[random.nextInt(seeds.length)]);
            for (int n = random.nextInt(4); n >= 0; n--) {
                int at = random.nextInt(text.length());
                if (random.nextBoolean()) {
                    text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                } else {
                    text.deleteCharAt(at);
                }
            }
            ClauseParser.Parsed parsed = read(text.substring(0, random.nextInt(text.length() + 1)));
            assertThat(parsed.clause() == null).isEqualTo(parsed.problem() != null);
        }
    }
}
