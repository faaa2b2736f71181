package dev.drydock.gateway.config;

import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clock, and the few threads behind everything that waits without a thread of its own. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

  private static final int TIMER_THREADS = 2;

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            TIMER_THREADS,
            task -> {
              Thread thread = new Thread(task, "gateway-timer");
              thread.setDaemon(true);
              // not that of the web application, whose thread may be the first to need a timer
              thread.setContextClassLoader(TimeConfiguration.class.getClassLoader());
              return thread;
            });
    // Nearly every time limit is cancelled; none is to stay until it would have been due.
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }
}
