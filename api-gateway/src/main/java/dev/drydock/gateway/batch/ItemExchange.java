package dev.drydock.gateway.batch;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exchange of one item: its request, its response, and its end, which may come after its
 * handler has returned. Thread-safe as far as a servlet's exchange is.
 */
final class ItemExchange {

  private static final Logger LOG = LoggerFactory.getLogger(ItemExchange.class);

  private final ItemRequest request;
  private final ItemResponse response;
  private final Executor threads;
  private final CompletableFuture<ItemResponse> end = new CompletableFuture<>();

  private volatile @Nullable LaterContext later;

  ItemExchange(
      Connection connection,
      HttpServletRequest batch,
      HttpServletResponse response,
      BatchItem item,
      Executor threads) {
    this.request = new ItemRequest(connection, batch, item, this);
    this.response = new ItemResponse(response);
    this.threads = threads;
  }

  ItemRequest request() {
    return request;
  }

  ItemResponse response() {
    return response;
  }

  /** Returns what completes with the response once it is whole. */
  CompletableFuture<ItemResponse> end() {
    return end;
  }

  /** Ends the exchange, unless its handler has left the answer to come later. */
  void handlerReturned() {
    if (later == null) {
      end.complete(response);
    }
  }

  boolean isLater() {
    return later != null && !end.isDone();
  }

  AsyncContext answerLater() {
    LaterContext context = new LaterContext();
    later = context;
    return context;
  }

  AsyncContext context() {
    LaterContext context = later;
    if (context == null) {
      throw new IllegalStateException("Expected an item whose answer comes later");
    }
    return context;
  }

  /**
   * What a handler ends the exchange by. As the container does, it tells every listener of the end,
   * also one that comes when the answer is given already; and it times out.
   */
  private final class LaterContext implements AsyncContext {

    private final List<AsyncListener> listeners = new ArrayList<>();
    private boolean isOver;
    private volatile long timeoutMs;

    @Override
    public ServletRequest getRequest() {
      return request;
    }

    @Override
    public ServletResponse getResponse() {
      return response;
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
      return true;
    }

    @Override
    public void start(Runnable task) {
      threads.execute(task);
    }

    @Override
    public void complete() {
      List<AsyncListener> told;
      synchronized (listeners) {
        if (isOver) {
          return;
        }
        isOver = true;
        told = List.copyOf(listeners);
      }
      try {
        told.forEach(listener -> tell(listener::onComplete));
      } finally {
        end.complete(response);
      }
    }

    @Override
    public void addListener(AsyncListener listener) {
      synchronized (listeners) {
        if (!isOver) {
          listeners.add(listener);
          return;
        }
      }
      tell(listener::onComplete);
    }

    @Override
    public void addListener(
        AsyncListener listener, ServletRequest itsRequest, ServletResponse itsResponse) {
      addListener(listener);
    }

    private void timedOut() {
      List<AsyncListener> told;
      synchronized (listeners) {
        if (isOver) {
          return;
        }
        told = List.copyOf(listeners);
      }
      told.forEach(listener -> tell(listener::onTimeout));
    }

    private void tell(Told what) {
      try {
        what.of(new AsyncEvent(this, request, response));
      } catch (IOException e) {
        LOG.debug("A listener could not take an item's end", e);
      }
    }

    @Override
    public void setTimeout(long timeout) {
      timeoutMs = timeout;
      if (timeout > 0) {
        // a copy, whose time is no longer counted once the exchange is over
        end.copy()
            .orTimeout(timeout, TimeUnit.MILLISECONDS)
            .whenComplete(
                (whole, late) -> {
                  if (late != null) {
                    threads.execute(this::timedOut);
                  }
                });
      }
    }

    @Override
    public long getTimeout() {
      return timeoutMs;
    }

    @Override
    public void dispatch() {
      throw unsupported();
    }

    @Override
    public void dispatch(String path) {
      throw unsupported();
    }

    @Override
    public void dispatch(ServletContext context, String path) {
      throw unsupported();
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) {
      throw unsupported();
    }

    private static UnsupportedOperationException unsupported() {
      return new UnsupportedOperationException("Expected an item's answer to be written directly");
    }
  }

  private interface Told {
    void of(AsyncEvent event) throws IOException;
  }
}
