package dev.drydock.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an agent said and was answered, and what was done at Drydock's other side meanwhile. As a
 * text, {@code !} stands before a deed, {@code >} before each line of a request and {@code <}
 * before an answer's status and those of its members that the agent reads, with what is in them
 * where it is the same each time.
 *
 * @param steps in their order
 */
record Recording(List<Step> steps) {

  /** What SWUpdate looks at in an answer, and is the same each time. */
  private static final List<String> VALUES =
      List.of(
          "/config/polling/sleep",
          "/id",
          "/cancelAction/stopId",
          "/deployment/update",
          "/deployment/chunks/0/part",
          "/deployment/chunks/0/name",
          "/deployment/chunks/0/version");

  /** The same, but differs. */
  private static final List<String> MEMBERS =
      List.of(
          "/_links/configData/href",
          "/_links/deploymentBase/href",
          "/_links/cancelAction/href",
          "/deployment/chunks/0/artifacts/0/filename",
          "/deployment/chunks/0/artifacts/0/size",
          "/deployment/chunks/0/artifacts/0/hashes/sha1",
          "/deployment/chunks/0/artifacts/0/_links/download/href",
          "/deployment/chunks/0/artifacts/0/_links/download-http/href");

  /** One thing after the other. */
  sealed interface Step {}

  /**
   * What somebody does.
   *
   * @param name a word
   */
  record Deed(String name) implements Step {}

  /**
   * What the agent says, and is answered.
   *
   * @param request line by line
   * @param answer status, members with what is in them, and members
   */
  record Call(List<String> request, String answer) implements Step {

    boolean isRead() {
      return request.get(0).startsWith("GET ");
    }

    boolean isPoll() {
      return isRead() && request.get(0).contains("/{device} ");
    }
  }

  /** Returns an answer's status and what the agent reads of it. */
  static String seen(Answer answer) {
    Stream<String> values = present(VALUES, answer).map(v -> v + '=' + answer.member(v));
    return Stream.of(Stream.of(Integer.toString(answer.status())), values, present(MEMBERS, answer))
        .flatMap(words -> words)
        .collect(Collectors.joining(" "));
  }

  private static Stream<String> present(List<String> members, Answer answer) {
    return members.stream().filter(member -> !answer.member(member).isEmpty());
  }

  /** Reads what stands below {@code agents} among the resources. */
  static Recording read(String name) {
    try (InputStream in = Recording.class.getResourceAsStream("/agents/" + name)) {
      if (in == null) {
        throw new AssertionError("Expected the resource agents/" + name + " but it is not there");
      }
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Recording of(String text) {
    List<Step> steps = new ArrayList<>();
    List<String> request = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("! ")) {
        steps.add(new Deed(line.substring(2)));
      } else if (line.startsWith(">")) {
        request.add(line.length() < 2 ? "" : line.substring(2));
      } else if (line.startsWith("< ")) {
        steps.add(new Call(List.copyOf(request), line.substring(2)));
        request.clear();
      }
    }
    return new Recording(List.copyOf(steps));
  }

  @Override
  public String toString() {
    return steps.stream().map(Recording::text).collect(Collectors.joining("\n"));
  }

  private static String text(Step step) {
    if (step instanceof Deed deed) {
      return "! " + deed.name() + '\n';
    }
    Call call = (Call) step;
    return call.request().stream()
            .map(line -> (line.isEmpty() ? ">" : "> " + line) + '\n')
            .collect(Collectors.joining())
        + "< "
        + call.answer()
        + '\n';
  }
}
