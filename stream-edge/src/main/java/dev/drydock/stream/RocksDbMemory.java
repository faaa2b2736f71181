package dev.drydock.stream;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Holds all stores of a process to one budget of memory outside the heap. Without it each store of
 * each partition takes up to 50 MiB of cache and 48 MiB of write buffers of its own.
 */
public final class RocksDbMemory implements RocksDBConfigSetter {

  private static final long CACHE_BYTES = 48L << 20;
  private static final long WRITE_BUFFERS_BYTES = 24L << 20;
  private static final long WRITE_BUFFER_BYTES = 4L << 20;
  private static final int MAX_WRITE_BUFFERS = 2;

  static {
    RocksDB.loadLibrary();
  }

  /**
   * Four parts of 12 MiB. By default there are 64, of 768 KiB: the index of a store of a million
   * entries does not fit into one, and was read again for every look into the store.
   */
  private static final int CACHE_SHARD_BITS = 2;

  private static final Cache CACHE = new LRUCache(CACHE_BYTES, CACHE_SHARD_BITS);
  private static final WriteBufferManager WRITE_BUFFERS =
      new WriteBufferManager(WRITE_BUFFERS_BYTES, CACHE);

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    // an index and a filter in pieces: a look reads the piece that it needs
    table.setIndexType(IndexType.kTwoLevelIndexSearch);
    table.setPartitionFilters(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(WRITE_BUFFERS);
    options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    options.setMaxWriteBufferNumber(MAX_WRITE_BUFFERS);
  }

  @Override
  public void close(String storeName, Options options) {
    // The cache and the buffers are the process's, not the store's.
  }
}
