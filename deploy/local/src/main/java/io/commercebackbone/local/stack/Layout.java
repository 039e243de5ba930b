package io.commercebackbone.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things are.
 *
 * @param root the project's directory
 */
record Layout(Path root) {

    /** What the running stack keeps; nothing of it belongs into the repository. */
    Path state() {
        return root.resolve("deploy/local/.stack");
    }

    Path data(String name) {
        return state().resolve("data").resolve(name);
    }

    Path log(String name) {
        return state().resolve("logs").resolve(name + ".log");
    }

    Path pid(String name) {
        return state().resolve("pids").resolve(name);
    }

    /** Where the jar that runs is kept, with what is unpacked of it. */
    Path jar(String name) {
        return state().resolve("jars").resolve(name).resolve(name + ".jar");
    }

    CompilerOptions compilerOptions() {
        return new CompilerOptions(state().resolve("compiler.options"));
    }

    Path module(String directory) {
        return root.resolve(directory);
    }

    void create() throws IOException {
        for (String directory : new String[] {"data", "logs", "pids"}) {
            Files.createDirectories(state().resolve(directory));
        }
        compilerOptions().create();
    }
}
