package relolens.analyzer.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All rules there are. */
public final class Rules {
    /** Every rule, by id. */
    public static final List<Rule> ALL = List.of(
            new BarrierDomain(),
            new BarrierKind(),
            new ExceptionAsCse(),
            new CodeNoDc(),
            new CodeNoIc(),
            new IcNoDsb(),
            new IcNoIsb(),
            new DcIcNoDsb(),
            new IcBeforeStore(),
            new DcNoDsb(),
            new PouForPoc(),
            new IvacDestroys(),
            new DeviceStoreDcNoDmb(),
            new HardCodedLine(),
            new LineLoopBounds(),
            new SetWay(),
            new IcLocalScope(),
            new IdcDicShortcut(),
            new DczvaDevice(),
            new UnalignedDevice(),
            new AtomicsDevice(),
            new StackAcrossToggle(),
            new AttributeAlias(),
            new VaDerefMmuOff(),
            new PaDerefMmuOn(),
            new StaleAccess(),
            new MmuOnNoTlbi(),
            new ToggleNotIdmap(),
            new PtWriteNotVisible(),
            new MmuOffWriteStaleLine(),
            new MmuOffReadDirtyLine(),
            new MmuStateConflict(),
            new NoIcAfterMmuOn(),
            new SplitEnable(),
            new AbsoluteLiteral(),
            new CopyOverlap(),
            new SelfOverwrite(),
            new EscapeFromCopy(),
            new ClobberedInput(),
            new StalePointerRegister(),
            new AsyncUnmasked(),
            new BtiPad(),
            new PacKeySwitch(),
            new AdrpCongruence(),
            new SctlrNoCse(),
            new TtbrNoIsb(),
            new TcrMairUnsynced(),
            new AttributesLiveChange(),
            new VectorsUnsynced(),
            new FpSimdTrapped(),
            new SctlrBits(),
            new RegisterOfOtherLevel(),
            new AtParNoIsb(),
            new PteTlbiNoDsb(),
            new TlbiNoDsb(),
            new TlbiNoIsb(),
            new NoBreakBeforeMake(),
            new TlbiScope(),
            new TlbiOperand(),
            new MakeNoDsbIsb(),
            new UnmapNoTlbi(),
            new TtbrSwitchAsid(),
            new StackImbalance(),
            new LrClobbered(),
            new CalleeSavedClobbered(),
            new UninitialisedRegister(),
            new CallerSavedAcrossCall(),
            new AlignWrongSection(),
            new CallAbi(),
            new DuplicateRoutine());

    /** What runs find, and the text alone does not. */
    public static final RuleInfo STALE_ACCESS = new StaleAccess().info();

    private Rules() {}

    /** {@return whether findings of the rule called or named so come from runs} */
    public static boolean isOfRuns(String rule) {
        return rule.equalsIgnoreCase(STALE_ACCESS.id()) || rule.equalsIgnoreCase(STALE_ACCESS.name());
    }

    /** {@return the rule called {@code id} or named so, any case, or null} */
    public static @Nullable Rule find(String id) {
        for (Rule r : ALL) {
            if (r.info().id().equalsIgnoreCase(id) || r.info().name().equalsIgnoreCase(id)) {
                return r;
            }
        }
        return null;
    }

    /** {@return what {@code explain} says of a rule, as Markdown, or null if there is no such rule} */
    public static @Nullable String explain(String id) {
        Rule r = find(id);
        return r == null ? null : RulePages.page(r.info());
    }
}
