import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Asks the service beside it whether it is ready, for there is no shell and no other program in the image. Exit code 0
 * means yes. Takes the port from {@code MANAGEMENT_SERVER_PORT}, 9080 if there is none, and the path as argument.
 */
final class Health {

    private static final int PATIENCE_MILLIS = 4000;

    private Health() {}

    public static void main(String[] arguments) {
        String path = arguments.length > 0 ? arguments[0] : "/actuator/health/readiness";
        String port = System.getenv().getOrDefault("MANAGEMENT_SERVER_PORT", "9080");
        System.exit(isReady(Integer.parseInt(port), path) ? 0 : 1);
    }

    private static boolean isReady(int port, String path) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            return new String(answer.readNBytes(12), StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }
}
