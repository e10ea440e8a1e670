package io.bellwether.detector.ops;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.regex.Pattern;

/**
 * Leaves out those of Kafka's and the JVM's metrics that break Prometheus' rules: times in ns or ms (Prometheus counts in
 * seconds), gauges that end in {@code _count}, and those nobody has described. None of them is missed: the latencies that
 * matter have other metrics.
 */
final class CleanNames implements MeterFilter {
    private static final Pattern SMALL_UNIT = Pattern.compile("(.*\\.)?(ns|ms)(\\..*)?");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        String unit = id.getBaseUnit();
        String about = id.getDescription();
        boolean small = SMALL_UNIT.matcher(id.getName()).matches() || "ns".equals(unit) || "ms".equals(unit);
        boolean undescribed = about == null || about.isBlank();
        boolean count = id.getType() == Meter.Type.GAUGE && id.getName().endsWith(".count");
        return small || undescribed || count ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }
}
