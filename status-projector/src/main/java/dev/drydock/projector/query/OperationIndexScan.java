package dev.drydock.projector.query;

import dev.drydock.projector.core.TenantId;

/**
 * Reads a list by one scan of an index of a device's or of all of a tenant's operations. What a
 * filter says of devices is said to PostgreSQL so that it may choose: to walk along the order and
 * leave out other devices', or to sort the operations of those devices.
 *
 * @param tenant the tenant
 * @param query what is asked for
 */
record OperationIndexScan(TenantId tenant, OperationSelection query) implements OperationSql {

  /**
   * Tells whether nothing is shorter: a device has few operations, of which kinds tell nothing, and
   * the list that is ordered by creation and filtered by nothing else has an index of its own.
   */
  static boolean isShortest(OperationSelection query) {
    return query.deviceId() != null
        || isOfDevices(query.filter())
        || (!query.rejected()
            && query.orderBy() == OperationField.CREATED_AT
            && isOfCreation(query.filter()));
  }

  @Override
  public SqlText page() {
    SqlText sql = new SqlText().add("select " + OperationRows.COLUMNS);
    addRows(sql, OperationSql.ofPage(Times.range(query.filter(), query.orderBy()), query));
    return OperationSql.addOrder(OperationSql.addStart(sql, query), query, query.top() + 1);
  }

  @Override
  public SqlText count() {
    SqlText sql = new SqlText().add("select count(*)");
    addRows(sql, Times.range(query.filter(), query.orderBy()));
    return sql;
  }

  private void addRows(SqlText sql, TimeRange range) {
    sql.add(" from operation o where o.tenant_id = ?", tenant.value());
    if (query.deviceId() != null) {
      sql.add(" and o.device_id = ?", query.deviceId());
    }
    addDevices(sql, query.filter());
    if (!query.rejected()) {
      // the words of the indexes that are for it
      sql.add(" and not o.rejected");
    }
    if (range.low() != Long.MIN_VALUE) {
      sql.add(" and o." + query.orderBy().column() + " >= ?", range.low());
    }
    if (range.high() != Long.MAX_VALUE) {
      sql.add(" and o." + query.orderBy().column() + " <= ?", range.high());
    }
    OperationSql.addFilter(sql, query.filter(), range.isExact());
  }

  /** Adds what must be true of the devices, as far as it stands beside the rest of the filter. */
  static void addDevices(SqlText sql, Condition filter) {
    if (filter instanceof Condition.And and) {
      and.parts().forEach(part -> addDevices(sql, part));
    } else if (filter instanceof Condition.Test test && test.field() == OperationField.DEVICE_ID) {
      sql.add(" and ");
      FilterSql.write(test, sql);
    }
  }

  private static boolean isOfDevices(Condition filter) {
    if (filter instanceof Condition.And and) {
      return and.parts().stream().anyMatch(OperationIndexScan::isOfDevices);
    }
    if (filter instanceof Condition.Or or) {
      return or.parts().stream().anyMatch(OperationIndexScan::isOfDevices);
    }
    return ((Condition.Test) filter).field() == OperationField.DEVICE_ID;
  }

  private static boolean isOfCreation(Condition filter) {
    if (filter instanceof Condition.And and) {
      return and.parts().stream().allMatch(OperationIndexScan::isOfCreation);
    }
    if (filter instanceof Condition.Or or) {
      return or.parts().stream().allMatch(OperationIndexScan::isOfCreation);
    }
    return ((Condition.Test) filter).field() == OperationField.CREATED_AT;
  }
}
