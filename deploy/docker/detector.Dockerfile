# syntax=docker/dockerfile:1
# The detector. From the root of the checkout:
#   docker build -f deploy/docker/detector.Dockerfile -t bellwether-detector .
ARG MAVEN_IMAGE=maven:3.9.16-eclipse-temurin-17-noble
ARG JRE_IMAGE=eclipse-temurin:25.0.4_7-jre-noble

FROM ${MAVEN_IMAGE} AS build
WORKDIR /src
COPY .mvn .mvn
COPY pom.xml ./
COPY core/pom.xml core/
COPY detector/pom.xml detector/
COPY trainer/pom.xml trainer/
COPY demo/pom.xml demo/
COPY benchmarks/pom.xml benchmarks/
COPY core/src/main core/src/main
COPY detector/src/main detector/src/main
COPY deploy/docker/collect /usr/local/bin/
RUN --mount=type=cache,id=bellwether-m2,target=/root/.m2,sharing=locked \
    mvn -B -ntp -q -Dquick -pl detector -am package \
    && collect detector /app io.bellwether.detector.DetectorMain -XX:+UseG1GC -XX:G1HeapRegionSize=1m

FROM ${JRE_IMAGE}
LABEL org.opencontainers.image.title="Bellwether detector" \
      org.opencontainers.image.description="Scores industrial sensor readings from Kafka and raises alerts" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --system --gid 10001 bellwether \
    && useradd --system --uid 10001 --gid 10001 --home-dir /var/lib/bellwether --create-home \
        --shell /usr/sbin/nologin bellwether
COPY --from=build /app /app
COPY LICENSE deploy/docker/run deploy/docker/healthy /app/
# The vector module makes scoring many times faster; a cut-down Java may lack it, and all works without.
RUN if java --add-modules jdk.incubator.vector -version 2>/dev/null; then \
        sed -i '1i --add-modules=jdk.incubator.vector' /app/java; \
    fi
# The container decides who may reach the port; state goes to the volume.
ENV BELLWETHER_ADMIN_HOST=0.0.0.0 \
    BELLWETHER_ADMIN_PORT=8080 \
    BELLWETHER_STATE_DIR=/var/lib/bellwether/state \
    BELLWETHER_HEAP_PERCENT=60
USER 10001:10001
WORKDIR /var/lib/bellwether
VOLUME /var/lib/bellwether
EXPOSE 8080
# Live, not ready: a detector that waits for its first model is healthy.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["/app/healthy", "8080", "/health/live"]
ENTRYPOINT ["/app/run"]
CMD ["--config", "/etc/bellwether/detector.yaml"]
