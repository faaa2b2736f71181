package dev.drydock.dispatcher.config;

import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.ddi.AckLog;
import dev.drydock.dispatcher.ddi.DockDirectory;
import dev.drydock.dispatcher.ddi.DockPlace;
import dev.drydock.messages.DeviceAck;
import dev.drydock.schemas.DeviceKey;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

/**
 * The device edge behind a real web server, wired as in the product; only what lies behind its
 * ports is in memory. As an extension in a static field it serves the tests of a class.
 */
public final class TestEdge implements AutoCloseable, AfterAllCallback {

  /** The time at the edge, as long as no other is set. */
  public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  /** What the devices' tokens are made from. */
  public static final String SECRET = "0123456789abcdef0123456789abcdef";

  /** The status of everything that is no call of a device. */
  public static final int NOT_OURS = 299;

  private final AnnotationConfigServletWebServerApplicationContext context =
      new AnnotationConfigServletWebServerApplicationContext();
  private final Map<DeviceKey, DockPlace> places = new ConcurrentHashMap<>();
  private final List<DeviceAck> written = new CopyOnWriteArrayList<>();
  private final List<DeviceAck> fetched = new CopyOnWriteArrayList<>();
  private volatile Function<DeviceAck, CompletableFuture<Void>> durability =
      ack -> CompletableFuture.completedFuture(null);
  private volatile Function<DeviceAck, CompletableFuture<Boolean>> decision =
      ack -> CompletableFuture.completedFuture(true);

  private volatile Instant now = NOW;

  private TestEdge(String... properties) {
    context.register(DdiConfiguration.class);
    context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
    context.registerBean(InstantSource.class, () -> () -> now);
    context.registerBean(
        DockDirectory.class,
        () -> device -> places.getOrDefault(device, new DockPlace.Here(Dock.UNKNOWN)));
    context.registerBean(AckLog.class, MemoryLog::new);
    context.registerBean(
        "notOurs",
        ServletRegistrationBean.class,
        () -> new ServletRegistrationBean<>(new NotOurs(), "/"));
    TestPropertyValues.of("drydock.dispatcher.ddi.polling.jitter=0")
        .and(properties)
        .applyTo(context);
  }

  /** Starts one whose devices have tokens. */
  public static TestEdge start(String... properties) {
    return new TestEdge(withSecret(properties)).onAnyWebServer();
  }

  /** Starts one whose devices have tokens, on a web server that is set as in the product. */
  public static TestEdge startAsSet(String... properties) {
    TestEdge edge = new TestEdge(withSecret(properties));
    new ConfigDataApplicationContextInitializer().initialize(edge.context);
    TestPropertyValues.of("server.port=0").applyTo(edge.context);
    edge.context.register(TomcatServletWebServerAutoConfiguration.class);
    edge.context.refresh();
    return edge;
  }

  /** Starts one with no other settings than those that are given. */
  public static TestEdge bare(String... properties) {
    return new TestEdge(properties).onAnyWebServer();
  }

  /** Returns the location of a file with a content. */
  public static String file(String content) {
    try {
      Path file = Files.createTempFile("secret", null);
      file.toFile().deleteOnExit();
      return Files.writeString(file, content).toUri().toString();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the base URL, without a slash at its end. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + context.getWebServer().getPort());
  }

  /** Returns a part of the edge. */
  public <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  /** Puts a device's dock somewhere. */
  public void put(DeviceKey device, DockPlace place) {
    places.put(device, place);
  }

  /** Puts a device's dock here. */
  public void put(DeviceKey device, Dock dock) {
    put(device, new DockPlace.Here(dock));
  }

  /** Sets the time at the edge. */
  public void setTime(Instant time) {
    now = time;
  }

  /** Has acks be durable in a way. */
  public void whenWritten(Function<DeviceAck, CompletableFuture<Void>> how) {
    durability = how;
  }

  /** Has fetches be decided in a way. */
  public void whenFetched(Function<DeviceAck, CompletableFuture<Boolean>> how) {
    decision = how;
  }

  /** Returns what was written for a device. */
  public List<DeviceAck> written(DeviceKey device) {
    return of(device, written);
  }

  /** Returns which fetches a device's dock was asked to decide. */
  public List<DeviceAck> fetched(DeviceKey device) {
    return of(device, fetched);
  }

  /** Returns how often something was counted. */
  public double count(String counter, String... tags) {
    return get(MeterRegistry.class).get(counter).tags(tags).counter().count();
  }

  @Override
  public void close() {
    context.close();
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    close();
  }

  private TestEdge onAnyWebServer() {
    context.registerBean(
        TomcatServletWebServerFactory.class, () -> new TomcatServletWebServerFactory(0));
    context.refresh();
    return this;
  }

  private static String[] withSecret(String... properties) {
    return Stream.concat(
            Stream.of("drydock.dispatcher.ddi.token-secret-location=" + file(SECRET)),
            Stream.of(properties))
        .toArray(String[]::new);
  }

  private static List<DeviceAck> of(DeviceKey device, List<DeviceAck> acks) {
    return acks.stream()
        .filter(ack -> ack.getTenantId().equals(device.tenantId()))
        .filter(ack -> ack.getDeviceId().equals(device.deviceId()))
        .toList();
  }

  private final class MemoryLog implements AckLog {

    @Override
    public CompletableFuture<Void> write(DeviceAck ack) {
      written.add(ack);
      return durability.apply(ack);
    }

    @Override
    public CompletableFuture<Boolean> fetch(DeviceAck ack) {
      fetched.add(ack);
      return decision.apply(ack);
    }
  }

  private static final class NotOurs extends HttpServlet {

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
      response.setStatus(NOT_OURS);
    }
  }
}
