package dev.drydock.dispatcher.artifact;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers files. Thread-safe; no thread waits. */
public final class Artifacts implements AutoCloseable {

  /** Attribute of a request whose answer was begun and cannot be finished: it is to fail. */
  public static final String CUT = Artifacts.class.getName() + ".CUT";

  private static final Logger LOG = LoggerFactory.getLogger(Artifacts.class);
  private static final int READERS = 2;

  /** The other processors are for what devices ask and say. */
  private static final int SENDERS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  /** HTTP's status of a file that cannot be read. */
  public static final int BAD_GATEWAY = 502;

  /** What is said with it. */
  public static final String UNREADABLE =
      "The file cannot be read where its release says it lies; ask its publisher.";

  private static final int UNAVAILABLE = 503;

  private final ArtifactSettings settings;
  private final ExecutorService workers;
  private final ExecutorService senders;
  private final ScheduledExecutorService timer;
  private final Sources sources;
  private final Places places;
  private final Bandwidth bandwidth;
  private final Set<Download> downloads = ConcurrentHashMap.newKeySet();
  private final Counter bytes;

  /** Takes what is set. */
  public Artifacts(ArtifactSettings settings, MeterRegistry registry) {
    this.settings = settings;
    this.workers = Executors.newFixedThreadPool(READERS, named("artifact-reader"));
    this.senders = Executors.newFixedThreadPool(SENDERS, named("artifact-sender"));
    this.timer = Executors.newSingleThreadScheduledExecutor(named("artifact-timer"));
    this.sources = new Sources(settings, workers);
    this.places = new Places(settings);
    this.bandwidth = new Bandwidth(settings::bytesPerSecond, System::nanoTime);
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

  /** Says to a device that it is not given a file. */
  @FunctionalInterface
  public interface Refusal {

    /**
     * Answers, and ends the exchange.
     *
     * @param status HTTP's
     */
    void answer(int status, String message);
  }

  /** Tells whether any file is delivered. */
  public boolean isOn() {
    return settings.isOn();
  }

  /**
   * Delivers a file to a device that may have it.
   *
   * @param context an exchange that nothing was answered to
   * @param tenantId whose bandwidth it takes
   * @param refusal answers when it is not to be had
   */
  public void deliver(AsyncContext context, ArtifactFile file, String tenantId, Refusal refusal) {
    HttpServletRequest request = (HttpServletRequest) context.getRequest();
    HttpServletResponse response = (HttpServletResponse) context.getResponse();
    Wanted wanted = Wanted.of(request, file);
    if (wanted.range() == null || request.getMethod().equals("HEAD")) {
      head(response, file, wanted);
      context.complete();
      return;
    }
    places
        .enter()
        .thenAccept(
            isIn -> {
              if (isIn) {
                send(new Delivery(context, file, tenantId, wanted), refusal);
              } else {
                refusal.answer(UNAVAILABLE, "Too many downloads are under way; retry later.");
              }
            });
  }

  @Override
  public void close() {
    timer.shutdownNow();
    workers.shutdownNow();
    senders.shutdownNow();
  }

  private record Delivery(
      AsyncContext context, ArtifactFile file, String tenantId, Wanted wanted) {}

  private void send(Delivery delivery, Refusal refusal) {
    ByteRange range = delivery.wanted.range();
    if (range == null) {
      throw new IllegalArgumentException("Expected a range to be sent, but there is none");
    }
    sources
        .open(delivery.file, range)
        .whenComplete(
            (source, failure) -> {
              if (failure != null) {
                refuse(failure, refusal);
                places.leave();
              } else {
                begin(delivery, range, source);
              }
            });
  }

  private static void refuse(Throwable failure, Refusal refusal) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    LOG.atWarn().log("A file cannot be delivered: {}", String.valueOf(cause));
    refusal.answer(BAD_GATEWAY, UNREADABLE);
  }

  private void begin(Delivery delivery, ByteRange range, Source source) {
    head((HttpServletResponse) delivery.context.getResponse(), delivery.file, delivery.wanted);
    Download.Pace pace =
        new Download.Pace(bandwidth, delivery.tenantId, senders, timer, bytes::increment);
    try {
      Download download = new Download(delivery.context, source, range.length(), pace, this::leave);
      downloads.add(download);
      begin(download);
    } catch (IOException e) {
      LOG.debug("A device has gone before its file was sent", e);
      source.close();
      places.leave();
    }
  }

  private static void begin(Download download) {
    try {
      download.begin();
    } catch (RuntimeException e) {
      LOG.debug("A device has gone before its file was sent", e);
      download.release();
    }
  }

  private void leave(Download ended) {
    downloads.remove(ended);
    places.leave();
  }

  private static void head(HttpServletResponse response, ArtifactFile file, Wanted wanted) {
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
