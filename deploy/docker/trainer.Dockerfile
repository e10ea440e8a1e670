# syntax=docker/dockerfile:1
# The trainer: train, score, evaluate, backtest, inspect, publish. From the root of the checkout:
#   docker build -f deploy/docker/trainer.Dockerfile -t bellwether-trainer .
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
COPY trainer/src/main trainer/src/main
COPY deploy/docker/collect deploy/docker/UnpackNatives.java /usr/local/bin/
RUN --mount=type=cache,id=bellwether-m2,target=/root/.m2,sharing=locked \
    mvn -B -ntp -q -Dquick -pl trainer -am package \
    && collect trainer /app io.bellwether.trainer.TrainerMain -XX:+UseSerialGC \
        -Dorg.bytedeco.javacpp.pathsFirst=true -Djava.library.path=/app/natives
# The native libraries unpack themselves at first use, 360 MB into the home folder: here instead, once, so that the
# container starts faster and may be read-only.
RUN java -Dorg.bytedeco.javacpp.cachedir=/tmp/javacpp -cp '/app/lib/*' /usr/local/bin/UnpackNatives.java \
    && mkdir /app/natives \
    && find /tmp/javacpp -type f -name '*.so*' -exec mv -t /app/natives {} + \
    && chmod -R a+rX /app/natives

FROM ${JRE_IMAGE}
LABEL org.opencontainers.image.title="Bellwether trainer" \
      org.opencontainers.image.description="Trains, evaluates and publishes Bellwether's models" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --system --gid 10001 bellwether \
    && useradd --system --uid 10001 --gid 10001 --home-dir /var/lib/bellwether --create-home \
        --shell /usr/sbin/nologin bellwether
COPY --from=build /app /app
COPY LICENSE deploy/docker/run deploy/docker/retrain /app/
# The vector module makes scoring many times faster; a cut-down Java may lack it, and all works without.
RUN if java --add-modules jdk.incubator.vector -version 2>/dev/null; then \
        sed -i '1i --add-modules=jdk.incubator.vector' /app/java; \
    fi
# One thread of the native maths library is the fastest on small networks. It takes as much memory outside
# the heap as the heap may have, hence the small share.
ENV OMP_NUM_THREADS=1 \
    BELLWETHER_HEAP_PERCENT=40
USER 10001:10001
WORKDIR /var/lib/bellwether
VOLUME /var/lib/bellwether
# A job, not a service: its health is its exit code.
HEALTHCHECK NONE
ENTRYPOINT ["/app/run"]
CMD ["--help"]
