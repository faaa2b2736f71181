package dev.drydock.schemas;

import dev.drydock.messages.DeadLetter;
import org.apache.avro.specific.SpecificRecord;

/** What came of reading one Kafka record. */
public sealed interface Reading {

  /**
   * A record of the contract, whose key and partition are right.
   *
   * @param topic where it stood
   * @param key its key
   * @param value its value, of the topic's type
   */
  record Message(Topic topic, String key, SpecificRecord value) implements Reading {}

  /**
   * A record without a value on a compacted topic: what the key names is gone.
   *
   * @param topic where it stood
   * @param key its key
   */
  record Tombstone(Topic topic, String key) implements Reading {}

  /**
   * A record that is not of the contract.
   *
   * @param letter what is to be written to dead-letters
   */
  record Unreadable(DeadLetter letter) implements Reading {}
}
