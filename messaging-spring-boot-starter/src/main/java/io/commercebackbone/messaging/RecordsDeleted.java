package io.commercebackbone.messaging;

/** Records that were to be read are no longer on their topic: deleted by its retention, or by hand. */
public class RecordsDeleted extends RuntimeException {

    RecordsDeleted(Throwable cause) {
        super("records were deleted before they were read: " + cause.getMessage(), cause);
    }
}
