// The panels of an asset: score, sensors and axis, on the part of time that is in view.

function timeScale(plots, width) {
    return linear(plots.view.from, plots.view.to, LEFT, width - RIGHT);
}

/** The points in view, and one more on either side for the lines that lead out of it. */
function pointsInView(plots) {
    const times = plots.asset.times;
    return [Math.max(0, indexAt(times, plots.view.from) - 1), Math.min(times.length, indexAt(times, plots.view.to) + 1)];
}

/** Labels and alarms behind a plot, and the lines of the axis. */
function drawBackground(plots, surface, top, bottom) {
    const {context, width, colour} = surface;
    const x = timeScale(plots, width);
    const band = (span, paint) => {
        const left = Math.max(LEFT, x(span.from));
        const right = Math.min(width - RIGHT, Math.max(x(span.to), x(span.from) + 1.5));
        if (right > left) {
            paint(left, right - left);
        }
    };
    for (const tick of timeTicks(plots, width).marks) {
        const at = Math.round(x(tick)) + 0.5;
        line(context, at, top, at, bottom, colour.grid);
    }
    for (const event of plots.asset.events) {
        band(event, (left, wide) => {
            context.save();
            context.globalAlpha = 0.06;
            context.fillStyle = colour.label;
            context.fillRect(left, top, wide, bottom - top);
            context.globalAlpha = 0.55;
            hatch(context, left, top, wide, bottom - top, colour.label);
            context.restore();
        });
    }
    for (const alarm of plots.asset.alarms) {
        band(alarm, (left, wide) => {
            context.save();
            context.globalAlpha = 0.14;
            context.fillStyle = colour.alarm;
            context.fillRect(left, top, wide, bottom - top);
            context.restore();
        });
    }
    return band;
}

function drawScore(plots, surface) {
    const {context, width, height, colour} = surface;
    const asset = plots.asset;
    const top = 23; // the lanes of labels and alarms are above
    const bottom = height - 4;
    const x = timeScale(plots, width);
    const [first, end] = pointsInView(plots);
    let low = Infinity;
    let high = asset.threshold || 0;
    for (let i = first; i < end; i++) {
        const score = asset.score[i];
        if (score !== null) {
            high = Math.max(high, score);
            low = score > 0 ? Math.min(low, score) : low;
        }
    }
    high = (high || 1) * (plots.logScale ? 1.4 : 1.08);
    // A score of nearly nothing tells no more than one that is far below the threshold.
    low = plots.logScale ? Math.max(Math.min(low, asset.threshold / 3), high / 1e6, asset.threshold / 1000) : 0;
    const y = (plots.logScale ? logarithmic : linear)(low, high, bottom - 1, top + 1);
    scaleLeft(surface, plots.logScale ? logTicks(low, high, 5) : ticks(low, high, 5), y);
    const band = drawBackground(plots, surface, top, bottom);
    context.textAlign = "right";
    context.textBaseline = "middle";
    for (const [spans, lane, name, tint] of [
        [asset.events, 0, "label", colour.label], [asset.alarms, 11, "alarm", colour.alarm]]) {
        context.fillStyle = tint;
        context.fillText(name, LEFT - 6, lane + 5);
        spans.forEach(span => band(span, (left, wide) => context.fillRect(left, lane + 1, Math.max(wide, 2), 8)));
    }
    context.save();
    context.beginPath();
    context.rect(LEFT, top, width - LEFT - RIGHT, bottom - top);
    context.clip();
    context.strokeStyle = colour.score;
    context.lineWidth = 1.1;
    if (end > first) {
        trace(context, asset.times, asset.score, first, end, x, y, plots.gap);
    }
    context.restore();
    if (asset.threshold !== null) {
        context.lineWidth = 1.5;
        line(context, LEFT, y(asset.threshold), width - RIGHT, y(asset.threshold), colour.alarm, [7, 4]);
        context.lineWidth = 1;
    }
    frame(surface, top, bottom);
}

