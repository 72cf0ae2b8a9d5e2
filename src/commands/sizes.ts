/** All old communes are 10,600 rows; every table of ours has less than twenty columns. */
export const ROWS_MAX = 100_000;
export const COLUMNS_MAX = 100;
export const TOO_MANY = `The table has more than ${ROWS_MAX} rows or ${COLUMNS_MAX} columns.`;
