package io.commercebackbone.observe;

/**
 * A part of an expression.
 *
 * @param text as it stands there
 */
record Token(Type type, String text) {

    /** What a part can be. */
    enum Type {
        NAME,
        NUMBER,
        DURATION,
        STRING,
        SIGN,
        END
    }

    boolean is(String other) {
        return text.equals(other) && type != Type.STRING;
    }

    boolean isOneOf(Iterable<String> others) {
        for (String other : others) {
            if (is(other)) {
                return true;
            }
        }
        return false;
    }
}
