package dev.drydock.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests of consumers the installation that all of them read. */
final class SharedTopics implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(SharedTopics.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ReadTopics.class;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    SharedStart<ReadTopics> start =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(
                ReadTopics.class,
                type -> new SharedStart<>("topics", ReadTopics::start, ReadTopics::close),
                SharedStart.class);
    return start.get();
  }
}
