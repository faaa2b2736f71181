package dev.drydock.local.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.confluent.kafka.schemaregistry.utils.JacksonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One request of the REST API.
 *
 * @param method in capitals
 * @param segments the path's segments, percent-decoded
 * @param query the first value of each query parameter
 * @param body as it came, no more than the limit
 */
record Call(String method, List<String> segments, Map<String, String> query, byte[] body) {

  static Call of(String method, URI uri, byte[] body) {
    List<String> segments =
        Arrays.stream(uri.getRawPath().split("/"))
            .filter(segment -> !segment.isEmpty())
            .map(Call::decode)
            .toList();
    Map<String, String> query = new HashMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&")) {
        String[] parts = pair.split("=", 2);
        query.putIfAbsent(decode(parts[0]), parts.length == 1 ? "" : decode(parts[1]));
      }
    }
    return new Call(method, segments, query, body);
  }

  String segment(int index) {
    return segments.get(index);
  }

  boolean flag(String parameter) {
    return Boolean.parseBoolean(query.get(parameter));
  }

  /** Returns the body as a type of the API; throws {@link RegistryException} 400. */
  <T> T body(Class<T> type) {
    try {
      return JacksonMapper.INSTANCE.readValue(body, type);
    } catch (JsonProcessingException e) {
      throw unreadable(e.getOriginalMessage());
    } catch (IOException e) {
      throw unreadable(e.getMessage());
    }
  }

  private static String decode(String text) {
    try {
      // a plus sign is a blank in a form, not in a path; no name of the API has either
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw unreadable(e.getMessage());
    }
  }

  private static RegistryException unreadable(String detail) {
    return new RegistryException(400, "Expected a JSON object that the path takes but: " + detail);
  }
}
