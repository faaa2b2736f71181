#!/usr/bin/env bash
# Debezium's JDBC sink 3.5.0.Final: primary.key.mode=record_key fails for every record whose key is a plain text.
#
# Expected: its documentation says that a record's key may be of a primitive type or a Struct. So a topic with text keys is
#   upserted under the column that primary.key.fields names.
# Happens: the sink finds out that the key is primitive, casts it to a Struct all the same, and fails with a
#   ClassCastException. The same value under a Struct of one text is written. (Kafka Connect's transformation
#   HoistField$Key makes such a Struct.)
# Matters: text keys are what most topics have that no Debezium source writes. The message looks as if the key's converter was
#   wrong, and upserts by key and deletes by tombstone are what record_key is needed for.
# Seen:    text key: java.lang.ClassCastException: class java.lang.String cannot be cast to class org.apache.kafka.connect.data.Struct
#          Struct key: 1 row
#
# The sink's task is driven as Kafka Connect drives it (initialize, start, put), with a real PostgreSQL, so that no broker is
# needed. Needs: bash, a JDK (17 or newer), Maven. Exit code 0 while it is so.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > pom.xml << 'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>finding</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>io.debezium</groupId><artifactId>debezium-connector-jdbc</artifactId><version>3.5.0.Final</version></dependency>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>connect-runtime</artifactId><version>4.2.2</version></dependency>
    <dependency><groupId>io.zonky.test</groupId><artifactId>embedded-postgres</artifactId><version>2.2.2</version></dependency>
  </dependencies>
</project>
POM
mvn --batch-mode --quiet dependency:copy-dependencies -DoutputDirectory=lib

cat > Sink.java << 'JAVA'
import io.debezium.connector.jdbc.JdbcSinkConnectorTask;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.*;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.*;
import org.apache.kafka.connect.sink.*;

class Sink {
  static final TopicPartition PARTITION = new TopicPartition("letters", 0);
  static final Schema VALUE = SchemaBuilder.struct().field("text", Schema.STRING_SCHEMA).build();
  static final Schema STRUCT_KEY = SchemaBuilder.struct().field("id", Schema.STRING_SCHEMA).build();

  public static void main(String[] args) throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      System.out.println("text key: " + write(postgres, "text_keys", Schema.STRING_SCHEMA, "one"));
      System.out.println("Struct key: " + write(postgres, "struct_keys", STRUCT_KEY, new Struct(STRUCT_KEY).put("id", "one")));
    }
    System.exit(0);
  }

  static String write(EmbeddedPostgres postgres, String table, Schema keySchema, Object key) throws Exception {
    JdbcSinkConnectorTask task = new JdbcSinkConnectorTask();
    Object context = Proxy.newProxyInstance(Sink.class.getClassLoader(), new Class<?>[] {SinkTaskContext.class},
        (proxy, method, arguments) -> method.getName().equals("assignment") ? Set.of(PARTITION) : null);
    task.initialize((SinkTaskContext) context);
    task.start(Map.of(
        "connection.url", postgres.getJdbcUrl("postgres", "postgres"),
        "connection.username", "postgres",
        "connection.password", "postgres",
        "collection.name.format", table,
        "schema.evolution", "basic",
        "insert.mode", "upsert",
        "primary.key.mode", "record_key",
        "primary.key.fields", "id"));
    try {
      SinkRecord record = new SinkRecord("letters", 0, keySchema, key, VALUE, new Struct(VALUE).put("text", "hello"), 0);
      task.put(List.of(record));
      // the task keeps a failure for the next call
      task.put(List.of());
      try (Connection connection = postgres.getPostgresDatabase().getConnection();
          ResultSet rows = connection.createStatement().executeQuery("SELECT count(*) FROM " + table + " WHERE id = 'one'")) {
        rows.next();
        return rows.getInt(1) + " row";
      }
    } catch (RuntimeException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return cause.toString().replaceAll(" \\(.*", "");
    } finally {
      task.stop();
    }
  }
}
JAVA

java -Djava.io.tmpdir="$work" -cp 'lib/*' Sink.java 2> log | tee seen
diff seen - << 'SEEN' || { tail -n 20 log; exit 1; }
text key: java.lang.ClassCastException: class java.lang.String cannot be cast to class org.apache.kafka.connect.data.Struct
Struct key: 1 row
SEEN
echo 'It is still so.'
