package io.bellwether.trainer.data;

import io.bellwether.series.Sensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is known of some assets over some time. */
public final class Recording {
    private final List<Sensor> sensors;
    private final List<Sensor> features;
    private final List<AssetReadings> assets;

    private Recording(List<Sensor> sensors, List<Sensor> features, List<AssetReadings> assets) {
        this.sensors = List.copyOf(sensors);
        this.features = List.copyOf(features);
        this.assets = List.copyOf(assets);
    }

    /** All sensors of all assets; readings name them by index. */
    public List<Sensor> sensors() {
        return sensors;
    }

    /** The same sensors in the order in which a model is to take them. */
    public List<Sensor> features() {
        return features;
    }

    /** One entry per asset, ordered by name. */
    public List<AssetReadings> assets() {
        return assets;
    }

    /** Collects readings. */
    public static final class Builder {
        private final Map<String, Integer> sensorIndex = new LinkedHashMap<>();
        private final List<Sensor> sensors = new ArrayList<>();
        private final Map<String, AssetReadings> assets = new TreeMap<>();

        /** The index of a sensor, which is added when it is new. */
        int sensor(Sensor sensor) {
            return sensorIndex.computeIfAbsent(sensor.name(), name -> {
                sensors.add(sensor);
                return sensors.size() - 1;
            });
        }

        /** The readings of an asset, which is added when it is new. */
        AssetReadings asset(String asset, String source) {
            AssetReadings readings = assets.computeIfAbsent(asset, AssetReadings::new);
            readings.from(source);
            return readings;
        }

        /** The readings of an asset, if there are any. */
        Optional<AssetReadings> existing(String asset) {
            return Optional.ofNullable(assets.get(asset));
        }

        /** All that was collected; a model takes the sensors in the order in which they came. */
        public Recording build() {
            return new Recording(sensors, sensors, new ArrayList<>(assets.values()));
        }

        /** All that was collected; a model takes the sensors in the order of their names. */
        Recording buildByName() {
            List<Sensor> byName = new ArrayList<>(sensors);
            byName.sort(Comparator.comparing(Sensor::name));
            return new Recording(sensors, byName, new ArrayList<>(assets.values()));
        }
    }
}
