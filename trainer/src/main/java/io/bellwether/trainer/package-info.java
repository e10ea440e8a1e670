/** The offline command line: train, score, evaluate, backtest, inspect, publish. */
@NullMarked
package io.bellwether.trainer;

import org.jspecify.annotations.NullMarked;
