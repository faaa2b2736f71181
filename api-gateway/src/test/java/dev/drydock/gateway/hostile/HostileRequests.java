package dev.drydock.gateway.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Makes up requests; the same seed gives the same ones. Not thread-safe. */
final class HostileRequests {

  private static final List<String> METHODS =
      List.of(
          "GET",
          "GET",
          "GET",
          "POST",
          "POST",
          "PUT",
          "DELETE",
          "PATCH",
          "HEAD",
          "OPTIONS",
          "TRACE",
          "CONNECT",
          "BREW",
          "get",
          "PROPFIND",
          "G\tET",
          "GET\u0000",
          "M-SEARCH",
          "X".repeat(300));
  private static final List<String> PATHS =
      List.of(
          "/",
          "/openapi.json",
          "/error",
          "/beta",
          "/beta/",
          "/beta/$batch",
          "/beta/teamwork/devices",
          "/beta/teamwork/operations",
          "/beta/teamwork/softwareReleases",
          "/beta/teamwork/softwareReleases/teamsClient/1.0",
          "/beta/teamwork/devices/d",
          "/beta/teamwork/devices/d/health",
          "/beta/teamwork/devices/d/updateSoftware",
          "/beta/teamwork/devices/d/operations",
          "/beta/teamwork/devices/d/operations/o",
          "/beta/teamwork/devices/d/operations/o/history",
          "/beta/test/crash");
  private static final List<String> SEGMENTS =
      List.of(
          "..",
          ".",
          "...",
          "%2e%2e",
          "%2e%2e%2f",
          "%252e%252e",
          "%00",
          "a%00b",
          "%0d%0aX-Injected:%20yes",
          "%0a",
          ";",
          ";a=b",
          "d;jsessionid=1",
          "%3b",
          "",
          "%",
          "%zz",
          "%c0%af",
          "%ff",
          "%ed%a0%80",
          "\\",
          "%5c",
          "%2f",
          "d%2f..",
          "é",
          "\u0000",
          "\u007f",
          "{d}",
          "<b>",
          "\"",
          "|",
          "^",
          "`",
          "'or'1'='1",
          "*",
          "~",
          "%20",
          "%E2%80%AE",
          "%F0%9F%9A%A2");
  private static final List<String> QUERIES =
      List.of(
          "$top=0",
          "$top=51",
          "$top=9999999999",
          "$top=-1",
          "$top=1e1",
          "$top=",
          "$top",
          "$top=1&$top=2",
          "top=2",
          "$TOP=2",
          "$skipToken=%00",
          "$skipToken=bzox",
          "$skipToken=%F0%9F",
          "$filter=status",
          "$filter=status%20eq%20'",
          "$filter=((((((((((((((((",
          "$filter=status%20eq%20'x';drop%20table%20operations",
          "$filter=not%20not%20not%20status%20eq%20null",
          "$filter=length(id)%20gt%201",
          "$filter=createdDateTime%20gt%20yesterday",
          "$filter=null%20in%20error",
          "$filter=@a%20add%20'queued'",
          "$filter=$root/and%20eq%201",
          "$orderby=1",
          "$orderby=id%20sideways",
          "$select=*",
          "$select=,,,",
          "$count=maybe",
          "$expand=everything",
          "$apply=aggregate(x)",
          "$format=xml",
          "asOf=never",
          "asOf=2026-11-23T10:15:30Z&waitForChange=P1D",
          "waitForChange=PT0.1S",
          "waitForChange=-PT1S",
          "%",
          "%zz=1",
          "&&&&",
          "=",
          "a[b]=c",
          "access_token=abc",
          "\u0001");
  private static final List<String> HEADERS =
      List.of(
          "Host: other.test",
          "Host:",
          "Host: a b",
          "Host: [::1",
          "Host: x:99999",
          "Content-Length: 5",
          "Content-Length: -1",
          "Content-Length: 99999999999999999999",
          "Content-Length: 5\r\nContent-Length: 6",
          "Content-Length: 3, 3",
          "Content-Length: 0x10",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: chunked\r\nContent-Length: 4",
          "Transfer-Encoding: gzip",
          "Transfer-Encoding: gzip, chunked",
          "Transfer-Encoding: chunked, identity",
          "Transfer-Encoding:\u000bchunked",
          "Transfer-Encoding : chunked",
          "Transfer-Encoding: \"chunked\"",
          "TE: trailers",
          "Trailer: X",
          "Expect: 100-continue",
          "Expect: 200-maybe",
          "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAA",
          "Upgrade: websocket\r\nConnection: Upgrade",
          "Content-Type: text/plain",
          "Content-Type: application/json",
          "Content-Type: application/json; charset=utf-7",
          "Content-Type: application/json;;;=",
          "Content-Type: /",
          "Content-Type: \u0001",
          "Content-Type: multipart/form-data",
          "Content-Type: multipart/form-data; boundary=",
          "Content-Type: application/x-www-form-urlencoded",
          "Content-Encoding: gzip",
          "Accept: application/xml",
          "Accept: nonsense",
          "Accept: */*;q=x",
          "Accept-Language: xx-",
          "Accept-Encoding: *;q=0",
          "Range: bytes=0-1",
          "If-None-Match: *",
          "If-None-Match: \"",
          "If-Modified-Since: someday",
          "Prefer: return=representation",
          "Idempotency-Key:",
          "Idempotency-Key: \u0001",
          "client-request-id: \r\n X: folded",
          "client-request-id: \u0080\u00ff",
          "client-request-id: <script>",
          "traceparent: 00-0-0-0",
          "X-HTTP-Method-Override: DELETE",
          "X-Forwarded-Host: <evil>",
          "X-Forwarded-For: 1.2.3.4\r\nForwarded: host=\"evil\"",
          "Cookie: a=b; c",
          "Authorization: Basic YTpi",
          "Authorization: Bearer",
          "Authorization: Bearer a b",
          "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.",
          "Authorization: Bearer " + "A".repeat(3000),
          "Authorization: Negotiate x\r\nAuthorization: Bearer y",
          "No colon here",
          ": no name",
          "Bad Name: x",
          "X\u0000: y",
          "X: \u0000",
          " folded: from the start",
          "Origin: https://evil.test\r\nAccess-Control-Request-Method: PUT");
  private static final List<String> BODIES =
      List.of(
          "",
          "{",
          "{}",
          "[]",
          "null",
          "NaN",
          "{\"softwareType\":NaN}",
          "{\"softwareType\":\"teamsClient\",\"softwareType\":\"firmware\"}",
          "{\"softwareType\":\"teamsClient\",\"softwareVersion\":\"0.0.0\"}",
          "{\"softwareType\":\"toaster\"}",
          "{\"softwareType\":{\"a\":1}}",
          "{\"softwareVersion\":1e400}",
          "{\"softwareType\":\"\\ud800\"}",
          "{\"softwareType\":\"a\u0000b\"}",
          "{\"__proto__\":{}}",
          "{\"@type\":\"x\",\"class\":\"y\"}",
          "{\"deadlines\":{\"delivery\":\"P999999999D\"}}",
          "{\"deviceType\":7,\"hardwareDetail\":[]}",
          "{\"requests\":[{}]}",
          "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"//evil.test/\"}]}",
          "{\"requests\":[{\"id\":\"1\",\"method\":\"TRACE\",\"url\":\"/$batch\"}]}",
          "{} {}",
          "{'a':1}",
          "{\"a\":1,}",
          "// {}",
          "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
          "softwareType=teamsClient",
          "\u00ef\u00bb\u00bf{}",
          "\u00ff\u00fe{\u0000}\u0000",
          "{\"softwareType\":\"\u00c3\u0028\"}",
          "\u001f\u008b\u0008\u0000\u0000");
  private static final List<String> VERSIONS =
      List.of(
          "HTTP/1.1",
          "HTTP/1.1",
          "HTTP/1.1",
          "HTTP/1.1",
          "HTTP/1.0",
          "HTTP/0.9",
          "HTTP/2.0",
          "HTTP/3",
          "HTTP/1.",
          "http/1.1",
          "HTCPCP/1.0",
          "");

