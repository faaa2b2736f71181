package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.e2e.SteadyCaller.Outcome;
import dev.drydock.local.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one tenant overdoes, another does not feel. On an installation with narrow limits. */
class NoisyNeighbourIT {

  private static final int DEVICES = 30;
  private static final int REQUESTS = 100;

  /**
   * Some seven updates a second: with those of the flood a third of what two slow cores complete.
   */
  private static final Duration RHYTHM = Duration.ofMillis(150);

  private static final int APPLICATIONS = 7;

  /** More than wait for the decision of what they were admitted with: the others are refused. */
  private static final int FLOODING_CONNECTIONS = 50;

  /**
   * What a connection of the flood rests after an answer: together they ask for fifty times their
   * limit all the same. Measured is whom the gateway lets pass and not who gets the processor, so
   * neither what is refused nor what is admitted may fill the machine.
   */
  private static final Duration FLOOD_PAUSE = Duration.ofMillis(250);

  private static final int ROUNDS = 6;

  /** On a busy machine most of the flood waits for decisions; so many refusals are no chance. */
  private static final int MANY = 20;

  /**
   * Callers and all services share the machine here, often two cores: below this the flood's own
   * client, and whatever else runs, decide who has to wait. It is what two commits of the pipeline
   * take, of which a request waits for one or two.
   */
  private static final Duration NOISE = Duration.ofMillis(150);

  private Installation drydock;

  @BeforeEach
  void start() {
    drydock =
        Installation.start(
            StackDirectory.empty("neighbour"),
            Map.of(Service.API_GATEWAY, Map.of("drydock.gateway.throttle.writes-per-period", "4")));
  }

  @AfterEach
  void stop() {
    drydock.close();
  }

  @Test
  void shouldBeAnsweredAsQuicklyWhenAnotherTenantFloodsTheGateway() {
    // given
    GraphClient contoso = drydock.caller("contoso");
    GraphClient fabrikam = drydock.caller("fabrikam");
    Fleet fleet = Fleet.of(DEVICES, drydock, contoso);
    fleet.devices().forEach(device -> device.onCommand(Fleet::obedient));
    KafkaDevice flooded = drydock.registeredDevice(fabrikam).onCommand(Fleet::obedient);
    SteadyCaller caller = new SteadyCaller(applications("contoso"), fleet, RHYTHM);
    // the JIT compilers are to be done with the flood's path, too, before anything is measured
    round(caller, fabrikam, flooded);

    // when
    List<Round> rounds = new ArrayList<>();
    do {
      rounds.add(round(caller, fabrikam, flooded));
    } while (rounds.size() < ROUNDS && rounds.stream().allMatch(Round::isSlowedDown));

    // then
    assertThat(rounds).anyMatch(round -> !round.isSlowedDown(), "p99 at most doubled");
    drydock.assertPromisesKept();
  }

  /**
   * The 99th percentiles of a tenant's waits.
   *
   * @param alone while no other tenant asked
   * @param beside while another tenant flooded the gateway
   */
  private record Round(Duration alone, Duration beside) {

    boolean isSlowedDown() {
      Duration twice = alone.multipliedBy(2);
      return beside.compareTo(twice.compareTo(NOISE) > 0 ? twice : NOISE) > 0;
    }
  }

  private List<GraphClient> applications(String tenantId) {
    return IntStream.range(0, APPLICATIONS)
        .mapToObj(i -> drydock.callerWith(tenantId, drydock.tokenOf(tenantId, "steady-" + i)))
        .toList();
  }

  private static Round round(SteadyCaller caller, GraphClient flooding, KafkaDevice flooded) {
    Outcome alone = caller.ask(REQUESTS);
    Outcome beside;
    List<Answer> flood;
    try (Flood running =
        Flood.of(
            flooding.updateRequest(flooded.id(), Release.TEAMS),
            FLOODING_CONNECTIONS,
            FLOOD_PAUSE)) {
      beside = caller.ask(REQUESTS);
      flood = running.end();
    }
    List<Answer> refused = flood.stream().filter(answer -> answer.status() == 429).toList();
    assertThat(refused.size()).as("refusals").isGreaterThan(MANY);
    assertThat(refused)
        .allSatisfy(
            answer ->
                assertThat(Integer.parseInt(answer.header("Retry-After").orElse("0")))
                    .isGreaterThanOrEqualTo(1));
    assertThat(flood).extracting(Answer::status).isSubsetOf(202, 409, 429);
    assertThat(alone.statuses()).isSubsetOf(202, 409);
    assertThat(beside.statuses()).isSubsetOf(202, 409);
    return new Round(alone.p99(), beside.p99());
  }
}
