package dev.drydock.dispatcher;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the device-dispatcher. */
@SpringBootApplication
public class DeviceDispatcher {

  /** Runs until it is told to stop. */
  public static void main(String[] args) {
    SpringApplication.run(DeviceDispatcher.class, args);
  }
}
