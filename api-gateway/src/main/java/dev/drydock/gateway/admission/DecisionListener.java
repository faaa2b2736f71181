package dev.drydock.gateway.admission;

import dev.drydock.messages.DispatchEvent;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.RegistryUnavailableException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Decodes decisions and ends the waits of the requests they are for. For one thread. */
@Component
public final class DecisionListener implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(DecisionListener.class);

  private final OpenRequests requests;
  private final RecordReader reader;

  DecisionListener(OpenRequests requests, Supplier<RecordReader> readers) {
    this.requests = requests;
    this.reader = readers.get();
  }

  /** Takes a batch of records of dispatch-events. */
  public void decided(List<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      String address = MessageHeaders.text(record.headers(), MessageHeaders.REPLY_TO);
      if (address != null) {
        decided(address, record);
      }
    }
  }

  @Override
  public void destroy() {
    reader.close();
  }

  /**
   * A decision that cannot be read leaves its request undecided, which is a truthful answer. It is
   * not given up here: operation-service reads every record, and gives up what it cannot read.
   */
  private void decided(String address, ConsumerRecord<byte[], byte[]> record) {
    try {
      if (reader.read(RawRecord.of(record)) instanceof Reading.Message message) {
        requests.decide(address, (DispatchEvent) message.value());
        return;
      }
      LOG.atWarn()
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .log("A decision cannot be read");
    } catch (RegistryUnavailableException e) {
      LOG.warn(e.getMessage());
    }
  }
}
