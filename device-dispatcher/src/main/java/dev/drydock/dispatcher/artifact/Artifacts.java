package dev.drydock.dispatcher.artifact;

import dev.drydock.schemas.DeviceKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Delivers files. Thread-safe; no thread waits. */
public final class Artifacts implements AutoCloseable {

  /** Attribute of a request whose answer was begun and cannot be finished: it is to fail. */
  public static final String CUT = Artifacts.class.getName() + ".CUT";

  private static final int READERS = 2;

  /** The other processors are for what devices ask and say. */
  private static final int SENDERS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private static final Refusal TOO_MANY =
      new Refusal(503, "Too many downloads are under way; retry later.");

  /** That a file cannot be read. */
  public static final Refusal UNREADABLE =
      new Refusal(
          502, "The file cannot be read where its release says it lies; ask its publisher.");

  private final ArtifactSettings settings;
  private final ExecutorService workers;
  private final ExecutorService senders;
  private final ScheduledExecutorService timer;
  private final Sources sources;
  private final Places places;
  private final Bandwidth bandwidth;
  private final Set<Download> downloads = ConcurrentHashMap.newKeySet();
  private final Counter bytes;
  private final SourceFailures failures;

  /** Takes what is set. */
  public Artifacts(ArtifactSettings settings, MeterRegistry registry) {
    this.settings = settings;
    this.workers = Executors.newFixedThreadPool(READERS, named("artifact-reader"));
    this.senders = Executors.newFixedThreadPool(SENDERS, named("artifact-sender"));
    this.timer = Executors.newSingleThreadScheduledExecutor(named("artifact-timer"));
    this.sources = new Sources(settings, workers);
    this.places = new Places(settings, senders);
    this.bandwidth = new Bandwidth(settings::bytesPerSecond, System::nanoTime);
    this.failures = new SourceFailures(registry);
    this.bytes =
        Counter.builder("drydock.artifacts.sent")
            .description("Bytes of files that were delivered.")
            .baseUnit("bytes")
            .register(registry);
    Gauge.builder("drydock.artifacts.downloads", downloads, Set::size)
        .description("Files that are being delivered.")
        .register(registry);
    timer.scheduleWithFixedDelay(this::giveUpSilent, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * Why a device is not given a file.
   *
   * @param status HTTP's
   * @param message what happened, and what to do now
   */
  public record Refusal(int status, String message) {}

  /** Tells whether any file is delivered. */
  public boolean isOn() {
    return settings.isOn();
  }

  /** How long a device's download may wait before it is answered 503. */
  public Duration patience() {
    return settings.placeWait();
  }

  /**
   * Delivers a file to a device that may have it.
   *
   * @param context an exchange that nothing was answered to
   * @param device whose place and whose tenant's bandwidth it takes
   * @param wait how long the device may still wait for its place; none where it is not positive
   * @return completes with nothing when it has begun, and ends the exchange then; with a refusal,
   *     or fails, when the exchange is still to be ended
   */
  public CompletableFuture<Optional<Refusal>> deliver(
      AsyncContext context, ArtifactFile file, DeviceKey device, Duration wait) {
    HttpServletRequest request = (HttpServletRequest) context.getRequest();
    Wanted wanted = Wanted.of(request, file);
    ByteRange range = wanted.range();
    if (range == null || request.getMethod().equals("HEAD")) {
      head(context, file, wanted);
      context.complete();
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return places
        .enter(device, wait)
        .thenCompose(
            place ->
                place.isEmpty()
                    ? CompletableFuture.completedFuture(Optional.of(TOO_MANY))
                    : send(new Delivery(context, file, device, wanted, range, place.get())));
  }

  /** Ends an exchange that was begun to be answered, and cannot be to its end. */
  public static void cut(AsyncContext context) {
    context.getRequest().setAttribute(CUT, true);
    context.dispatch();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    workers.shutdownNow();
    senders.shutdownNow();
  }

  private record Delivery(
      AsyncContext context,
      ArtifactFile file,
      DeviceKey device,
      Wanted wanted,
      ByteRange range,
      Places.Place place) {}

  private CompletableFuture<Optional<Refusal>> send(Delivery delivery) {
    return sources
        .open(delivery.file, delivery.range)
        .handle(
            (source, failure) -> {
              if (failure == null) {
                begin(delivery, source);
                return Optional.<Refusal>empty();
              }
              failures.tell(delivery.device, delivery.file, SourceException.of(failure));
              return Optional.of(UNREADABLE);
            })
        .whenComplete(
            (refusal, failure) -> {
              if (failure != null || refusal.isPresent()) {
                delivery.place.leave();
              }
            });
  }

  private void begin(Delivery delivery, Source source) {
    Download.Pace pace =
        new Download.Pace(bandwidth, delivery.device.tenantId(), senders, timer, bytes::increment);
    try {
      head(delivery.context, delivery.file, delivery.wanted);
      Download download =
          new Download(
              delivery.context,
              source,
              delivery.range.length(),
              pace,
              (ended, failure) -> end(delivery, ended, failure));
      downloads.add(download);
      download.begin();
    } catch (IOException | RuntimeException e) {
      source.close();
      throw new CompletionException(e);
    }
  }

  private void end(Delivery delivery, Download ended, @Nullable SourceException failure) {
    downloads.remove(ended);
    delivery.place.leave();
    if (failure != null) {
      failures.tell(delivery.device, delivery.file, failure);
    }
  }

  private static void head(AsyncContext context, ArtifactFile file, Wanted wanted) {
    HttpServletResponse response = (HttpServletResponse) context.getResponse();
    response.setStatus(wanted.status());
    response.setHeader("ETag", file.entityTag());
    response.setHeader("Accept-Ranges", "bytes");
    ByteRange range = wanted.range();
    if (range != null) {
      response.setContentType("application/octet-stream");
      response.setContentLengthLong(range.length());
    }
    if (wanted.status() == Wanted.PARTIAL && range != null) {
      response.setHeader(
          "Content-Range", "bytes " + range.first() + '-' + range.last() + '/' + file.sizeBytes());
    } else if (wanted.status() == Wanted.NOT_SATISFIABLE) {
      response.setHeader("Content-Range", "bytes */" + file.sizeBytes());
    }
  }

  private void giveUpSilent() {
    long since = System.nanoTime() - settings.sourceTimeout().toNanos();
    downloads.forEach(download -> download.giveUpIfSilentSince(since));
  }

  private static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + '-' + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
