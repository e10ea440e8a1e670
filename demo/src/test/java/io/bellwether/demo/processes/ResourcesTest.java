package io.bellwether.demo.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourcesTest {
    private final List<String> closed = new ArrayList<>();
    private final Resources resources = new Resources();

    private AutoCloseable named(String name) {
        return () -> closed.add(name);
    }

    @Test
    void close_twice_closesEachOnceTheNewestFirst() {
        resources.add(named("broker"));
        resources.add(named("detector"));

        resources.close();
        resources.close();

        assertThat(closed).containsExactly("detector", "broker");
        assertThat(resources.isClosed()).isTrue();
    }

    @Test
    void add_afterClose_closesTheNewcomer() {
        resources.close();

        assertThatThrownBy(() -> resources.add(named("late"))).isInstanceOf(IllegalStateException.class);
        assertThat(closed).containsExactly("late");
    }

    @Test
    void close_oneFails_theOthersCloseAllTheSame() {
        resources.add(named("first"));
        resources.add(() -> {
            throw new IllegalStateException("on purpose, in a test");
        });

        resources.close();

        assertThat(closed).containsExactly("first");
    }

    @Test
    void workFolder_filesInside_isGoneAfterClose() throws Exception {
        WorkFolder folder = WorkFolder.create("bellwether-test-");
        Path inner = Files.createDirectories(folder.path().resolve("a/b"));
        Files.writeString(inner.resolve("file"), "x");

        folder.close();
        folder.close();

        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void detectorOptions_yaml_quotesEveryValue() {
        DetectorOptions options =
                DetectorOptions.of(Path.of("d"), "localhost:1", "p.").with("telemetry.values", "it's");

        assertThat(options.yaml().lines())
                .contains("admin.port: '0'", "topics.prefix: 'p.'", "telemetry.values: 'it''s'");
    }
}
