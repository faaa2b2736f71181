package dev.drydock.e2e;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one installation that all of them share: it starts with the first and ends with
 * the last. After each class the whole log is checked.
 */
final class SharedInstallation
    implements ParameterResolver, AfterTestExecutionCallback, AfterAllCallback {

  private static final Namespace NAMESPACE = Namespace.create(SharedInstallation.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Installation.class;
  }

  @Override
  public Installation resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return shared(context);
  }

  /** A test that failed leaves updates behind, of which the tests after it are to know nothing. */
  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      shared(context).rejectEverything();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    shared(context).assertPromisesKept();
  }

  /** Returns the installation, which starts with the first call. */
  static Installation shared(ExtensionContext context) {
    return start(context).get();
  }

  @SuppressWarnings("unchecked")
  private static SharedStart<Installation> start(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(
            Installation.class,
            type ->
                new SharedStart<>(
                    "installation",
                    () -> Installation.start(StackDirectory.empty("shared")),
                    Installation::close),
            SharedStart.class);
  }
}
