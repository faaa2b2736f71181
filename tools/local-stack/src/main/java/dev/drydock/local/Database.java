package dev.drydock.local;

/**
 * A PostgreSQL database.
 *
 * @param url JDBC URL
 * @param username who owns the database or may create a schema in it
 * @param password empty when the server asks for none
 */
public record Database(String url, String username, String password) {

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "Database[url=" + url + ", username=" + username + "]";
  }
}
