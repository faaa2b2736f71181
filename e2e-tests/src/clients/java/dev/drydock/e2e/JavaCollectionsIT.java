package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.graph.beta.models.TeamworkDevice;
import com.microsoft.graph.beta.models.TeamworkDeviceCollectionResponse;
import com.microsoft.graph.beta.models.TeamworkDeviceOperation;
import com.microsoft.graph.beta.models.TeamworkDeviceOperationCollectionResponse;
import com.microsoft.graph.beta.models.TeamworkDeviceType;
import com.microsoft.graph.core.tasks.PageIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Graph's own client for Java, unchanged, lists, filters and turns pages as it does with Graph. */
@ExtendWith(SharedInstallation.class)
class JavaCollectionsIT {

  private final Installation drydock;
  private final GraphClient caller;
  private final JavaSdk sdk;

  JavaCollectionsIT(Installation drydock) {
    String tenantId = "java-" + UUID.randomUUID();
    this.drydock = drydock;
    this.caller = drydock.caller(tenantId);
    this.sdk = JavaSdk.of(drydock, tenantId);
  }

  @Test
  void shouldFindTheDevicesOfItsKindWhenItFilters() {
    // given
    Fleet fleet = Fleet.of(3, drydock, caller);

    // when
    TeamworkDeviceCollectionResponse rooms =
        sdk.graph()
            .teamwork()
            .devices()
            .get(
                request -> {
                  request.queryParameters.filter = "deviceType eq 'teamsRoom'";
                  request.queryParameters.orderby = new String[] {"createdDateTime desc"};
                  request.queryParameters.select = new String[] {"id", "deviceType"};
                  request.queryParameters.count = true;
                  request.queryParameters.top = 2;
                });
    TeamworkDeviceCollectionResponse phones =
        sdk.graph()
            .teamwork()
            .devices()
            .get(request -> request.queryParameters.filter = "deviceType eq 'ipPhone'");

    // then
    assertThat(rooms.getOdataCount()).isEqualTo(3);
    assertThat(rooms.getOdataNextLink()).startsWith(sdk.baseUrl() + "/teamwork/devices?");
    assertThat(rooms.getValue())
        .extracting(TeamworkDevice::getId)
        .containsExactly(fleet.devices().get(2).id(), fleet.devices().get(1).id());
    assertThat(rooms.getValue())
        .extracting(TeamworkDevice::getDeviceType)
        .containsOnly(TeamworkDeviceType.TeamsRoom);
    assertThat(rooms.getValue()).extracting(TeamworkDevice::getCreatedDateTime).containsOnlyNulls();
    assertThat(phones.getValue()).isEmpty();
    assertThat(phones.getOdataNextLink()).isNull();
  }

  @Test
  void shouldFindTheOperationsThatFailedWhenItFilters() {
    // given
    KafkaDevice device = drydock.registeredDevice(caller).onCommand(Fleet::obedient);
    String first = sdk.update(device.id(), Release.TEAMS);
    String second = sdk.update(device.id(), Release.TEAMS);
    device.onCommand((told, operationId) -> told.fail(operationId, "no room left"));
    String failed = sdk.update(device.id(), Release.TEAMS);

    // when
    TeamworkDeviceOperationCollectionResponse good =
        sdk.device(device.id())
            .operations()
            .get(
                request -> {
                  request.queryParameters.filter =
                      "status eq 'successful' and createdDateTime gt 2026-01-01T00:00:00Z";
                  request.queryParameters.orderby = new String[] {"createdDateTime asc"};
                  request.queryParameters.select = new String[] {"id", "status"};
                  request.queryParameters.count = true;
                });
    TeamworkDeviceOperationCollectionResponse bad =
        sdk.device(device.id())
            .operations()
            .get(request -> request.queryParameters.filter = "status eq 'failed'");

    // then
    assertThat(good.getOdataCount()).isEqualTo(2);
    assertThat(good.getValue())
        .extracting(operation -> sdk.operationsUrl(device.id()) + '/' + operation.getId())
        .containsExactly(first, second);
    assertThat(good.getValue())
        .extracting(TeamworkDeviceOperation::getCreatedDateTime)
        .containsOnlyNulls();
    assertThat(bad.getValue())
        .extracting(operation -> sdk.operationsUrl(device.id()) + '/' + operation.getId())
        .containsExactly(failed);
    assertThat(bad.getValue().get(0).getError().getMessage()).contains("no room left");
  }

  @Test
  void shouldSeeEachDeviceOnceWhenItTurnsThePages() throws ReflectiveOperationException {
    // given
    Fleet fleet = Fleet.of(25, drydock, caller);
    TeamworkDeviceCollectionResponse first =
        sdk.graph().teamwork().devices().get(request -> request.queryParameters.top = 10);
    List<String> seen = new ArrayList<>();

    // when
    new PageIterator.Builder<TeamworkDevice, TeamworkDeviceCollectionResponse>()
        .client(sdk.graph())
        .collectionPage(first)
        .collectionPageFactory(TeamworkDeviceCollectionResponse::createFromDiscriminatorValue)
        .processPageItemCallback(device -> seen.add(device.getId()))
        .build()
        .iterate();

    // then
    assertThat(first.getValue()).hasSize(10);
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            fleet.devices().stream().map(KafkaDevice::id).toList());
  }

  @Test
  void shouldSeeEachOperationOnceWhenItTurnsThePages() throws ReflectiveOperationException {
    // given
    KafkaDevice device = drydock.registeredDevice(caller).onCommand(Fleet::obedient);
    List<String> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      newestFirst.add(0, sdk.update(device.id(), Release.TEAMS));
    }
    List<String> seen = new ArrayList<>();

    // when
    new PageIterator.Builder<TeamworkDeviceOperation, TeamworkDeviceOperationCollectionResponse>()
        .client(sdk.graph())
        .collectionPage(
            sdk.device(device.id()).operations().get(request -> request.queryParameters.top = 2))
        .collectionPageFactory(
            TeamworkDeviceOperationCollectionResponse::createFromDiscriminatorValue)
        .processPageItemCallback(
            operation -> seen.add(sdk.operationsUrl(device.id()) + '/' + operation.getId()))
        .build()
        .iterate();

    // then
    assertThat(seen).containsExactlyElementsOf(newestFirst);
  }
}
