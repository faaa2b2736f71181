package dev.drydock.dispatcher.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Which numbers updates get. */
class DeploymentNumbersTest {

  @Property
  void shouldGoUpFromTheFirstAndLeaveOutMultiplesOfTen(
      @ForAll @IntRange(min = DeploymentNumbers.MIN_FIRST, max = DeploymentNumbers.MAX_FIRST)
          int first,
      @ForAll @IntRange(max = DeploymentNumbers.MAX - 1) int last) {
    int next = new DeploymentNumbers(first).after(last);

    assertThat(next).isGreaterThanOrEqualTo(first).isGreaterThan(last);
    assertThat(next - Math.max(first, last + 1)).isBetween(0, 1);
    assertThat(next % 10).isNotZero();
    assertThat(next).isLessThan(Integer.MAX_VALUE);
  }

  @Example
  void shouldBeginWhereItIsSet() {
    assertThat(new DeploymentNumbers(1001).after(0)).isEqualTo(1001);
    assertThat(new DeploymentNumbers(1000).after(0)).isEqualTo(1001);
    assertThat(new DeploymentNumbers(1001).after(1009)).isEqualTo(1011);
    assertThat(new DeploymentNumbers(5001).after(1009)).isEqualTo(5001);
  }

  @Example
  void shouldHaveNoNumberAfterTheLast() {
    DeploymentNumbers numbers = new DeploymentNumbers(1001);

    assertThat(numbers.after(2_147_483_645)).isEqualTo(2_147_483_646);
    assertThatIllegalStateException().isThrownBy(() -> numbers.after(2_147_483_646));
  }

  @Example
  void shouldNotBeginBelowElevenOrTooHigh() {
    assertThatIllegalArgumentException().isThrownBy(() -> new DeploymentNumbers(10));
    assertThatIllegalArgumentException().isThrownBy(() -> new DeploymentNumbers(1_000_000_001));
  }
}
