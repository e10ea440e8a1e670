package io.bellwether.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.bellwether.network.Network;
import io.bellwether.network.NetworkWeights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Reads and writes a model as one zip file; its layout is documented in docs/MODEL-FORMAT.md.
 *
 * <p>The same model always gives the same bytes. The last 71 bytes (the zip comment) are {@code sha256:} and the hash of
 * all bytes before them, so no flipped or missing byte goes unnoticed; the manifest holds the hash of every other entry,
 * so that the refusal can name the part.
 */
public final class ModelFile {
    /** The format this program writes, and the only one it reads. */
    public static final int FORMAT_VERSION = 3;

    private static final String MANIFEST = "manifest.json";
    private static final String WEIGHTS = "weights.bin";
    private static final String CARD = "MODEL_CARD.md";
    private static final String HORIZON = "horizon";
    private static final String SEAL = "sha256:";
    private static final int SEAL_LENGTH = SEAL.length() + 64;
    private static final int MAX_ENTRY = 256 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private ModelFile() {}

    /**
     * The file's bytes.
     *
     * @param networks (ensembles, members)
     */
    public static byte[] write(Manifest manifest, List<List<Network>> networks, String modelCard) {
        byte[] weights = weights(manifest, networks);
        byte[] card = modelCard.getBytes(StandardCharsets.UTF_8);
        ObjectNode json = JSON.createObjectNode().put("formatVersion", FORMAT_VERSION);
        json.setAll((ObjectNode) JSON.valueToTree(manifest));
        forEachShape(json, ModelFile::leaveOutUsualHorizon);
        json.putObject("entries").put(WEIGHTS, sha256(weights)).put(CARD, sha256(card));
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(MANIFEST, json.toPrettyString().getBytes(StandardCharsets.UTF_8));
        entries.put(WEIGHTS, weights);
        entries.put(CARD, card);
        return seal(zip(entries));
    }

    /**
     * Reads a model.
     *
     * @throws RefusedModelException when anything in it does not match
     */
    public static ModelArtifact read(byte[] file) throws RefusedModelException {
        requireSeal(file);
        Map<String, byte[]> entries = unzip(file);
        byte[] manifestBytes = require(entries, MANIFEST);
        JsonNode json = parse(manifestBytes);
        int format = json.path("formatVersion").asInt(-1);
        if (format != FORMAT_VERSION) {
            throw new RefusedModelException(
                    "model format version " + json.path("formatVersion").asText("(none)")
                            + " is not supported: this program reads version " + FORMAT_VERSION
                            + "; retrain, or use the release that wrote it");
        }
        for (String name : List.of(WEIGHTS, CARD)) {
            String expected = json.path("entries").path(name).asText("");
            if (!sha256(require(entries, name)).equals(expected)) {
                throw new RefusedModelException(name + " does not match its sha256 in " + MANIFEST);
            }
        }
        try {
            ObjectNode body = (ObjectNode) json;
            body.remove(List.of("formatVersion", "entries"));
            forEachShape(body, ModelFile::fillInUsualHorizon);
            Manifest manifest = JSON.treeToValue(body, Manifest.class);
            List<List<Network>> networks = networks(manifest, require(entries, WEIGHTS));
            String card = new String(require(entries, CARD), StandardCharsets.UTF_8);
            requireProfiles(manifest);
            return new ModelArtifact(manifest, networks, card, sha256(file));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new RefusedModelException(MANIFEST + ": " + firstLine(e), e);
        }
    }

    private static void forEachShape(ObjectNode manifest, Consumer<ObjectNode> change) {
        for (JsonNode shape : manifest.findValues("shape")) {
            if (shape instanceof ObjectNode object) {
                change.accept(object);
            }
        }
    }

    /** A horizon of 1 is not written: files and readers from before there were others know none. */
    private static void leaveOutUsualHorizon(ObjectNode shape) {
        if (shape.path(HORIZON).asInt() == 1) {
            shape.remove(HORIZON);
        }
    }

    private static void fillInUsualHorizon(ObjectNode shape) {
        if (!shape.has(HORIZON)) {
            shape.put(HORIZON, 1);
        }
    }

    private static void requireProfiles(Manifest manifest) {
        int sensors = manifest.features().size();
        for (AssetProfile profile : manifest.assets()) {
            int calibrated = profile.calibration().sensors().size();
            if (profile.scaler().size() != sensors || calibrated != sensors) {
                throw new IllegalArgumentException("asset '" + profile.asset() + "' has a scaler for "
                        + profile.scaler().size() + " and a calibration for " + calibrated
                        + " sensors, but the model has " + sensors);
            }
            int ensembles = profile.calibration().ensembles().size();
            if (ensembles != manifest.ensembles().size()) {
                throw new IllegalArgumentException("asset '" + profile.asset() + "' has a calibration for " + ensembles
                        + " ensembles, but the model has "
                        + manifest.ensembles().size());
            }
        }
    }

