package dev.drydock.dispatcher.config;

import dev.drydock.dispatcher.artifact.ArtifactSettings;
import dev.drydock.dispatcher.artifact.Artifacts;
import dev.drydock.dispatcher.ddi.AckLog;
import dev.drydock.dispatcher.ddi.DdiFilter;
import dev.drydock.dispatcher.ddi.DdiMeters;
import dev.drydock.dispatcher.ddi.DdiSettings;
import dev.drydock.dispatcher.ddi.DeviceEdge;
import dev.drydock.dispatcher.ddi.DockDirectory;
import dev.drydock.dispatcher.ddi.ErrorAnswers;
import dev.drydock.dispatcher.ddi.ForwardSettings;
import dev.drydock.dispatcher.ddi.Forwarder;
import dev.drydock.dispatcher.ddi.GraceSettings;
import dev.drydock.dispatcher.ddi.Handlers;
import dev.drydock.dispatcher.ddi.LoadSettings;
import dev.drydock.dispatcher.ddi.PollingSettings;
import dev.drydock.dispatcher.ddi.PollingTimes;
import dev.drydock.dispatcher.ddi.ReportSettings;
import dev.drydock.dispatcher.ddi.SightSettings;
import dev.drydock.dispatcher.ddi.Sightings;
import dev.drydock.dispatcher.ddi.auth.Authenticator;
import dev.drydock.dispatcher.ddi.auth.ClientCertificateSettings;
import dev.drydock.dispatcher.ddi.auth.DeviceTokenSettings;
import dev.drydock.dispatcher.ddi.auth.DeviceTokens;
import dev.drydock.dispatcher.ddi.auth.GatewayTokenSettings;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The device edge, on ports that others bring. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  DdiSettings.class,
  ProxySettings.class,
  GraceSettings.class,
  PollingSettings.class,
  SightSettings.class,
  LoadSettings.class,
  ForwardSettings.class,
  ReportSettings.class,
  DeviceTokenSettings.class,
  GatewayTokenSettings.class,
  ArtifactSettings.class,
  ClientCertificateSettings.class
})
final class DdiConfiguration {

  @Bean
  Authenticator authenticator(
      DeviceTokenSettings deviceTokens,
      GatewayTokenSettings gatewayTokens,
      ClientCertificateSettings certificates) {
    return new Authenticator(new DeviceTokens(deviceTokens), gatewayTokens, certificates);
  }

  @Bean
  DdiMeters ddiMeters(MeterRegistry registry) {
    return new DdiMeters(registry);
  }

  @Bean
  Artifacts artifacts(ArtifactSettings settings, MeterRegistry registry) {
    return new Artifacts(settings, registry);
  }

  @Bean
  Sightings sightings(SightSettings settings, AckLog log) {
    return new Sightings(settings, log);
  }

  @Bean
  PollingTimes pollingTimes(PollingSettings settings) {
    return new PollingTimes(settings, () -> ThreadLocalRandom.current().nextDouble());
  }

  @Bean
  Handlers handlers(
      AckLog log,
      PollingTimes times,
      Sightings sightings,
      DdiSettings settings,
      GraceSettings graces,
      ArtifactSettings artifacts,
      DdiMeters meters,
      InstantSource clock) {
    return new Handlers(log, times, sightings, settings, graces, artifacts, meters, clock);
  }

  @Bean
  DeviceEdge deviceEdge(
      DockDirectory directory,
      Handlers handlers,
      LoadSettings limits,
      ForwardSettings forwarding,
      ReportSettings reports,
      Authenticator authenticator,
      DdiMeters meters) {
    return new DeviceEdge(
        directory, new Forwarder(forwarding, authenticator), handlers, limits, reports, meters);
  }

  @Bean
  ReportDrain reportDrain(DeviceEdge edge) {
    return new ReportDrain(edge);
  }

  /** Encoded slashes and backslashes come through: what an id is, is decided in one place. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> edgeServer(ProxySettings proxies) {
    return factory -> {
      factory.addEngineValves(proxies.valve());
      String passThrough = EncodedSolidusHandling.PASS_THROUGH.getValue();
      factory.addConnectorCustomizers(
          connector -> {
            connector.setEncodedSolidusHandling(passThrough);
            connector.setEncodedReverseSolidusHandling(passThrough);
          });
      factory.addContextCustomizers(
          context -> {
            StandardHost host = (StandardHost) context.getParent();
            host.setErrorReportValveClass(null);
            host.getPipeline().addValve(new ErrorAnswers());
          });
    };
  }

  /** Before all others: a device's call needs nothing of what they do. */
  @Bean
  FilterRegistrationBean<DdiFilter> ddiFilter(
      Authenticator authenticator,
      DeviceEdge edge,
      Artifacts artifacts,
      DdiSettings settings,
      DdiMeters meters,
      InstantSource clock) {
    FilterRegistrationBean<DdiFilter> registration =
        new FilterRegistrationBean<>(
            new DdiFilter(authenticator, edge, artifacts, settings, meters, clock));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
    return registration;
  }
}
