package dev.drydock.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one gateway with TLS that stands beside the shared installation: it starts with
 * the first test that asks for it and ends before the installation does.
 */
final class SharedTlsGateway implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(SharedTlsGateway.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TlsGateway.class;
  }

  @Override
  public TlsGateway resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return start(context, SharedInstallation.shared(context)).get();
  }

  @SuppressWarnings("unchecked")
  private static SharedStart<TlsGateway> start(ExtensionContext context, Installation drydock) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(
            TlsGateway.class,
            type ->
                new SharedStart<>(
                    "gateway with TLS", () -> TlsGateway.start(drydock), TlsGateway::close),
            SharedStart.class);
  }
}
