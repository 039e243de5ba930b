package io.commercebackbone.http;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/** Leaves Boot's observation of requests out, for which {@link ObservedRequests} stands. */
class NoSecondObservation implements AutoConfigurationImportFilter {

    private static final String OF_REQUESTS =
            "org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration";

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        boolean[] matches = new boolean[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            matches[i] = !OF_REQUESTS.equals(candidates[i]);
        }
        return matches;
    }
}
