# One service of Drydock, or its command line: --build-arg MODULE=api-gateway or MODULE=tools/cli
# Built from what `mvn -Dquick package` lays out; the libraries are a layer of their own.
FROM eclipse-temurin:25-jre

ARG MODULE

# numeric, so that Kubernetes' runAsNonRoot can check it
RUN mkdir -p /opt/drydock /var/lib/drydock && chown 10001:10001 /var/lib/drydock
COPY ${MODULE}/target/app/lib /opt/drydock/lib
COPY ${MODULE}/target/app/*.jar /opt/drydock/app.jar
USER 10001:10001
WORKDIR /var/lib/drydock

ENV JAVA_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
# exec: the service is process 1 and gets the signals
ENTRYPOINT ["sh", "-c", "exec java $JAVA_OPTIONS -jar /opt/drydock/app.jar \"$@\"", "drydock"]
