package dev.drydock.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.ScriptedView;
import dev.drydock.gateway.bed.ScriptedView.Answer;
import dev.drydock.gateway.bed.Views;
import dev.drydock.gateway.view.ViewFixture;
import dev.drydock.view.OperationView;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HoldersTest {

  private static final String HOLDER = "holder";
  private static final String PATH = ScriptedView.path(Gateway.TENANT, Conflicts.DEVICE, HOLDER);

  private final ScriptedView view = ScriptedView.start();
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
  private final Holders holders = new Holders(ViewFixture.client(view.url(), timer));

  @AfterEach
  void close() {
    view.close();
    timer.shutdownNow();
  }

  @Test
  void shouldAskTheViewOnceWhenManyRequestsMeetAHolderAtOnce() {
    // given
    OperationView operation = Views.operation(Conflicts.DEVICE, HOLDER, "inProgress");
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    view.answer(PATH, answer::join);

    // when
    List<CompletableFuture<Holder>> found = Stream.generate(this::find).limit(20).toList();
    answer.complete(view.ok(operation));

    // then
    assertThat(found)
        .allSatisfy(
            holder -> assertThat(holder.join().operation()).isEqualTo(Optional.of(operation)));
    assertThat(view.requests()).containsExactly(PATH);
  }

  @Test
  void shouldAskAgainWhenTheViewHasAnswered() {
    // given
    view.has(Views.operation(Conflicts.DEVICE, HOLDER, "inProgress"));
    find().join();
    OperationView over = Views.operation(Conflicts.DEVICE, HOLDER, "successful");
    view.has(over);

    // when
    Holder holder = find().join();

    // then
    assertThat(holder.operation()).contains(over);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 500})
  void shouldTellOfTheHolderWithoutItsStateWhenTheViewDoesNot(int status) {
    // given
    view.answer(PATH, () -> new Answer(status, ""));

    // when
    Holder holder = find().join();

    // then
    assertThat(holder).isEqualTo(new Holder(HOLDER, Conflicts.ADMITTED, Optional.empty()));
  }

  private CompletableFuture<Holder> find() {
    return holders.of(Conflicts.TENANT, Conflicts.DEVICE, HOLDER, Conflicts.ADMITTED);
  }
}
