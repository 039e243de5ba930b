package io.commercebackbone.verify.books;

/**
 * Something that is not as it must be.
 *
 * @param rule what is broken; stable
 * @param subject where: {@code order <id>}, {@code user <id>}, {@code product <id>} or what else it is about
 * @param difference what is there, and what should be
 */
public record Finding(String rule, String subject, String difference) {

    /** The rule of what could not be looked at. */
    public static final String NOT_CHECKED = "not-checked";

    @Override
    public String toString() {
        return "%s: %s: %s".formatted(rule, subject, difference);
    }
}
