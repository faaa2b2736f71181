package dev.drydock.projector.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.local.postgres.LocalPostgres;
import dev.drydock.projector.core.Change;
import dev.drydock.projector.core.DeviceRow;
import dev.drydock.projector.core.OperationRow;
import dev.drydock.projector.core.RejectedRequest;
import dev.drydock.projector.core.TenantId;
import dev.drydock.projector.core.ViewChanges;
import dev.drydock.projector.fixture.FreePorts;
import dev.drydock.projector.fixture.ViewDatabase;
import dev.drydock.projector.stream.ViewWriter;
import dev.drydock.view.DeviceView;
import dev.drydock.view.OperationView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeTry;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever is asked for, the pages put together are the list that is to be: no row missing, none
 * twice, none in another place, also when others come between the pages.
 */
class ListsPropertiesIT {

  private static final int TRIES = 100;

  private static Path directory;
  private static LocalPostgres postgres;
  private static SingleConnectionDataSource connection;
  private static ViewWriter writer;

  private TenantId tenant = anyTenant();
  private TenantId other = anyTenant();

  @BeforeContainer
  static void start() throws IOException {
    directory = Files.createTempDirectory("lists");
    postgres = LocalPostgres.start(directory, FreePorts.one(), Map.of("fsync", "off"));
    ViewDatabase database = ViewDatabase.of(postgres.jdbcUrl()).migrate();
    connection = database.oneConnection();
    writer = new ViewWriter(database.oneConnection(), JsonMapper.shared());
  }

  @AfterContainer
  static void stop() throws IOException {
    connection.destroy();
    postgres.close();
    FileSystemUtils.deleteRecursively(directory);
  }

  @BeforeTry
  void beginWithNothing() {
    tenant = anyTenant();
    other = anyTenant();
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void shouldListTheOperationsThatAFilterIsTrueOf(@ForAll long seed) {
    RandomQueries random = new RandomQueries(new Random(seed));
    List<OperationRow> rows = addOperations(random, "op-", random.upTo(40));
    JsonNode filter = random.filter(OperationField.values(), 3);
    ObjectNode query = JsonMapper.shared().createObjectNode();
    query.set("filter", filter);
    query.put("orderBy", random.any(List.of("createdAt", "lastActionAt", "deviceId")));
    query.put("descending", random.flag()).put("rejected", random.flag()).put("count", true);
    query.put("deviceId", random.flag() ? null : "device-1").put("top", random.upTo(7));
    // with few, more kinds than are merged
    int mostKinds = random.any(List.of(3, OperationLists.MOST_KINDS));

    List<OperationRow> expected =
        rows.stream()
            .filter(row -> isListed(row, query) && matches(filter, row))
            .sorted(order(query))
            .toList();
    List<String> found = turnOperationPages(query, mostKinds, expected.size(), random);

    assertThat(found).doesNotHaveDuplicates();
    assertThat(found.stream().filter(id -> id.startsWith("op-")))
        .containsExactlyElementsOf(expected.stream().map(OperationRow::operationId).toList());
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void shouldListTheDevicesThatAFilterIsTrueOf(@ForAll long seed) {
    RandomQueries random = new RandomQueries(new Random(seed));
    List<DeviceRow> rows = addDevices(random, "d-", random.upTo(30));
    JsonNode filter = random.filter(DeviceField.values(), 3);
    ObjectNode query = JsonMapper.shared().createObjectNode();
    query.set("filter", filter);
    query.put("orderBy", random.any(List.of("id", "registeredAt")));
    query.put("descending", random.flag()).put("count", true).put("top", random.upTo(7));

    List<String> expected =
        rows.stream()
            .filter(row -> FilterEvaluator.matches(filter, RandomQueries.fields(row)))
            .sorted(deviceOrder(query))
            .map(row -> row.id().deviceId())
            .toList();
    List<String> found = turnDevicePages(query, expected.size(), random);

    assertThat(found).doesNotHaveDuplicates();
    assertThat(found.stream().filter(id -> id.startsWith("d-")))
        .containsExactlyElementsOf(expected);
  }

  private List<String> turnOperationPages(
      ObjectNode query, int mostKinds, int count, RandomQueries random) {
    OperationLists lists =
        new OperationLists(
            new JdbcTemplate(connection),
            Queries.snapshot(connection),
            JsonMapper.shared(),
            mostKinds);
    List<String> found = new ArrayList<>();
    Page<OperationView> page = lists.page(tenant, QueryReader.operations(query));
    assertThat(page.count()).isEqualTo(count);
    while (true) {
      page.items().forEach(item -> found.add(item.operationId()));
      if (!page.more()) {
        return found;
      }
      assertThat(page.items()).hasSize(query.get("top").asInt());
      OperationView last = page.items().get(page.items().size() - 1);
      boolean isByLastAction = query.get("orderBy").asString().equals("lastActionAt");
      query
          .putObject("after")
          .put("at", isByLastAction ? last.lastActionAt() : last.createdAt())
          .put("deviceId", last.deviceId())
          .put("id", last.operationId());
      addOperations(random, "later-" + found.size() + '-', 2);
      page = lists.page(tenant, QueryReader.operations(query));
    }
  }

  private List<String> turnDevicePages(ObjectNode query, int count, RandomQueries random) {
    DeviceLists lists =
        new DeviceLists(
            new JdbcTemplate(connection), Queries.snapshot(connection), JsonMapper.shared());
    List<String> found = new ArrayList<>();
    Page<DeviceView> page = lists.page(tenant, QueryReader.devices(query));
    assertThat(page.count()).isEqualTo(count);
    while (true) {
      page.items().forEach(item -> found.add(item.deviceId()));
      if (!page.more()) {
        return found;
      }
      DeviceView last = page.items().get(page.items().size() - 1);
      query.putObject("after").put("at", last.registeredAt()).put("id", last.deviceId());
      addDevices(random, "later-" + found.size() + '-', 2);
      page = lists.page(tenant, QueryReader.devices(query));
    }
  }

  private List<OperationRow> addOperations(RandomQueries random, String prefix, int count) {
    List<OperationRow> rows = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(random.operation(tenant, prefix + i + tenant));
      changes.add(new Change.OperationChanged(rows.get(i)));
      changes.add(
          new Change.OperationChanged(random.operation(other, "foreign-" + prefix + i + tenant)));
    }
    writer.write(ViewChanges.fold(changes));
    return rows;
  }

  private List<DeviceRow> addDevices(RandomQueries random, String prefix, int count) {
    List<DeviceRow> rows = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(random.device(tenant, prefix + i));
      changes.add(new Change.DeviceChanged(rows.get(i)));
      changes.add(new Change.DeviceChanged(random.device(other, prefix + i)));
    }
    writer.write(ViewChanges.fold(changes));
    return rows;
  }

