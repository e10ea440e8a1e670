/**
 * A real Kafka broker in a child process: KRaft, one node, loopback only, its data in a folder of its own. It can be
 * killed and started again, and never outlives the process that started it.
 */
@NullMarked
package io.bellwether.demo.broker;

import org.jspecify.annotations.NullMarked;
