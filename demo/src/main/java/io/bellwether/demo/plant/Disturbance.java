package io.bellwether.demo.plant;

/**
 * What a process fault does to the pump at one instant.
 *
 * @param resistance factor on the pipes' loss of head; above 1 the valve closes, below 1 the line leaks
 * @param head factor on the head the impeller gives
 * @param friction extra shaft power, as a share of the nominal one
 * @param bearingHeat added to the motor temperature near the bearing, K
 * @param driveEndVibration added at full speed, mm/s
 * @param nonDriveEndVibration added at full speed, mm/s
 */
record Disturbance(
        double resistance,
        double head,
        double friction,
        double bearingHeat,
        double driveEndVibration,
        double nonDriveEndVibration) {

    static final Disturbance NONE = new Disturbance(1, 1, 0, 0, 0, 0);

    static Disturbance ofResistance(double resistance) {
        return new Disturbance(resistance, 1, 0, 0, 0, 0);
    }
}
