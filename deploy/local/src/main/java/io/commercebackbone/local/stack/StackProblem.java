package io.commercebackbone.local.stack;

/** What keeps a command from being carried out, said in one line that ends with what to do about it. */
final class StackProblem extends RuntimeException {

    StackProblem(String line) {
        super(line);
    }

    StackProblem(String line, Throwable cause) {
        super(line, cause);
    }
}
