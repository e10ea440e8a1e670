package io.bellwether.alerting;

/** How far beyond its threshold an incident has gone. */
public enum Severity {
    WARNING,
    CRITICAL
}
