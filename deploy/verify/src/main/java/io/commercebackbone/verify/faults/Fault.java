package io.commercebackbone.verify.faults;

/** One thing that goes wrong, and its end. Both calls block until it is done. */
public interface Fault {

    /** Makes it go wrong. */
    void strike() throws Exception;

    /**
     * Makes it right again, as an operator would. What died of it is started again by somebody else.
     *
     * @throws Exception if that is not possible yet, because something else is still wrong; it is tried again then
     */
    void heal() throws Exception;
}