  private final Random random;
  private final String token;

  /**
   * Makes a source of requests.
   *
   * @param token a good token, which most requests have: without it none gets far
   */
  HostileRequests(long seed, String token) {
    this.random = new Random(seed);
    this.token = token;
  }

  HostileRequest next(int number) {
    return switch (random.nextInt(8)) {
      case 0 -> new HostileRequest(number, "bytes", noise(1 + random.nextInt(400)));
      case 1 -> request(number, "request line", one(METHODS), hostilePath(), one(VERSIONS), "");
      case 2, 3 ->
          request(number, "path", one(METHODS.subList(0, 8)), hostilePath(), "HTTP/1.1", "");
      case 4 -> request(number, "length", "GET", longPath(), "HTTP/1.1", longHeader());
      case 5 -> request(number, "headers", one(METHODS), one(PATHS), "HTTP/1.1", headers());
      default -> withBody(number);
    };
  }

  private HostileRequest request(
      int number, String kind, String method, String path, String version, String headers) {
    String line = method + ' ' + path + (version.isEmpty() ? "" : ' ' + version);
    return new HostileRequest(number, kind, latin(line + "\r\n" + usual() + headers + "\r\n"));
  }

  private HostileRequest withBody(int number) {
    byte[] body = body();
    String method = one(List.of("POST", "PUT", "POST", "PUT", "DELETE", "GET"));
    String type = random.nextInt(5) > 0 ? "Content-Type: application/json\r\n" : headers();
    String length =
        random.nextInt(8) > 0 ? "Content-Length: " + body.length + "\r\n" : one(HEADERS) + "\r\n";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(latin(method + ' ' + one(PATHS) + " HTTP/1.1\r\n" + usual() + type + length));
    bytes.writeBytes(latin("\r\n"));
    bytes.writeBytes(body);
    return new HostileRequest(number, "body", bytes.toByteArray());
  }

