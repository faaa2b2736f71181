package dev.drydock.gateway.config;

import dev.drydock.gateway.batch.BatchConnector;
import dev.drydock.gateway.graph.LaterAnswers;
import dev.drydock.gateway.metrics.RequestTimes;
import dev.drydock.gateway.problem.ProblemValve;
import dev.drydock.gateway.problem.ProblemWriter;
import dev.drydock.gateway.problem.RequestIdFilter;
import dev.drydock.gateway.throttle.OpenExchanges;
import dev.drydock.gateway.throttle.ThrottleFilter;
import jakarta.servlet.DispatcherType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** The web server, its filters, and Spring MVC. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

  private final OpenExchanges openExchanges;
  private final RequestTimes times;

  WebConfiguration(OpenExchanges openExchanges, RequestTimes times) {
    this.openExchanges = openExchanges;
    this.times = times;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(openExchanges);
  }

  @Bean
  static BatchConnector batchConnector(ProblemWriter writer, Environment environment) {
    return new BatchConnector(
        writer,
        Threading.VIRTUAL.isActive(environment)
            ? new VirtualThreadExecutor("tomcat-batch-")
            : null);
  }

  /** Answers that come later are sent by ours, which Spring MVC would ask after its own. */
  @Bean
  static WebMvcRegistrations answersThatComeLater(ObjectProvider<LaterAnswers> answers) {
    return new WebMvcRegistrations() {
      @Override
      public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
        return new LaterAnswersFirst(answers);
      }
    };
  }

  @Bean
  FilterRegistrationBean<RequestIdFilter> requestIds() {
    FilterRegistrationBean<RequestIdFilter> registration =
        new FilterRegistrationBean<>(new RequestIdFilter());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    registration.setDispatcherTypes(DispatcherType.REQUEST);
    return registration;
  }

  @Bean
  FilterRegistrationBean<RequestTimes> requestTimesFirst() {
    FilterRegistrationBean<RequestTimes> registration = new FilterRegistrationBean<>(times);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    registration.setDispatcherTypes(DispatcherType.REQUEST);
    return registration;
  }

  /** Before the tokens are looked at: a browser sends none with a preflight. */
  @Bean
  FilterRegistrationBean<CorsFilter> otherOrigins(CorsSettings settings, ProblemWriter writer) {
    UrlBasedCorsConfigurationSource paths = new UrlBasedCorsConfigurationSource();
    paths.registerCorsConfiguration("/**", settings.toConfiguration());
    CorsFilter filter = new CorsFilter(paths);
    filter.setCorsProcessor(new CorsAnswers(writer));
    FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
    registration.setDispatcherTypes(DispatcherType.REQUEST);
    registration.setEnabled(settings.isAsked());
    return registration;
  }

  /** The throttle stands in Spring Security's chain, and not a second time outside of it. */
  @Bean
  FilterRegistrationBean<ThrottleFilter> throttleOnlyInSecurityChain(ThrottleFilter throttle) {
    FilterRegistrationBean<ThrottleFilter> registration = new FilterRegistrationBean<>(throttle);
    registration.setEnabled(false);
    return registration;
  }

  /** Nothing before Spring MVC's servlet, which does the same, asks for the request's context. */
  @Bean
  FilterRegistrationBean<RequestContextFilter> noRequestContextFilter() {
    FilterRegistrationBean<RequestContextFilter> registration =
        new FilterRegistrationBean<>(new RequestContextFilter());
    registration.setEnabled(false);
    return registration;
  }

  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcat(
      ProblemWriter writer, ProxySettings proxies, BatchConnector batches) {
    return factory -> {
      factory.addEngineValves(proxies.valve(), batches);
      passThroughEncodedSlashes(batches.connector());
      factory.addAdditionalConnectors(batches.connector());
      factory.addConnectorCustomizers(WebConfiguration::passThroughEncodedSlashes);
      factory.addContextCustomizers(
          context -> {
            StandardHost host = (StandardHost) context.getParent();
            host.setErrorReportValveClass(null);
            host.getPipeline().addValve(new ProblemValve(writer));
          });
    };
  }

  /** An encoded slash is a part of an id; it is decoded after the path has been matched. */
  private static void passThroughEncodedSlashes(Connector connector) {
    String passThrough = EncodedSolidusHandling.PASS_THROUGH.getValue();
    connector.setEncodedSolidusHandling(passThrough);
    connector.setEncodedReverseSolidusHandling(passThrough);
  }

  /** Has the answers that come later handled before all others. */
  private static final class LaterAnswersFirst extends RequestMappingHandlerAdapter {

    private final ObjectProvider<LaterAnswers> answers;

    LaterAnswersFirst(ObjectProvider<LaterAnswers> answers) {
      this.answers = answers;
    }

    @Override
    public void afterPropertiesSet() {
      super.afterPropertiesSet();
      List<HandlerMethodReturnValueHandler> handlers = new ArrayList<>();
      handlers.add(answers.getObject());
      handlers.addAll(Objects.requireNonNull(getReturnValueHandlers()));
      setReturnValueHandlers(handlers);
    }
  }
}
