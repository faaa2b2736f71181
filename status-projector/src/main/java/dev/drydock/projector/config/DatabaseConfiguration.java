package dev.drydock.projector.config;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connections to the view's database, and its schema. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  @Bean
  HikariDataSource dataSource(DatabaseProperties database) {
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName("view");
    pool.setJdbcUrl(database.url());
    pool.setUsername(database.username());
    pool.setPassword(database.password());
    pool.setSchema(database.schema());
    pool.setMaximumPoolSize(database.poolSize());
    pool.setConnectionTimeout(database.connectionTimeout().toMillis());
    // A server that vanished without a word must not hold a batch until TCP gives up.
    pool.addDataSourceProperty("socketTimeout", database.statementTimeout().toSeconds());
    pool.addDataSourceProperty("connectTimeout", database.connectionTimeout().toSeconds() + 1);
    pool.addDataSourceProperty("ApplicationName", "drydock-status-projector");
    return pool;
  }

  /** A database that is away at the start is waited for. */
  @Bean
  FlywayConfigurationCustomizer viewSchema(DatabaseProperties database) {
    return flyway ->
        flyway
            .defaultSchema(database.schema())
            .createSchemas(true)
            .connectRetries(Integer.MAX_VALUE)
            .connectRetriesInterval(5);
  }
}
