package io.commercebackbone.k8s.rules;

/** Which image runs. */
final class Images {

    private Images() {}

    /** By its digest, or by a tag that says a version. */
    static boolean isPinned(String image) {
        String tag = image.substring(image.lastIndexOf('/') + 1);
        return image.contains("@sha256:") || tag.matches("[^:]+:\\d+\\.\\d+.*");
    }
}
