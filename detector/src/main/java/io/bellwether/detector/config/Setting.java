package io.bellwether.detector.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One key of the configuration: a component of a config record. The key is the component's name in kebab-case. A
 * component whose type is a record is a section; without this annotation its keys stand beside the section's own.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Setting {
    /** What it is for, in Markdown. */
    String value();

    /** The default, as it would be written in the file. */
    String fallback() default "";

    /** How the documentation shows the default, where it follows from other keys. */
    String shown() default "";
}
