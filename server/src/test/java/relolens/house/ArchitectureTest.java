package relolens.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** Which room may see which: docs/architecture.md says why. */
@AnalyzeClasses(packages = "relolens", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule emulatorKnowsNothingAboveIt = noClasses()
            .that()
            .resideInAPackage("relolens.emulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("relolens.analyzer..", "relolens.server..");

    @ArchTest
    static final ArchRule analyzerKnowsNothingAboveIt = noClasses()
            .that()
            .resideInAPackage("relolens.analyzer..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("relolens.server..");

    @ArchTest
    static final ArchRule namesKnowNothingOfOurs = seesOfOurs("names");

    @ArchTest
    static final ArchRule instructionTableKnowsOnlyNames = seesOfOurs("isa", "names");

    @ArchTest
    static final ArchRule memoryKnowsNothingOfOurs = seesOfOurs("memory");

    @ArchTest
    static final ArchRule processorStateKnowsOnlyWhatIsBelow = seesOfOurs("cpu", "isa");

    @ArchTest
    static final ArchRule translationKnowsOnlyWhatIsBelow = seesOfOurs("mmu", "memory", "cpu", "cache");

    @ArchTest
    static final ArchRule cachesKnowOnlyMemory = seesOfOurs("cache", "memory");

    @ArchTest
    static final ArchRule accessesKnowNoInstruction = seesOfOurs("bus", "memory", "cpu", "mmu", "cache");

    @ArchTest
    static final ArchRule executionKnowsNeitherTimingNorScenarios = noClasses()
            .that()
            .resideInAnyPackage("relolens.emulator.execute..", "relolens.emulator.machine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("relolens.emulator.timing..", "relolens.emulator.scenario..");

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().assignedFrom(packages()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheProtocolSideKnowsTheProtocol = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "relolens.server.lsp",
                    "relolens.server.protocol",
                    "relolens.server.features",
                    "relolens.server.navigation",
                    "relolens.server.writing",
                    "relolens.server.document",
                    "relolens.server.schedule")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.lsp4j..", "com.google.gson..");

    /** Or else the protocol's classes would be loaded, and waited for, by every command. Warming up loads all there is. */
    @ArchTest
    static final ArchRule onlyItsOwnCommandLeadsToTheLanguageServer = noClasses()
            .that()
            .resideInAnyPackage("relolens.server.cli", "relolens.server.job", "relolens.server.terminal")
            .and()
            .haveNameNotMatching(".*\\.(Lsp|WarmUp)Command(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "relolens.server.lsp",
                    "relolens.server.protocol",
                    "relolens.server.features",
                    "relolens.server.navigation",
                    "relolens.server.writing",
                    "relolens.server.document",
                    "relolens.server.schedule");

    @ArchTest
    static final ArchRule onlyTheCommandLineParsesOptions = noClasses()
            .that()
            .resideOutsideOfPackage("relolens.server.cli")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule theCoreTouchesNoFilesOrProcesses = noClasses()
            .that()
            .resideInAnyPackage("relolens.emulator..", "relolens.analyzer..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.net..", "java.nio.channels..")
                    .or(describe("read or write files, or start processes", ArchitectureTest::touchesTheWorld)));

    @ArchTest
    static final ArchRule nothingStartsProcesses = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessBuilder")
            .orShould()
            .callMethod(Runtime.class, "exec", String.class)
            .orShould()
            .callMethod(Runtime.class, "exec", String[].class);

    @ArchTest
    static final ArchRule nothingStaticChanges =
            noFields().that().areStatic().should().notBeFinal();

    @ArchTest
    static final ArchRule namesSayWhatThingsAre = noClasses()
            .should()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Impl");

    @ArchTest
    static final ArchRule packagesAreNotDeeperThanTwoBelowTheirModule = classes()
            .should()
            .resideInAPackage("relolens.*")
            .orShould()
            .resideInAPackage("relolens.*.*")
            .orShould()
            .resideInAPackage("relolens.*.*.*");

    /** A package of the emulator that may see only the {@code others} there, and nothing of the modules above. */
    private static ArchRule seesOfOurs(String name, String... others) {
        var allowed = resideInAPackage("relolens.emulator." + name);
        for (String other : others) {
            allowed = allowed.or(resideInAPackage("relolens.emulator." + other));
        }
        return noClasses()
                .that()
                .resideInAPackage("relolens.emulator." + name)
                .should()
                .dependOnClassesThat(resideInAPackage("relolens..").and(not(allowed)));
    }

    private static boolean touchesTheWorld(JavaClass type) {
        return switch (type.getFullName()) {
            case "java.io.File",
                    "java.io.FileInputStream",
                    "java.io.FileOutputStream",
                    "java.io.FileReader",
                    "java.io.FileWriter",
                    "java.io.RandomAccessFile",
                    "java.nio.file.Files",
                    "java.lang.ProcessBuilder",
                    "java.lang.Process" -> true;
            default -> false;
        };
    }

    /** Every package is a slice of its own, the modules' root packages too. */
    private static SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(type.getPackageName());
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }
}
