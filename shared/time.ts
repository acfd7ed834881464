/** Durations in milliseconds. Instants are milliseconds since the epoch (UTC), in code and in the database. */
export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The time of day is an argument, so that a test can pass it. */
export type Clock = () => number
