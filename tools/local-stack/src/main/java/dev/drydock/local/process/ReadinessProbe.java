package dev.drydock.local.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a program over HTTP whether it does its work. */
final class ReadinessProbe {

  private static final int TIMEOUT_MS = 2000;

  private ReadinessProbe() {}

  /** Tells whether the URL answers 200 now. */
  static boolean isReady(URI readiness) {
    try {
      var connection = (HttpURLConnection) readiness.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MS);
      connection.setReadTimeout(TIMEOUT_MS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
