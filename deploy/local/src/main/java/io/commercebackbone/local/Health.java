package io.commercebackbone.local;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a process over HTTP how it is. */
public final class Health {

    private static final int LIMIT_MILLIS = 1_500;

    private Health() {}

    /** Whether a GET of the path answers 200 within two seconds. */
    public static boolean ok(int port, String path) {
        return ok("127.0.0.1", port, path);
    }

    static boolean ok(String host, int port, String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://" + host + ":" + port + path).toURL().openConnection();
            connection.setConnectTimeout(LIMIT_MILLIS);
            connection.setReadTimeout(LIMIT_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
