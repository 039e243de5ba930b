package io.commercebackbone.verify.report;

/**
 * One second of a run.
 *
 * @param second since its beginning
 * @param ok calls that were done
 * @param refused calls that were refused
 * @param unknown calls that nobody answered
 * @param p50Millis of the calls that were answered
 * @param p99Millis of the calls that were answered
 * @param lag records that wait for any group; negative if nobody could tell
 */
public record Sample(int second, int ok, int refused, int unknown, long p50Millis, long p99Millis, long lag) {}
