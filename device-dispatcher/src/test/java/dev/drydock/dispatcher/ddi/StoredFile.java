package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.config.TestEdge;
import dev.drydock.dispatcher.core.Artifact;
import dev.drydock.dispatcher.core.Content;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.core.Offer;
import dev.drydock.dispatcher.core.Terms;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** A file that a release names, docks whose devices may download it, and downloads. */
final class StoredFile {

  static final byte[] CONTENT = content(1_000_003);
  static final String SHA256 = "a".repeat(64);
  static final String TAG = '"' + SHA256 + '"';

  /** Where a device finds it, below its own path. */
  static final String BELOW = "/softwaremodules/7/artifacts/fw%207.bin";

  private StoredFile() {}

  /** Returns bytes that differ from place to place, always the same. */
  static byte[] content(int length) {
    byte[] content = new byte[length];
    new Random(7).nextBytes(content);
    return content;
  }

  /** Returns the dock of a device that was given the file. */
  static Dock dock(String uri) {
    return dock(uri, CONTENT.length);
  }

  /** Returns the dock of a device that was given a file of another size. */
  static Dock dock(String uri, long size) {
    return Docks.held(Docks.delivered(7, offer(uri, true, size)));
  }

  static Offer offer(String uri, boolean isProxied) {
    return offer(uri, isProxied, CONTENT.length);
  }

  static Offer offer(String uri, boolean isProxied, long size) {
    Artifact file = new Artifact(uri, "fw 7.bin", size, null, null, SHA256);
    return Docks.offer(
        "firmware",
        new Content(List.of(file), null, null, new TreeMap<>(), isProxied),
        Terms.FORCED);
  }

  /** Returns how many downloads are under way. */
  static double downloads(TestEdge at) {
    return at.get(MeterRegistry.class).get("drydock.artifacts.downloads").gauge().value();
  }

  /** Returns a device's request for the file, with these headers: name, value, and so on. */
  static HttpRequest request(Device of, String... headers) {
    HttpRequest.Builder request = of.request(BELOW);
    return (headers.length == 0 ? request : request.headers(headers)).build();
  }

  static HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return Device.HTTP.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
