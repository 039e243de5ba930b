package io.commercebackbone.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Lets no server outlive this JVM, however it ends. A shell holds the other end of a pipe; when the JVM is gone, killed
 * or not, the shell reads the end of the pipe, kills the processes it was told of and removes their temporary
 * directories.
 */
final class Watch {

    private static final String SCRIPT = """
            trap '' INT TERM HUP
            pids=' '; dirs=''
            while IFS=' ' read -r what value; do
              case $what in
                started) pids="$pids$value " ;;
                ended) pids="${pids%% $value *} ${pids#* $value }" ;;
                directory) dirs="$dirs$value
            " ;;
              esac
            done
            for pid in $pids; do kill -9 "$pid" 2>/dev/null; done
            printf '%s' "$dirs" | while IFS= read -r dir; do
              for attempt in 1 2 3; do rm -rf -- "$dir" && break; sleep 1; done
            done
            """;

    private static final Watch INSTANCE = new Watch();

    private final Writer pipe;

    private Watch() {
        try {
            Process shell = new ProcessBuilder("sh", "-c", SCRIPT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            pipe = shell.outputWriter(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("No shell to watch over the local servers", e);
        }
    }

    static void started(Process process) {
        INSTANCE.say("started " + process.pid());
    }

    static void ended(Process process) {
        INSTANCE.say("ended " + process.pid());
    }

    static void temporary(Path directory) {
        INSTANCE.say("directory " + directory);
    }

    private synchronized void say(String line) {
        try {
            pipe.write(line + "\n");
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The shell that watches over the local servers is gone", e);
        }
    }
}
