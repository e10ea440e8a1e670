package io.bellwether.demo.replay;

import java.util.List;

/** The five topics of one detector, as it names them by default. */
public record TopicNames(String prefix) {

    public String telemetry() {
        return prefix + "telemetry";
    }

    public String scores() {
        return prefix + "scores";
    }

    public String alerts() {
        return prefix + "alerts";
    }

    public String deadLetters() {
        return prefix + "dead-letters";
    }

    public String models() {
        return prefix + "models";
    }

    /** All five. */
    public List<String> all() {
        return List.of(telemetry(), scores(), alerts(), deadLetters(), models());
    }
}
