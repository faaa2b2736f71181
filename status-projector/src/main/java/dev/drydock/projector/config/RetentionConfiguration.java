package dev.drydock.projector.config;

import dev.drydock.projector.retention.Retention;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The thread that deletes what has been over for long, in each instance. */
@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService retention(RetentionProperties properties, JdbcTemplate jdbc) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "retention"));
    thread.scheduleWithFixedDelay(
        new Retention(jdbc, properties.period(), Clock.systemUTC()),
        0,
        properties.interval().toMillis(),
        TimeUnit.MILLISECONDS);
    return thread;
  }
}
