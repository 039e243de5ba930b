package io.commercebackbone.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import org.springframework.web.util.WebUtils;

/** A request whose body was read already. */
public final class BufferedRequest extends HttpServletRequestWrapper {

    private final byte[] bytes;
    private final ByteArrayInputStream body;

    BufferedRequest(HttpServletRequest request, byte[] bytes) {
        super(request);
        this.bytes = bytes;
        this.body = new ByteArrayInputStream(bytes);
    }

    /**
     * The body of a request that came through the edge, whoever has read it since. Not to be changed.
     *
     * @throws IllegalStateException if the request did not come through the edge
     */
    public static byte[] bodyOf(HttpServletRequest request) {
        BufferedRequest buffered = WebUtils.getNativeRequest(request, BufferedRequest.class);
        if (buffered == null) {
            throw new IllegalStateException("the request's body was not read at the edge");
        }
        return buffered.bytes;
    }

    @Override
    public ServletInputStream getInputStream() {
        return new ServletInputStream() {
            @Override
            public int read() {
                return body.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return body.read(buffer, offset, length);
            }

            @Override
            public boolean isFinished() {
                return body.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException("the body is read blocking");
            }
        };
    }
}
