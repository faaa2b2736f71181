package dev.drydock.check.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CorruptionPropertyTest {

  @Property(tries = 300)
  void shouldFindNothingWhenNothingIsBroken(
      @ForAll("fleets") List<List<LogGenerator.Life>> fleet, @ForAll long seed) {
    // given
    LogWriter writer = new LogGenerator().write(fleet, seed);
    Checks checks = new Checks(writer);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    assertThat(report.violations()).isEmpty();
    assertThat(report.counts().open()).isZero();
  }

  @Property(tries = 1500)
  void shouldFindTheBrokenPromiseWhenOneThingIsCorrupted(
      @ForAll("fleets") List<List<LogGenerator.Life>> fleet,
      @ForAll long seed,
      @ForAll Corruption corruption) {
    // given
    LogWriter writer = new LogGenerator().write(fleet, seed);
    Assume.that(corruption.apply(writer.log(), new Random(seed)));
    Checks checks = new Checks(writer);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    assertThat(report.violations()).extracting(Violation::invariant).contains(corruption.broken());
  }

  @Property(tries = 1500)
  void shouldFindTheBrokenPromiseWhenOneThingOfACancelIsCorrupted(
      @ForAll("fleets") List<List<LogGenerator.Life>> fleet,
      @ForAll long seed,
      @ForAll CancelCorruption corruption) {
    // given
    LogWriter writer = new LogGenerator().write(fleet, seed);
    Assume.that(corruption.apply(writer.log(), new Random(seed)));
    Checks checks = new Checks(writer);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    assertThat(report.violations()).extracting(Violation::invariant).contains(corruption.broken());
  }

  @Provide
  Arbitrary<List<List<LogGenerator.Life>>> fleets() {
    Arbitrary<LogGenerator.Life> life =
        Combinators.combine(
                Arbitraries.of(true, false),
                Arbitraries.integers().between(0, 3),
                Arbitraries.integers().between(0, 2),
                Arbitraries.of(LogGenerator.Asked.class),
                Arbitraries.of(LogGenerator.End.class),
                Arbitraries.of(true, false),
                Arbitraries.integers().between(0, 2),
                Arbitraries.of(true, false))
            .as(LogGenerator.Life::new);
    return life.list().ofMinSize(1).ofMaxSize(4).list().ofMinSize(1).ofMaxSize(4);
  }
}
