package io.bellwether.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.detector.config.ConfigDocs;
import io.bellwether.detector.ops.MetricsDocs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds what is printed from the code to what lies in docs; {@code -Dbellwether.docs=write} renews it. */
class DocumentationTest {
    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void configMd_isAsPrinted() throws IOException {
        check("CONFIG.md", ConfigDocs.markdown());
    }

    @Test
    void metricsMd_isAsPrinted() throws IOException {
        check("METRICS.md", MetricsDocs.markdown());
    }

    private static void check(String name, String printed) throws IOException {
        Path file = DOCS.resolve(name);
        if ("write".equals(System.getProperty("bellwether.docs"))) {
            Files.createDirectories(DOCS);
            Files.writeString(file, printed);
        }
        assertThat(file)
                .as("renew it: mvn -pl detector test -Dtest=DocumentationTest -Dbellwether.docs=write")
                .content()
                .isEqualTo(printed);
    }
}
