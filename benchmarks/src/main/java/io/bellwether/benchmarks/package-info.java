/** How fast it is, measured with JMH. Not null-marked: JMH fills the fields of its states. */
package io.bellwether.benchmarks;
