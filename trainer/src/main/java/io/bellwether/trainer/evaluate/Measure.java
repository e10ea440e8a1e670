package io.bellwether.trainer.evaluate;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Every figure of an evaluation: its key in JSON, its title, and where it comes from. See docs/EVALUATION.md. */
public enum Measure {
    F1("f1", "F1", 3, alarms(Detection::f1)),
    PRECISION("precision", "precision", 3, alarms(Detection::precision)),
    RECALL("recall", "recall", 3, alarms(Detection::recall)),
    FALSE_ALARM_RATE("falseAlarmRate", "false-alarm rate", 4, alarms(Detection::falseAlarmRate)),
    MISSED_RATE("missedRate", "missed rate", 3, alarms(Detection::missedRate)),
    EVENTS("events", "events", 1, alarms(Detection::events)),
    EVENT_RECALL("eventRecall", "event recall", 3, alarms(Detection::eventRecall)),
    MEAN_DELAY("meanDelaySeconds", "mean delay [s]", 1, alarms(Detection::meanDelay)),
    MEDIAN_DELAY("medianDelaySeconds", "median delay [s]", 1, alarms(Detection::medianDelay)),
    FALSE_ALARMS("falseAlarms", "false alarms", 1, alarms(Detection::falseAlarms)),
    FALSE_ALARMS_PER_DAY("falseAlarmsPerDay", "false alarms a day", 2, alarms(Detection::falseAlarmsPerDay)),
    AUC_PR("aucPr", "AUC-PR", 3, scores(ThresholdFree::aucPr)),
    AUC_ROC("aucRoc", "AUC-ROC", 3, scores(ThresholdFree::aucRoc)),
    VUS_PR("vusPr", "VUS-PR", 3, scores(ThresholdFree::vusPr)),
    VUS_ROC("vusRoc", "VUS-ROC", 3, scores(ThresholdFree::vusRoc));

    private final String key;
    private final String title;
    private final int decimals;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final ToDoubleFunction<Quality> value;

    Measure(String key, String title, int decimals, ToDoubleFunction<Quality> value) {
        this.key = key;
        this.title = title;
        this.decimals = decimals;
        this.value = value;
    }

    private static ToDoubleFunction<Quality> alarms(ToDoubleFunction<Detection> value) {
        return quality -> quality.alarms().map(value::applyAsDouble).orElse(Double.NaN);
    }

    private static ToDoubleFunction<Quality> scores(ToDoubleFunction<ThresholdFree> value) {
        return quality -> quality.scores().map(value::applyAsDouble).orElse(Double.NaN);
    }

    /** Its name in JSON. */
    public String key() {
        return key;
    }

    /** Its name in a table, with its unit. */
    String title() {
        return title;
    }

    boolean isCount() {
        return this == EVENTS || this == FALSE_ALARMS;
    }

    /** Whether it needs a score at every row. */
    boolean needsScores() {
        return compareTo(AUC_PR) >= 0;
    }

    /** Whether it is defined for the joined rows of several files. */
    boolean isPooled() {
        return this != VUS_PR && this != VUS_ROC;
    }

    /** NaN where it cannot be known. */
    public double of(Quality quality) {
        return value.applyAsDouble(quality);
    }

    /** As people read it; a dash for NaN. */
    String text(double number) {
        if (Double.isNaN(number)) {
            return "-";
        }
        int shown = isCount() && number == Math.rint(number) ? 0 : decimals;
        return String.format(Locale.ROOT, "%." + shown + "f", number);
    }
}
