package dev.drydock.schemas;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The Kafka headers that Drydock's records carry. */
public final class MessageHeaders {

  /** The record's kind, so that a reader may skip a record without decoding it. */
  public static final String KIND = "drydock-kind";

  /** Who waits for the decision on a command or a fetch; copied to the decision. */
  public static final String REPLY_TO = "drydock-reply-to";

  /** W3C trace context, copied from an input record to what it causes. */
  public static final String TRACEPARENT = "traceparent";

  /** How long the address of a gateway may be, in bytes. */
  static final int MAX_REPLY_TO_BYTES = 128;

  private static final Pattern W3C_TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final int W3C_TRACEPARENT_BYTES = 55;

  private MessageHeaders() {}

  /** Returns the trace context, or null when there is none of W3C's form. */
  public static @Nullable String traceparent(Headers headers) {
    String text = text(headers, TRACEPARENT, W3C_TRACEPARENT_BYTES);
    return text != null && W3C_TRACEPARENT.matcher(text).matches() ? text : null;
  }

  /** Returns the address of the gateway that waits, or null when there is none that can be one. */
  public static @Nullable String replyTo(Headers headers) {
    return text(headers, REPLY_TO, MAX_REPLY_TO_BYTES);
  }

  /** Returns the last header of that name as text, or null when there is none. */
  public static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static @Nullable String text(Headers headers, String name, int maxBytes) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null || header.value().length > maxBytes
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** Sets a header, in place of an earlier one of the same name. */
  public static void set(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
