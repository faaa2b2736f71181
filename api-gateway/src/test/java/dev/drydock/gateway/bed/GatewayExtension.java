package dev.drydock.gateway.bed;

import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one bed and one gateway that all of them share, and stops both after the last. */
public final class GatewayExtension implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(GatewayExtension.class);

  private record Shared(TestBed bed, Gateway gateway) implements AutoCloseable {

    static Shared start() {
      TestBed bed = TestBed.start();
      try {
        return new Shared(bed, bed.gateway());
      } catch (RuntimeException e) {
        bed.close();
        throw e;
      }
    }

    @Override
    public void close() {
      gateway.close();
      bed.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return List.of(TestBed.class, Gateway.class).contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Shared shared =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent("shared", unused -> Shared.start(), Shared.class);
    return parameter.getParameter().getType() == TestBed.class ? shared.bed() : shared.gateway();
  }
}
