package io.commercebackbone.schemas;

import java.util.List;

/** What became of the registration of one schema. */
sealed interface Outcome {

    String event();

    /** It is registered with this very content; nothing was written. */
    record Unchanged(String event) implements Outcome {}

    /**
     * It is registered now.
     *
     * @param version the registry's number: 1 unless it follows a content that it is compatible with
     */
    record Registered(String event, String version) implements Outcome {}

    /**
     * It breaks those who read or write by what is registered; nothing was written.
     *
     * @param reasons the registry's, each with the place in the schema
     */
    record Refused(String event, List<String> reasons) implements Outcome {}
}
