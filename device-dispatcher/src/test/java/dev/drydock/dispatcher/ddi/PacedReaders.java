package dev.drydock.dispatcher.ddi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Devices that download at a pace, in one thread, and begin again at the end of the file. */
final class PacedReaders implements AutoCloseable {

  private static final int ROUNDS_PER_SECOND = 5;

  private final List<Device> devices;
  private final String below;
  private final List<SocketChannel> channels = new ArrayList<>();
  private final ByteBuffer piece;
  private final AtomicLong read = new AtomicLong();
  private final Thread thread = new Thread(this::run, "paced-readers");
  private volatile boolean isClosed;

  private PacedReaders(List<Device> devices, String below, int kbPerSecond) {
    this.devices = devices;
    this.below = below;
    this.piece = ByteBuffer.allocateDirect(kbPerSecond * 1000 / ROUNDS_PER_SECOND);
  }

  static PacedReaders open(List<Device> devices, String below, int kbPerSecond) {
    PacedReaders readers = new PacedReaders(devices, below, kbPerSecond);
    devices.forEach(device -> readers.channels.add(readers.begin(device)));
    readers.thread.start();
    return readers;
  }

  /** Returns how many bytes were read. */
  long read() {
    return read.get();
  }

  @Override
  public void close() {
    isClosed = true;
    try {
      thread.join();
      for (SocketChannel channel : channels) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SocketChannel begin(Device device) {
    try {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(device.url().getHost(), device.url().getPort()));
      channel.write(
          ByteBuffer.wrap(
              ("GET "
                      + device.path()
                      + below
                      + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\nAuthorization: "
                      + device.token()
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII)));
      channel.configureBlocking(false);
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Spreads the devices over each round, so that they do not read all at once. */
  private void run() {
    long everyNanos = 1_000_000_000L / ROUNDS_PER_SECOND / channels.size();
    long at = System.nanoTime();
    while (!isClosed) {
      for (int i = 0; i < channels.size() && !isClosed; i++) {
        at += everyNanos;
        while (System.nanoTime() - at < 0) {
          java.util.concurrent.locks.LockSupport.parkNanos(at - System.nanoTime());
        }
        read(i);
      }
    }
  }

  private void read(int i) {
    try {
      piece.clear();
      int count = channels.get(i).read(piece);
      if (count < 0) {
        channels.get(i).close();
        channels.set(i, begin(devices.get(i)));
      } else {
        read.addAndGet(count);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
