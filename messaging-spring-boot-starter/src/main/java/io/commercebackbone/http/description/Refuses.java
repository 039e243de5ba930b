package io.commercebackbone.http.description;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.HttpStatus;

/**
 * A refusal that an operation has of its own; it is shown in the API's description. Those that come with every operation of
 * a kind, such as 401 or what a key may lead to, are shown without it.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Refuses.Several.class)
public @interface Refuses {

    HttpStatus status();

    /** The problem's stable code. */
    String code();

    /** What its {@code detail} says, for example. */
    String detail();

    /** Whether {@code Retry-After} says when to try again. */
    boolean retryAfter() default false;

    /** More than one of them. */
    @Documented
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Several {

        Refuses[] value();
    }
}
