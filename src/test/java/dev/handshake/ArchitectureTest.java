package dev.handshake;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The house's order. Nothing breaks it now; what must one day is to carry an annotation that names
 * the reason, and the rule is to know that annotation.
 */
final class ArchitectureTest {
    private static final String ROOT = "dev.handshake.";

    /** From the ground up: each uses only those before it (and itself). */
    private static final List<String> ORDER =
            List.of(
                    "bytes",
                    "registry",
                    "capture",
                    "capture.live",
                    "capture.file",
                    "capture.lab",
                    "message.extension",
                    "message",
                    "record",
                    "verify",
                    "session",
                    "keys",
                    "explain",
                    "diagram",
                    "export",
                    "ui.theme",
                    "ui.control",
                    "ui.model",
                    "ui.connect",
                    "ui.sequence",
                    "ui.detail",
                    "ui.playback",
                    "ui.predict",
                    "ui.export",
                    "ui.compare",
                    "ui.story",
                    "ui.keys",
                    "ui.viewpoint",
                    "ui.shell",
                    "cli");

    private static final List<String> FEATURES =
            List.of(
                    "ui.connect",
                    "ui.sequence",
                    "ui.detail",
                    "ui.playback",
                    "ui.predict",
                    "ui.export",
                    "ui.compare",
                    "ui.story",
                    "ui.keys",
                    "ui.viewpoint");

    /** Of InetAddress and InetSocketAddress; reading a literal asks nobody. */
    private static final Set<String> LOOK_UPS =
            Set.of(
                    "getByName",
                    "getAllByName",
                    "getLocalHost",
                    "getHostName",
                    "getCanonicalHostName",
                    "isReachable");

    private static JavaClasses house;

    @BeforeAll
    static void readTheHouse() {
        house =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.handshake");
    }

    @TestFactory
    Stream<DynamicTest> everyPackageUsesOnlyThoseBelowIt() {
        return ORDER.stream()
                .map(name ->
                        DynamicTest.dynamicTest(
                                name, () -> usesOnlyWhatIsBelow(name).check(house)));
    }

    /** {@code message} and {@code message.extension} are one storey of the house. */
    private static ArchRule usesOnlyWhatIsBelow(String name) {
        List<String> above = new ArrayList<>(ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size()));
        if (name.equals("message.extension")) {
            above.remove("message");
        }
        return noClasses()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .dependOnClassesThat(in(above))
                .allowEmptyShould(true);
    }

    @Test
    void everyClassLivesInARoomOfTheHouse() {
        classes().should().resideInAnyPackage(packages(ORDER)).check(house);
        assertThat(house.size()).isGreaterThan(50);
    }

    @Test
    void packagesHaveNoCircles() {
        slices().matching("dev.handshake.(**)")
                .namingSlices("$1")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(
                        resideInAPackage(ROOT + "message.."), resideInAPackage(ROOT + "message.."))
                .check(house);
    }

    @Test
    void theToolkitStaysInTheWindow() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "ui..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "javafx..", "atlantafx..", "org.kordamp.ikonli.javafx.."))
                .check(house);
    }

    @Test
    void socketsStayInTheCapture() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "capture..")
                .should()
                .dependOnClassesThat(
                        describe("are sockets or clients", ArchitectureTest::reachesTheNetwork))
                .check(house);
    }

    private static boolean reachesTheNetwork(JavaClass used) {
        boolean home =
                Stream.of("java.net", "java.nio.channels", "javax.net")
                        .anyMatch(used.getPackageName()::startsWith);
        return home
                && Stream.of("Socket", "Datagram", "Selector", "URLConnection", "Http")
                        .anyMatch(used.getSimpleName()::contains);
    }

    @Test
    void namesAreLookedUpInTheCapture() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "capture..")
                .should()
                .callMethodWhere(
                        describe(
                                "asks the system for a name",
                                call ->
                                        call.getTargetOwner().getName().startsWith("java.net.Inet")
                                                && LOOK_UPS.contains(call.getName())))
                .check(house);
    }

    @Test
    void theTlsOfBouncyCastleStaysWithItsTwoUsers() {
        noClasses()
                .that(
                        DescribedPredicate.not(
                                resideInAnyPackage(
                                        ROOT + "capture.live..", ROOT + "capture.lab..")))
                .should()
                .dependOnClassesThat(resideInAPackage("org.bouncycastle.tls.."))
                .check(house);
    }

    @Test
    void messagesHaveNoWords() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "message..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(ROOT + "explain..", "java.text..")
                                .or(describe("bundles", c -> c.getName().endsWith("Bundle"))))
                .check(house);
    }

    @TestFactory
    Stream<DynamicTest> featuresOfTheWindowDoNotKnowEachOther() {
        return FEATURES.stream()
                .map(feature ->
                        DynamicTest.dynamicTest(
                                feature,
                                () ->
                                        noClasses()
                                                .that()
                                                .resideInAPackage(ROOT + feature)
                                                .should()
                                                .dependOnClassesThat(
                                                        in(
                                                                FEATURES.stream()
                                                                        .filter(f ->
                                                                                !f.equals(feature))
                                                                        .toList()))
                                                .allowEmptyShould(true)
                                                .check(house)));
    }

    @Test
    void theSharedStateNeverSeesAControl() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "ui.model")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("javafx.scene..", "javafx.stage..", "atlantafx.."))
                .check(house);
    }

    @Test
    void nobodyExitsTheProgramButItsCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "cli")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(house);
    }

    @Test
    void nobodyPrintsBehindTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "cli")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(house);
    }

    @Test
    void aRuleThatIsBrokenIsSeen() {
        ArchRule broken =
                noClasses().should().dependOnClassesThat(resideInAPackage(ROOT + "bytes"));
        assertThrows(AssertionError.class, () -> broken.check(house));
        ArchRule strict = classes().should(onlyDependOnClassesThat(resideInAPackage("java..")));
        assertThrows(AssertionError.class, () -> strict.check(house));
    }

    private static DescribedPredicate<JavaClass> in(List<String> names) {
        return resideInAnyPackage(packages(names));
    }

    private static String[] packages(List<String> names) {
        return names.stream().map(ROOT::concat).toArray(String[]::new);
    }
}
