package dev.drydock.local.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The paths of the API, and what answers them. */
final class Routes {

  private record Route(String method, List<String> pattern, Function<Call, Object> handler) {

    boolean matches(Call call) {
      if (!method.equals(call.method()) || pattern.size() != call.segments().size()) {
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
    routes.add(new Route(method, Arrays.asList(path.substring(1).split("/")), handler));
    return this;
  }

  /** Returns the answer's body; throws {@link RegistryException} 404 when there is no such path. */
  Object answer(Call call) {
    return routes.stream()
        .filter(route -> route.matches(call))
        .findFirst()
        .orElseThrow(
            () ->
                new RegistryException(
                    404, "This registry has no " + call.method() + " /" + call.segments()))
        .handler()
        .apply(call);
  }
}
