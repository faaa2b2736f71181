package dev.drydock.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessEndIT {

  @Test
  void shouldReturnWhenNoThreadOfTheCommonPoolIsFree() throws Exception {
    // given: with a single thread older JDKs would not use the pool at all
    List<String> options =
        List.of("-Djava.util.concurrent.ForkJoinPool.common.parallelism=2", "-Xmx64m");

    // when
    Process program =
        new ProcessBuilder(JavaCommand.ofClass(options, ProcessEndMain.class, List.of()))
            .inheritIO()
            .start();

    // then
    try {
      assertThat(program.waitFor(20, TimeUnit.SECONDS)).as("it returns").isTrue();
      assertThat(program.exitValue()).isZero();
    } finally {
      program.descendants().forEach(ProcessHandle::destroyForcibly);
      program.destroyForcibly();
    }
  }
}
