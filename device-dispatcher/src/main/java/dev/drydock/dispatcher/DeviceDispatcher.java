package dev.drydock.dispatcher;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the device-dispatcher. */
@SpringBootApplication
public class DeviceDispatcher {

  /** Runs until it is told to stop. */
  public static void main(String[] args) {
    // other instances keep a connection that is idle for two seconds (application.yml), and what is
    // sent on one that they have just closed is not sent again by itself
    System.setProperty("jdk.httpclient.keepalive.timeout", "1");
    SpringApplication.run(DeviceDispatcher.class, args);
  }
}
