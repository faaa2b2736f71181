package dev.drydock.local.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The paths of the API, and what answers them. */
final class Routes {

  private record Route(String method, List<String> pattern, Function<Call, Object> handler) {

    boolean hasPathOf(Call call) {
      if (pattern.size() != call.segments().size()) {
        return false;
      }
      for (int i = 0; i < pattern.size(); i++) {
        if (!pattern.get(i).equals("*") && !pattern.get(i).equals(call.segment(i))) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Route> routes = new ArrayList<>();

  /** Adds a path; {@code *} stands for any one segment. */
  Routes add(String method, String path, Function<Call, Object> handler) {
    List<String> pattern = Arrays.stream(path.split("/")).filter(s -> !s.isEmpty()).toList();
    routes.add(new Route(method, pattern, handler));
    return this;
  }

  /** Returns the answer's body; throws {@link RegistryException}. */
  Object answer(Call call) {
    List<Route> samePath = routes.stream().filter(route -> route.hasPathOf(call)).toList();
    String path = "/" + String.join("/", call.segments());
    if (samePath.isEmpty()) {
      throw RegistryException.noSuchPath(path);
    }
    return samePath.stream()
        .filter(route -> route.method().equals(call.method()))
        .findFirst()
        .orElseThrow(() -> RegistryException.wrongMethod(call.method(), path))
        .handler()
        .apply(call);
  }
}
