package io.bellwether.demo;

import io.bellwether.demo.replay.TopicNames;
import java.net.URI;
import java.util.List;

/** What to try while everything is left running. */
final class KeepHints {
    private KeepHints() {}

    /** Lines to print. */
    static List<String> lines(String bootstrap, TopicNames topics, URI admin) {
        return List.of(
                "All of it is still running; Ctrl-C ends it. Try:",
                "  curl -s " + admin.resolve("/metrics") + " | grep ^bellwether_",
                "  curl -s " + admin.resolve("/health/ready"),
                "  curl -s " + admin.resolve("/api/v1/assets"),
                "and, with Kafka's command line tools:",
                "  kafka-console-consumer.sh --bootstrap-server " + bootstrap + " --topic " + topics.alerts()
                        + " --from-beginning",
                "  kafka-console-consumer.sh --bootstrap-server " + bootstrap + " --topic " + topics.scores()
                        + " --from-beginning --max-messages 3",
                "  echo 'pump-1|{\"ts\": \"2026-03-17T00:00:00Z\", \"flow\": \"a lot\"}' |"
                        + " kafka-console-producer.sh --bootstrap-server " + bootstrap + " --topic "
                        + topics.telemetry() + " --property parse.key=true --property key.separator='|'",
                "  kafka-console-consumer.sh --bootstrap-server " + bootstrap + " --topic " + topics.deadLetters()
                        + " --from-beginning --property print.headers=true");
    }
}