  private String usual() {
    return (random.nextInt(20) > 0 ? "Host: gateway.test\r\n" : "")
        + (random.nextInt(5) > 0 ? "Authorization: Bearer " + token + "\r\n" : "")
        + (random.nextInt(4) > 0 ? "Connection: close\r\n" : "");
  }

  private String headers() {
    StringBuilder headers = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      headers.append(one(HEADERS)).append(random.nextInt(30) > 0 ? "\r\n" : "\n");
    }
    return headers.toString();
  }

  private String hostilePath() {
    StringBuilder path = new StringBuilder(one(PATHS));
    for (int i = random.nextInt(3); i > 0; i--) {
      int at = path.indexOf("/", random.nextInt(path.length()));
      path.insert(at < 0 ? path.length() : at, '/' + one(SEGMENTS));
    }
    if (random.nextInt(2) == 0) {
      path.append('?')
          .append(one(QUERIES))
          .append(random.nextInt(2) == 0 ? "" : '&' + one(QUERIES));
    }
    return random.nextInt(20) > 0 ? path.toString() : one(List.of("*", "x", "http://a.test/beta"));
  }

  private String longPath() {
    return random.nextBoolean()
        ? one(PATHS) + "/" + one(SEGMENTS).repeat(1 + random.nextInt(6000))
        : one(PATHS) + "?$filter=" + "(".repeat(1 + random.nextInt(6000));
  }

  private String longHeader() {
    return switch (random.nextInt(3)) {
      case 0 -> "X: " + "x".repeat(random.nextInt(40_000)) + "\r\n";
      case 1 -> "X: y\r\n".repeat(random.nextInt(400));
      default -> "";
    };
  }

  private byte[] body() {
    List<Supplier<byte[]>> bodies =
        List.of(
            () -> latin(one(BODIES)),
            () -> latin(one(BODIES)),
            () -> latin("[".repeat(1 + random.nextInt(30_000))),
            () -> latin("{\"a\":".repeat(1 + random.nextInt(10_000))),
            () -> latin("{\"softwareType\":\"" + "x".repeat(random.nextInt(90_000)) + "\"}"),
            () -> latin("{\"softwareVersion\":" + "9".repeat(1 + random.nextInt(2000)) + '}'),
            () -> noise(random.nextInt(2000)));
    return one(bodies).get();
  }

  private byte[] noise(int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
