package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Graph's own client for JavaScript, unchanged, does what it does with Graph. */
@ExtendWith({SharedInstallation.class, SharedTlsGateway.class})
class JavaScriptClientIT {

  /** However they fall into two periods, one of these is too many. */
  private static final int TOO_MANY_POSTS = 2 * TlsGateway.WRITES_PER_PERIOD + 1;

  private static NodeScripts scripts;

  private final String tenantId = "js-" + UUID.randomUUID();
  private final Installation drydock;
  private final TlsGateway gateway;
  private final GraphClient caller;

  JavaScriptClientIT(Installation drydock, TlsGateway gateway) {
    this.drydock = drydock;
    this.gateway = gateway;
    this.caller = drydock.caller(tenantId);
  }

  @BeforeAll
  static void install() {
    scripts = NodeScripts.install();
  }

  @Test
  void shouldSeeTheUpdateSucceedWhenItFollowsTheLocation() {
    // given
    Fleet fleet = obedientFleet(1);

    // when
    run("update.js", fleet);

    // then
    assertThat(statusesOf(fleet)).containsExactly("successful");
  }

  @Test
  void shouldLearnWhoHoldsTheDeviceWhenItMeetsTheConflict() {
    // given
    Fleet fleet = Fleet.of(1, drydock, caller);

    // when
    run("conflict.js", fleet);

    // then
    assertThat(statusesOf(fleet)).containsExactly("queued");
    rejectEverything(fleet);
  }

  @Test
  void shouldFindWhatItAsksForWhenItFilters() {
    // given
    Fleet fleet = obedientFleet(3);

    // when
    run("lists.js", fleet);

    // then
    assertThat(statusesOf(fleet)).containsExactly("successful", "successful", "successful");
  }

  @Test
  void shouldSeeEachDeviceOnceWhenItTurnsThePages() {
    // given
    Fleet fleet = obedientFleet(25);

    // when
    run("pages.js", fleet);

    // then
    assertThat(caller.operations(fleet.devices().get(0).id()).json().get("value")).hasSize(5);
  }

  @Test
  void shouldReadEachAnswerWhenItSendsABatch() {
    // given
    Fleet fleet = Fleet.of(3, drydock, caller);

    // when
    run("batch.js", fleet);

    // then
    assertThat(statusesOf(fleet)).containsExactly("queued", "queued");
    rejectEverything(fleet);
  }

  @Test
  void shouldPassInTheEndWhenItIsToldToComeLater() {
    // given
    Fleet fleet = obedientFleet(TOO_MANY_POSTS);

    // when
    run("throttle.js", fleet);

    // then
    assertThat(statusesOf(fleet)).hasSize(TOO_MANY_POSTS);
  }

  private Fleet obedientFleet(int size) {
    Fleet fleet = Fleet.of(size, drydock, caller);
    fleet.devices().forEach(device -> device.onCommand(Fleet::obedient));
    return fleet;
  }

  /** Each script is an application of its own: what one is refused, the others are not. */
  private void run(String script, Fleet fleet) {
    String token = drydock.tokenOf(tenantId, script);
    String devices = fleet.devices().stream().map(KafkaDevice::id).collect(Collectors.joining(","));
    scripts.run(script, gateway, Map.of("GRAPH_TOKEN", token, "DEVICES", devices));
  }

  /** Returns the status of each operation of each device. */
  private List<String> statusesOf(Fleet fleet) {
    return fleet.devices().stream()
        .flatMap(device -> caller.operations(device.id()).json().get("value").valueStream())
        .map(operation -> operation.get("status").asText())
        .toList();
  }

  private static void rejectEverything(Fleet fleet) {
    fleet.devices().forEach(device -> device.onCommand(Fleet::unwilling).rejectEverything());
  }
}
