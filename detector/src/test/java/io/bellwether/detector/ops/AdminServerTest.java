package io.bellwether.detector.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.detector.ops.AdminServer.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdminServerTest {
    private static final Map<String, Page> PAGES = Map.of(
            "/hello", accept -> new Reply(200, "text/plain", "hello " + accept),
            "/broken",
                    accept -> {
                        throw new IllegalStateException("broken on purpose");
                    });

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void get_aPage_answers() throws Exception {
        try (AdminServer server = AdminServer.start("127.0.0.1", 0, PAGES)) {
            HttpResponse<String> response = send(server, "/hello", "GET");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain");
            assertThat(response.body()).isEqualTo("hello text/html");
        }
    }

    @Test
    void head_aPage_answersWithoutBody() throws Exception {
        try (AdminServer server = AdminServer.start("127.0.0.1", 0, PAGES)) {
            HttpResponse<String> response = send(server, "/hello", "HEAD");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEmpty();
        }
    }

    @Test
    void get_noSuchPage_is404AndNamesThePages() throws Exception {
        try (AdminServer server = AdminServer.start("127.0.0.1", 0, PAGES)) {
            for (String path : new String[] {"/", "/hello/", "/hello2"}) {
                HttpResponse<String> response = send(server, path, "GET");

                assertThat(response.statusCode()).isEqualTo(404);
                assertThat(response.body()).contains("\"/broken\",\"/hello\"");
            }
        }
    }

    @Test
    void post_aPage_is405() throws Exception {
        try (AdminServer server = AdminServer.start("127.0.0.1", 0, PAGES)) {
            HttpResponse<String> response = send(server, "/hello", "POST");

            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
        }
    }

    @Test
    void get_aPageThatFails_is500AndTheServerLives() throws Exception {
        try (AdminServer server = AdminServer.start("127.0.0.1", 0, PAGES)) {
            assertThat(send(server, "/broken", "GET").statusCode()).isEqualTo(500);
            assertThat(send(server, "/hello", "GET").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void start_portInUse_isRefusedWithTheAddress() throws Exception {
        try (AdminServer server = AdminServer.start("127.0.0.1", 0, PAGES)) {
            int port = server.uri().getPort();

            assertThatThrownBy(() -> AdminServer.start("127.0.0.1", port, PAGES))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + port + ": Address already in use");
        }
    }

    @Test
    void start_unknownHost_isRefusedWithTheAddress() {
        assertThatThrownBy(() -> AdminServer.start("no-such-host.invalid", 0, PAGES))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot listen on no-such-host.invalid:0: ");
    }

    private HttpResponse<String> send(AdminServer server, String path, String method)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.uri() + path))
                .method(method, BodyPublishers.noBody())
                .header("Accept", "text/html")
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
