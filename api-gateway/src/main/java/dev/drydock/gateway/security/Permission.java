package dev.drydock.gateway.security;

import java.util.List;
import org.springframework.http.HttpMethod;

/** The permissions that the API asks for, in Microsoft Graph's words. */
public enum Permission {
  READ("TeamworkDevice.Read.All"),
  READ_WRITE("TeamworkDevice.ReadWrite.All");

  private static final List<Permission> TO_READ = List.of(READ, READ_WRITE);
  private static final List<Permission> TO_WRITE = List.of(READ_WRITE);

  private final String value;

  Permission(String value) {
    this.value = value;
  }

  /** Returns the permissions of which a request with this method needs one. */
  static List<Permission> anyOf(String method) {
    return isRead(method) ? TO_READ : TO_WRITE;
  }

  /** Tells whether a method only reads. */
  public static boolean isRead(String method) {
    return HttpMethod.GET.matches(method)
        || HttpMethod.HEAD.matches(method)
        || HttpMethod.OPTIONS.matches(method);
  }

  /** Returns the word that stands in tokens. */
  public String value() {
    return value;
  }
}
