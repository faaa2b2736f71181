package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.TestBed;
import dev.drydock.messages.DeadLetter;
import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.TopicNames;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(GatewayExtension.class)
final class ReleasesIT {

  private static final String SHA256 = "AB".repeat(32);

  private final String version = "v-" + UUID.randomUUID();
  private final String path = "/teamwork/softwareReleases/firmware/" + version;
  private final Gateway gateway;
  private final TestBed bed;

  ReleasesIT(TestBed bed, Gateway gateway) {
    this.gateway = gateway;
    this.bed = bed;
  }

  @Test
  void shouldAnswer201WithTheReleaseWhenItIsNew() {
    // when
    Answer answer = gateway.put(path, artifact("sha256", '"' + SHA256 + '"'));

    // then
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Location")).isEqualTo(gateway.base() + path);
    assertThat(answer.json().at("/artifacts/0/sha256").asString())
        .isEqualTo(SHA256.toLowerCase(java.util.Locale.ROOT));
    assertThat(answer.json().at("/artifacts/0/sha1").isNull()).isTrue();
    assertThat(answer.json().path("publishedBy").path("application").path("id").asString())
        .isEqualTo("app-1");
  }

  @Test
  void shouldKeepWhenItWasPublishedWhenAReleaseIsChanged() {
    // given
    Answer first = gateway.put(path, "{\"artifacts\":null}");

    // when
    Answer second = gateway.put(path, artifact("sha256", '"' + SHA256 + '"'));

    // then
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().path("publishedDateTime"))
        .isEqualTo(first.json().path("publishedDateTime"));
    assertThat(gateway.get(path).json().at("/artifacts/0/fileName").asString()).isEqualTo("f.bin");
  }

  @Test
  void shouldRecommendAReleaseUntilThatIsTakenBack() {
    // given
    gateway.put(path, "{\"recommended\":true}");
    String later = path + "-later";

    // when
    Answer changed = gateway.put(path, artifact("sha256", '"' + SHA256 + '"'));
    Answer both = gateway.put(later, "{\"recommended\":true}");
    Answer withdrawn = gateway.put(path, "{\"recommended\":false}");
    gateway.put(later, "{\"recommended\":false}");

    // then
    assertThat(changed.json().path("recommended").asBoolean()).isTrue();
    assertThat(both.json().path("recommendedDateTime").asString())
        .isGreaterThan(changed.json().path("recommendedDateTime").asString());
    assertThat(withdrawn.json().path("recommended").asBoolean()).isFalse();
    assertThat(withdrawn.json().path("recommendedDateTime").isNull()).isTrue();
  }

  @Test
  void shouldOfferAReleaseNoMoreWhenItIsWithdrawn() {
    // given
    String tenant = "tenant-" + UUID.randomUUID();
    String token = bed.tokens().of(tenant);
    String older = "/teamwork/softwareReleases/firmware/1%2F0";
    String newer = "/teamwork/softwareReleases/firmware/2";
    for (String release : List.of(older, newer)) {
      assertThat(gateway.send(put(release, token)).status()).isEqualTo(201);
    }

    // when
    Answer answer = gateway.send(as(token, newer).DELETE());

    // then
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.response().body()).isEmpty();
    assertThat(gateway.send(as(token, newer)).status()).isEqualTo(404);
    assertThat(gateway.send(as(token, newer).DELETE()).status()).isEqualTo(404);
    assertThat(gateway.send(as(token, older)).status()).isEqualTo(200);
    assertThat(gateway.send(as(bed.tokens().of("tenant-other"), older).DELETE()).status())
        .isEqualTo(404);
    assertThat(gateway.send(as(token, older).DELETE()).status()).isEqualTo(204);
    Answer none = gateway.send(as(token, "/teamwork/softwareReleases"));
    assertThat(none.json().path("value")).isEmpty();
    assertThat(gateway.send(put(newer, token)).status()).isEqualTo(201);
  }

  private HttpRequest.Builder as(String token, String url) {
    return gateway.anonymous(url).header("Authorization", "Bearer " + token);
  }

  private HttpRequest.Builder put(String url, String token) {
    return as(token, url)
        .header("Content-Type", "application/json")
        .PUT(HttpRequest.BodyPublishers.ofString("{}"));
  }

  @Test
  void shouldTakeVersionsWithASlash() {
    // when
    Answer put = gateway.put(path + "%2Fbeta", "{}");
    Answer get = gateway.get(path + "%2Fbeta");

    // then
    assertThat(put.status()).isEqualTo(201);
    assertThat(get.json().path("softwareVersion").asString()).isEqualTo(version + "/beta");
  }

  @Test
  void shouldAnswer404WhenTheReleaseIsUnknown() {
    // when
    Answer answer = gateway.get(path);

    // then
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("NotFound/softwareVersionNotAvailable");
  }

  @Test
  void shouldLeadThroughAllReleasesOfTheTenantWhenThereAreSeveralPages() {
    // given
    String tenant = "tenant-" + UUID.randomUUID();
    String token = bed.tokens().of(tenant);
    for (String name : List.of("adminAgent/2", "adminAgent/1", "firmware/1")) {
      gateway.send(put("/teamwork/softwareReleases/" + name, token));
    }
    List<String> versions = new ArrayList<>();
    String next = "/teamwork/softwareReleases?$top=2";

    // when
    while (!next.isEmpty()) {
      Answer page = gateway.send(as(token, next));
      page.json()
          .path("value")
          .forEach(
              release ->
                  versions.add(
                      release.path("softwareType").asString()
                          + '/'
                          + release.path("softwareVersion").asString()));
      String link = page.json().path("@odata.nextLink").asString("");
      next = link.isEmpty() ? "" : link.substring(gateway.base().length());
    }

    // then
    assertThat(versions).containsExactly("adminAgent/1", "adminAgent/2", "firmware/1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "uri       | \"ftp://files.test/f\"",
        "uri       | \"/f\"",
        "uri       | \"file:///f\"",
        "uri       | \"http://\"",
        "uri       | \"http://a b\"",
        "fileName  | \"a/b\"",
        "fileName  | \"..\"",
        "sizeBytes | 0",
        "sizeBytes | 1.5",
        "sizeBytes | \"7\"",
        "sizeBytes | 99999999999999999999",
        "sha1      | \"xyz\"",
        "sha256    | \"abc\"",
        "sha256    | null",
        "md5       | \"abc\"",
      })
  void shouldAnswer400AndNameTheMemberWhenTheArtifactIsWrong(String member, String value) {
    // when
    Answer answer = gateway.put(path, artifact(member, value));

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").path("details").path(0).path("target").asString())
        .isEqualTo("artifacts[0]." + member);
  }

  @Test
  void shouldKeepAllThatIsSaidOfARelease() {
    // given
    String body =
        """
        {"artifacts":[{"uri":"file:///releases/a.bin","fileName":"a.bin","sizeBytes":1,
        "md5":"%s","sha1":"%s","sha256":"%s"}],
        "part":"bApp","name":"app","metadata":{"board":"r3"},"delivery":"proxied"}"""
            .formatted("A".repeat(32), "b".repeat(40), SHA256);

    // when
    Answer answer = gateway.put(path, body);

    // then
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().path("warnings")).isEmpty();
    JsonNode kept = gateway.get(path).json();
    assertThat(kept.at("/artifacts/0/md5").asString()).isEqualTo("a".repeat(32));
    assertThat(kept.at("/artifacts/0/uri").asString()).isEqualTo("file:///releases/a.bin");
    assertThat(kept.path("part").asString()).isEqualTo("bApp");
    assertThat(kept.path("name").asString()).isEqualTo("app");
    assertThat(kept.at("/metadata/board").asString()).isEqualTo("r3");
    assertThat(kept.path("delivery").asString()).isEqualTo("proxied");
    assertThat(kept.has("warnings")).isFalse();
  }

  @Test
  void shouldWarnOfWhatSomeAgentsDoNotInstall() {
    // given
    String file =
        "{\"uri\":\"http://files.test/f\",\"fileName\":\"%s\",\"sizeBytes\":7,\"sha256\":\""
            + SHA256
            + "\"%s}";
    String complete = ",\"md5\":\"" + "0".repeat(32) + "\",\"sha1\":\"" + "0".repeat(40) + "\"";

    // when
    Answer bare = gateway.put(path, "{\"artifacts\":[" + file.formatted("f.bin", "") + "]}");
    Answer whole = gateway.put(path, "{\"artifacts\":[" + file.formatted("f.swu", complete) + "]}");
    Answer two =
        gateway.put(
            path,
            "{\"artifacts\":["
                + file.formatted("a.SWU", complete)
                + ','
                + file.formatted("b.swu", complete)
                + "]}");
    Answer bridged = gateway.put(path, "{\"artifacts\":null}");

    // then
    assertThat(codes(bare)).containsExactly("md5Missing", "sha1Missing", "fileNameNotSwu");
    assertThat(bare.json().at("/warnings/0/message").asString())
        .contains("\"f.bin\"", "Hara", "hawkbit-rs");
    assertThat(codes(whole)).isEmpty();
    assertThat(codes(two)).containsExactly("severalArtifacts");
    assertThat(codes(bridged)).isEmpty();
  }

  private static List<String> codes(Answer published) {
    List<String> codes = new ArrayList<>();
    published
        .json()
        .path("warnings")
        .forEach(warning -> codes.add(warning.path("code").asString()));
    return codes;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"artifact\":null}                    | artifact",
        "{\"artifacts\":{}}                     | artifacts",
        "{\"artifacts\":[7]}                    | artifacts[0]",
        "{\"part\":\"\"}                        | part",
        "{\"metadata\":[]}                      | metadata",
        "{\"metadata\":{\"a\":7}}               | metadata.a",
        "{\"metadata\":{\"\":\"b\"}}            | metadata",
        "{\"delivery\":\"PROXIED\"}             | delivery",
      })
  void shouldAnswer400AndNameTheMemberWhenTheContentIsWrong(String body, String target) {
    // when
    Answer answer = gateway.put(path, body);

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").path("details").path(0).path("target").asString())
        .isEqualTo(target);
  }

  @Test
  void shouldAnswer400WhenTwoArtifactsHaveOneName() {
    // given
    String one = artifact("sha256", '"' + SHA256 + '"');
    String item = one.substring("{\"artifacts\":[".length(), one.length() - 2);

    // when
    Answer answer = gateway.put(path, "{\"artifacts\":[" + item + ',' + item + "]}");

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").path("details").path(0).path("target").asString())
        .isEqualTo("artifacts[1].fileName");
  }

  @ParameterizedTest
  @ValueSource(strings = {"toaster/1", "firmware/%0A"})
  void shouldAnswer400WhenTypeOrVersionIsNone(String name) {
    // when
    Answer answer = gateway.put("/teamwork/softwareReleases/" + name, "{}");

    // then
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void shouldGiveUpARecordAsADeadLetterWhenItIsNoRelease() {
    // given
    byte[] text = ("no release " + version).getBytes(StandardCharsets.UTF_8);

    // when
    write("some key", text);

    // then
    Awaitility.await("the dead letter")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(deadLetters())
                    .filteredOn(letter -> ByteBuffer.wrap(text).equals(letter.getValue()))
                    .singleElement()
                    .satisfies(
                        letter -> {
                          assertThat(letter.getTopic()).isEqualTo("releases");
                          assertThat(letter.getStage()).isEqualTo("api-gateway");
                        }));
    assertThat(gateway.put(path, "{}").status()).isEqualTo(201);
  }

  @Test
  void shouldForgetAReleaseWhenItIsWithdrawn() {
    // given
    gateway.put(path, "{}");

    // when
    write(Gateway.TENANT + "/firmware/" + version, null);

    // then
    Awaitility.await("the release is gone")
        .atMost(Duration.ofSeconds(10))
        .until(() -> gateway.get(path).status() == 404);
  }

  private static String artifact(String member, String value) {
    Map<String, String> members =
        new java.util.LinkedHashMap<>(
            Map.of(
                "uri", "\"https://files.test/f\"",
                "fileName", "\"f.bin\"",
                "sizeBytes", "7",
                "sha256", '"' + SHA256 + '"'));
    members.put(member, value);
    List<String> written = new ArrayList<>();
    members.forEach((name, text) -> written.add('"' + name + "\":" + text));
    return "{\"artifacts\":[{" + String.join(",", written) + "}]}";
  }

  private void write(String key, byte[] value) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bed.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("releases", key, value));
    }
  }

  private List<DeadLetter> deadLetters() {
    List<DeadLetter> letters = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                Map.of("bootstrap.servers", bed.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        RecordReader reader =
            new RecordReader(
                new TopicNames(""), "test", 0, Map.of("schema.registry.url", bed.registryUrl()))) {
      List<TopicPartition> partitions =
          IntStream.range(0, TestBed.PARTITIONS)
              .mapToObj(p -> new TopicPartition("dead-letters", p))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
        letters.add((DeadLetter) ((Reading.Message) reader.read(RawRecord.of(record))).value());
      }
    }
    return letters;
  }
}
