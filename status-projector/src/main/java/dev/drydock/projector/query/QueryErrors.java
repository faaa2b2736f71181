package dev.drydock.projector.query;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers for queries that cannot be answered. */
@RestControllerAdvice
final class QueryErrors {

  private static final Logger LOG = LoggerFactory.getLogger(QueryErrors.class);

  /** What is sent in place of the answer: one sentence. */
  record Problem(String error) {}

  @ExceptionHandler
  @ResponseStatus(HttpStatus.BAD_REQUEST)
  Problem badQuery(BadQueryException e) {
    return new Problem(String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.BAD_REQUEST)
  Problem badParameter(TypeMismatchException e) {
    return new Problem(
        "Expected another value of \"%s\", but it is \"%s\""
            .formatted(e.getPropertyName(), e.getValue()));
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.FORBIDDEN)
  Problem foreignOperation(ForeignOperationException e) {
    return new Problem(String.valueOf(e.getMessage()));
  }

  /** Asked for again, it would take as long: there is no use in trying. */
  @ExceptionHandler
  @ResponseStatus(HttpStatus.UNPROCESSABLE_CONTENT)
  Problem tooLong(QueryTimeoutException e) {
    LOG.debug("A query was ended for it took too long", e);
    return new Problem("Expected a query that is answered in time, but this one takes too long");
  }

  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    // tables that are missing are made anew at once
    BadSqlGrammarException.class,
    TransientDataAccessException.class,
    TransactionException.class
  })
  ResponseEntity<Problem> databaseAway(Exception e) {
    LOG.debug("A query met a database that is away", e);
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "1")
        .body(new Problem("The database cannot be asked now"));
  }
}
