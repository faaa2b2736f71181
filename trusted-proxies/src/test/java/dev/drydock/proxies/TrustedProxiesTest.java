package dev.drydock.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real web server tells of a request's origin. */
class TrustedProxiesTest {

  private static final String OWN = "http://own.test:8080 insecure 127.0.0.1";

  private static Tomcat trusting;
  private static Tomcat distrusting;

  @BeforeAll
  static void start(@TempDir Path directory) throws LifecycleException {
    trusting = server(directory, List.of("10.0.0.0/8", "127.0.0.1", "::1"));
    distrusting = server(directory, List.of("10.0.0.0/8", "2001:db8::/32"));
  }

  @AfterAll
  static void stop() throws LifecycleException {
    for (Tomcat server : List.of(trusting, distrusting)) {
      server.stop();
      server.destroy();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Forwarded-Proto: https;                                | https://own.test:8080",
        "X-Forwarded-Host: a.example;                             | http://a.example:80",
        "X-Forwarded-Host: a.example:81;                          | http://a.example:81",
        "X-Forwarded-Proto: https; X-Forwarded-Host: a.example    | https://a.example:443",
        "X-Forwarded-Proto: https; X-Forwarded-Port: 8443         | https://own.test:8443",
        "X-Forwarded-Host: [2001:db8::1]:81;                      | http://[2001:db8::1]:81",
        "Forwarded: proto=https/host=a.example;                   | https://a.example:443",
        "Forwarded: for=1.2.3.4/proto=https/host=\"a.example:81\";| https://a.example:81",
        "Forwarded: for=1.2.3.4/proto=https;                      | https://own.test:8080",
      })
  void shouldBelieveATrustedProxy(String headers, String origin) throws IOException {
    String secure = origin.startsWith("https") ? " secure" : " insecure";

    assertThat(ask(trusting, lines(headers))).isEqualTo(origin + secure + " 127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-Host: a.example, b.example",
        "X-Forwarded-Host: a.example; X-Forwarded-Host: b.example",
        "X-Forwarded-Proto: https,http",
        "X-Forwarded-Proto: ftp",
        "X-Forwarded-Proto: javascript:",
        "X-Forwarded-Host: <evil>",
        "X-Forwarded-Host: a/b",
        "X-Forwarded-Host: a@b.example",
        "X-Forwarded-Host: a.example:99999",
        "X-Forwarded-Host: a.example:x",
        "X-Forwarded-Host: [::1",
        "X-Forwarded-Host: a b",
        "X-Forwarded-Host:",
        "X-Forwarded-Port: 0",
        "X-Forwarded-Port: 70000",
        "X-Forwarded-Port: -1",
        "X-Forwarded-Port: x",
        "X-Forwarded-For: 1.2.3.4",
        "X-Forwarded-Prefix: /evil",
        "Forwarded: host=evil.example, host=a.example",
        "Forwarded: host=\"<evil>\"",
        "Forwarded: nonsense",
        "Forwarded: host=a.example; X-Forwarded-Proto: https",
      })
  void shouldIgnoreWhatCannotBeBelieved(String headers) throws IOException {
    assertThat(ask(trusting, lines(headers))).isEqualTo(OWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-Proto: https; X-Forwarded-Host: a.example",
        "Forwarded: proto=https/host=a.example",
      })
  void shouldIgnoreProxiesThatAreNotTrusted(String headers) throws IOException {
    assertThat(ask(distrusting, lines(headers))).isEqualTo(OWN);
  }

  @Test
  void shouldForgetItWithTheRequestWhenTheConnectionGoesOn() throws IOException {
    try (Socket socket = connect(trusting)) {
      String first = "GET / HTTP/1.1\r\nHost: own.test:8080\r\n";
      socket.getOutputStream().write(bytes(first + "X-Forwarded-Proto: https\r\n\r\n"));
      assertThat(body(socket)).startsWith("https:");
      socket.getOutputStream().write(bytes(first + "\r\n"));
      assertThat(body(socket)).isEqualTo(OWN);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0", ""})
  void shouldNameTheSettingWhenANetworkIsNone(String network) {
    assertThatThrownBy(() -> new TrustedProxies("some.setting", List.of(network)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("some.setting")
        .hasMessageContaining('"' + network + '"');
  }

  private static Tomcat server(Path directory, List<String> networks) throws LifecycleException {
    Tomcat server = new Tomcat();
    server.setBaseDir(directory.toString());
    server.setPort(0);
    server.getConnector().setProperty("address", "127.0.0.1");
    server.getEngine().getPipeline().addValve(new TrustedProxies("networks", networks));
    Context context = server.addContext("", directory.toString());
    Tomcat.addServlet(context, "origin", new Origin()).addMapping("/");
    server.start();
    return server;
  }

  /** Headers stand after semicolons, and a semicolon within one is a slash there. */
  private static String lines(String headers) {
    StringBuilder lines = new StringBuilder();
    for (String header : headers.split(";")) {
      String line = header.strip();
      if (!line.isEmpty()) {
        lines.append(line.startsWith("Forwarded") ? line.replace('/', ';') : line).append("\r\n");
      }
    }
    return lines.toString();
  }

  private static String ask(Tomcat server, String headers) throws IOException {
    try (Socket socket = connect(server)) {
      socket
          .getOutputStream()
          .write(bytes("GET / HTTP/1.1\r\nHost: own.test:8080\r\n" + headers + "\r\n"));
      return body(socket);
    }
  }

  private static Socket connect(Tomcat server) throws IOException {
    Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), server.getConnector().getLocalPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The servlet's answer is the one line after the headers. */
  private static String body(Socket socket) throws IOException {
    BufferedReader answer =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    String line = answer.readLine();
    while (line != null && !line.isEmpty()) {
      line = answer.readLine();
    }
    return answer.readLine();
  }

  private static final class Origin extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String text =
          request.getScheme()
              + "://"
              + request.getServerName()
              + ':'
              + request.getServerPort()
              + (request.isSecure() ? " secure " : " insecure ")
              + request.getRemoteAddr();
      response.getOutputStream().print(text + "\n");
    }
  }
}
