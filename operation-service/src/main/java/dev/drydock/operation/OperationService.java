package dev.drydock.operation;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the operation-service. */
@SpringBootApplication
public class OperationService {

  /** Runs until it is told to stop. */
  public static void main(String[] args) {
    SpringApplication.run(OperationService.class, args);
  }
}
