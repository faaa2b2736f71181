package dev.drydock.projector;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The service's main class. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class StatusProjectorApplication {

  /** Runs the service until the process is told to end. */
  public static void main(String[] args) {
    SpringApplication.run(StatusProjectorApplication.class, args);
  }
}
