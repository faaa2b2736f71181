package dev.drydock.bench;

import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records as the pipeline writes them: states of operations in Avro, keyed by device. They are made
 * beforehand, so that who sends them measures Kafka and not Avro.
 */
final class SampleRecords {

  private static final int DIFFERENT = 1_024;

  /** Confluent's frame: a zero and the schema's id. These records are not read back. */
  private static final byte[] FRAME = new byte[5];

  private final List<byte[]> keys = new ArrayList<>();
  private final List<byte[]> values = new ArrayList<>();
  private int next;

  SampleRecords() {
    for (int i = 0; i < DIFFERENT; i++) {
      keys.add(("bench/device-" + i).getBytes(StandardCharsets.UTF_8));
      values.add(encoded(status("device-" + i)));
    }
  }

  /** Returns the next one, for any topic. Not thread-safe. */
  ProducerRecord<byte[], byte[]> next(String topic) {
    int i = next++ % DIFFERENT;
    return new ProducerRecord<>(topic, keys.get(i), values.get(i));
  }

  /** Returns the mean size of a value, in bytes. */
  int valueBytes() {
    return values.stream().mapToInt(value -> value.length).sum() / DIFFERENT;
  }

  private static OperationStatus status(String deviceId) {
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    return OperationStatus.newBuilder()
        .setOperationId(UUID.randomUUID().toString())
        .setTenantId(UUID.randomUUID().toString())
        .setDeviceId(deviceId)
        .setRevision(3)
        .setState(OperationState.IN_PROGRESS)
        .setPhase(OperationPhase.INSTALLING)
        .setSoftwareType(GraphRequests.SOFTWARE_TYPE)
        .setSoftwareVersion("0.0.0-bench")
        .setCreatedAt(now)
        .setStartedAt(now)
        .setLastActionAt(now)
        .setCreatedByApplicationId(UUID.randomUUID().toString())
        .setCreatedByApplicationName("drydock bench")
        .setLastActionByDeviceId(deviceId)
        .setProgress("2 of 2")
        .setDeadlineAt(now)
        .setCauseTopic("device-acks")
        .setCausePartition(1)
        .setCauseOffset(123_456L)
        .setDeliveryDeadlineMs(86_400_000)
        .setStartDeadlineMs(3_600_000)
        .setProgressDeadlineMs(3_600_000)
        .setCancelDeadlineMs(600_000)
        .build();
  }

  private static byte[] encoded(OperationStatus status) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(FRAME);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new SpecificDatumWriter<>(OperationStatus.class).write(status, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
