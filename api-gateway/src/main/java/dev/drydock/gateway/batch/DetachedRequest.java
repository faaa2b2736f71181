package dev.drydock.gateway.batch;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.Part;
import java.security.Principal;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request that asks the container's object nothing, for that may be another request's by now:
 * what it knows of the connection was copied, and there are no sessions, cookies and parts.
 */
abstract class DetachedRequest extends HttpServletRequestWrapper {

  private final Connection connection;

  DetachedRequest(Connection connection, HttpServletRequest batch) {
    super(batch);
    this.connection = connection;
  }

  @Override
  public String getScheme() {
    return connection.scheme();
  }

  @Override
  public String getServerName() {
    return connection.serverName();
  }

  @Override
  public int getServerPort() {
    return connection.serverPort();
  }

  @Override
  public boolean isSecure() {
    return connection.scheme().equals("https");
  }

  @Override
  public String getRemoteAddr() {
    return connection.remoteAddr();
  }

  @Override
  public String getContextPath() {
    return "";
  }

  @Override
  public ServletContext getServletContext() {
    return connection.context();
  }

  @Override
  public HttpServletMapping getHttpServletMapping() {
    return connection.mapping();
  }

  @Override
  public String getProtocol() {
    return "HTTP/1.1";
  }

  @Override
  public String getRemoteHost() {
    return connection.remoteAddr();
  }

  @Override
  public int getRemotePort() {
    return 0;
  }

  @Override
  public String getCharacterEncoding() {
    return "UTF-8";
  }

  @Override
  public Locale getLocale() {
    return Locale.ROOT;
  }

  @Override
  public Enumeration<Locale> getLocales() {
    return Collections.enumeration(List.of(Locale.ROOT));
  }

  @Override
  public Cookie @Nullable [] getCookies() {
    return null;
  }

  @Override
  public @Nullable HttpSession getSession() {
    return null;
  }

  @Override
  public @Nullable HttpSession getSession(boolean create) {
    return null;
  }

  @Override
  public @Nullable String getRequestedSessionId() {
    return null;
  }

  @Override
  public Collection<Part> getParts() {
    return List.of();
  }

  @Override
  public @Nullable Part getPart(String name) {
    return null;
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    return null;
  }

  @Override
  public @Nullable String getRemoteUser() {
    return null;
  }

  @Override
  public @Nullable String getAuthType() {
    return null;
  }
}
