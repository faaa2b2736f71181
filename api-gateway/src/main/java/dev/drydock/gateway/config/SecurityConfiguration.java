package dev.drydock.gateway.config;

import dev.drydock.gateway.throttle.ThrottleFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Which requests need a token: all but the operator's, and those for the API's document. There are
 * no sessions and no cookies.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  @Bean
  @Order(1)
  SecurityFilterChain operatorChain(HttpSecurity http) throws Exception {
    return bare(http)
        .securityMatcher("/actuator/**")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain documentChain(HttpSecurity http) throws Exception {
    return bare(http)
        .securityMatcher("/", "/openapi.json", "/openapi.yaml", "/api-page/*")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain callerChain(
      HttpSecurity http,
      AuthenticationManager tokens,
      AuthorizationManager<RequestAuthorizationContext> permissions,
      AuthenticationEntryPoint unauthenticated,
      AccessDeniedHandler forbidden,
      ThrottleFilter throttle)
      throws Exception {
    return bare(http)
        .authenticationManager(tokens)
        .oauth2ResourceServer(
            server ->
                server
                    .bearerTokenResolver(new HeaderTokens())
                    .authenticationManagerResolver(request -> tokens)
                    .authenticationEntryPoint(unauthenticated)
                    .accessDeniedHandler(forbidden))
        .exceptionHandling(
            handling ->
                handling.authenticationEntryPoint(unauthenticated).accessDeniedHandler(forbidden))
        .addFilterAfter(throttle, BearerTokenAuthenticationFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    // each item of a batch needs its own permission
                    .requestMatchers("/beta/$batch", "/beta/$batch/")
                    .authenticated()
                    .anyRequest()
                    .access(permissions))
        .build();
  }

  /** An observation of each filter would cost more than the filters. */
  @Bean
  SecurityObservationSettings noObservations() {
    return SecurityObservationSettings.noObservations();
  }

  /**
   * Ids may hold any character, percent-encoded; they are matched segment by segment before they
   * are decoded. A semicolon as it is would cut them: Spring MVC takes what follows it for a
   * parameter of the path. Unknown methods are left to be answered with 405.
   */
  @Bean
  HttpFirewall httpFirewall() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowUrlEncodedPercent(true);
    firewall.setAllowUrlEncodedSlash(true);
    firewall.setAllowUrlEncodedPeriod(true);
    firewall.setAllowBackSlash(true);
    firewall.setAllowSemicolon(true);
    firewall.getEncodedUrlBlocklist().add(";");
    firewall.setUnsafeAllowAnyHttpMethod(true);
    return firewall;
  }

  private static HttpSecurity bare(HttpSecurity http) throws Exception {
    return http.csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .anonymous(AbstractHttpConfigurer::disable)
        .sessionManagement(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .servletApi(AbstractHttpConfigurer::disable);
  }
}
