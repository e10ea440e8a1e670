package io.bellwether.demo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.trainer.TrainerMain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Dockerfiles, and the scripts that they put into the images. */
class ImagesTest {
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");

    @ParameterizedTest
    @ValueSource(strings = {"detector", "trainer"})
    void mainClass_ofImage_exists(String image) throws Exception {
        String name = find(image, "collect " + image + " /app ([\\w.]+)").get(0).group(1);

        Class<?> main = Class.forName(name, false, getClass().getClassLoader());

        assertThat(Modifier.isStatic(main.getMethod("main", String[].class).getModifiers()))
                .isTrue();
        assertThat(find(image, "mvn .* -pl " + image + " -am package")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"detector", "trainer"})
    void copies_fromCheckout_exist(String image) {
        List<String> sources = new ArrayList<>();
        for (MatchResult copy : find(image, "(?m)^COPY (?!--from)(.+) \\S+$")) {
            sources.addAll(List.of(copy.group(1).split(" ")));
        }

        assertThat(sources)
                .isNotEmpty()
                .allSatisfy(source -> assertThat(DeployFiles.at(source)).exists());
        // Maven reads the pom of every module, whichever it builds.
        assertThat(sources).containsAll(modules());
    }

    private static List<String> modules() {
        return Pattern.compile("<module>(\\w+)</module>")
                .matcher(DeployFiles.text("pom.xml"))
                .results()
                .map(module -> module.group(1) + "/pom.xml")
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"detector", "trainer"})
    void image_runsAsUserWithNumber_inExecForm(String image) {
        assertThat(find(image, "(?m)^USER (\\d+):(\\d+)$"))
                .singleElement()
                .satisfies(user -> assertThat(Integer.parseInt(user.group(1))).isPositive());
        assertThat(find(image, "(?m)^ENTRYPOINT \\[\"/app/run\"]$")).hasSize(1);
        assertThat(DeployFiles.text("deploy/docker/run")).contains("exec java ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"detector", "trainer"})
    void image_basedOnOthers_namesTheirVersions(String image) {
        assertThat(find(image, "(?m)^ARG \\w+_IMAGE=(\\S+)$"))
                .hasSize(2)
                .allSatisfy(base -> assertThat(base.group(1)).matches("[a-z-]+:\\d+\\.\\d+\\.\\S+"));
        assertThat(find(image, "(?m)^FROM (\\S+)"))
                .allSatisfy(from -> assertThat(from.group(1)).startsWith("${"));
    }

    @ParameterizedTest
    @CsvSource({"detector,DetectorMain", "trainer,TrainerMain"})
    void scripts_ofImages_existAndMayRun(String image, String main) {
        assertThat(find(image, main)).isNotEmpty();
        for (String script : List.of("run", "collect", "healthy", "retrain")) {
            Path file = DeployFiles.at("deploy/docker/" + script);
            assertThat(file).isExecutable().content().startsWith("#!/bin/");
        }
    }

    /** Every option of the retraining script is one that the trainer knows. */
    @ParameterizedTest
    @ValueSource(strings = {"train", "publish"})
    void retrain_options_areKnown(String command) {
        String help = help(command);
        String script = DeployFiles.text("deploy/docker/retrain").replaceAll("(?m)^#.*", "");
        List<String> common = List.of("--bootstrap", "--command-config", "--topic");
        List<String> all = OPTION.matcher(script)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        List<String> training = all.stream()
                .filter(option -> !option.equals("--model") && !common.contains(option))
                .toList();

        assertThat(all).containsAll(common).contains("--model", "--from-kafka", "--since", "--version");
        assertThat(help).contains(common);
        assertThat(help).contains(command.equals("train") ? training : List.of("--model"));
    }

    private static String help(String command) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        assertThat(TrainerMain.run(writer, writer, command, "--help")).isZero();
        return out.toString();
    }

    /** The words of the image's health check: program, port, path. */
    static List<String> healthCheck(String image) {
        String words = find(image, "HEALTHCHECK .* CMD \\[(.+)]").get(0).group(1);
        return List.of(words.replace("\"", "").split(", "));
    }

    /** The environment that the image sets. */
    static Map<String, String> environment(String image) {
        Map<String, String> environment = new TreeMap<>();
        for (MatchResult variable : find(image, "(?m)^(?:ENV| {3}) (\\w+)=(\\S+)")) {
            environment.put(variable.group(1), variable.group(2));
        }
        return environment;
    }

    /** Where the image expects a volume. */
    static String volume(String image) {
        return find(image, "(?m)^VOLUME (\\S+)$").get(0).group(1);
    }

    private static List<MatchResult> find(String image, String pattern) {
        String file = DeployFiles.text("deploy/docker/" + image + ".Dockerfile");
        return Pattern.compile(pattern).matcher(file).results().toList();
    }
}
