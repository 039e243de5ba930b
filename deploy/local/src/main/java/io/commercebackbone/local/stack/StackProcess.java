package io.commercebackbone.local.stack;

import io.commercebackbone.local.Program;
import java.util.List;

/**
 * One process of the stack.
 *
 * @param program what runs
 * @param needs names of the processes that must answer before {@code up} starts it; it can run without them later
 */
record StackProcess(Program program, List<String> needs) {

    StackProcess {
        needs = List.copyOf(needs);
    }

    String name() {
        return program.name();
    }

    int port() {
        return program.port();
    }
}
