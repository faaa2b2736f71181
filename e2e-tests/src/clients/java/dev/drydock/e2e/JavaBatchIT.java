package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.graph.beta.models.TeamworkDevice;
import com.microsoft.graph.beta.models.TeamworkDeviceOperation;
import com.microsoft.graph.beta.models.TeamworkDeviceOperationCollectionResponse;
import com.microsoft.graph.core.content.BatchRequestContent;
import com.microsoft.graph.core.content.BatchResponseContent;
import com.microsoft.graph.core.models.BatchRequestStep;
import com.microsoft.kiota.RequestInformation;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Graph's own client for Java, unchanged, sends several requests in one. */
@ExtendWith(SharedInstallation.class)
class JavaBatchIT {

  private final GraphClient caller;
  private final KafkaDevice device;
  private final KafkaDevice other;
  private final JavaSdk sdk;

  JavaBatchIT(Installation drydock) {
    String tenantId = "java-" + UUID.randomUUID();
    caller = drydock.caller(tenantId);
    device = drydock.registeredDevice(caller);
    other = drydock.registeredDevice(caller);
    sdk = JavaSdk.of(drydock, tenantId);
  }

  @AfterEach
  void end() {
    device.onCommand(Fleet::unwilling).rejectEverything();
    other.onCommand(Fleet::unwilling).rejectEverything();
  }

  @Test
  void shouldReadEachAnswerWhenTheRequestsAreIndependent() throws IOException {
    // given
    BatchRequestContent batch = new BatchRequestContent(sdk.graph());
    String update = batch.addBatchRequestStep(update(device, Release.TEAMS));
    String otherUpdate = batch.addBatchRequestStep(update(other, Release.FIRMWARE));
    String read = batch.addBatchRequestStep(sdk.device(other.id()).toGetRequestInformation());
    String unknown =
        batch.addBatchRequestStep(sdk.device(Installation.newDeviceId()).toGetRequestInformation());

    // when
    BatchResponseContent answers = sdk.graph().getBatchRequestBuilder().post(batch, null);

    // then
    assertThat(answers.getResponsesStatusCode())
        .containsEntry(update, 202)
        .containsEntry(otherUpdate, 202)
        .containsEntry(read, 200)
        .containsEntry(unknown, 404)
        .hasSize(4);
    assertThat(answers.getResponseById(read, TeamworkDevice::createFromDiscriminatorValue).getId())
        .isEqualTo(other.id());
    assertThat(answers.getResponseById(unknown).message()).isNotBlank();
    String location = answers.getResponseById(update).header("Location");
    assertThat(sdk.operation(device.id(), location).getStatus()).isEqualTo("queued");
  }

  @Test
  void shouldKeepTheOrderWhenTheRequestsDependOnEachOther() throws IOException {
    // given
    BatchRequestContent batch = new BatchRequestContent(sdk.graph());
    add(batch, "update", update(device, Release.TEAMS));
    add(batch, "list", sdk.device(device.id()).operations().toGetRequestInformation(), "update");
    add(batch, "again", update(device, Release.FIRMWARE), "list");
    add(batch, "never", update(other, Release.TEAMS), "again");

    // when
    BatchResponseContent answers = sdk.graph().getBatchRequestBuilder().post(batch, null);

    // then
    assertThat(answers.getResponsesStatusCode())
        .containsEntry("update", 202)
        .containsEntry("list", 200)
        .containsEntry("again", 409)
        .containsEntry("never", 424)
        .hasSize(4);
    String location = answers.getResponseById("update").header("Location");
    assertThat(answers.getResponseById("again").header("Location")).isEqualTo(location);
    // the operation itself can be read at once; a list follows as the view does
    assertThat(
            answers
                .getResponseById(
                    "list", TeamworkDeviceOperationCollectionResponse::createFromDiscriminatorValue)
                .getValue())
        .extracting(TeamworkDeviceOperation::getId)
        .isSubsetOf(location.substring(location.lastIndexOf('/') + 1));
    assertThat(caller.operations(other.id()).json().get("value")).isEmpty();
  }

  private RequestInformation update(KafkaDevice of, Release release) {
    return sdk.device(of.id()).updateSoftware().toPostRequestInformation(JavaSdk.body(release));
  }

  private void add(
      BatchRequestContent batch, String id, RequestInformation request, String... dependsOn) {
    Request nativeRequest = sdk.graph().getRequestAdapter().convertToNativeRequest(request);
    batch.addBatchRequestStep(new BatchRequestStep(id, nativeRequest, List.of(dependsOn)));
  }
}
