package dev.drydock.kit.terminal;

import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Says in one sentence on the standard error why a command failed. The stack trace is printed too
 * when the environment variable {@value #TRACE} is set.
 */
public final class FailureReport implements IExecutionExceptionHandler, IParameterExceptionHandler {

  static final String TRACE = "DRYDOCK_TRACE";

  private final Map<String, String> environment;

  /** Looks for {@value #TRACE} in the given environment. */
  public FailureReport(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, @Nullable ParseResult parsed) {
    say(command, sentence(failure), failure);
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    say(
        command,
        firstLine(String.valueOf(failure.getMessage()))
            + "; see `"
            + command.getCommandSpec().qualifiedName()
            + " --help`",
        failure);
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private void say(CommandLine command, String sentence, Exception failure) {
    PrintWriter err = command.getErr();
    err.println(command.getCommandSpec().qualifiedName() + ": " + sentence);
    if (environment.containsKey(TRACE)) {
      failure.printStackTrace(err);
    }
    err.flush();
  }

  private static String sentence(Exception failure) {
    String message = failure.getMessage();
    if (failure instanceof CommandFailure && message != null) {
      return message;
    }
    // The libraries' and modules' own failures name what they expected; what they do not name is
    // worth its type.
    return message == null || message.isBlank()
        ? "unexpected "
            + failure.getClass().getSimpleName()
            + "; set "
            + TRACE
            + "=1 to see where it comes from"
        : firstLine(message);
  }

  private static String firstLine(String message) {
    return message.strip().lines().findFirst().orElse(message);
  }
}
