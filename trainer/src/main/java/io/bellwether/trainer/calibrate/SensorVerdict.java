package io.bellwether.trainer.calibrate;

import io.bellwether.scoring.SensorCalibration;

/**
 * What calibration decided about one sensor.
 *
 * @param calibration as production uses it
 * @param whyNot why the sensor does not vote; empty when it does
 */
public record SensorVerdict(SensorCalibration calibration, String whyNot) {}