    private static byte[] weights(Manifest manifest, List<List<Network>> networks) {
        if (networks.size() != manifest.ensembles().size()) {
            throw new IllegalArgumentException(networks.size() + " ensembles of networks, but the manifest has "
                    + manifest.ensembles().size());
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.toIntExact(weightBytes(manifest))).order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer floats = bytes.asFloatBuffer();
        for (int e = 0; e < networks.size(); e++) {
            int members = manifest.ensembles().get(e).members();
            if (networks.get(e).size() != members) {
                throw new IllegalArgumentException(
                        networks.get(e).size() + " networks, but the manifest says " + members);
            }
            networks.get(e).forEach(network -> NetworkWeights.write(network, floats));
        }
        return bytes.array();
    }

    private static long weightBytes(Manifest manifest) {
        return manifest.ensembles().stream()
                .mapToLong(
                        ensemble -> (long) ensemble.members() * ensemble.shape().weightCount() * Float.BYTES)
                .sum();
    }

    private static List<List<Network>> networks(Manifest manifest, byte[] weights) {
        if (weights.length != weightBytes(manifest)) {
            throw new IllegalArgumentException(WEIGHTS + " holds " + weights.length + " bytes, but the networks of "
                    + manifest.ensembles() + " need " + weightBytes(manifest));
        }
        FloatBuffer floats =
                ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        for (int w = 0; w < floats.limit(); w++) {
            if (!Float.isFinite(floats.get(w))) {
                throw new IllegalArgumentException(WEIGHTS + " holds " + floats.get(w) + " as weight " + w);
            }
        }
        List<List<Network>> networks = new ArrayList<>();
        for (Manifest.Ensemble ensemble : manifest.ensembles()) {
            List<Network> members = new ArrayList<>();
            for (int m = 0; m < ensemble.members(); m++) {
                members.add(NetworkWeights.read(ensemble.shape(), floats));
            }
            networks.add(members);
        }
        return networks;
    }

    private static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setComment("0".repeat(SEAL_LENGTH));
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                CRC32 crc = new CRC32();
                crc.update(entry.getValue());
                ZipEntry header = new ZipEntry(entry.getKey());
                header.setMethod(ZipEntry.STORED);
                header.setSize(entry.getValue().length);
                header.setCrc(crc.getValue());
                header.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(header);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }

    private static byte[] seal(byte[] file) {
        int body = file.length - SEAL_LENGTH;
        byte[] comment = (SEAL + sha256(Arrays.copyOf(file, body))).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(comment, 0, file, body, SEAL_LENGTH);
        return file;
    }

    private static void requireSeal(byte[] file) throws RefusedModelException {
        int body = file.length - SEAL_LENGTH;
        if (body < 0 || file[0] != 'P' || file[1] != 'K') {
            throw new RefusedModelException("not a model file: " + file.length + " bytes without a zip header");
        }
        String comment = new String(file, body, SEAL_LENGTH, StandardCharsets.US_ASCII);
        if (!comment.equals(SEAL + sha256(Arrays.copyOf(file, body)))) {
            throw new RefusedModelException(
                    "the file is truncated or damaged: its content does not match the sha256 at its end; fetch it again");
        }
    }

    private static Map<String, byte[]> unzip(byte[] file) throws RefusedModelException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readNBytes(MAX_ENTRY));
            }
        } catch (IOException e) {
            throw new RefusedModelException("not a readable zip file: " + e.getMessage(), e);
        }
        return entries;
    }

    private static byte[] require(Map<String, byte[]> entries, String name) throws RefusedModelException {
        byte[] entry = entries.get(name);
        if (entry == null) {
            throw new RefusedModelException("the file has no " + name);
        }
        return entry;
    }

    private static JsonNode parse(byte[] manifest) throws RefusedModelException {
        try {
            JsonNode json = JSON.readTree(manifest);
            if (!json.isObject()) {
                throw new RefusedModelException(MANIFEST + " is not a JSON object");
            }
            return json;
        } catch (IOException e) {
            throw new RefusedModelException(MANIFEST + " is not JSON: " + firstLine(e), e);
        }
    }

    private static String firstLine(Exception e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage())
                .lines()
                .findFirst()
                .orElse(root.getClass().getSimpleName());
    }

    /** The SHA-256 of some bytes, in lower-case hex. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
