#!/usr/bin/env bash
# kafkajs 2.2.4: a group that has read all of a transactional topic keeps a lag of 1 for ever.
#
# Expected: after the last record was read and the consumer was stopped in good order, the group's committed offset is the
#   end of the partition, as with Java's KafkaConsumer, and monitoring shows a lag of 0.
# Happens: kafkajs commits the offset after the last record that it handed out. The end of a transaction takes an offset of
#   its own (a control record), which is never handed out, so the commit stays one short of the end. Another start of the
#   consumer changes nothing: it polls, passes over the control record, and commits nothing, since no record came.
# Matters: an alert on "lag > 0 for an hour" fires for every quiet partition that is written in transactions (Kafka Streams
#   with exactly-once, for one), and a drain that waits for a lag of 0 never ends.
# Seen:    kafkajs: end 4, committed 3
#          kafkajs, started again: end 4, committed 3
#          Java: end 4, committed 4
#
# Needs: bash, a JDK (17 or newer), Maven, Node.js (18 or newer), npm. Exit code 0 while it is so.
set -euo pipefail
work=$(mktemp -d)
broker=
trap '[ -z "$broker" ] || { kill "$broker"; wait "$broker" || true; } 2> /dev/null; rm -rf "$work"' EXIT
cd "$work"

cat > pom.xml << 'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>finding</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>4.2.2</version></dependency>
  </dependencies>
</project>
POM
mvn --batch-mode --quiet dependency:copy-dependencies -DoutputDirectory=lib
npm install --silent --no-audit --no-fund kafkajs@2.2.4

read -r port controller < <(node -e '
  const net = require("net"); const servers = [0, 0].map(() => net.createServer().listen(0, "127.0.0.1"));
  setTimeout(() => { console.log(servers.map((s) => s.address().port).join(" ")); servers.forEach((s) => s.close()); }, 200)')
cat > server.properties << PROPERTIES
process.roles=broker,controller
node.id=1
listeners=PLAINTEXT://127.0.0.1:$port,CONTROLLER://127.0.0.1:$controller
advertised.listeners=PLAINTEXT://127.0.0.1:$port
controller.listener.names=CONTROLLER
controller.quorum.voters=1@127.0.0.1:$controller
log.dirs=$work/kafka
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
PROPERTIES
java -cp 'lib/*' kafka.tools.StorageTool format -t 4L6g3nShT-eMCtK--X86sw -c server.properties > /dev/null 2>&1
java -Xmx512m -cp 'lib/*' kafka.Kafka server.properties > broker.log 2>&1 &
broker=$!

cat > finding.js << 'JS'
const { Kafka, logLevel } = require('kafkajs');
const kafka = new Kafka({ brokers: [process.argv[2]], logLevel: logLevel.NOTHING, retry: { retries: 30, maxRetryTime: 1000 } });
const topic = 'letters';

async function read(count, ms) {
  const consumer = kafka.consumer({ groupId: 'kafkajs' });
  let seen = 0;
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await new Promise((done) => {
    setTimeout(done, ms);
    consumer.run({ eachMessage: async () => { seen += 1; if (seen === count) setTimeout(done, 1000); } });
  });
  await consumer.stop();
  await consumer.disconnect();
  return seen;
}

async function show(name, admin) {
  const [{ high }] = await admin.fetchTopicOffsets(topic);
  const [{ partitions: [{ offset }] }] = await admin.fetchOffsets({ groupId: 'kafkajs', topics: [topic] });
  console.log(`${name}: end ${high}, committed ${offset}`);
}

async function main() {
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 1, replicationFactor: 1 }], waitForLeaders: true });
  const producer = kafka.producer({ transactionalId: 'writer', maxInFlightRequests: 1, idempotent: true });
  await producer.connect();
  const transaction = await producer.transaction();
  await transaction.send({ topic, messages: ['a', 'b', 'c'].map((value) => ({ value })) });
  await transaction.commit();
  await producer.disconnect();
  if (await read(3, 30000) !== 3) throw new Error('not all records were read');
  await show('kafkajs', admin);
  if (await read(1, 8000) !== 0) throw new Error('a record was read twice');
  await show('kafkajs, started again', admin);
  await admin.disconnect();
}

main().catch((e) => { console.error(e); process.exit(1); });
JS

cat > Reader.java << 'JAVA'
import java.time.Duration;
import java.util.*;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.common.TopicPartition;

class Reader {
  public static void main(String[] args) {
    Map<String, Object> settings = Map.of(
        "bootstrap.servers", args[0], "group.id", "java", "auto.offset.reset", "earliest",
        "isolation.level", "read_committed",
        "key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer",
        "value.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
    TopicPartition partition = new TopicPartition("letters", 0);
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings)) {
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (consumer.position(partition) < end && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100));
      }
      consumer.commitSync();
      System.out.println("Java: end " + end + ", committed "
          + consumer.committed(Set.of(partition)).get(partition).offset());
    }
  }
}
JAVA

node finding.js "127.0.0.1:$port" | tee seen
java -cp 'lib/*' Reader.java "127.0.0.1:$port" 2> /dev/null | tee -a seen
diff seen - << 'SEEN'
kafkajs: end 4, committed 3
kafkajs, started again: end 4, committed 3
Java: end 4, committed 4
SEEN
echo 'It is still so.'
