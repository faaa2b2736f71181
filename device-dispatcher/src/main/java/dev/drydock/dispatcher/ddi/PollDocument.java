package dev.drydock.dispatcher.ddi;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * What a poll is answered.
 *
 * @param config how the device is to behave
 * @param links what there is for it, by what it is
 */
record PollDocument(Config config, @JsonProperty("_links") Map<String, Link> links) {

  static PollDocument of(int seconds, Map<String, Link> links) {
    return new PollDocument(new Config(new Polling(PollingTimes.text(seconds))), links);
  }

  record Config(Polling polling) {}

  record Polling(String sleep) {}
}
