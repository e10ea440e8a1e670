package io.bellwether.pipeline;

import io.bellwether.alerting.Alert;
import io.bellwether.alerting.AlertPolicy;
import io.bellwether.alerting.IncidentState;
import io.bellwether.alerting.Severity;
import io.bellwether.alerting.Suspect;
import io.bellwether.artifact.AssetProfile;
import io.bellwether.artifact.Manifest;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.scoring.Evidence;
import io.bellwether.scoring.ModelRef;
import io.bellwether.scoring.Score;
import io.bellwether.scoring.Scorer;
import io.bellwether.series.AssemblyPolicy;
import io.bellwether.series.Fate;
import io.bellwether.series.FeatureSpec;
import io.bellwether.series.Frame;
import io.bellwether.series.FrameAssembler;
import io.bellwether.series.FrameSink;
import io.bellwether.series.Reading;
import io.bellwether.series.Sensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * One model watching one asset: reading, frame, score, incident, alert. Immutable; everything that changes is in
 * {@link AssetState}. The same readings in the same order give the same scores and alerts, bit for bit, wherever it runs.
 */
public final class AssetPipeline {
    private static final int SUSPECTS = 5;

    private final String asset;
    private final ModelRef model;
    private final byte[] sha256; // of the model, 32 bytes
    private final FeatureSpec features;
    private final AssemblyPolicy assembly;
    private final Scorer scorer;
    private final AlertPolicy alerting;
    private final double falseAlarmBudgetPerDay;
    private final Map<String, Integer> indexOf = new HashMap<>();

    /**
     * Lets a model watch one of its assets.
     *
     * @throws IllegalArgumentException when the model does not know the asset
     */
    public AssetPipeline(ModelArtifact artifact, String asset) {
        Manifest manifest = artifact.manifest();
        AssetProfile profile = artifact.profile(asset)
                .orElseThrow(() -> new IllegalArgumentException(
                        "model '" + artifact.ref().name() + "' does not know the asset '" + asset + "'"));
        this.asset = asset;
        this.model = artifact.ref();
        sha256 = HexFormat.of().parseHex(model.sha256());
        this.features = manifest.features();
        this.assembly = manifest.assembly();
        this.alerting = manifest.alerting();
        this.falseAlarmBudgetPerDay = manifest.falseAlarmBudgetPerDay();
        long holdFrames = assembly.maxHold().toMillis() / features.periodMillis();
        this.scorer = new Scorer(artifact.ensembles(), profile.scaler(), profile.calibration(), holdFrames);
        List<Sensor> sensors = features.sensors();
        for (int s = 0; s < sensors.size(); s++) {
            indexOf.put(sensors.get(s).name(), s);
        }
    }

    public String asset() {
        return asset;
    }

    /** Writes the 32 bytes of the model's sha256. */
    void writeSha256(ByteBuffer out) {
        out.put(sha256);
    }

    /** The model it runs. */
    public ModelRef model() {
        return model;
    }

    /** What its frames hold. */
    public FeatureSpec features() {
        return features;
    }

    /** How many false alarms the asset may raise a day; 0 when no budget was asked for. */
    double falseAlarmBudgetPerDay() {
        return falseAlarmBudgetPerDay;
    }

    /** A fresh memory of the asset. */
    public AssetState newState() {
        return new AssetState(
                new FrameAssembler(features, assembly), scorer.newState(), new SensorLookup(indexOf), this);
    }

    /**
     * Takes one reading of the asset.
     *
     * @param position of the reading in its input, for the alerts to point at
     */
    public Fate accept(Reading reading, long position, AssetState state, PipelineOutput out) {
        int sensor = state.lookup.find(reading.sensor());
        if (sensor == SensorLookup.UNKNOWN) {
            return Fate.UNKNOWN_SENSOR;
        }
        state.position = position;
        return state.assembler.accept(sensor, reading.time(), reading.usableValue(), state.intake.to(out));
    }

    /** Closes every open slot: the asset has gone quiet, or the input has ended. */
    public void flush(AssetState state, PipelineOutput out) {
        state.assembler.flush(state.intake.to(out));
    }

    /** How long a slot may stay open for readings that are on their way: sample period and allowed lateness. */
    long slotMillis() {
        return features.periodMillis() + assembly.allowedLateness().toMillis();
    }

    /** Lets another model's state take over; a stuck sensor that the other model does not have is told to be closed. */
    void handOverTo(AssetPipeline next, AssetState state, AssetState nextState, PipelineOutput out) {
        int[] sensorInThis = next.features.names().stream()
                .mapToInt(name -> indexOf.getOrDefault(name, -1))
                .toArray();
        for (int s = 0; s < features.size(); s++) {
            Sensor sensor = features.sensors().get(s);
            if (state.stuckSince[s] != AssetState.NEVER && !next.indexOf.containsKey(sensor.name())) {
                Evidence nothing = new Evidence(sensor.name(), sensor.unit(), 0, Double.NaN, Double.NaN);
                out.alert(stuckSensor(Alert.Phase.CLOSED, s, state, state.lastFrame, 0, nothing));
            }
        }
        nextState.takeOver(state, sensorInThis);
    }

