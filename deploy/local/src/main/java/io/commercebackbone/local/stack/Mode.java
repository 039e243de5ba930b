package io.commercebackbone.local.stack;

import tools.jackson.databind.JsonNode;

/**
 * How the stand-in for the data platform behaves.
 *
 * @param status HTTP status of its answers
 * @param delayMillis how long it takes to answer, in milliseconds
 */
record Mode(int status, long delayMillis) {

    static final Mode WELL = new Mode(200, 0);

    Mode {
        if (status < 200 || status > 599 || delayMillis < 0) {
            throw new IllegalArgumentException("No such mode: status " + status + ", delay " + delayMillis);
        }
    }

    /** Reads a mode; what is left out is as in the healthy one. */
    static Mode of(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("A mode is an object");
        }
        return new Mode(
                json.path("status").asInt(WELL.status()),
                json.path("delayMillis").asLong(WELL.delayMillis()));
    }

    void dawdle() {
        try {
            Thread.sleep(delayMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
