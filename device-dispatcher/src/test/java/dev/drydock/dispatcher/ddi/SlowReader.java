package dev.drydock.dispatcher.ddi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A device that begins a download and reads only what it is told to. */
final class SlowReader implements AutoCloseable {

  private static final int RECEIVE_BUFFER = 8 * 1024;

  private final Socket socket;

  private SlowReader(Socket socket) {
    this.socket = socket;
  }

  static SlowReader open(Device device, String below) {
    try {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(RECEIVE_BUFFER);
      socket.setSoTimeout(20_000);
      socket.connect(new InetSocketAddress(device.url().getHost(), device.url().getPort()));
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + device.path()
                      + below
                      + " HTTP/1.1\r\nHost: test\r\nAuthorization: "
                      + device.token()
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new SlowReader(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads some bytes, fewer at the end. */
  byte[] read(int bytes) {
    try {
      return socket.getInputStream().readNBytes(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
