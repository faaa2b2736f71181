package dev.drydock.schemas;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The Kafka headers that Drydock's records carry. */
public final class MessageHeaders {

  /** The record's kind, so that a reader may skip a record without decoding it. */
  public static final String KIND = "drydock-kind";

  /** The gateway instance that waits for the decision on a command; copied to the decision. */
  public static final String REPLY_TO = "drydock-reply-to";

  /** W3C trace context, copied from an input record to what it causes. */
  public static final String TRACEPARENT = "traceparent";

  private MessageHeaders() {}

  /** Returns the last header of that name as text, or null when there is none. */
  public static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** Sets a header, in place of an earlier one of the same name. */
  public static void set(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
