package io.commercebackbone.verify.check;

import io.commercebackbone.verify.books.Finding;
import java.util.List;

/** Something that must be true of the whole suite once nothing is under way. */
interface Check {

    /** What is not true, each with the evidence to find it; reads and changes nothing. */
    List<Finding> of(Evidence evidence) throws Exception;
}
