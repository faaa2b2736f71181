package dev.drydock.local;

import dev.drydock.schemas.TopicNames;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A stack in a JVM of its own, to be killed. */
public final class StackMain {

  private StackMain() {}

  public static void main(String[] args) throws InterruptedException {
    int[] p =
        Pattern.compile("\\d+")
            .matcher(args[2])
            .results()
            .map(MatchResult::group)
            .mapToInt(Integer::parseInt)
            .toArray();
    var ports = new Ports(p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7]);
    var settings = settings(Path.of(args[0]), Path.of(args[1]), ports).build();
    new LocalStack(settings).start(StackProgress.NONE);
    System.out.println("ready");
    Thread.currentThread().join();
  }

  static StackSettings.Builder settings(Path data, Path project, Ports ports) {
    return StackSettings.builder(data, project)
        .ports(ports)
        .partitions(2)
        .topics(new TopicNames("it-"));
  }
}
