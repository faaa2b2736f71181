package dev.drydock.projector.config;

import dev.drydock.projector.query.BehindHeader;
import dev.drydock.projector.query.ViewQueries;
import dev.drydock.projector.stream.ViewLag;
import javax.sql.DataSource;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** The queries over HTTP. */
@Configuration(proxyBeanMethods = false)
class QueryConfiguration {

  @Bean
  ViewQueries viewQueries(
      @Qualifier(DatabaseConfiguration.FOR_QUERIES) DataSource connections, JsonMapper json) {
    return new ViewQueries(
        new JdbcTemplate(connections),
        new TransactionTemplate(new JdbcTransactionManager(connections)),
        json);
  }

  /** Every answer says when the view is behind. */
  @Bean
  WebMvcConfigurer behindHeader(ViewLag lag) {
    BehindHeader header = new BehindHeader(lag::behind);
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(header).addPathPatterns("/internal/**");
      }
    };
  }

  /**
   * An id may hold a backslash, which Tomcat otherwise takes for an attack, and what is no id for
   * its slash is to be told as one that is no id. Spring decodes them.
   */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> idsWithSlashes() {
    String passThrough = EncodedSolidusHandling.PASS_THROUGH.getValue();
    return tomcat ->
        tomcat.addConnectorCustomizers(
            connector -> {
              connector.setEncodedSolidusHandling(passThrough);
              connector.setEncodedReverseSolidusHandling(passThrough);
            });
  }
}
