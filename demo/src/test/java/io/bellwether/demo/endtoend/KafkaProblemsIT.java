package io.bellwether.demo.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwether.demo.broker.BrokerOptions;
import io.bellwether.demo.processes.DetectorOptions;
import io.bellwether.demo.processes.DetectorProcess;
import io.bellwether.demo.processes.TrainerCommand;
import io.bellwether.demo.replay.TopicNames;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** When Kafka cannot be used, one line says what, where and what to do, and the exit code is 4. */
@ExtendWith(QuickModels.Provider.class)
@Timeout(120)
class KafkaProblemsIT {
    private static final int CONFIG = 2;
    private static final int KAFKA = 4;

    @TempDir
    private static Path dir;

    private static QuickModels models;
    private static Stage stage;

    @BeforeAll
    static void openWithAuthorizer(QuickModels quickModels) {
        models = quickModels;
        stage = Stage.open(
                dir,
                BrokerOptions.defaults()
                        .withProperty(
                                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                        .withProperty("allow.everyone.if.no.acl.found", "true"));
    }

    @AfterAll
    static void end() {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void detect_nobodyListens_exits4() throws Exception {
        String nobody = "127.0.0.1:" + unusedPort();

        assertEnds(
                DetectorOptions.of(dir.resolve("unreachable"), nobody, "x.").with("startup-timeout", "3s"),
                KAFKA,
                "Kafka is unreachable at " + nobody,
                "check bootstrap-servers");
    }

    @Test
    void detect_hostUnknown_exits4() throws Exception {
        assertEnds(
                DetectorOptions.of(dir.resolve("unknown"), "no-such-host.invalid:9092", "x.")
                        .with("startup-timeout", "3s"),
                KAFKA,
                "no-such-host.invalid:9092");
    }

    @Test
    void detect_telemetryTopicMissing_exits4() throws Exception {
        assertEnds(
                DetectorOptions.of(dir.resolve("missing"), stage.bootstrap(), "missing."),
                KAFKA,
                "topic missing.telemetry does not exist at " + stage.bootstrap(),
                "create it");
    }

    @Test
    void detect_mayNotSeeTheTelemetry_exits4() throws Exception {
        TopicNames topics = stage.freshTopics("hidden.");
        stage.publish(models.predictor(), topics);
        acl(topics.telemetry(), AclOperation.ALL, AclPermissionType.DENY);

        assertEnds(stage.detector("hidden", topics), KAFKA, "permission", topics.telemetry());
    }

    @Test
    void detect_mayNotReadTheTelemetry_exits4() throws Exception {
        TopicNames topics = stage.freshTopics("unread.");
        stage.publish(models.predictor(), topics);
        acl(topics.telemetry(), AclOperation.ALL, AclPermissionType.ALLOW);
        acl(topics.telemetry(), AclOperation.READ, AclPermissionType.DENY);

        assertEnds(stage.detector("unread", topics), KAFKA, "permission", topics.telemetry());
    }

    @Test
    void detect_mayNotReadTheModels_exits4() throws Exception {
        TopicNames topics = stage.freshTopics("models.");
        acl(topics.models(), AclOperation.ALL, AclPermissionType.ALLOW);
        acl(topics.models(), AclOperation.READ, AclPermissionType.DENY);

        assertEnds(stage.detector("models", topics), KAFKA, "permission", topics.models());
    }

    @Test
    void detect_portInUse_exits2() throws Exception {
        TopicNames topics = stage.freshTopics("port.");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertEnds(
                    stage.detector("port", topics).with("admin.port", port),
                    CONFIG,
                    "cannot listen on 127.0.0.1:" + port,
                    "admin.port");
        }
    }

    @Test
    void publish_nobodyListens_exits4() throws Exception {
        String nobody = "127.0.0.1:" + unusedPort();

        assertTrainer(KAFKA, nobody, "publish", "--model", models.predictor().toString(), "--bootstrap", nobody);
    }

    @Test
    void publish_noPermission_exits4() throws Exception {
        TopicNames topics = stage.freshTopics("unpublished.");
        acl(topics.models(), AclOperation.ALL, AclPermissionType.DENY);

        assertTrainer(
                KAFKA,
                "no permission for topic '" + topics.models() + "'",
                "publish",
                "--model",
                models.predictor().toString(),
                "--bootstrap",
                stage.bootstrap(),
                "--topic",
                topics.models());
    }

    @Test
    void trainFromKafka_topicMissing_exits4() {
        assertTrainer(
                KAFKA,
                "missing.telemetry",
                "train",
                "--from-kafka",
                "--bootstrap",
                stage.bootstrap(),
                "--topic",
                "missing.telemetry",
                "--out",
                dir.resolve("none.bw").toString());
    }

    /** The detector ends by itself with this code, and its last line holds these parts. */
    private static void assertEnds(DetectorOptions options, int code, String... parts) {
        try (DetectorProcess process = DetectorProcess.start(options)) {
            assertThat(process.awaitExit(Stage.PATIENCE))
                    .as("exit code; its log:%n%s", process.output())
                    .contains(code);
            List<String> told = process.output()
                    .lines()
                    .filter(line -> line.startsWith("bellwether detect: "))
                    .toList();
            assertThat(told).as("lines for the user in%n%s", process.output()).hasSize(1);
            assertThat(told.get(0)).contains(parts);
        }
    }

    private static void assertTrainer(int code, String part, String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

        assertThat(TrainerCommand.of(arguments).run(out, out))
                .as(said.toString(StandardCharsets.UTF_8))
                .isEqualTo(code);

        List<String> lines =
                new ArrayList<>(said.toString(StandardCharsets.UTF_8).lines().toList());
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).startsWith("bellwether: ").contains(part);
    }

    /** Returns when the broker knows of it. */
    private static void acl(String topic, AclOperation operation, AclPermissionType type) throws Exception {
        AclBinding binding = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:ANONYMOUS", "*", operation, type));
        try (Admin admin = stage.admin()) {
            admin.createAcls(List.of(binding)).all().get();
            await().atMost(Stage.PATIENCE)
                    .until(() -> !admin.describeAcls(binding.toFilter())
                            .values()
                            .get()
                            .isEmpty());
        }
    }

    private static int unusedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
