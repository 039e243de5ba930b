package io.commercebackbone.verify.gate;

/**
 * A request that came to a gate.
 *
 * @param path with its query, if it has one
 * @param body as text; empty if there is none
 */
public record Call(String method, String path, String body) {

    /** Whether path or body names this, an id for instance. */
    public boolean names(Object id) {
        return path.contains(id.toString()) || body.contains(id.toString());
    }
}