function drawSensor(plots, surface, sensor) {
    const {context, width, height, colour} = surface;
    const asset = plots.asset;
    const top = 2;
    const bottom = height - 10; // the strip of contributions is below
    const x = timeScale(plots, width);
    const [first, end] = pointsInView(plots);
    let low = Infinity;
    let high = -Infinity;
    for (let i = first; i < end; i++) {
        for (const value of [sensor.observed[i], sensor.expected[i]]) {
            if (value !== null) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
    }
    if (low > high) {
        [low, high] = [0, 1];
    }
    const room = (high - low || Math.abs(high) || 1) * 0.07;
    const y = linear(low - room, high + room, bottom, top);
    scaleLeft(surface, ticks(low - room, high + room, 4), y);
    drawBackground(plots, surface, top, bottom);
    context.save();
    context.beginPath();
    context.rect(LEFT, top, width - LEFT - RIGHT, bottom - top);
    context.clip();
    for (const [values, tint, wide, dash] of [
        [sensor.expected, colour.expected, 2, [5, 3]], [sensor.observed, colour.observed, 1.1, []]]) {
        context.strokeStyle = tint;
        context.lineWidth = wide;
        // Dashes of a line that goes up and down within a pixel would only hide some of it.
        context.setLineDash(end - first < width / 2 ? dash : []);
        if (end > first) {
            trace(context, asset.times, values, first, end, x, y, plots.gap);
        }
    }
    context.restore();
    drawContribution(plots, surface, sensor, first, end, x, bottom + 2);
    frame(surface, top, bottom);
}

/** A strip that is the stronger the more of the threshold this sensor alone makes up. */
function drawContribution(plots, {context, width, colour}, sensor, first, end, x, top) {
    const asset = plots.asset;
    const strongest = new Map(); // by pixel
    for (let i = first; i < end; i++) {
        const share = Math.min(1, sensor.contribution[i] / asset.threshold);
        const until = i + 1 < end && asset.times[i + 1] - asset.times[i] <= plots.gap
            ? asset.times[i + 1] : asset.times[i] + asset.period;
        const to = Math.min(width - RIGHT, Math.max(x(until), x(asset.times[i]) + 1));
        for (let at = Math.max(LEFT, Math.floor(x(asset.times[i]))); at < to; at++) {
            strongest.set(at, Math.max(share, strongest.get(at) || 0));
        }
    }
    context.save();
    context.fillStyle = colour.blame;
    for (const [at, share] of strongest) {
        if (share > 0.02) {
            context.globalAlpha = share;
            context.fillRect(at, top, 1, 5);
        }
    }
    context.restore();
}

function timeTicks(plots, width) {
    const {from, to} = plots.view;
    const most = Math.max(2, Math.floor((width - LEFT - RIGHT) / 110));
    const step = TIME_STEPS.find(one => (to - from) / one <= most) || TIME_STEPS[TIME_STEPS.length - 1];
    const marks = [];
    for (let at = Math.ceil((plots.asset.start + from) / step) * step; at <= plots.asset.start + to; at += step) {
        marks.push(at - plots.asset.start);
    }
    return {step, marks};
}

function drawAxis(plots, {context, width, colour}) {
    const x = timeScale(plots, width);
    const {step, marks} = timeTicks(plots, width);
    context.fillStyle = colour.dim;
    context.textBaseline = "top";
    let day = "";
    marks.forEach(mark => {
        const [date, time] = clock(plots.asset.start + mark).split(" ");
        const text = step >= DAY ? date : time.slice(0, step >= MINUTE ? 5 : undefined);
        // The first mark of every day says which day it is.
        const whole = step < DAY && date !== day ? date + " " + text : text;
        day = date;
        const wide = context.measureText(whole).width;
        context.textAlign = "left";
        context.fillText(whole, Math.min(width - wide - 2, Math.max(2, x(mark) - wide / 2)), 5);
        line(context, x(mark), 0, x(mark), 3, colour.dim);
    });
}
