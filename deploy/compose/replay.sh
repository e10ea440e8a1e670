#!/bin/sh
# Sends the sample data to the telemetry topic, with its fifteen days moved so that they end now.
#
#   replay.sh history    the ten sound days, at once: what retraining learns from
#   replay.sh live       the five days with faults, RATE rows a second
set -eu
what=${1:?say history or live}
data=${DATA:-/sample-data}
case $what in
  history) folder=train rate=0 ;;
  live) folder=test rate=${RATE:-50} ;;
  *)
    echo "replay: '$what' is neither history nor live" >&2
    exit 2
    ;;
esac

# The newest row is today's: the rows of all files are moved by the same whole number of minutes.
newest=$(tail -q -n 1 "$data"/test/*.csv | cut -d , -f 1 | sort | tail -n 1)

# One line a row: asset, tab, {"ts": ..., "flow": ...}. The files' rows are merged by time; labels stay here.
rows() {
  for file in "$data/$folder"/*.csv; do
    TZ=UTC awk -F , -v asset="$(basename "$file" .csv)" -v newest="$newest" '
      function seconds(text) { gsub(/[-T:Z]/, " ", text); return mktime(text) }
      NR == 1 { shift = int((systime() - seconds(newest)) / 60) * 60; columns = NF; split($0, name); next }
      {
        record = "{\"ts\":\"" strftime("%Y-%m-%dT%H:%M:%SZ", seconds($1) + shift) "\""
        for (i = 2; i <= columns; i++)
          if (name[i] != "anomaly" && name[i] != "fault" && $i != "") record = record ",\"" name[i] "\":" $i
        print $1 "\t" asset "\t" record "}"
      }' "$file"
  done | sort -s -k 1,1 | cut -f 2-
}

# Busybox awk knows no fractions of a second: a second's rows at once, then a second's sleep.
paced() {
  if [ "$rate" -eq 0 ]; then
    cat
  else
    awk -v rate="$rate" '{ print } NR % rate == 0 { fflush(); system("sleep 1") }'
  fi
}

rows | paced | "${KAFKA_PRODUCER:-/opt/kafka/bin/kafka-console-producer.sh}" --bootstrap-server "$BOOTSTRAP" \
  --topic "${PREFIX:-bellwether.}telemetry" --reader-property parse.key=true
echo "replay: sent $what"
