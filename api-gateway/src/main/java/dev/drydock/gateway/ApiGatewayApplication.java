package dev.drydock.gateway;

import dev.drydock.schemas.AvroTrust;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the gateway. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class ApiGatewayApplication {

  /** Starts the gateway with Spring's command line arguments. */
  public static void main(String[] args) {
    AvroTrust.establish();
    SpringApplication.run(ApiGatewayApplication.class, args);
  }
}
