package io.bellwether.demo.plant;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One asset in motion: the pump, its sensors, and the faults of both. */
final class AssetRun {
    private static final double FLUTTER_MINUTES = 1.2;

    private final PumpConstants constants;
    private final Pump pump;
    private final RandomSource.Wander flutter;
    private final List<Channel> channels;
    private final List<Fault> faults;
    private Instant time;

    AssetRun(PumpConstants constants, RandomSource random, Instant start, List<Fault> faults) {
        this.constants = constants;
        this.pump = new Pump(constants, random.split());
        this.flutter = random.wander(1, FLUTTER_MINUTES);
        this.channels = Arrays.stream(PlantSensor.values())
                .map(sensor -> new Channel(sensor, constants, random.split()))
                .toList();
        this.faults = List.copyOf(faults);
        this.time = start;
    }

    PlantRow next() {
        Fault fault = activeFault();
        double severity = fault == null ? 0 : fault.severity(time);
        double shake = flutter.next();
        Disturbance disturbance =
                fault == null ? Disturbance.NONE : fault.kind().at(severity, shake);
        Map<PlantSensor, Double> truth = pump.next(PlantClock.epochMinute(time), disturbance);
        Map<PlantSensor, Double> shown = new EnumMap<>(PlantSensor.class);
        for (Channel channel : channels) {
            double value = Objects.requireNonNull(truth.get(channel.sensor));
            shown.put(channel.sensor, channel.show(value, fault, severity));
        }
        PlantRow row = new PlantRow(constants.asset(), time, shown, fault);
        time = time.plus(PlantSimulator.PERIOD);
        return row;
    }

    private @Nullable Fault activeFault() {
        for (Fault fault : faults) {
            if (fault.contains(time)) {
                return fault;
            }
        }
        return null;
    }

    /** A sensor with its noise, its resolution and its own faults. */
    private static final class Channel {
        private static final double SLOW_NOISE_MINUTES = 5;

        private final PlantSensor sensor;
        private final double whiteNoise;
        private final double driftSpan;
        private final RandomSource random;
        private final RandomSource.Wander slowNoise;
        private double shown;

        private Channel(PlantSensor sensor, PumpConstants constants, RandomSource random) {
            this.sensor = sensor;
            this.whiteNoise = constants.noise() * sensor.whiteNoise();
            this.driftSpan = constants.sensorFaults().driftSpan();
            this.random = random;
            this.slowNoise = random.wander(constants.noise() * sensor.slowNoise(), SLOW_NOISE_MINUTES);
        }

        double show(double truth, @Nullable Fault fault, double severity) {
            double measured = truth + whiteNoise * random.normal() + slowNoise.next();
            if (!failsBy(fault, FaultKind.SENSOR_STUCK)) {
                double drift = failsBy(fault, FaultKind.SENSOR_DRIFT) ? driftSpan * severity : 0;
                shown = sensor.quantise(measured + drift);
            }
            return shown;
        }

        private boolean failsBy(@Nullable Fault fault, FaultKind kind) {
            return fault != null && fault.kind() == kind && fault.sensors().contains(sensor);
        }
    }
}
