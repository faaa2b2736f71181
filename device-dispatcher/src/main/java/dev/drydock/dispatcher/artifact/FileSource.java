package dev.drydock.dispatcher.artifact;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A file on this machine, read by a few threads. */
final class FileSource implements Source {

  private static final int PIECE_BYTES = 16 * 1024;

  private final FileChannel channel;
  private final Executor readers;
  private final ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);

  private FileSource(FileChannel channel, Executor readers) {
    this.channel = channel;
    this.readers = readers;
  }

  static Source open(Path file, long sizeBytes, ByteRange range, Executor readers)
      throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      if (channel.size() != sizeBytes) {
        throw new SourceException("the file has another length than the release says");
      }
      channel.position(range.first());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return new FileSource(channel, readers);
  }

  @Override
  public CompletableFuture<@Nullable ByteBuffer> next() {
    return CompletableFuture.supplyAsync(this::read, readers);
  }

  private @Nullable ByteBuffer read() {
    try {
      piece.clear();
      return channel.read(piece) < 0 ? null : piece.flip();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
