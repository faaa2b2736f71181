#!/usr/bin/env bash
# Flink 2.2.0 SQL, format avro-confluent: a STRING column over a nullable Avro enum reads every record in which the enum is
# null, and ends the job at the first in which it is not.
#
# Expected: either enums are read as STRING, as Kafka Connect's converters do, or the first record is refused, whatever it
#   holds: the writer's schema, which cannot be resolved to the table's, is known before a member is read.
# Happens: the table is taken, the query runs, and rows come, while the optional enum is null. Avro puts the mismatch of one
#   branch of a union into the decoder's plan as an error for that branch, which is thrown when a record takes it.
# Matters: an optional enum that is seldom there ("reason of a refusal") lets a job pass its tests and run for weeks, until one
#   ordinary record ends it, and again after each restart, since the record is still there.
# Seen:    without a reason: rows 2
#          with a reason: AvroTypeException: Found example.Reason, expecting union
#
# Runs a real broker; the schema registry is a few lines that give out the one schema, since the format only asks for it by id.
# Needs: bash, a JDK (17 or newer), Maven. Exit code 0 while it is so.
set -euo pipefail
work=$(mktemp -d)
broker=
trap '[ -z "$broker" ] || { kill "$broker"; wait "$broker" || true; } 2> /dev/null; rm -rf "$work"' EXIT
cd "$work"

cat > broker.xml << 'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>broker</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>4.2.2</version></dependency>
    <dependency><groupId>org.apache.avro</groupId><artifactId>avro</artifactId><version>1.12.1</version></dependency>
  </dependencies>
</project>
POM
cat > flink.xml << 'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>flink</artifactId><version>1</version><packaging>pom</packaging>
  <properties><flink>2.2.0</flink></properties>
  <dependencies>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-clients</artifactId><version>${flink}</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-table-api-java-bridge</artifactId><version>${flink}</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-table-planner-loader</artifactId><version>${flink}</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-table-runtime</artifactId><version>${flink}</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-connector-base</artifactId><version>${flink}</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-sql-connector-kafka</artifactId><version>5.0.0-2.2</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-sql-avro-confluent-registry</artifactId><version>${flink}</version>
      <exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>
  </dependencies>
</project>
POM
mvn --batch-mode --quiet -f broker.xml dependency:copy-dependencies -DoutputDirectory=broker
mvn --batch-mode --quiet -f flink.xml dependency:copy-dependencies -DoutputDirectory=flink

cat > Ports.java << 'JAVA'
class Ports {
  public static void main(String[] args) throws Exception {
    try (var one = new java.net.ServerSocket(0); var two = new java.net.ServerSocket(0)) {
      System.out.println(one.getLocalPort() + " " + two.getLocalPort());
    }
  }
}
JAVA
read -r port controller < <(java Ports.java)
cat > server.properties << PROPERTIES
process.roles=broker,controller
node.id=1
listeners=PLAINTEXT://127.0.0.1:$port,CONTROLLER://127.0.0.1:$controller
advertised.listeners=PLAINTEXT://127.0.0.1:$port
controller.listener.names=CONTROLLER
controller.quorum.voters=1@127.0.0.1:$controller
log.dirs=$work/kafka
PROPERTIES
java -cp 'broker/*' kafka.tools.StorageTool format -t 4L6g3nShT-eMCtK--X86sw -c server.properties > /dev/null 2>&1
java -Xmx512m -cp 'broker/*' kafka.Kafka server.properties > broker.log 2>&1 &
broker=$!

cat > schema.avsc << 'AVSC'
{"type": "record", "name": "Answer", "namespace": "example", "fields": [
  {"name": "id", "type": "string"},
  {"name": "reason", "type": ["null", {"type": "enum", "name": "Reason", "symbols": ["BUSY", "UNKNOWN"]}], "default": null}]}
AVSC

cat > Writer.java << 'JAVA'
import java.io.*;
import java.nio.file.*;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.*;
import org.apache.avro.io.*;
import org.apache.kafka.clients.producer.*;

/** Writes records in Confluent's framing, under the schema's id 1: the id of each, and its reason or -. */
class Writer {
  public static void main(String[] args) throws Exception {
    Schema schema = new Schema.Parser().parse(Files.readString(Path.of("schema.avsc")));
    Schema reason = schema.getField("reason").schema().getTypes().get(1);
    Map<String, Object> settings = Map.of(
        "bootstrap.servers", args[0],
        "key.serializer", "org.apache.kafka.common.serialization.StringSerializer",
        "value.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
    try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(settings)) {
      for (int i = 1; i < args.length; i += 2) {
        GenericRecord record = new GenericData.Record(schema);
        record.put("id", args[i]);
        record.put("reason", args[i + 1].equals("-") ? null : new GenericData.EnumSymbol(reason, args[i + 1]));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {0, 0, 0, 0, 1});
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        producer.send(new ProducerRecord<>("answers", args[i], bytes.toByteArray())).get();
      }
    }
  }
}
JAVA

cat > Query.java << 'JAVA'
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.file.*;
import org.apache.flink.table.api.*;

/** Reads the topic by an ordinary table, as far as it goes now, and counts the rows. */
class Query {
  public static void main(String[] args) throws Exception {
    String schema = Files.readString(Path.of("schema.avsc")).replace("\n", "").replace("\"", "\\\"");
    HttpServer registry = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    registry.createContext("/schemas/ids/1", call -> {
      byte[] answer = ("{\"schema\":\"" + schema + "\"}").getBytes();
      call.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
      call.sendResponseHeaders(200, answer.length);
      call.getResponseBody().write(answer);
      call.close();
    });
    registry.start();
    TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    tables.getConfig().set("parallelism.default", "1");
    tables.executeSql("""
        CREATE TABLE answers (id STRING, reason STRING) WITH (
          'connector' = 'kafka', 'topic' = 'answers', 'properties.bootstrap.servers' = '%s',
          'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset',
          'value.format' = 'avro-confluent', 'value.avro-confluent.url' = 'http://127.0.0.1:%d')
        """.formatted(args[0], registry.getAddress().getPort()));
    try {
      tables.from("answers").insertInto(TableDescriptor.forConnector("print").build()).execute().await();
    } catch (Exception e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      System.out.println(cause);
    }
    System.exit(0);
  }
}
JAVA

query() {
  java -Xmx512m -cp 'flink/*' Query.java "127.0.0.1:$port" 2>> query.log
}

java -cp 'broker/*' Writer.java "127.0.0.1:$port" one - two - 2> writer.log
echo "without a reason: rows $(query | grep -c '^+I')" | tee seen
java -cp 'broker/*' Writer.java "127.0.0.1:$port" three BUSY 2>> writer.log
echo "with a reason: $(query | grep -o 'AvroTypeException.*')" | tee -a seen
diff seen - << 'SEEN'
without a reason: rows 2
with a reason: AvroTypeException: Found example.Reason, expecting union
SEEN
echo 'It is still so.'
