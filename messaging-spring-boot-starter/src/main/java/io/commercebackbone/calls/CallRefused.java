package io.commercebackbone.calls;

/**
 * The target understood the call and refused it: a 4xx answer with a problem's stable code. Calling again changes
 * nothing unless something else does.
 */
public class CallRefused extends RuntimeException {

    private final int status;
    private final String code;
    private final String detail;

    CallRefused(String target, int status, String code, String detail) {
        super("%s refused a call: %d %s".formatted(target, status, code));
        this.status = status;
        this.code = code;
        this.detail = detail;
    }

    public int status() {
        return status;
    }

    /** The problem's stable code, such as {@code not-found}. */
    public String code() {
        return code;
    }

    /** What the target said for people to read; empty if it said nothing. */
    public String detail() {
        return detail;
    }

    /**
     * Whether it says something about the call. An answer without a code came from something in between, and some
     * speak of the caller only: its token, its speed.
     */
    boolean concernsTheCall() {
        return !code.isEmpty()
                && switch (status) {
                    case 401, 403, 408, 429 -> false;
                    default -> true;
                };
    }
}