  private static TenantId anyTenant() {
    return new TenantId("tenant-" + UUID.randomUUID());
  }

  private static boolean matches(JsonNode filter, OperationRow row) {
    return FilterEvaluator.matches(filter, RandomQueries.fields(row));
  }

  private static boolean isListed(OperationRow row, JsonNode query) {
    boolean isOfDevice =
        query.get("deviceId").isNull()
            || query.get("deviceId").asString().equals(row.device().deviceId());
    boolean isRejected = row.revision() == RejectedRequest.REVISION;
    return isOfDevice && (!isRejected || query.get("rejected").asBoolean());
  }

  private static Comparator<OperationRow> order(JsonNode query) {
    Comparator<OperationRow> creation =
        Comparator.comparing(OperationRow::createdAt).thenComparing(OperationRow::operationId);
    Comparator<OperationRow> order =
        switch (query.get("orderBy").asString()) {
          case "createdAt" -> creation;
          case "lastActionAt" ->
              Comparator.comparing(OperationRow::lastActionAt)
                  .thenComparing(OperationRow::operationId);
          default ->
              Comparator.<OperationRow, String>comparing(row -> row.device().deviceId())
                  .thenComparing(creation.reversed());
        };
    return query.get("descending").asBoolean() ? order.reversed() : order;
  }

  private static Comparator<DeviceRow> deviceOrder(JsonNode query) {
    Comparator<DeviceRow> order =
        query.get("orderBy").asString().equals("id")
            ? Comparator.comparing(row -> row.id().deviceId())
            : Comparator.comparing(DeviceRow::registeredAt)
                .thenComparing(row -> row.id().deviceId());
    return query.get("descending").asBoolean() ? order.reversed() : order;
  }
}
