package dev.drydock.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SimulateCommandTest {

  @Test
  void shouldNameAllThatDdiDoesNotTakeWhenExplainingTheChannel() {
    // when
    var spec = new CommandLine(new SimulateCommand()).getCommandSpec();
    String explained = String.join(" ", spec.findOption("--channel").description());

    // then
    assertThat(explained).contains(SimulateCommand.KAFKA_ONLY);
  }
}