    /** Takes the frames of one state. Lives as long as that, so that a reading makes nothing new. */
    final class Intake implements FrameSink {
        private final AssetState state;
        private PipelineOutput out = PipelineOutput.NONE;

        Intake(AssetState state) {
            this.state = state;
        }

        private Intake to(PipelineOutput output) {
            out = output;
            return this;
        }

        @Override
        public void accept(Frame frame) {
            take(frame, state, out);
        }
    }

    private void take(Frame frame, AssetState state, PipelineOutput out) {
        if (state.lastFrame != AssetState.NEVER && frame.time() - state.lastFrame > features.periodMillis()) {
            state.scorer.reset(); // the assembler bridges every gap that may be bridged
        }
        state.lastFrame = frame.time();
        Score score = scorer.score(frame, state.scorer);
        if (frame.time() <= state.spokenUntil) {
            return;
        }
        IncidentState before = state.incident;
        if (!score.warmingUp()) {
            state.incident = before.next(score.time(), score.ratio(), state.position, alerting);
        }
        out.score(score, state.incident instanceof IncidentState.Firing || anyStuck(state));
        tellAnomaly(before, state, score, out);
        for (int s = 0; s < features.size(); s++) {
            tellStuck(s, state, score, out);
        }
    }

    private boolean anyStuck(AssetState state) {
        for (int s = 0; s < features.size(); s++) {
            if (state.scorer.isStuck(s)) {
                return true;
            }
        }
        return false;
    }

    private void tellAnomaly(IncidentState before, AssetState state, Score score, PipelineOutput out) {
        if (before instanceof IncidentState.Firing was) {
            if (!(state.incident instanceof IncidentState.Firing now)) {
                out.alert(anomaly(Alert.Phase.CLOSED, was, state, score));
            } else if (alerting.severity(now.peak()) != alerting.severity(was.peak())) {
                out.alert(anomaly(Alert.Phase.UPDATED, now, state, score));
            }
        } else if (state.incident instanceof IncidentState.Firing now) {
            out.alert(anomaly(Alert.Phase.OPENED, now, state, score));
        }
    }

    private Alert anomaly(Alert.Phase phase, IncidentState.Firing incident, AssetState state, Score score) {
        return new Alert(
                Alert.id(asset, Alert.Type.ANOMALY, "", incident.openedAt()),
                Alert.Type.ANOMALY,
                phase,
                alerting.severity(incident.peak()),
                asset,
                score.time(),
                incident.openedAt(),
                score.toldValue(),
                score.threshold(),
                suspects(score, state),
                model,
                new Alert.Positions(incident.openedPosition(), state.position));
    }

    private List<Suspect> suspects(Score score, AssetState state) {
        int[] order = new int[SUSPECTS];
        int found = score.top(order);
        List<Suspect> suspects = new ArrayList<>(found);
        for (int n = 0; n < found; n++) {
            int sensor = order[n];
            suspects.add(Suspect.of(
                    score.evidence(sensor, features.sensors().get(sensor)),
                    scorer.toldCounterfactual(sensor, state.scorer)));
        }
        return suspects;
    }

    private void tellStuck(int sensor, AssetState state, Score score, PipelineOutput out) {
        boolean told = state.stuckSince[sensor] != AssetState.NEVER;
        boolean stuck = state.scorer.isStuck(sensor);
        if (stuck && !told) {
            state.stuckSince[sensor] = score.time();
            state.stuckPosition[sensor] = state.position;
            out.alert(stuckSensor(Alert.Phase.OPENED, sensor, state, score));
        } else if (!stuck && told) {
            out.alert(stuckSensor(Alert.Phase.CLOSED, sensor, state, score));
            state.stuckSince[sensor] = AssetState.NEVER;
        }
    }

    private Alert stuckSensor(Alert.Phase phase, int sensor, AssetState state, Score score) {
        Evidence evidence = score.evidence(sensor, features.sensors().get(sensor));
        return stuckSensor(phase, sensor, state, score.time(), score.toldValue(), evidence);
    }

    private Alert stuckSensor(
            Alert.Phase phase, int sensor, AssetState state, long time, double score, Evidence evidence) {
        return new Alert(
                Alert.id(asset, Alert.Type.STUCK, evidence.sensor(), state.stuckSince[sensor]),
                Alert.Type.STUCK,
                phase,
                Severity.WARNING,
                asset,
                time,
                state.stuckSince[sensor],
                score,
                scorer.threshold(),
                List.of(Suspect.of(evidence)),
                model,
                new Alert.Positions(state.stuckPosition[sensor], state.position));
    }
}
